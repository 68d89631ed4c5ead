"""Where the text stands on its pages, as the catalog keeps it and as boxes."""

import json
import zlib
from collections.abc import Iterable, Sequence

from index.types import Box, Line, Span

_TENTHS = 10  # of a point: finer than a screen shows


def pack(lines: Iterable[Line]) -> dict[int, bytes]:
    """Each page's lines as bytes, to a tenth of a point."""
    pages: dict[int, list[object]] = {}
    for line in lines:
        numbers = [round(_TENTHS * edge) for edge in (line.top, line.bottom, *line.edges)]
        pages.setdefault(line.page, []).append([line.start, line.end, *numbers])
    return {
        page: zlib.compress(json.dumps(rows, separators=(",", ":")).encode())
        for page, rows in pages.items()
    }


def unpack(page: int, packed: bytes) -> list[Line]:
    """The lines of one page, as `pack` was given them."""
    return [
        Line(page, start, end, top / _TENTHS, bottom / _TENTHS, tuple(e / _TENTHS for e in edges))
        for start, end, top, bottom, *edges in json.loads(zlib.decompress(packed))
    ]


def boxes(lines: Sequence[Line], span: Span) -> list[Box]:
    """The rectangles that cover a span on its pages, one a printed line.

    >>> boxes([Line(1, 0, 3, 10.0, 20.0, (5.0, 6.0, 7.0, 8.0))], Span(1, 3))
    [Box(page=1, left=6.0, top=10.0, right=8.0, bottom=20.0)]
    """
    found = []
    for line in lines:
        start, end = max(span.start, line.start), min(span.end, line.end)
        if start < end:
            edges = line.edges[start - line.start : end - line.start + 1]
            found.append(Box(line.page, min(edges), line.top, max(edges), line.bottom))
    return found
