"""Where the columns and tables of a page lie, by the white gutters between its runs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Literal

from index.formats.pdf.gutters import Band, bands
from index.formats.pdf.rows import Row, joined, rows
from index.formats.pdf.runs import Run

MARKER = re.compile(
    r"[•▪◦‣∙●○■□►➢✓–—*·o\uf0b7-]|"
    r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d+(?:\.\d+)+\.?|\[\d{1,3}\]|§+ ?\d*",
    re.IGNORECASE,
)
_GUTTER = 0.7  # of the letters' height, as between runs
_CELL_GAP = 1.0  # between the cells of a table of three rows and more; two rows need twice that
_MAX_DEPTH = 10
_SHORT = 12  # characters a line: in cells, not in columns


@dataclass(frozen=True, slots=True)
class Region:
    """A column of text, or a table, as rows of runs from the top down."""

    kind: Literal["text", "table"]
    rows: Sequence[Row]

    @property
    def left(self) -> float:
        """The left edge of its runs."""
        return min(run.left for row in self.rows for run in row)

    @property
    def right(self) -> float:
        """The right edge of its runs."""
        return max(run.right for row in self.rows for run in row)


def regions(page: Sequence[Row]) -> list[Region]:
    """The regions of a page in reading order: what spans the columns, then one by one.

    page: its rows from the top down. A gutter parts columns where text runs on below itself on
    both sides; where its rows belong together across the gutter, it is a table.
    """
    found: list[Region] = []
    _cut(page, found, 0)
    return found


def _cut(page: Sequence[Row], found: list[Region], depth: int) -> None:
    if not page:
        return
    choice = _choose(page) if depth < _MAX_DEPTH else None
    if choice is None:
        found.append(Region("text", page))
        return
    kind, band = choice
    inside = page[band.first : band.last + 1]
    _cut(page[: band.first], found, depth + 1)
    if kind == "table":
        found.append(Region("table", inside))
    else:
        for side in _sides(inside, band):
            _cut(rows(side), found, depth + 1)
    _cut(page[band.last + 1 :], found, depth + 1)


def _choose(page: Sequence[Row]) -> tuple[str, Band] | None:
    """The gutter with most text beside it that parts columns; else the largest table's."""
    height = median(run.height for row in page for run in row)
    table: Band | None = None
    for band in sorted(bands(page, _GUTTER * height), key=lambda band: -_weight(page, band)):
        kind, band = _judge(page, band, height)
        if kind == "columns":
            return kind, band
        if kind == "table" and table is None:
            table = band
    return ("table", table) if table else None


def _weight(page: Sequence[Row], band: Band) -> int:
    """The characters on the side that has fewer."""
    left, right = _sides(page[band.first : band.last + 1], band)
    return min(_length(left), _length(right))


def _length(found: Iterable[Run]) -> int:
    return sum(len(run.text) for run in found)


def _sides(inside: Sequence[Row], band: Band) -> tuple[list[Run], list[Run]]:
    middle = (band.left + band.right) / 2
    found = [run for row in inside for run in row]
    left = [run for run in found if run.left < middle]
    return left, [run for run in found if run.left >= middle]


def _judge(page: Sequence[Row], band: Band, height: float) -> tuple[str, Band]:
    """Whether a gutter parts "columns" or the cells of a "table", or neither: "", and its rows.

    Columns are mostly written one after the other, a table row by row: the file's order tells
    them apart, and where columns begin under a table. Where it crosses the gutter line by line, as
    a scanner does, columns are known by lines that fill them and go on in small letters.
    """
    inside = page[band.first : band.last + 1]
    sides = _sides(inside, band)
    if not all(sides):
        return "", band
    lines = [[joined(row) for row in rows(side)] for side in sides]
    if sum(bool(MARKER.fullmatch(line.text)) for line in lines[0]) >= 0.8 * len(lines[0]):
        return "", band
    middle = (band.left + band.right) / 2
    units = _units(inside, middle)
    for first, last in sorted(units, key=lambda unit: unit[0] - unit[1]):
        if _is_columns(inside[first : last + 1], band, 2 if len(units) == 1 else 4):
            part = band._replace(first=band.first + first, last=band.first + last)
            return "columns", _trimmed(page, part, height, is_table=False)
    if all(map(_is_prose, lines)) and _is_crossed(inside, middle, sum(map(len, lines))):
        return "columns", _trimmed(page, band, height, is_table=False)
    band = _trimmed(page, band, height, is_table=True)
    both = sum(_is_across(row, middle) for row in page[band.first : band.last + 1])
    gap = _CELL_GAP if both > 2 else 2 * _CELL_GAP
    return ("table" if both > 1 and band.right - band.left >= gap * height else ""), band


