"""A quote in its place: the part of each page around it, for a file that is taken elsewhere."""

from collections.abc import Sequence

from index.index import Index
from index.layout import boxes
from index.picture import Crop
from index.pictures import Pictures
from index.types import Box, Document, Line, Span

_AROUND = 2.5  # lines above and below that are shown too
_MARGIN = 10.0  # points beside the text


def crops(
    index: Index, pictures: Pictures, document: Document, span: Span, scale: float = 2.0
) -> tuple[Crop, ...]:
    """The pictures of a quote, one a page; () for a format without printed lines.

    Raises PictureError where a page cannot be drawn, or the file is not what was read any more.
    """
    lines = index.catalog.lines(document.path, span.start, span.end)
    quoted = boxes(lines, span)
    if not quoted:
        return ()
    sizes = pictures.sizes(index.folders, document.path, document.sha256)
    made = []
    for number in dict.fromkeys(box.page for box in quoted):
        page = next((page for page in document.pages if page.number == number), None)
        if page is None or number > len(sizes):
            continue
        around = index.catalog.lines(document.path, page.start, page.end)
        mine = [box for box in quoted if box.page == number]
        edge = frame(mine, [line for line in around if line.page == number], sizes[number - 1])
        picture = pictures.part(index.folders, document.path, document.sha256, edge, scale)
        made.append(Crop(number, picture, edge, tuple(_within(box, edge) for box in mine)))
    return tuple(made)


def frame(quoted: Sequence[Box], lines: Sequence[Line], size: tuple[float, float]) -> Box:
    """What part of a page to show: the quote, lines above and below, as wide as its column.

    quoted: where the quote stands on the page. lines: all of the page's. size: of the page.
    """
    top, bottom = min(box.top for box in quoted), max(box.bottom for box in quoted)
    tall = max(box.bottom - box.top for box in quoted)
    top, bottom = top - _AROUND * tall, bottom + _AROUND * tall
    left, right = min(box.left for box in quoted), max(box.right for box in quoted)
    beside = [
        (min(line.edges), max(line.edges))
        for line in lines
        if line.top < bottom and line.bottom > top
    ]
    column = [(a, b) for a, b in beside if a < right and b > left]
    width, height = size
    return Box(
        page=quoted[0].page,
        left=max(0.0, min([left, *(a for a, _ in column)]) - _MARGIN),
        top=max(0.0, top),
        right=min(width, max([right, *(b for _, b in column)]) + _MARGIN),
        bottom=min(height, bottom),
    )


def _within(box: Box, frame: Box) -> Box:
    """A box as shares of the frame's width and height."""
    across, down = max(frame.right - frame.left, 1.0), max(frame.bottom - frame.top, 1.0)

    def share(length: float) -> float:
        return round(min(1.0, max(0.0, length)), 4)

    return Box(
        page=box.page,
        left=share((box.left - frame.left) / across),
        top=share((box.top - frame.top) / down),
        right=share((box.right - frame.left) / across),
        bottom=share((box.bottom - frame.top) / down),
    )
