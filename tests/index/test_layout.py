"""Where the text stands on its pages: kept to a tenth of a point, given as boxes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.layout import boxes, pack, unpack
from index.types import Box, Line, Span


def line(page: int, start: int, edges: tuple[float, ...], top: float = 10.0) -> Line:
    return Line(page, start, start + len(edges) - 1, top, top + 10.0, edges)


FIRST = line(1, 0, (5.0, 6.0, 7.0, 9.0))
SECOND = line(1, 4, (5.0, 8.0, 9.0), top=22.0)
TURNED = line(2, 6, (9.0, 7.0, 5.0))  # from right to left


def test_a_span_is_covered_line_by_line() -> None:
    lines = [FIRST, SECOND, TURNED]
    assert boxes(lines, Span(1, 5)) == [Box(1, 6.0, 10.0, 9.0, 20.0), Box(1, 5.0, 22.0, 8.0, 32.0)]
    assert boxes(lines, Span(6, 7)) == [Box(2, 7.0, 10.0, 9.0, 20.0)]
    assert boxes(lines, Span(3, 4)) == boxes(lines, Span(2, 2)) == boxes([], Span(0, 9)) == []
    assert len(boxes(lines, Span(0, 99))) == 3


_EDGE = st.integers(-100, 20_000).map(lambda tenths: tenths / 10)
_LINES = st.lists(
    st.builds(
        line, st.integers(1, 3), st.integers(0, 9_999),
        st.lists(_EDGE, min_size=2, max_size=9).map(tuple), _EDGE,
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(lines=_LINES)
def test_lines_come_back_to_a_tenth_of_a_point(lines: list[Line]) -> None:
    packed = pack(lines)
    assert sorted(packed) == sorted({one.page for one in lines})
    for page in packed:
        for was, now in zip(
            [one for one in lines if one.page == page], unpack(page, packed[page]), strict=True
        ):
            assert (now.page, now.start, now.end) == (was.page, was.start, was.end)
            numbers = [*zip((now.top, now.bottom, *now.edges), (was.top, was.bottom, *was.edges),
                            strict=True)]  # fmt: skip
            assert max(abs(a - b) for a, b in numbers) < 0.051
