"""What hangs on an OpenDocument file's paragraphs: tables, notes, comments, boxes, pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field

from index.formats.odf.events import Attributes
from index.formats.odf.styles import (
    DC,
    DRAW,
    OFFICE,
    PRESENTATION,
    TABLE,
    TEXT,
    XLINK,
    Styles,
    number,
)  # fmt: skip
from index.formats.odf.walker import Walker
from index.formats.outline import CELL
from index.types import BlockKind

SHAPES = {DRAW + name for name in (
    "text-box custom-shape rect ellipse circle polygon polyline path line connector measure "
    "caption regular-polygon").split()}  # fmt: skip
Texts = list[tuple[BlockKind, str]]


@dataclass(slots=True)
class _Table:
    has_head: bool  # whether its look sets the first row apart
    columns: int = 0
    rows: int = 0
    heads: int = 0  # how many elements are open whose rows are headers
    covered: int = 0  # how many of the next covered cells lie under the cell to their left
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # of the cell that is open

    @property
    def is_frame(self) -> bool:
        """Whether it is a frame around paragraphs: a table of a single column."""
        return self.columns == 1


class Content(Walker):
    """Readers of texts and slides say where a block goes, in `say`.

    What hangs on a paragraph or a row follows it. comments: each with its place. margins: what
    headers and footers say. pictures, objects: how many were met and not read. hanging: whether
    the block that is said hangs on the one before.

    embedded: gives what an embedded file says, by its address; None where it is not read.
    """

    def __init__(self, styles: Styles, embedded: Callable[[str], Texts | None]) -> None:
        super().__init__(styles)
        self.embedded = embedded
        self.hanging = False
        self.comments: list[tuple[str, str]] = []
        self.margins: list[str] = []
        self.pictures = self.objects = 0
        self.tables: list[_Table] = []
        self._frames: list[str] = []
        self._held: list[tuple[BlockKind, str, int]] = []
        self._mark = self._author = ""
        self._comment: list[str] = []
        names = {"note-citation": TEXT, "creator": DC, "footer-decl": PRESENTATION,
                 "header-decl": PRESENTATION}  # fmt: skip
        self.starts |= {space + name: self._listen for name, space in names.items()}
        self.starts |= {
            TEXT + "note": lambda _: self.enter("note"),
            OFFICE + "annotation": lambda _: self._start_comment(),
            TABLE + "table": self.start_table, TABLE + "table-column": self._column,
            TABLE + "table-row": lambda _: self._start_row(),
            TABLE + "table-cell": self._start_cell,
            TABLE + "covered-table-cell": self._start_covered,
            TABLE + "table-header-rows": lambda _: self._head(1),
            DRAW + "frame": self.start_frame, DRAW + "image": lambda _: self._show("picture"),
            DRAW + "object": self._object, DRAW + "object-ole": self._object,
            **dict.fromkeys(SHAPES, self.start_shape),
        }  # fmt: skip
        self.ends |= {
            TEXT + "note": self.leave, TEXT + "note-citation": self._end_mark,
            OFFICE + "annotation": self._end_comment, DC + "creator": self._end_author,
            PRESENTATION + "footer-decl": lambda: self.margins.append(self.take()),
            PRESENTATION + "header-decl": lambda: self.margins.append(self.take()),
            TABLE + "table": self._end_table, TABLE + "table-row": self._end_row,
            TABLE + "table-cell": self._end_cell, TABLE + "covered-table-cell": self._end_cell,
            TABLE + "table-header-rows": lambda: self._head(-1),
            DRAW + "frame": self.end_frame, **dict.fromkeys(SHAPES, self.end_shape),
        }  # fmt: skip

    def say(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Add a block; called in the order of the text."""
        raise NotImplementedError

    def place(self) -> str:
        """Where a comment stands that is met now."""
        raise NotImplementedError

    def hear(self, kind: BlockKind, text: str, level: int) -> None:
        """Take a paragraph to where it belongs."""
        where = self.inside[-1] if self.inside else ""
        if "covered" in self.inside:
            return
        if "margin" in self.inside:
            self.margins.append(text)
        elif where == "comment":
            self._comment.append(text)
        elif where == "note":
            self._held.append(("paragraph", self._mark + text, 0))
            self._mark = ""
        elif where == "cell" and self.tables:
            self.tables[-1].words.append(text)
        elif self.is_in_paragraph or "cell" in self.inside:
            self._held.append((kind, text, level))
        else:
            self.say(kind, text, level)

    def settle(self) -> None:
        """Let follow what hung on the paragraph, or the row, that has ended."""
        if "cell" in self.inside or "note" in self.inside or "comment" in self.inside:
            return
        held, self._held = self._held, []
        self.hanging = True
        for kind, text, level in held:
            self.say(kind, text, level)
        self.hanging = False

    def _listen(self, attributes: Attributes) -> None:
        self.texts.append([])

    def _end_mark(self) -> None:
        self._mark = f"[{self.take().strip()}] "

    def _end_author(self) -> None:
        author = " ".join(self.take().split())
        self._author = f" by {author}" if author else ""

    def _start_comment(self) -> None:
        self._comment, self._author = [], ""
        self.enter("comment")

    def _end_comment(self) -> None:
        self.leave()
        if self._comment:
            words = "\n".join(self._comment)
            self.comments.append((f"Comment{self._author}: {words}", self.place()))
        self._comment = []

    # Tables; a cell is a place apart, and so is a single column's, which says nothing of it.

    def start_table(self, attributes: Attributes) -> None:
        """Begin a table."""
        self._show("words")
        self.tables.append(_Table(attributes.get(TABLE + "use-first-row-styles") == "true"))

    def _end_table(self) -> None:
        if self.tables:
            self.tables.pop()

    def _head(self, step: int) -> None:
        if self.tables:
            self.tables[-1].heads += step

    def _column(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].columns += number(attributes.get(TABLE + "number-columns-repeated"))

    def _start_row(self) -> None:
        if self.tables:
            self.tables[-1].rows += 1
            self.tables[-1].cells = []
            self.tables[-1].covered = 0

    def _start_cell(self, attributes: Attributes) -> None:
        if self.tables:
            table = self.tables[-1]
            table.covered = number(attributes.get(TABLE + "number-columns-spanned"), 1000) - 1
            table.words = []
            self.enter("frame" if table.is_frame else "cell")

    def _start_covered(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].words = []
            self.enter("covered")

    def _end_cell(self) -> None:
        if not self.tables or not self.inside:
            return
        table, where = self.tables[-1], self.inside[-1]
        self.leave()
        if where == "cell" or (where == "covered" and not table.covered):
            table.cells.append(" ".join(" ".join(table.words).split()))
        elif where == "covered":
            table.covered -= 1

    def _end_row(self) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        if any(table.cells):
            is_head = table.heads or (table.has_head and table.rows == 1)
            kind: BlockKind = "header" if is_head else "row"
            if "cell" in self.inside:
                self._held.append((kind, CELL.join(table.cells), 0))
            else:
                self.hear(kind, CELL.join(table.cells), 0)
        table.cells = []
        if not self.is_in_paragraph:
            self.settle()

    # Frames hold a text box, a table, a picture or an object; a picture beside another of these
    # is its preview.

    def start_frame(self, attributes: Attributes) -> None:
        """Begin a frame."""
        self._frames.append("")

    def end_frame(self) -> None:
        """End it."""
        if self._frames and self._frames.pop() == "picture" and "margin" not in self.inside:
            self.pictures += 1

    def start_shape(self, attributes: Attributes) -> None:
        """Go into a text box, or a shape with words in it."""
        self._show("words")
        self.enter("box")

    def end_shape(self) -> None:
        """Come out again."""
        self.leave()

    def _show(self, what: str) -> None:
        if self._frames and self._frames[-1] != "words":
            self._frames[-1] = what

    def _object(self, attributes: Attributes) -> None:
        self._show("words")
        address = attributes.get(XLINK + "href")
        if address is None:
            return  # a flat file has it inside
        texts = self.embedded(address)
        if texts is None:
            self.objects += 1
        elif self.is_in_paragraph and len(texts) == 1:
            self.data(f" {texts[0][1]} ")  # a formula in a sentence
        else:
            self._held.extend((kind, text, 0) for kind, text in texts)
