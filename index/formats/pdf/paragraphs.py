"""Rows of runs become paragraphs, list items and rows of tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.formats.pdf.columns import MARKER, Region
from index.formats.pdf.hyphens import HYPHENS
from index.formats.pdf.rows import joined
from index.formats.pdf.runs import Run
from index.formats.tables import has_names
from index.types import BlockKind

_MAX_LINES = 300  # of a paragraph that is to run on
_WIDE = 12  # letters' heights: a column that is narrower shows nothing by its short lines
_DOUBLE = 2.0  # letters' heights: lines further apart are no text
_GAP = 1.35  # of the usual distance from line to line: more begins a paragraph
_BULLET = re.compile(r"[•▪◦‣∙●○■□►➢✓–\uf0b7]\s+\S")
_POINT = re.compile(rf"(?:{MARKER.pattern})\s+\S", re.IGNORECASE)
_FIGURE = re.compile(r"[-+−–(<>≈~]*\s*[$€£¥]?\s*[.,]?\d")
_STOP = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a page, or of two: its cells, of which a row of a table has several.

    Each cell is its lines, () for an empty one. left, right: the edges of the column it stands in.
    """

    kind: BlockKind
    cells: tuple[tuple[Run, ...], ...]
    left: float
    right: float

    @property
    def lines(self) -> list[Run]:
        """All lines of its cells."""
        return [line for cell in self.cells for line in cell]

    @property
    def height(self) -> float:
        """The height of its first letters."""
        return self.lines[0].height


