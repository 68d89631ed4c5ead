"""A citation is a fact: made only if the document's own characters are the quote."""

from collections.abc import Callable, Sequence

from assistant.quoting import Quotation
from assistant.types import Citation, Statement
from index.errors import CitationError, UnknownDocument
from index.types import Document, Span


def cite(
    quotations: Sequence[Quotation], document: Callable[[str], Document]
) -> tuple[Statement, ...]:
    """A statement for each quotation, its citation verified against the document's text.

    document: gives a document by its path. A quotation whose document has changed or gone since
    it was ranked is left out: it is no longer a fact.
    """
    statements: list[Statement] = []
    for quotation in quotations:
        span, before = quotation.span, quotation.before
        try:
            source = document(quotation.path)
        except UnknownDocument:
            continue
        citation = Citation(
            number=len(statements) + 1,
            path=quotation.path,
            title=source.title,
            sha256=source.sha256,
            page=source.page_at(span.start),
            start=span.start,
            end=span.end,
            quote=quotation.quote,
            score=quotation.score,
            marks=quotation.marks,
            before=before,
            place=source.place_at(span.start),
        )
        try:
            verify(citation, source)
        except CitationError:
            continue
        folded = [_folded(source, line) for line in quotation.lines or (span,)]
        leading = _folded(source, before) if before else ""
        statements.append(Statement("\n".join(folded), (citation,), leading))
    return tuple(statements)


def verify(citation: Citation, document: Document) -> None:
    """Check a citation character for character.

    Raises CitationError where the document's text at [start, end) is not the quote.
    """
    if citation.path != document.path:
        raise CitationError(f"a citation of {citation.path} was held against {document.path}")
    found = document.text[citation.start : citation.end]
    if not citation.quote or found != citation.quote:
        raise CitationError(
            f"{citation.path} does not say at characters {citation.start} to {citation.end} what "
            f"it is quoted with: it says {found[:80]!r}; sync the folder and ask again"
        )


def _folded(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())
