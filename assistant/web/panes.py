"""What a click changes: the parts of the page that are drawn anew, and those that stay."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.web.escaping import escape
from assistant.web.state import Visit


@dataclass(frozen=True, slots=True)
class Panes:
    """The visitor's place and the HTML of each part; None where it stays as it is.

    status: a line in words, not HTML. box: what stands in the question's box. is_same: whether the
    visitor's place stays as it is: while a model writes, they may have gone on in it.
    """

    visit: Visit
    talk: str | None = None
    status: str | None = None
    reader: str | None = None
    shelf: str | None = None
    past: str | None = None
    box: str | None = None
    settings: str | None = None
    frame: str | None = None
    views: str | None = None
    adding: str | None = None
    scope: str | None = None
    is_same: bool = False

    def values(self) -> tuple[Any, ...]:
        """As Gradio takes them: in the order of the fields."""
        status = self.status
        if status is not None:
            status = f'<p dir="auto">{escape(_begun(status))}</p>'
        panes = (self.talk, status, self.reader, self.shelf, self.past, self.box, self.settings,
                 self.frame, self.views, self.adding, self.scope)  # fmt: skip
        visit = gr.skip() if self.is_same else self.visit
        return (visit, *(gr.skip() if pane is None else pane for pane in panes))


def _begun(sentence: str) -> str:
    """With a capital at its beginning, as the engine's own sentences lack it; a name stays."""
    first = sentence.partition(" ")[0].rstrip(",:;")
    return sentence[:1].upper() + sentence[1:] if first.isalpha() else sentence
