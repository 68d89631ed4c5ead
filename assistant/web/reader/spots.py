"""Where a stretch of the text lies on its pages: one spot a printed line, however it is made up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Line, Span

_LEVEL = 0.6  # of the lower of two boxes: so much they share where they are in one line
_GAP = 0.5  # of their height: so far they may be apart


@dataclass(slots=True)
class Spot:
    """A rectangle on a page, in points from its top left corner.

    indent: how far from the margin of its line it begins: the left one or, where the line is
    written to the left, the right one. is_turned: it is made of letters that stand one above
    another, as on a page that is turned.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    indent: float = 0.0
    is_leftward: bool = False
    is_turned: bool = False


def spots(lines: Sequence[Line], span: Span) -> list[Spot]:
    """The rectangles that cover a span, those that touch in one line made one.

    >>> lines = [Line(1, 0, 2, 10.0, 20.0, (5.0, 6.0, 7.0)), Line(1, 2, 3, 10.0, 20.0, (9.0, 7.0))]
    >>> [(spot.left, spot.right) for spot in spots(lines, Span(1, 3))]
    [(6.0, 9.0)]
    """
    found: list[Spot] = []
    for spot in _pieces(lines, span):
        if found and _joins(found[-1], spot):
            last = found[-1]
            last.left, last.right = min(last.left, spot.left), max(last.right, spot.right)
            last.top, last.bottom = min(last.top, spot.top), max(last.bottom, spot.bottom)
        else:
            found.append(spot)
    return found


def _pieces(lines: Sequence[Line], span: Span) -> Iterator[Spot]:
    for line in lines:
        start, end = max(span.start, line.start), min(span.end, line.end)
        if start < end:
            edges = line.edges[start - line.start : end - line.start + 1]
            is_leftward = line.edges[0] > line.edges[-1]
            yield Spot(
                page=line.page,
                left=min(edges),
                top=line.top,
                right=max(edges),
                bottom=line.bottom,
                indent=abs(line.edges[0] - edges[0]),
                is_leftward=is_leftward,
                is_turned=line.end - line.start == 1,
            )


def _joins(one: Spot, other: Spot) -> bool:
    if one.page != other.page:
        return False
    across, down = _shared(one, other)
    tall = min(one.bottom - one.top, other.bottom - other.top)
    wide = min(one.right - one.left, other.right - other.left)
    if down >= _LEVEL * tall and across >= -_GAP * tall:
        return True
    both = one.is_turned and other.is_turned
    return both and across >= _LEVEL * wide and down >= -_GAP * wide


def _shared(one: Spot, other: Spot) -> tuple[float, float]:
    """How far two spots overlap across and down; below 0 they are so far apart."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across, down
