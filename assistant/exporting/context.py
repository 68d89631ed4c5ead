"""A quotation in its context: the sentences around it, as pieces of the document's blocks."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.sentences import sentences
from index.types import Block, BlockKind, Document, Span

SENTENCES = 2  # before the quotation, and after it
_REACH = 700  # characters of a block that are looked at for them
_BLOCKS = 3  # that are looked at, before and after
_LONG_ROW = 2_000  # characters
_ROWS = 500  # of a table, over which its header is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one block: character offsets into the document's text.

    block: where the block starts.
    """

    kind: BlockKind
    start: int
    end: int
    block: int


def context(document: Document, span: Span) -> list[Piece]:
    """The quotation and what stands around it, in order.

    That is up to two sentences on either side, of a table the rows on either side and its header,
    with the heading above where that comes first. All of the quotation is in it, furniture
    included; around it there is none. A row that is quoted from is there whole.
    """
    blocks = document.blocks
    first = max(0, bisect_right(blocks, span.start, key=lambda block: block.start) - 1)
    last = max(first, bisect_right(blocks, span.end - 1, key=lambda block: block.start) - 1)
    before = list(_before(document, first, span.start))[::-1]
    after = list(_after(document, last, span.end))
    header = _header(document, first, before)
    return _joined([*header, *before, *_inside(document, span, first), *after])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one block as one: nothing but white space is between them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].block == piece.block:
            joined[-1] = replace(joined[-1], end=piece.end)
        else:
            joined.append(piece)
    return joined


def _inside(document: Document, span: Span, first: int) -> Iterator[Piece]:
    """The quotation itself, without a gap but for white space."""
    position = span.start
    for block in document.blocks[first:]:
        if block.start >= span.end or position >= span.end:
            break
        start, end = max(block.start, position), min(block.end, span.end)
        if start >= end:
            continue
        if document.text[position:start].strip():
            yield Piece("paragraph", position, start, position)
        if _is_whole(block):
            yield Piece(block.kind, block.start, block.end, block.start)
        else:
            yield Piece(block.kind, start, end, block.start)
        position = end
    if document.text[position : span.end].strip():
        yield Piece("paragraph", position, span.end, position)


def _before(document: Document, first: int, start: int) -> Iterator[Piece]:
    """Pieces before an offset, the last one first."""
    left = SENTENCES
    for block in reversed(document.blocks[max(0, first - _BLOCKS) : first + 1]):
        if left <= 0 or block.kind == "header":
            return
        if block.kind == "furniture" or block.start >= start:
            continue
        if _is_whole(block):
            if block.end <= start:
                yield Piece(block.kind, block.start, block.end, block.start)
                left -= SENTENCES
            continue
        found = _last(document, block, min(block.end, start))[-left:]
        if found:
            yield Piece(block.kind, found[0].start, found[-1].end, block.start)
            left -= len(found)
        if block.kind == "heading":
            return


def _after(document: Document, last: int, end: int) -> Iterator[Piece]:
    left = SENTENCES
    for block in document.blocks[last : last + _BLOCKS + 1]:
        if left <= 0 or (block.kind in ("heading", "header") and block.start >= end):
            return
        if block.kind == "furniture" or block.end <= end:
            continue
        if _is_whole(block):
            if block.start >= end:
                yield Piece(block.kind, block.start, block.end, block.start)
                left -= SENTENCES
            continue
        found = _first(document, block, max(block.start, end))[:left]
        if found:
            yield Piece(block.kind, found[0].start, found[-1].end, block.start)
            left -= len(found)


def _is_whole(block: Block) -> bool:
    """Whether a block is shown whole or not at all: a row of a table, unless it is a long one."""
    return block.kind in ("row", "header") and block.end - block.start <= _LONG_ROW


def _last(document: Document, block: Block, end: int) -> list[Span]:
    """The sentences of a block that end at an offset or before, as far as one looks."""
    start = max(block.start, end - _REACH)
    found = sentences(document.text, start, end, block.kind)
    return found if start == block.start else found[1:]  # the first was cut


def _first(document: Document, block: Block, start: int) -> list[Span]:
    end = min(block.end, start + _REACH)
    found = sentences(document.text, start, end, block.kind)
    return found if end == block.end else found[:-1]


def _header(document: Document, first: int, before: list[Piece]) -> Iterator[Piece]:
    """The header of the table in which the quotation's first row stands."""
    if not document.blocks or document.blocks[first].kind != "row":
        return
    for block in reversed(document.blocks[max(0, first - _ROWS) : first]):
        if block.kind == "header":
            if not any(piece.start <= block.start < piece.end for piece in before):
                end = min(block.end, block.start + _LONG_ROW)
                yield Piece(block.kind, block.start, end, block.start)
            return
        if block.kind not in ("row", "furniture"):
            return
