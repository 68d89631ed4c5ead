"""Sheets become one text: what runs over a column's or a page's end is made whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from index.formats.outline import CELL, Outline
from index.formats.pdf.hyphens import Hyphens
from index.formats.pdf.layout import Sheet
from index.formats.pdf.paragraphs import Paragraph, goes_on
from index.formats.pdf.runs import SLANTED, SOFT_HYPHEN, Run, is_leftward, turned
from index.types import Line, Page

_HEADING_SCALE = 1.15
_HEADING_LENGTH = 200
_SMALL = 0.93  # of the letters of the text: a footnote's are smaller


def outline(sheets: Sequence[Sheet], title: str) -> Outline:
    """The text of all pages, its blocks, its pages, and where its lines stand."""
    levels = _levels(sheets)
    weaver = _Weaver(Outline(title=title or _largest(sheets, levels)), sheets)
    for step in _sequence(sheets, levels):
        if isinstance(step, Sheet):
            weaver.outline.add_page(step.number)
        else:
            weaver.add(step, _level(step, levels))
    return weaver.outline.finish()


def _levels(sheets: Iterable[Sheet]) -> dict[float, int]:
    """The level of a heading by the height of its letters, 1 for the largest."""
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for paragraph in sheet.body:
            for line in paragraph.lines:
                weights[line.height] += len(line.text)
    if not weights:
        return {}
    body = weights.most_common(1)[0][0]
    sizes = sorted({h for h in weights if h >= body * _HEADING_SCALE}, reverse=True)
    return {height: min(rank, 6) for rank, height in enumerate(sizes, start=1)}


def _level(paragraph: Paragraph, levels: dict[float, int]) -> int:
    if paragraph.kind not in ("paragraph", "item"):
        return 0
    level = levels.get(paragraph.height, 0)
    if not level or sum(len(line.text) + 1 for line in paragraph.lines) > _HEADING_LENGTH:
        return 0
    return level


def _largest(sheets: Sequence[Sheet], levels: dict[float, int]) -> str:
    """The words of the largest heading on the first page that has any text."""
    first = next((sheet for sheet in sheets if sheet.body), None)
    headings = [p for p in first.body if _level(p, levels)] if first else []
    best = max(headings, key=lambda paragraph: paragraph.height, default=None)
    return " ".join(line.text for line in best.lines) if best else ""


def _sequence(sheets: Sequence[Sheet], levels: dict[float, int]) -> Iterator[Sheet | Paragraph]:
    """Sheets, each before what stands on it, and paragraphs, in the order of the text.

    A paragraph that runs over a page's end comes last of what that page has, its foot included,
    and first of what the next page has.
    """
    bodies = [_whole(sheet.body, levels) for sheet in sheets]
    carried: Paragraph | None = None
    for sheet, body, after in zip(sheets, bodies, [*bodies[1:], []], strict=True):
        if carried:
            carried = _merged(carried, body.pop(0))
            if not (body or sheet.head or sheet.aside or sheet.foot) and _runs_on(
                carried, after, levels
            ):
                continue
            yield carried
        else:
            yield sheet
        yield from sheet.head
        at = _last(body, after[0].height if after else 0.0)
        carried = body.pop(at) if at >= 0 and _runs_on(body[at], after, levels) else None
        yield from (*body, *sheet.aside, *sheet.foot)


def _runs_on(paragraph: Paragraph, after: list[Paragraph], levels: dict[float, int]) -> bool:
    return bool(after) and not _level(paragraph, levels) and goes_on(paragraph, after[0])


def _whole(body: Sequence[Paragraph], levels: dict[float, int]) -> list[Paragraph]:
    """Join what runs on from the end of a column at the head of the next, over footnotes too."""
    made: list[Paragraph] = []
    for paragraph in body:
        at = _last(made, paragraph.height)
        if at >= 0:
            above = made[at]
            is_higher = paragraph.lines[0].baseline < above.lines[-1].baseline
            if is_higher and _runs_on(above, [paragraph], levels):
                made[at] = _merged(above, paragraph)
                continue
        made.append(paragraph)
    return made


def _last(body: Sequence[Paragraph], height: float) -> int:
    """The index of the last paragraph that is no footnote to text of this height, or -1."""
    at = len(body) - 1
    while at >= 0 and body[at].height < _SMALL * height:
        at -= 1
    return at


def _merged(above: Paragraph, below: Paragraph) -> Paragraph:
    return replace(below, kind=above.kind, cells=((*above.cells[0], *below.cells[0]),))


class _Weaver:
    """Writes paragraphs into an outline, and where their lines stand."""

    def __init__(self, outline: Outline, sheets: Sequence[Sheet]) -> None:
        self.outline = outline
        self._sizes = {sheet.number: (sheet.width, sheet.height) for sheet in sheets}
        self._hyphens = Hyphens(
            line.text for sheet in sheets for paragraph in sheet.body for line in paragraph.lines
        )

    def add(self, paragraph: Paragraph, level: int) -> None:
        """Append a paragraph, its lines joined; a page that begins in it begins there."""
        texts: list[str] = []
        spans: list[tuple[int, int, Run]] = []
        length = 0
        for number, cell in enumerate(paragraph.cells):
            if number:
                texts.append(CELL)
                length += len(CELL)
            for at, line in enumerate(cell):
                after = cell[at + 1] if at + 1 < len(cell) else None
                drops, gap = self._hyphens.gap(line.text, after.text) if after else (False, "")
                words = (line.text[:-1] if drops else line.text).replace(SOFT_HYPHEN, "-")
                spans.append((length, len(words), line))
                texts += (words, gap)
                length += len(words) + len(gap)
        self.outline.add("heading" if level else paragraph.kind, "".join(texts), level)
        start = self.outline.blocks[-1].start
        for offset, count, line in spans:
            self._begin_page(line.page, start + offset)
            self.outline.lines += self._lines(line, start + offset, count)

    def _begin_page(self, number: int, start: int) -> None:
        pages = self.outline.pages
        if number > pages[-1].number:
            pages[-1] = replace(pages[-1], end=start)
            pages.append(Page(number, start, start))

    def _lines(self, line: Run, start: int, count: int) -> Iterator[Line]:
        """A line as stretches that run one way each; a turned one letter by letter."""
        if line.turn in (0, SLANTED):
            for a, b, is_leftward in _stretches(line.text[:count]):
                lefts, rights = line.lefts[a:b], line.rights[a:b]
                if is_leftward:
                    edges = [*accumulate(rights, min), min(*rights, lefts[-1])]
                else:
                    edges = [*accumulate(lefts, max), max(*lefts, rights[-1])]
                span = (start + a, start + b)
                yield Line(line.page, *span, line.top, line.bottom, tuple(edges))
            return
        width, height = self._sizes[line.page]
        if line.turn % 2:
            width, height = height, width
        for at in range(count):
            box = (line.lefts[at], line.top, line.rights[at], line.bottom)
            left, top, right, bottom = turned(box, -line.turn, width, height)
            yield Line(line.page, start + at, start + at + 1, top, bottom, (left, right))


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """The spans of a line that run one way each, and whether that is to the left."""
    if text.isascii():
        yield 0, len(text), False
        return
    start, way = 0, is_leftward(text[0])
    for at, character in enumerate(text):
        own = is_leftward(character)
        if own != way and (own or character.isalnum()):
            if at > start:
                yield start, at, way
            start, way = at, own
    yield start, len(text), way