def _units(inside: Sequence[Row], middle: float) -> list[tuple[int, int]]:
    """The first and last rows of what is written from left to right, one under another.

    That is the whole of columns, and a row of a table.
    """
    placed = [(run.order, at, run.left < middle) for at, row in enumerate(inside) for run in row]
    spans: list[tuple[int, int]] = []
    was_left = False
    for _, at, is_left in sorted(placed):
        if is_left and not was_left:
            spans.append((at, at))
        first, last = spans.pop() if spans else (at, at)
        spans.append((min(first, at), max(last, at)))
        was_left = is_left
    units: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if units and first <= units[-1][1]:
            units[-1] = (units[-1][0], max(units[-1][1], last))
        else:
            units.append((first, last))
    return units


def _is_columns(unit: Sequence[Row], band: Band, least: int) -> bool:
    """Whether a unit has `least` lines on either side and seldom changes sides."""
    sides = [rows(side) for side in _sides(unit, band)]
    if min(map(len, sides)) < least:
        return False
    middle = (band.left + band.right) / 2
    if _switches(unit, middle) > 1 + 0.075 * sum(map(len, sides)):
        return False
    shortest = min(_length(_flat(side)) / len(side) for side in sides)
    level = sum(_is_across(row, middle) for row in unit) >= 0.8 * min(map(len, sides))
    return shortest >= _SHORT or not level


def _is_crossed(inside: Sequence[Row], middle: float, lines: int) -> bool:
    """Whether the file's order crosses a gutter from line to line, not from cell to cell."""
    return lines <= 1.6 * (_switches(inside, middle) + 1)


def _switches(inside: Sequence[Row], middle: float) -> int:
    order = [run.left < middle for run in sorted(_flat(inside), key=lambda run: run.order)]
    return sum(a != b for a, b in pairwise(order))


def _flat(inside: Sequence[Row]) -> list[Run]:
    return [run for row in inside for run in row]


def _is_across(row: Row, middle: float) -> bool:
    return any(run.left < middle for run in row) and any(run.left >= middle for run in row)


def _is_prose(lines: Sequence[Run]) -> bool:
    """Whether lines fill their column and go on: in small letters, after a comma or a hyphen."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return (
        len(lines) >= 4
        and mean(len(line.text) for line in lines) >= 18
        and median(line.right - line.left for line in lines) >= 0.7 * (right - left)
        and sum(_goes_on(*pair) for pair in pairwise(lines)) >= 0.25 * len(lines)
    )


def _goes_on(line: Run, after: Run) -> bool:
    return after.text[0].islower() or line.text[-1] in ",;-\u00ad"


def _trimmed(page: Sequence[Row], band: Band, height: float, is_table: bool) -> Band:
    """Leave out rows at its ends that have text on one side only and stand off.

    They are headings and last lines of the text around. A table begins with a whole row.
    """
    middle = (band.left + band.right) / 2
    first, last = band.first, band.last
    at, side = first, _side(page[first], middle)
    while at < last and side is not None and _side(page[at], middle) == side:
        at += 1
        if is_table or _stands_off(page[at - 1], page[at], height):
            first = at
    at, side = last, _side(page[last], middle)
    ends = is_table or last + 1 < len(page)
    while ends and at > first and side is not None and _side(page[at], middle) == side:
        at -= 1
        if _stands_off(page[at], page[at + 1], height):
            last = at
    return band._replace(first=first, last=last)


def _side(row: Row, middle: float) -> bool | None:
    """Whether a row is on the left only, or on the right only; None for one on both sides."""
    return None if _is_across(row, middle) else row[0].left < middle


def _stands_off(above: Row, below: Row, height: float) -> bool:
    gap = min(run.top for run in below) - max(run.bottom for run in above)
    return gap > 0.4 * height
