"""Chosen sentences become the quotations of an answer: contradictions in view, lists whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.dating import date_of
from assistant.disagreeing import Contrast, contrast
from assistant.lists import leads_into_list, whole_list, with_lead
from assistant.query import Query
from assistant.quoting import Quotation, quotations
from assistant.sentences import Sentence
from assistant.types import Disagreement, Side, Statement
from index.errors import UnknownDocument
from index.types import Document


@dataclass(frozen=True, slots=True)
class Composition:
    """The quotations of an answer in their order, and two of them that disagree, if any do."""

    quotations: tuple[Quotation, ...]
    contrast: Contrast | None


def compose(
    query: Query,
    sentences: Sequence[Sentence],
    chosen: Sequence[Sentence],
    most: int,
    document: Callable[[str], Document],
) -> Composition:
    """Make quotations of the chosen sentences, at most `most` of them.

    A sentence that contradicts the best one stands right after it. A list that the answer begins
    with is quoted whole.
    """
    found = contrast(query, chosen[0], sentences) if chosen else None
    if found is None:
        placed = list(chosen)
    else:
        others = [one for one in chosen if one not in (found.first, found.second)]
        placed = [found.first, found.second, *others][:most]
    quoted: list[Quotation] = []
    for plain in quotations(query, placed):
        try:
            one = _as_list(query, plain, document(plain.path), is_first=not quoted)
        except UnknownDocument:
            continue
        if one is not None and not any(_holds(other, one) for other in quoted):
            quoted.append(one)
    return Composition(tuple(quoted), found)


def _as_list(query: Query, one: Quotation, source: Document, is_first: bool) -> Quotation | None:
    """The first quotation takes its whole list; another one that only leads into a list goes."""
    if is_first:
        one = whole_list(query.text, one, source)
    elif leads_into_list(one, source):
        return None
    return one if one.lines else with_lead(one, source)


def disagreements(
    composition: Composition,
    statements: Sequence[Statement],
    document: Callable[[str], Document],
) -> tuple[Disagreement, ...]:
    """The contradiction as it is said, if both its sides are quoted."""
    if composition.contrast is None:
        return ()
    sides = []
    pair = (composition.contrast.first, composition.contrast.second)
    for sentence, value in zip(pair, composition.contrast.values, strict=True):
        path = sentence.ranked.stored.path
        for citation in (citation for one in statements for citation in one.citations):
            if citation.path == path and citation.start <= sentence.span.start < citation.end:
                sides.append(Side(citation.number, path, value, date_of(document(path))))
                break
    return (Disagreement(tuple(sides)),) if len(sides) == 2 else ()


def _holds(outer: Quotation, inner: Quotation) -> bool:
    return (
        outer.path == inner.path
        and outer.span.start <= inner.span.start
        and inner.span.end <= outer.span.end
    )
