"""Documents against their passages: offsets inside the text, no gaps, every word in its place."""

import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, get_args

from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import StoredCatalog, StoredDocument
from index.layout import unpack
from index.types import Block, BlockKind, Document, Page, Span

_KINDS = get_args(BlockKind)
Cut = tuple[int, int, int | None, str, str]  # of a passage: start, end, page, sentences, text


def check(catalog: StoredCatalog, report: Report, pace: Pace) -> None:
    """Compare every document with its passages and the rest that is known of it."""
    for table, row, parent in catalog.orphans():
        if (table, parent) == ("passage", "vector"):
            continue  # it is found among the vectors
        where = f"row {row} of" if row is not None else "a row of"
        report.add("orphan", f"{where} the table {table} belongs to no {parent}")
    for stored in pace.over(catalog.documents(), "documents"):
        cuts = catalog.cuts(stored.id)
        report.documents_read += bool(cuts)
        report.passages += len(cuts)
        for complaint in complaints(stored, cuts, catalog.layouts(stored.id)):
            report.add("document", f"{stored.path}: {complaint}")
            report.documents.add(stored.container or stored.path)


def complaints(
    stored: StoredDocument, cuts: Sequence[Cut], layouts: Sequence[tuple[int, bytes]]
) -> Iterator[str]:
    """What is wrong with one document; nothing where all is as it should be."""
    try:
        document = _document(stored)
    except (ValueError, TypeError):
        yield "its text, its blocks or its pages cannot be read"
        return
    size = len(document.text)
    if stored.characters != size:
        yield f"it is said to have {stored.characters} characters, and has {size:,}"
    if not _in_order(document.blocks, size) or any(b.kind not in _KINDS for b in document.blocks):
        yield "its blocks do not lie in order inside its text"
    if not _in_order(document.pages, size):
        yield "its pages do not lie in order inside its text"
    numbers = {page.number for page in document.pages}
    yield from _of_layouts(layouts, size, numbers)
    yield from _of_passages(document, cuts, numbers)


def _document(stored: StoredDocument) -> Document:
    """Raises ValueError or TypeError where that cannot be told."""
    if not isinstance(stored.text, str) or not isinstance(stored.path, str):
        raise TypeError
    blocks = tuple(Block(*block) for block in json.loads(stored.blocks))
    pages = tuple(Page(*page) for page in json.loads(stored.pages))
    numbers = [n for block in blocks for n in (block.start, block.end)]
    numbers += [n for page in pages for n in (page.number, page.start, page.end)]
    if not all(isinstance(number, int) for number in numbers):
        raise TypeError
    return Document(stored.path, "", "", "", stored.text, blocks, pages)


def _in_order(parts: Sequence[Block | Page | Span], end: int, start: int = 0) -> bool:
    return all(start <= part.start <= part.end <= end for part in parts) and all(
        one.end <= next_.start for one, next_ in pairwise(parts)
    )


def _of_layouts(
    layouts: Sequence[tuple[int, bytes]], size: int, numbers: set[int]
) -> Iterator[str]:
    for page, packed in layouts:
        try:
            lines = unpack(page, packed)
            fits = all(
                0 <= line.start < line.end <= size and len(line.edges) == line.end - line.start + 1
                for line in lines
            )
        except (ValueError, TypeError, zlib.error):
            fits = False
        if not fits or page not in numbers:
            yield f"the printed lines of its page {page} do not fit its text"


def _of_passages(document: Document, cuts: Sequence[Cut], numbers: set[int]) -> Iterator[str]:
    if not cuts:
        if _has_sentences(document):
            yield "it has a text, and no passages"
        return
    bounds = [0, *(end for _, end, *_ in cuts)]
    if [start for start, *_ in cuts] != bounds[:-1] or bounds[-1] != len(document.text):
        yield "its passages do not tile its text"
    for start, end, page, sentences, text in cuts:
        named = f"the passage at {start}"
        if not (isinstance(start, int) and isinstance(end, int)):
            yield f"{named} has no place"
        elif text != document.searched(start, end):
            yield f"{named} has other words than its text has there"
        elif not _sentences_fit(sentences, start, end):
            yield f"the sentences of {named} do not lie in order inside it"
        elif page not in numbers if numbers else page is not None:
            yield f"{named} is said to be on a page that is not there"


def _has_sentences(document: Document) -> bool:
    from index.sentences import sentences  # its library is loaded where it is needed

    return any(
        block.kind != "furniture" and sentences(document.text, block.start, block.end, block.kind)
        for block in document.blocks
    )


def _sentences_fit(packed: Any, start: int, end: int) -> bool:
    try:
        spans = [Span(*span) for span in json.loads(packed)]
        return bool(spans) and _in_order(spans, end, start) and all(a < b for a, b in spans)
    except (ValueError, TypeError):
        return False
