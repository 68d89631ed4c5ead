"""Printed pages become sheets of paragraphs: margins aside, column by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.formats.pdf.columns import regions
from index.formats.pdf.furniture import Margins, margins
from index.formats.pdf.paragraphs import Paragraph, paragraphs
from index.formats.pdf.rows import Row, joined, rows
from index.formats.pdf.runs import SLANTED, Run
from index.types import BlockKind

_MAX_RUNS = 5_000  # of one page: one of more is a drawing, read in the file's order


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as it was read: its size in points, as it is seen, and its runs."""

    number: int
    width: float
    height: float
    runs: Sequence[Run]


@dataclass(slots=True)
class Sheet:
    """A page's paragraphs: its own in reading order, those that stand turned, its furniture.

    width, height: of the page as it is seen, in points.
    """

    number: int
    width: float
    height: float
    head: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    aside: list[Paragraph] = field(default_factory=list)
    foot: list[Paragraph] = field(default_factory=list)


def sheets(pages: Sequence[Printed]) -> list[Sheet]:
    """Lay out all pages of a document together: what repeats shows only so."""
    turns = [_main_turn(page) for page in pages]
    upright = [_rows(page, turn) for page, turn in zip(pages, turns, strict=True)]
    heights = [
        page.width if turn % 2 else page.height for page, turn in zip(pages, turns, strict=True)
    ]
    watermarks = _watermarks(pages)
    found = []
    for page, turn, parts in zip(pages, turns, margins(upright, heights), strict=True):
        found.append(_sheet(page, turn, parts, watermarks))
    return found


def _main_turn(page: Printed) -> int:
    """How the page must be turned for most of its letters to stand upright."""
    weights = Counter({0: 1})
    for run in page.runs:
        if run.turn != SLANTED:
            weights[run.turn] += len(run.text)
    return weights.most_common(1)[0][0]


def _rows(page: Printed, turn: int) -> list[list[Run]]:
    mine = [run for run in page.runs if run.turn == turn]
    return [[run] for run in mine] if len(mine) > _MAX_RUNS else rows(mine)


def _sheet(page: Printed, turn: int, parts: Margins, watermarks: set[str]) -> Sheet:
    sheet = Sheet(page.number, page.width, page.height)
    sheet.head = [_block("furniture", row) for row in parts.head]
    sheet.foot = [_block("furniture", row) for row in parts.foot]
    sheet.body = paragraphs(regions(parts.body))
    for other in range(4):
        if other != turn:
            sheet.aside += paragraphs(regions(_rows(page, other)))
    for run in page.runs:
        if run.turn == SLANTED:
            if run.text in watermarks:
                sheet.foot.append(_block("furniture", [run]))
            else:
                sheet.aside.append(_block("paragraph", [run]))
    return sheet


def _watermarks(pages: Sequence[Printed]) -> set[str]:
    """Slanted words that stand on most pages."""
    seen = Counter(
        words for page in pages for words in {r.text for r in page.runs if r.turn == SLANTED}
    )
    return {words for words, count in seen.items() if count > max(1, len(pages) / 2)}


def _block(kind: BlockKind, row: Row) -> Paragraph:
    line = joined(row)
    return Paragraph(kind, ((line,),), line.left, line.right)
