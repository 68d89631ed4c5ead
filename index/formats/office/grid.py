"""A workbook's cells become blocks: titles, headers, rows that carry their columns' names."""

import re
from collections.abc import Sequence

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.outline import CELL, Outline
from index.formats.tables import has_names, named_row
from index.types import BlockKind

_MOST_CHARACTERS = 20_000_000
_LONGEST_TITLE = 90
_MOST_TITLES = 3  # lines above a table; more are a list
_LOOK_AHEAD = 4  # rows among which the header is looked for
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?")
_NUMBERED_NAME = re.compile(
    r"(?:sheet|tabelle|feuil(?:le)?|hoja|foglio|blad|planilha|arkusz|list|лист|工作表|シート)\W?\d*",
    re.IGNORECASE,
)

Cells = Sequence[tuple[int, str]]  # a row's filled cells: column, from 1 and ascending, and text
Row = tuple[int, Cells]


class Grid:
    """Adds the sheets of one workbook to an outline, row by row.

    A row of empty cells ends a table; each table has its own header, if any. A line of one cell
    above a table is its title, or more words on it. A sheet with no filled cell is left out; the
    others keep their numbers. title: the first table's title.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.title = ""
        self._characters = self._rows = 0
        self.begin(0, "")

    def begin(self, number: int, name: str, heads: Sequence[int] = ()) -> None:
        """Begin a sheet; `heads` are rows known to name columns."""
        self._sheet: tuple[int, str] | None = (number, name)
        self._level = 1
        self._heads = frozenset(heads)
        self._last = self._gap = 0
        self._above: list[Row] = []  # lines of one cell that a gap parts from what comes next
        self._lines: list[Row] = []  # and those without a gap
        self._top: list[Row] = []  # the first rows of a table whose header is not yet found
        self._names: dict[int, str] = {}
        self._names_above: dict[int, str] = {}
        self._in_table = False

    def add(self, number: int, cells: Cells) -> None:
        """Add a row; rows come in order, and any without filled cells may be left out."""
        if not cells:
            return
        self._rows += 1
        if self._rows % 10_000 == 0:
            tick()
        if number > self._last + 1 or number in self._heads:
            self._end_table()
            self._gap = number - self._last - 1
        self._last = number
        if number in self._heads:
            self._top = [(number, cells)]
            self._begin_table(is_head=True)
        elif self._in_table:
            self._say_row(number, cells)
        elif len(cells) == 1 and not self._top:
            self._lines.append((number, cells))
        else:
            self._top.append((number, cells))
            if len(self._top) == _LOOK_AHEAD:
                self._begin_table()

    def paragraph(self, text: str, place: str) -> None:
        """Add words that stand in no cell: a comment, a text box, a chart's title."""
        self.finish()
        if text.strip():
            self._say("paragraph", text, place)

    def finish(self) -> None:
        """End the sheet."""
        self._end_table()
        self._say_list(self._above)
        self._above = []

    def _end_table(self) -> None:
        if self._top:
            self._begin_table()
        if self._lines:
            self._say_list(self._above)
            self._above, self._lines = self._lines, []
        self._names_above = self._names or self._names_above
        self._names, self._in_table = {}, False

    def _begin_table(self, is_head: bool = False) -> None:
        """Say the titles of a table and its first rows, the header among them if there is one."""
        if self._lines:
            self._say_list(self._above)
            self._above = self._lines
        if len(self._above) > _MOST_TITLES:
            self._say_list(self._above)
        else:
            self._say_titles(self._above)
        self._above, self._lines = [], []
        rows, self._top, self._in_table = self._top, [], True
        head = 0 if is_head else _header(rows)
        if head is None and self._gap == 1 and _spans(rows[0][1], self._names_above):
            self._names = self._names_above  # the same table, parted by an empty row
        for index, (number, cells) in enumerate(rows):
            if index == head:
                self._names = {column: text for column, text in cells}
                self._say("header", CELL.join(_flat(cells)), place_of(number, cells))
            else:
                self._say_row(number, cells)

    def _say_titles(self, lines: list[Row]) -> None:
        for index, (number, cells) in enumerate(lines):
            (text,) = _flat(cells)
            is_title = (
                index == 0
                and len(text) <= _LONGEST_TITLE
                and text[-1] not in ".,;"
                and any(map(str.isalpha, text))
                and text[0] != "*"
            )
            self.title = self.title or (text if is_title else "")
            self._say("heading" if is_title else "paragraph", text, place_of(number, cells))

    def _say_list(self, lines: list[Row]) -> None:
        for number, cells in lines:
            kind: BlockKind = "row" if len(cells[0][1]) <= _LONGEST_TITLE else "paragraph"
            self._say(kind, CELL.join(_flat(cells)), place_of(number, cells))

    def _say_row(self, number: int, cells: Cells) -> None:
        names = [self._names.get(column, "") for column, _ in cells]
        text = named_row(names, [text for _, text in cells])
        if len(cells) == 1 and len(text) > _LONGEST_TITLE:
            self._say("paragraph", cells[0][1], place_of(number, cells))
        else:
            self._say("row", text, place_of(number, cells))

    def _say(self, kind: BlockKind, text: str, place: str) -> None:
        """Add a block; the first of a sheet brings its page, and its name where it has one."""
        if self._sheet:
            number, name = self._sheet
            self._sheet = None
            self.outline.add_page(number, name)
            if not _NUMBERED_NAME.fullmatch(name):
                self.outline.add("heading", name, self._level)
                self._level = 2
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            raise UnreadableFile(
                f"too large: its cells hold over {_MOST_CHARACTERS:,} characters; split it"
            )
        self.outline.add(kind, text, self._level if kind == "heading" else 0, place)


def unsolved(formulas: int) -> str:
    """What a workbook's note says of formulas without a result.

    >>> unsolved(1)
    '1 formula has no stored result: open the file in its program and save it once.'
    """
    if not formulas:
        return ""
    words = "formulas have" if formulas > 1 else "formula has"
    return f"{formulas} {words} no stored result: open the file in its program and save it once."


def letters(column: int) -> str:
    """A column's name.

    >>> letters(1), letters(26), letters(27), letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place_of(number: int, cells: Cells) -> str:
    """The filled cells of a row, from the first to the last: "A7:D7", or "A7" for one alone."""
    first, last = (f"{letters(column)}{number}" for column in (cells[0][0], cells[-1][0]))
    return first if first == last else f"{first}:{last}"


def _header(rows: list[Row]) -> int | None:
    """Which of a table's first rows names its columns: the first, or a wider one under it."""
    for index, (_, cells) in enumerate(rows[:-1]):
        texts = _flat(cells)
        is_whole = cells[-1][0] - cells[0][0] + 1 == len(cells)
        is_wider = all(len(cells) > len(above) for _, above in rows[:index])
        under = _flat(rows[index + 1][1])
        if is_whole and is_wider and (has_names([texts, under]) or _are_years(texts)):
            return index
    return None


def _are_years(texts: list[str]) -> bool:
    """Whether cells name columns by years, a name before them or none."""
    years = texts if _YEAR.fullmatch(texts[0]) else texts[1:]
    return len(years) > 1 and len(set(texts)) == len(texts) and all(map(_YEAR.fullmatch, years))


def _spans(cells: Cells, names: dict[int, str]) -> bool:
    return bool(names) and all(column in names for column, _ in cells)


def _flat(cells: Cells) -> list[str]:
    return [" ".join(text.split()) for _, text in cells]
