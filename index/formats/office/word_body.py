"""The body of a Word document: paragraphs and tables in their order, and what hangs on them."""

from collections.abc import Callable, Iterator
from typing import Any

from index.formats.alive import tick
from index.formats.numerals import numeral
from index.formats.office.drawings import chart_rows, chart_titles, diagram_items
from index.formats.office.word_lists import Numbers, Styles
from index.formats.office.word_text import W, Words, is_on, parts_of, words_of
from index.formats.outline import CELL, Outline
from index.formats.tables import has_names
from index.types import BlockKind

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_BLOCKS = {_P, _TBL, _TR, _TC, W + "altChunk"}
_LEFT_OUT = {W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "sectPr", "tblPr",
             "tblGrid", "trPr", "tcPr", "tblPrEx")}  # fmt: skip
_BETWEEN_TICKS = 1_000  # paragraphs
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


class Body:
    """Adds a body to an outline and keeps count.

    It calls itself for a table in a table and a box in a paragraph: the parser refuses XML that
    is over 256 elements deep, so that is some 80 times.

    titled: the first paragraph in the style of titles. commented: the place of each comment by
    its id. pictures, objects: how many were met and not read.
    """

    def __init__(
        self,
        outline: Outline,
        styles: Styles,
        numbers: Numbers,
        notes: list[Any],
        drawing: Callable[[str], Any],
    ) -> None:
        self.outline, self.styles, self.numbers, self.drawing = outline, styles, numbers, drawing
        self.notes = {
            (note.tag[len(W) :], note.get(W + "id", "")): note
            for note in notes
            if note.get(W + "type") not in _SEPARATORS
        }
        self.titled = ""
        self.commented: dict[str, str] = {}
        self.pictures = self.objects = 0
        self._met = self._paragraphs = self._tables = 0
        self._marks = {"footnote": 0, "endnote": 0}

    def read(self, body: Any) -> None:
        """Add all of a document's body."""
        for block in _blocks(body):
            if block.tag == _TBL:
                self._tables += 1
                self._table(block, f"table {self._tables}")
            elif block.tag == _P:
                self._paragraph(block)
            else:
                self.objects += 1

    def _add(self, blocks: Iterator[Any], place: str) -> None:
        """Add blocks that stand inside another."""
        for block in blocks:
            if block.tag == _P:
                self._paragraph(block, place)
            elif block.tag == _TBL:
                self._table(block, place, is_inner=True)

    def _paragraph(self, paragraph: Any, place: str = "") -> None:
        self._met += 1
        if self._met % _BETWEEN_TICKS == 0:
            tick()
        words = words_of(paragraph)
        if words.text and not place:
            self._paragraphs += 1
        place = place or f"paragraph {max(1, self._paragraphs)}"
        if words.text:
            kind, text, level = self._kind(paragraph, words.text)
            if level and not self.titled and self.styles.is_called(paragraph, "title"):
                self.titled = words.text.replace("\n", " ")
            self.outline.add(kind, text, level, place)
        self._hanging(words, place)

    def _kind(self, paragraph: Any, text: str) -> tuple[BlockKind, str, int]:
        """A paragraph's kind, its text with the number before it, and its level."""
        level = self.styles.level(paragraph, text)
        listed = self.styles.list_of(paragraph)
        label = self.numbers.label(*listed) if listed else ""
        text = f"{label} {text}" if label else text
        if level:
            return "heading", text.replace("\n", " "), level
        is_item = listed is not None or self.styles.is_called(paragraph, "toc ")
        return ("item" if is_item else "paragraph"), text, 0

    def _hanging(self, words: Words, place: str) -> None:
        """Add the notes, boxes and charts of a paragraph; count what is not read."""
        self.pictures += words.pictures
        self.objects += words.objects
        self.commented.update(dict.fromkeys(words.comments, place))
        for kind, number in words.notes:
            self._marks[kind] += 1
            mark = numeral(self._marks[kind], "1" if kind == "footnote" else "i")
            self._note(self.notes.get((kind, number)), f"[{mark}] ", place)
        for box in words.boxes:
            self._add(_blocks(box), place)
        for relation in (*words.charts, *words.diagrams):
            self._drawing(relation, place)

    def _note(self, note: Any, mark: str, place: str) -> None:
        for paragraph in note.iter(_P) if note is not None else ():
            text = words_of(paragraph).text
            if text:
                self.outline.add("paragraph", mark + text, 0, place)
                mark = ""

    def _drawing(self, relation: str, place: str) -> None:
        root = self.drawing(relation)
        if root is None:
            self.objects += 1
            return
        for title in chart_titles(root):
            self.outline.add("paragraph", title, 0, place)
        for row in chart_rows(root):
            self.outline.add("row", row, 0, place)
        for item in diagram_items(root):
            self.outline.add("item", item, 0, place)

    def _table(self, table: Any, place: str, is_inner: bool = False) -> None:
        """Add a table row by row; one of a single column is a frame around paragraphs."""
        rows = [
            (row, [cell for cell in _blocks(row) if cell.tag == _TC and not _is_merged_left(cell)])
            for row in _blocks(table)
            if row.tag == _TR and row.find(f"{W}trPr/{W}del") is None
        ]
        spots = [place if is_inner else f"{place}, row {n}" for n in range(1, len(rows) + 1)]
        if all(len(cells) <= 1 for _, cells in rows):
            for spot, (_, cells) in zip(spots, rows, strict=True):
                for cell in cells:
                    self._add(_blocks(cell), spot)
            return
        helds: list[list[Words | Any]] = [[] for _ in rows]
        texts = [
            [self._cell(cell, held) for cell in cells]
            for held, (_, cells) in zip(helds, rows, strict=True)
        ]
        has_head = any(_is_head(row) for row, _ in rows)
        guessed = not has_head and _marks_first_row(table) and has_names(texts)
        for number, (row, _) in enumerate(rows):
            is_head = _is_head(row) or (guessed and number == 0)
            if any(texts[number]):
                kind: BlockKind = "header" if is_head else "row"
                self.outline.add(kind, CELL.join(texts[number]), 0, spots[number])
            for inner in helds[number]:
                if isinstance(inner, Words):
                    self._hanging(inner, spots[number])
                else:
                    self._table(inner, spots[number], is_inner=True)

    def _cell(self, cell: Any, held: list[Words | Any]) -> str:
        """A cell's text in one line; what hangs on it, and the tables in it, go to `held`."""
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            return ""
        texts = list[str]()
        for block in _blocks(cell):
            if block.tag == _TBL:
                held.append(block)
            elif block.tag == _P:
                words = words_of(block)
                held.append(words)
                if words.text:
                    texts.append(self._kind(block, words.text)[1])
        return " ".join(" ".join(texts).split())


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs, tables, rows or cells next inside an element, whatever wraps them."""
    left = parts_of(parent)[::-1]
    while left:
        element = left.pop()
        if element.tag in _BLOCKS:
            yield element
        elif element.tag not in _LEFT_OUT:
            left.extend(parts_of(element)[::-1])


def _is_head(row: Any) -> bool:
    return is_on(row.find(f"{W}trPr/{W}tblHeader"))


def _is_merged_left(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _marks_first_row(table: Any) -> bool:
    """Whether the table's look sets its first row apart."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    if look.get(W + "firstRow") is not None:
        return str(look.get(W + "firstRow")) in ("1", "true", "on")
    try:
        return bool(int(look.get(W + "val", "0"), 16) & 0x20)
    except ValueError:
        return False
