"""Reading a document where a citation points: the words, what is around them, whether they fit."""

import re

from assistant.lookups import IndexLookup
from assistant.tools.asked import MOST_CONTEXT, MOST_READ, USUAL_READ, Read
from assistant.tools.told import Fit, InContext
from assistant.types import Citation
from assistant.verifying import nearest, verify
from index.errors import RequestError, UnknownDocument, UnreadableFile
from index.index import Index
from index.types import Document, Span

_LINE = re.compile(r"line (\d{1,9})\b.*")
_HEADING = 300  # characters of one heading


def read(index: Index, collection: str, asked: Read) -> InContext:
    """What stands at a place, with the text around it.

    A quote that stands elsewhere now is followed to where it stands.
    Raises UnknownDocument where there is no such document, RequestError where there is no such
    place in it or what is asked contradicts itself.
    """
    if not 0 <= asked.context <= MOST_CONTEXT:
        raise RequestError(
            f"context is {asked.context}: give a number of characters from 0 to {MOST_CONTEXT:,}"
        )
    with index.snapshot():
        document, wanted, fit, check = _found(index, asked)
    span = Span(wanted.start, min(wanted.end, wanted.start + MOST_READ))
    return InContext(
        collection=collection,
        path=document.path,
        title=document.title,
        sha256=document.sha256,
        heading=_heading(document, span.start),
        page=document.page_at(span.start),
        place=document.place_at(span.start),
        start=span.start,
        end=span.end,
        characters=len(document.text),
        before=document.text[max(0, span.start - asked.context) : span.start],
        text=document.text[span.start : span.end],
        after=document.text[span.end : span.end + asked.context],
        fit=fit,
        check=check,
        goes_on=span.end < wanted.end,
        note=document.note,
    )


def _found(index: Index, asked: Read) -> tuple[Document, Span, Fit, str]:
    """The document, the span that is asked for, whether it fits, and that in a sentence."""
    if asked.quote:
        return _quoted(index, asked)
    document = _document(index, asked.path)
    span = _span(document, asked)
    if not asked.sha256:
        return document, span, "unchecked", ""
    if document.sha256 == asked.sha256.strip().lower():
        return document, span, "unchanged", "The file is the same as it was."
    said = "The file has changed since: the offsets may not fit. Give the quote to have it found."
    return document, span, "changed", said


def _quoted(index: Index, asked: Read) -> tuple[Document, Span, Fit, str]:
    """The same for a quote: followed by its very words to where it stands now."""
    try:
        document = _document(index, asked.path)
    except UnknownDocument:  # its words may stand in another one
        document = None
    start = asked.start
    if start is None and document is not None:
        near = _place(document, asked.place).start if asked.place else 0
        start = nearest(document.text, asked.quote, near)
    start = max(0, start or 0)
    sha256 = asked.sha256.strip().lower() or (document.sha256 if document else "")
    citation = Citation(
        number=1,
        path=asked.path,
        title="",
        sha256=sha256,
        page=None,
        start=start,
        end=start + len(asked.quote),
        quote=asked.quote,
        score=0.0,
    )
    (verdict,) = verify([citation], IndexLookup(index))
    if verdict.span is not None:
        fit: Fit = "unchanged" if verdict.standing == "unchanged" else "moved"
        return _document(index, verdict.path), verdict.span, fit, str(verdict)
    if document is None:
        raise RequestError(str(verdict))
    if asked.start is None and not asked.place:
        raise RequestError(f"{asked.path} does not say these words: ask, or search, for them")
    return document, _span(document, asked), "altered", str(verdict)


def _document(index: Index, path: str) -> Document:
    try:
        return IndexLookup(index).document(path)
    except UnreadableFile as error:
        raise RequestError(f"{path} could not be read: {error.reason}") from error


def _span(document: Document, asked: Read) -> Span:
    """Where to read. Raises RequestError where the document does not go that far."""
    length = len(document.text)
    if asked.start is None:
        if asked.end is not None:
            raise RequestError("end was given without start: give both, or a place")
        if asked.place:
            return _place(document, asked.place)
        return Span(0, min(length, USUAL_READ))
    start = asked.start
    end = min(length, start + USUAL_READ) if asked.end is None else asked.end
    if not 0 <= start < end <= length:
        raise RequestError(
            f"there are no characters {start} to {end} in {document.path}: it has {length:,}, "
            f"counted from 0, and start comes before end"
        )
    return Span(start, end)


def _place(document: Document, place: str) -> Span:
    """Where a place in words is. Raises RequestError where the document has none like it."""
    wanted = " ".join(place.split()).casefold()
    for page in document.pages:
        named = f"{document.unit} {page.number}".casefold()
        if wanted in (named, f"{named} “{page.name}”".casefold()) and page.start < page.end:
            return Span(page.start, page.end)
    if document.unit == "line" and not document.pages and (match := _LINE.fullmatch(wanted)):
        line = _line(document.text, int(match[1]))
        if line is not None:
            return line
    if document.unit != "line" or document.pages:
        blocks = [b for b in document.blocks if document.place_at(b.start).casefold() == wanted]
        if blocks:
            return Span(blocks[0].start, blocks[-1].end)
    known = document.place_at(0)
    such = f", such as {known!r}," if known else ""
    raise RequestError(
        f"{document.path} has no place {place!r}: give one as citations do{such} or start and end"
    )


def _line(text: str, number: int) -> Span | None:
    """The line of that number, counted from 1; None where there is none or it is empty."""
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    if not 1 <= number < len(starts):
        return None
    start, end = starts[number - 1], starts[number] - 1
    return Span(start, end) if start < end else None


def _heading(document: Document, offset: int) -> str:
    """The headings above a place, outermost first."""
    above: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.start > offset:
            break
        if block.kind == "heading":
            words = " ".join(document.text[block.start : block.end].split())[:_HEADING]
            above = [one for one in above if one[0] < block.level] + [(block.level, words)]
    return " > ".join(words for _, words in above)
