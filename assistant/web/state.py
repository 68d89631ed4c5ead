"""Where a visitor is: the one thing that the page remembers between two clicks."""

from dataclasses import dataclass

from assistant.web.texts import Language
from assistant.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's place; all else is on the disk.

    collection: its name, "" for the default one. conversation: its id, "" before the first
    question. documents: the paths that a question is asked among, None for all.
    editing: the id of the exchange whose question is being changed, 0 for none.
    is_plain: whether PDFs are read as text, not as images of their pages.
    """

    collection: str = ""
    conversation: str = ""
    documents: tuple[str, ...] | None = None
    editing: int = 0
    language: Language = "en"
    is_plain: bool = False

    @property
    def wording(self) -> Wording:
        """How the page speaks to this visitor."""
        return Wording(self.language)
