"""Where a visitor is: the one thing that the page remembers between two clicks."""

from dataclasses import dataclass

from assistant.web.texts import Language
from assistant.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's place; all else is on the disk.

    collection: its name, "" for the default one. conversation: its id, "" before the first
    question. documents: the paths that a question is asked among, None for all.
    editing: the id of the exchange whose question is being changed, 0 for none. asking: the
    question under way, "" where there is none; returns: whether it goes back into the box if it
    is stopped.
    is_plain: whether PDFs are read as text, not as images of their pages.
    filter, first: the words that the listed documents have, and how many come before those in
    view. undone: the document removed just now. search: the words of the listed conversations.
    writes: whether a model, where there is one, is to write under the quotations. writing: the id
    of the exchange that it wrote to last, perhaps still; 0 for none.
    """

    collection: str = ""
    conversation: str = ""
    documents: tuple[str, ...] | None = None
    editing: int = 0
    asking: str = ""
    returns: bool = False
    language: Language = "en"
    is_plain: bool = False
    filter: str = ""
    first: int = 0
    undone: str = ""
    search: str = ""
    writes: bool = True
    writing: int = 0

    @property
    def wording(self) -> Wording:
        """How the page speaks to this visitor."""
        return Wording(self.language)