def paragraphs(found: Sequence[Region]) -> list[Paragraph]:
    """The paragraphs of one page's regions, in order."""
    columns = [
        [] if region.kind == "table" else [joined(row) for row in region.rows] for region in found
    ]
    gaps = sorted(
        (b.baseline - a.baseline) / max(b.height, 0.1)
        for lines in columns
        for a, b in pairwise(lines)
        if b.baseline > a.baseline
    )
    pitch = min(gaps[len(gaps) // 4], _DOUBLE) if gaps else 0.0
    made: list[Paragraph] = []
    for region, lines in zip(found, columns, strict=True):
        left, right = region.left, region.right
        if region.kind == "table":
            made += _table(region, left, right)
        else:
            for part in _parted(lines, pitch, left, right):
                is_item = _POINT.match(part[0].text)
                kind: BlockKind = "item" if is_item else "paragraph"
                made.append(Paragraph(kind, (tuple(part),), left, right))
    return made


def goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph at a column's end runs on at the head of the next.

    It does in letters of one height where no sentence has ended and the next line begins in
    small letters, or in any where both lines fill their columns.
    """
    if above.kind not in ("paragraph", "item") or below.kind != "paragraph":
        return False
    lines = above.lines
    last, first = lines[-1], below.lines[0]
    if abs(last.height - first.height) > 0.05 * last.height or last.turn != first.turn:
        return False
    if _STOP.search(last.text) or len(lines) > _MAX_LINES:
        return False
    if first.text[0].islower():
        return True
    fills = all(
        line.right - paragraph.left >= 0.8 * (paragraph.right - paragraph.left)
        for line, paragraph in ((last, above), (first, below))
    )
    return fills and sum(len(line.text) for line in lines[-3:]) > 40


def _parted(lines: Sequence[Run], pitch: float, left: float, right: float) -> list[list[Run]]:
    """Lines that follow one another at the usual distance, in letters of one height.

    A point or a bullet begins a paragraph, and so does a line after a full stop that is indented,
    or that follows a short one, and a line whose first word had room on the line before.
    """
    made: list[list[Run]] = []
    for index, line in enumerate(lines):
        last = made[-1][-1] if made else None
        if (
            last is None
            or abs(last.height - line.height) > 0.1 * last.height
            or line.baseline - last.baseline > _GAP * line.height * max(1.0, pitch)
            or _BULLET.match(line.text)
            or _ends_in_dots(last.text)
            or (_STOP.search(last.text) and _begins(lines, index, left, right))
            or (right - left > _WIDE * line.height and _had_room(made[-1], lines, index))
        ):
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _begins(lines: Sequence[Run], index: int, left: float, right: float) -> bool:
    line, last = lines[index], lines[index - 1]
    if _POINT.match(line.text):
        return True
    if line.text[0].islower():
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    indent = line.left - left
    is_indented = 0.6 * line.height < indent < 4 * line.height and (
        last.left - left < 0.3 * indent and (after is None or after.left - left < 0.3 * indent)
    )
    return is_indented or last.right < left + 0.7 * (right - left)


def _ends_in_dots(text: str) -> bool:
    """Whether a line of a table of contents ends here: dots and a page's number."""
    words = text[-30:].rstrip("0123456789ivxlc ")
    return words.replace(" ", "").endswith("....") and not text.endswith(".")


def _had_room(paragraph: Sequence[Run], lines: Sequence[Run], index: int) -> bool:
    """Whether a line's first word would have fitted on the line before, by the lines around."""
    line, last = lines[index], paragraph[-1]
    if last.text[-1] in HYPHENS or line.lefts[0] > line.rights[-1]:
        return False
    reach = max(line.right, paragraph[-2].right if len(paragraph) > 1 else line.right)
    word = line.rights[len(line.text.split(" ", 1)[0]) - 1] - line.lefts[0]
    return reach - last.right > word + line.height


def _table(region: Region, left: float, right: float) -> list[Paragraph]:
    """The rows of a table, the first one a header where it names a column of numbers."""
    edges = _edges(region)
    made: list[list[list[Run]]] = []
    for row in _groups(region, edges):
        cells: list[list[Run]] = [[] for _ in edges]
        for line in row:
            parts: dict[int, list[Run]] = {}
            for run in line:
                parts.setdefault(_column(run, edges), []).append(run)
            for column, part in parts.items():
                cells[column].append(joined(part))
        made.append(cells)
    words = [[" ".join(line.text for line in cell) for cell in cells] for cells in made]
    kinds: list[BlockKind] = ["row"] * len(made)
    if has_names(words) and any(map(_is_numbers, words[0], zip(*words[1:], strict=True))):
        kinds[0] = "header"
    return [
        Paragraph(kind, tuple(tuple(cell) for cell in cells), left, right)
        for kind, cells in zip(kinds, made, strict=True)
    ]


def _is_numbers(name: str, cells: Sequence[str]) -> bool:
    """Whether most cells of a column are figures, and its name is none."""
    filled = [cell for cell in cells if cell]
    return not _FIGURE.match(name) and sum(
        bool(_FIGURE.match(cell)) for cell in filled
    ) > 0.5 * len(filled)


def _edges(region: Region) -> list[float]:
    """The left edges of a table's columns: where white begins to end in no row."""
    edges: list[float] = []
    reach = float("-inf")
    for run in sorted((run for row in region.rows for run in row), key=lambda run: run.left):
        if run.left > reach + 0.4 * run.height:
            edges.append(run.left)
        reach = max(reach, run.right)
    return edges


def _column(run: Run, edges: Sequence[float]) -> int:
    return max((at for at, edge in enumerate(edges) if edge <= run.left), default=0)


def _groups(region: Region, edges: Sequence[float]) -> list[list[list[Run]]]:
    """The printed lines of each row of a table.

    A table is written row by row and cell by cell: a row ends where the file's order turns back
    to a column further left. Where that makes no rows one under another, each line is one.
    """
    lines = [list(line) for line in region.rows]
    rank = {run.order: at for at, line in enumerate(lines) for run in line}
    found: list[set[int]] = []
    last = len(edges)
    for run in sorted((run for line in lines for run in line), key=lambda run: run.order):
        column = _column(run, edges)
        if column < last:
            found.append(set())
        found[-1].add(rank[run.order])
        last = column
    spans = [(min(row), max(row)) for row in found]
    in_turn = all(b[0] > a[1] for a, b in pairwise(spans))
    if not in_turn or len(spans) < 2:
        return [[line] for line in lines]
    return [lines[first : last + 1] for first, last in spans]
