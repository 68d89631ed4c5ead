"""A list is quoted whole, a row with its columns' names: one item or cell alone answers half."""

from bisect import bisect_right
from dataclasses import replace

from assistant.asking import asks_for_list
from assistant.quoting import Quotation
from index.formats.outline import CELL
from index.sentences import sentences
from index.types import Block, Document, Span

MOST_ITEMS = 12
MOST_CHARACTERS = 1_200
_COLONS = (":", "：")


def whole_list(question: str, quotation: Quotation, document: Document) -> Quotation:
    """The quotation, or the list that it leads into or, if a list may be asked for, is part of.

    A list is a run of item blocks. It is quoted with the sentence before it, if that ends in a
    colon, and up to 12 items or 1,200 characters.
    """
    blocks = document.blocks
    index = _block_at(blocks, quotation.span.start)
    if index is None:
        return quotation
    if blocks[index].kind == "item" and asks_for_list(question):
        first = _first_item(blocks, index)
        start = (_lead(document, first) or blocks[first]).start
    elif _leads_into_list(quotation, blocks, index):
        first, start = index + 1, quotation.span.start
    else:
        return quotation
    last = _last_item(blocks, first, start)
    end = blocks[last].end
    if quotation.span.end > end or end - start > MOST_CHARACTERS:
        return quotation
    items = [Span(block.start, block.end) for block in blocks[first : last + 1]]
    lead = [Span(start, blocks[first - 1].end)] if start < blocks[first].start else []
    return replace(
        quotation,
        span=Span(start, end),
        quote=document.text[start:end],
        before=None,
        lines=(*lead, *items),
    )


def with_lead(quotation: Quotation, document: Document) -> Quotation:
    """The quotation with what it cannot be understood without before it.

    That is for an item of a list what leads into the list, and for a row of a table the row that
    names its columns.
    """
    index = _block_at(document.blocks, quotation.span.start)
    if index is None:
        return quotation
    kind = document.blocks[index].kind
    if kind == "row":
        return replace(quotation, before=_column_names(document, index) or quotation.before)
    if kind != "item" or document.blocks[index].start < quotation.span.start:
        return quotation
    return replace(quotation, before=_lead(document, _first_item(document.blocks, index)))


def leads_into_list(quotation: Quotation, document: Document) -> bool:
    """Whether a quotation is the line before a list, which says nothing without it."""
    index = _block_at(document.blocks, quotation.span.start)
    return index is not None and _leads_into_list(quotation, document.blocks, index)


def _block_at(blocks: tuple[Block, ...], offset: int) -> int | None:
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return index if index >= 0 and offset < blocks[index].end else None


def _leads_into_list(quotation: Quotation, blocks: tuple[Block, ...], index: int) -> bool:
    return (
        quotation.quote.rstrip().endswith(_COLONS)
        and blocks[index].kind == "paragraph"
        and quotation.span.end == blocks[index].end
        and index + 1 < len(blocks)
        and blocks[index + 1].kind == "item"
    )


def _first_item(blocks: tuple[Block, ...], index: int) -> int:
    while index and blocks[index - 1].kind == "item":
        index -= 1
    return index


def _lead(document: Document, first: int) -> Span | None:
    """The sentence that leads into the list whose first item is block `first`."""
    if not first or document.blocks[first - 1].kind != "paragraph":
        return None
    above = document.blocks[first - 1]
    text = document.text[above.start : above.end]
    if not text.endswith(_COLONS):
        return None
    return sentences(document.text, above.start, above.end, above.kind)[-1]


def _column_names(document: Document, index: int) -> Span | None:
    """The header of the table that holds row `index`; None where each cell carries its name."""
    row = document.blocks[index]
    while index and document.blocks[index].kind == "row":
        index -= 1
    above = document.blocks[index]
    if above.kind != "header":
        return None
    names = document.text[above.start : above.end].split(CELL)
    is_named = any(f"{name}: " in document.text[row.start : row.end] for name in names)
    return None if is_named else Span(above.start, above.end)


def _last_item(blocks: tuple[Block, ...], first: int, start: int) -> int:
    last = first
    while (
        last + 1 < len(blocks)
        and blocks[last + 1].kind == "item"
        and last + 1 - first < MOST_ITEMS
        and blocks[last + 1].end - start <= MOST_CHARACTERS
    ):
        last += 1
    return last
