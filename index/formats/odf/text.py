"""The body of an OpenDocument text."""

from collections.abc import Callable

from index.formats.odf.content import Content, Texts
from index.formats.odf.events import Attributes
from index.formats.odf.styles import Styles
from index.formats.outline import Outline
from index.types import BlockKind


class TextReader(Content):
    """Adds what a text says to an outline."""

    body = "text"

    def __init__(
        self, styles: Styles, embedded: Callable[[str], Texts | None], outline: Outline
    ) -> None:
        super().__init__(styles, embedded)
        self.outline = outline
        self._seen = {"paragraph": 0, "table": 0}

    def say(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Add a block; it counts as a paragraph where it stands in none and in no table."""
        if not self.hanging and not self.tables:
            self._seen["paragraph"] += 1
        self.outline.add(kind, text, level, self._place())

    def place(self) -> str:
        """Where a comment stands, which comes before the end of its paragraph."""
        is_ahead = self.is_in_paragraph and not self.tables
        return f"comment on {self._place(int(is_ahead))}"

    def start_table(self, attributes: Attributes) -> None:
        """Begin a table, and count it where it stands in no other."""
        if not self.tables and not self.inside and not self.is_in_paragraph:
            self._seen["table"] += 1
        super().start_table(attributes)

    def finish(self) -> None:
        """Add the comments, and what stands in the margins, once each."""
        self.settle()
        for text, place in self.comments:
            self.outline.add("paragraph", text, 0, place)
        for text in dict.fromkeys(self.margins):
            if not text.isdecimal():
                self.outline.add("furniture", text, 0, "header or footer")

    def _place(self, ahead: int = 0) -> str:
        if self.tables:
            return f"table {max(1, self._seen['table'])}, row {self.tables[0].rows}"
        return f"paragraph {max(1, self._seen['paragraph'] + ahead)}"
