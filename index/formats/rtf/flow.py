"""A stretch of an RTF document that stands apart: the body, a note, a box; what it says."""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from index.formats.office.word_text import tidy
from index.formats.outline import CELL
from index.types import BlockKind

_POINT = re.compile(r"\s*(?:[•·▪◦‣]|(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]))\t", re.IGNORECASE)
_BULLET = re.compile(r"[^\w(]*|o")
_HALVES = re.compile("[\ud800-\udfff]")


class Said(NamedTuple):
    """A block, and whether it stands for itself, is a table's row, or hangs on the one before."""

    kind: BlockKind
    text: str
    level: int = 0
    spot: Literal["own", "row", "hangs"] = "own"


@dataclass(slots=True)
class Flow:
    """Collects words until a paragraph, a cell or a row ends.

    kind: the name of its group in RTF, "" for the body. label: the number or bullet before the
    open paragraph, if there is one. held: what follows it. is_head: whether the open row names
    columns. count: of paragraphs outside tables so far.
    """

    kind: str = ""
    said: list[Said] = field(default_factory=list)
    label: str | None = None
    held: list[Said] = field(default_factory=list)
    is_head: bool = False
    is_endnote: bool = False
    count: int = 0
    _columns: int = 0
    _texts: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _inner_cell: list[str] = field(default_factory=list)
    _inner: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Add words to the open paragraph."""
        self._texts.append(text)

    def end_paragraph(self, level: int, nesting: int) -> None:
        """End a paragraph; nesting: 0 outside tables, 1 in a cell, more in a table in a cell."""
        kind, text = self._paragraph(level)
        if nesting:
            (self._cell if nesting == 1 else self._inner_cell).append(text)
            return
        self._end_open_row()
        if text:
            self.count += 1
            self.said.append(Said(kind, text, level if kind == "heading" else 0))
        self._release()

    def obey(self, word: str) -> None:
        """Obey a control word if it is one of tables or notes."""
        if word == "cell":
            self._cells.append(self._joined(self._cell))
        elif word == "row":
            self._end_row()
        elif word == "nestcell":
            self._inner.append(self._joined(self._inner_cell))
        elif word == "nestrow":
            self._end_inner_row()
        elif word in ("trowd", "trhdr"):
            self.is_head = word == "trhdr"
            self._columns *= self.is_head
        elif word == "cellx":
            self._columns += 1
        elif word == "ftnalt":
            self.is_endnote = True

    def _end_row(self) -> None:
        """End a row; one of a single cell is a frame around a paragraph."""
        while len(self._cells) > self._columns > 0 and not self._cells[-1]:
            self._cells.pop()  # LibreOffice ends more cells than there are
        kind: BlockKind = "header" if self.is_head else "row"
        if len(self._cells) == 1:
            kind = "paragraph"
        if any(self._cells):
            self.said.append(Said(kind, CELL.join(self._cells), 0, "row"))
        self._cells = []
        self._release()

    def _end_inner_row(self) -> None:
        """End a row of a table in a cell; it follows the row that it is in."""
        if any(self._inner):
            self.held.append(Said("row", CELL.join(self._inner), 0, "hangs"))
        self._inner = []

    def finish(self) -> list[Said]:
        """End what is open; returns all that was said."""
        if self._inner_cell:
            self.obey("nestcell")
        if self._inner:
            self._end_inner_row()
        if self._cells and self._texts:
            self.obey("cell")
        self._end_open_row()
        self.end_paragraph(0, 0)
        return self.said

    def _end_open_row(self) -> None:
        if self._cell:
            texts, self._texts = self._texts, []
            self.obey("cell")
            self._texts = texts
        if self._cells:
            self._end_row()

    def _release(self) -> None:
        self.said += self.held
        self.held = []

    def _joined(self, cell: list[str]) -> str:
        _, last = self._paragraph(0)
        text = " ".join(" ".join([*cell, last]).split())
        cell.clear()
        return text

    def _paragraph(self, level: int) -> tuple[BlockKind, str]:
        raw = "".join(self._texts)
        if _HALVES.search(raw):  # a character beyond the first 65,536 is written as two halves
            raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        label, self.label, self._texts = self.label, None, []
        point = _POINT.match(raw) if label is None else None
        if point:
            label, raw = point.group(1) or "", raw[point.end() :]
        text = tidy(raw)
        if not text:
            return "paragraph", ""
        before = "" if label is None else tidy(label)
        if before and not _BULLET.fullmatch(before):
            text = f"{before} {text}"
        if level:
            return "heading", text.replace("\n", " ")
        return ("paragraph" if label is None else "item"), text
