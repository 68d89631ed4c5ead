"""Where an answer's quotations stand today: moved along with their words, or no longer there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.types import Citation
from assistant.verifying import Verdict
from assistant.web.reader.source import Source
from index.errors import FootnoteError
from index.types import Span


@dataclass(frozen=True, slots=True)
class Today:
    """Citations as they are to be shown today.

    citations: all of them, in their order, those that have moved at their new place. moved: the
    numbers of these. fallen: the numbers of those whose words stand nowhere any more.
    """

    citations: tuple[Citation, ...] = ()
    moved: frozenset[int] = frozenset()
    fallen: frozenset[int] = frozenset()


def today(source: Source, citations: Sequence[Citation]) -> Today:
    """How citations stand, looked up only where their document is no longer what was quoted."""
    doubtful = [one for one in citations if not _stands(source, one)]
    verdicts = {verdict.citation.number: verdict for verdict in source.verify(doubtful)}
    return Today(
        tuple(_shifted(one, verdicts.get(one.number)) for one in citations),
        frozenset(number for number, one in verdicts.items() if one.standing == "moved"),
        frozenset(number for number, one in verdicts.items() if not one.holds),
    )


def _stands(source: Source, citation: Citation) -> bool:
    try:
        document = source.document(citation.path)
    except FootnoteError:
        return False
    is_there = document.text[citation.start : citation.end] == citation.quote
    return is_there and document.sha256 == citation.sha256


def _shifted(citation: Citation, verdict: Verdict | None) -> Citation:
    """The citation where its words stand now."""
    if verdict is None or verdict.span is None or verdict.standing != "moved":
        return citation
    by = verdict.span.start - citation.start
    before = citation.before
    return replace(
        citation,
        path=verdict.path,
        page=verdict.page,
        place=verdict.place,
        start=verdict.span.start,
        end=verdict.span.end,
        marks=tuple(Span(mark.start + by, mark.end + by) for mark in citation.marks),
        before=Span(before.start + by, before.end + by) if before else None,
    )
