"""A page's own words, laid unseen over its image: to be selected, copied, searched, read aloud."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import mode

from assistant.web.escaping import escape
from index.types import Document, Line, Page

_DEPTH = 0.22  # of a line's height: how far its deepest letters reach below its baseline
_LETTER, _SPACE = 0.5, 0.28  # of the size of a font: how wide its letters and spaces are, roughly
_LEAST_GAP = 0.3
_FIT = ' lengthAdjust="spacingAndGlyphs"'


def by_page(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Lines by the numbers of their pages."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.page, []).append(line)
    return found


def render_layer(document: Document, page: Page, lines: Sequence[Line]) -> str:
    """What goes into a leaf's <svg class="words">: a <text> for each printed line of the page.

    lines: of this page, in the order of the text. Each is as wide as it is printed. Put end to
    end, the text nodes give the page's text, with a space for any white space between its lines
    and none where a word was parted by a hyphen. Text that no line shows stands at the end, in a
    <text class="unplaced">: it cannot be seen, but found, copied and heard.
    """
    text = document.text
    lines = sorted(lines, key=lambda line: line.start)
    common = mode(round(line.bottom - line.top) for line in lines) if lines else 0
    parts: list[str] = []
    unplaced: list[str] = []
    position = page.start
    for group in _printed(lines):
        gap, position = text[position : group[0].start], max(position, group[-1].end)
        if gap.strip(" \n|"):
            unplaced.append(gap)
        elif gap and parts:
            parts[-1] = parts[-1].removesuffix("</text>") + " </text>"
        parts.append(_line(text, group, common))
    unplaced.append(text[position : page.end])
    rest = " ".join(" ".join(unplaced).split())
    if rest:
        parts.append(f'<text class="unplaced">{escape(rest)}</text>')
    return f'<g font-size="{common}">{"".join(parts)}</g>'


def _printed(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Stretches that follow one another in one printed line, or the letters of a turned one."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(line: Line, after: Line) -> bool:
    if line.end != after.start:
        return False
    return (line.top, line.bottom) == (after.top, after.bottom) or _is_letter(line, after)


def _is_letter(*lines: Line) -> bool:
    return all(line.end - line.start == 1 for line in lines)


def _line(text: str, group: Sequence[Line], common: int) -> str:
    first = group[0]
    size = round(first.bottom - first.top)
    shown = "" if size == common else f' font-size="{size}"'
    if len(group) > 1 and _is_letter(*group):
        lefts = " ".join(f"{min(line.edges):.0f}" for line in group)
        downs = " ".join(f"{_baseline(line):.0f}" for line in group)
        words = escape(text[first.start : group[-1].end])
        return f'<text x="{lefts}" y="{downs}"{shown}>{words}</text>'
    if len(group) == 1:
        across = _across(text, first, size)
        return f'<text y="{_baseline(first):.1f}"{shown}{across}>{_words(text, first)}</text>'
    spans = "".join(
        f"<tspan{_across(text, line, size)}>{_words(text, line)}</tspan>" for line in group
    )
    return f'<text y="{_baseline(first):.1f}"{shown}>{spans}</text>'


def _across(text: str, line: Line, size: int) -> str:
    """Where a stretch begins and how wide it is; one to the left begins at its right edge."""
    left, right = min(line.edges), max(line.edges)
    is_leftward = line.edges[0] > line.edges[-1]
    start = f' x="{right:.1f}" direction="rtl"' if is_leftward else f' x="{left:.1f}"'
    wide = _wider_gaps(text, line, size)
    gaps = f' word-spacing="{wide:.1f}"' if abs(wide) >= _LEAST_GAP else ""
    return f'{start}{gaps} textLength="{max(right - left, 0.1):.1f}"{_FIT}'


def _wider_gaps(text: str, line: Line, size: int) -> float:
    """By how much the spaces of a justified line are wider than a font's own, in its units.

    Only so do the words of the layer, in another font, lie on those of the image.
    """
    words = text[line.start : line.end]
    widths = [abs(after - before) for before, after in pairwise(line.edges)]
    gaps = [width for width, letter in zip(widths, words, strict=False) if letter == " "]
    letters = sum(widths) - sum(gaps)
    if not gaps or letters <= 0:
        return 0.0
    usual = _LETTER * size * (len(words) - len(gaps))  # what the letters take in the other font
    wide = sum(gaps) / len(gaps) * usual / letters - _SPACE * size
    return min(max(wide, -_SPACE * size), 5.0 * size)


def _baseline(line: Line) -> float:
    return line.bottom - _DEPTH * (line.bottom - line.top)


def _words(text: str, line: Line) -> str:
    return escape(text[line.start : line.end])
