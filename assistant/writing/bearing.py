"""The very words that bear a model's sentence out become citations: verified like any other."""

from collections.abc import Callable, Mapping, Sequence

from assistant import citations
from assistant.types import Citation
from assistant.writing.support import Claim, Support
from index import lexical
from index.errors import CitationError, UnknownDocument
from index.types import Document, Span

LONGEST = 600  # characters of a citation of several sentences


def cite(
    claimed: Claim,
    supports: Mapping[int, Sequence[Support]],
    document: Callable[[str], Document],
) -> tuple[Citation, ...]:
    """One citation for each mark: the sentences of what it stands for that say most of the claim.

    They are cited as one stretch of text, from the first to the last; the best one alone where
    that is longer than 600 characters. What no longer stands in its document is left out.
    """
    found = []
    for mark, several in supports.items():
        best = max(several, key=lambda one: float(claimed.weights @ one.matches), default=None)
        if best is None or not best.sentences:
            continue
        try:
            source = document(best.passage.stored.path)
        except UnknownDocument:
            continue
        citation = _citation(mark, claimed, best, source)
        try:
            citations.verify(citation, source)
        except CitationError:
            continue
        found.append(citation)
    return tuple(found)


def _citation(mark: int, claimed: Claim, best: Support, source: Document) -> Citation:
    span = Span(min(best.sentences).start, max(one.end for one in best.sentences))
    if span.end - span.start > LONGEST:
        span = best.sentences[0]
    quote = source.text[span.start : span.end]
    return Citation(
        number=mark,
        path=best.passage.stored.path,
        title=source.title,
        sha256=source.sha256,
        page=source.page_at(span.start),
        start=span.start,
        end=span.end,
        quote=quote,
        score=float(claimed.weights @ best.matches),
        marks=_shared(claimed.text, quote, span.start),
        place=source.place_at(span.start),
    )


def _shared(text: str, quote: str, offset: int) -> tuple[Span, ...]:
    """Where in a quote, by document offsets, the content words of a text stand."""
    stems = set(lexical.content_words(text))
    return tuple(
        Span(offset + word.start, offset + word.end)
        for word in lexical.words(quote)
        if word.stem in stems
    )
