"""A question becomes an answer in quotations, or a refusal with its reasons."""

import logging
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from time import perf_counter

from assistant import citations, quoting, refusing, retrieval
from assistant.composing import compose, disagreements
from assistant.query import Query, understand
from assistant.reasons import Reason
from assistant.sentences import score_sentences
from assistant.settings import Settings
from assistant.types import (
    LONGEST_QUESTION,
    REFUSAL,
    Answer,
    Citation,
    Disagreement,
    Statement,
    Turn,
)
from assistant.writing.condensing import condensed
from assistant.writing.models import Model
from index.index import Index
from index.types import well_formed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what bears on it; see `Assistant.ask`.

    staleness: why the answer may rest on less than all of the folder; "" where it does not.
    condensed: the question as a model put it so that it stands alone: it is asked with the
    question, not in its place; "" for none.
    """

    question: str
    history: Sequence[Turn] = ()
    documents: Collection[str] | None = None
    anyway: bool = False
    staleness: str = ""
    condensed: str = ""


def retrieve(
    index: Index,
    settings: Settings,
    asked: Asked,
    timings: dict[str, float],
    keep: int | None = None,
) -> tuple[Query, list[retrieval.Ranked]]:
    """What is asked, as the index understands it, and the `keep` best passages for it."""
    began = perf_counter()
    documents = [asked.documents] if isinstance(asked.documents, str) else asked.documents
    question = well_formed(asked.question[:LONGEST_QUESTION])
    query = understand(index, question, _turns(asked.history), asked.condensed)
    timings["encoding"] = 1000 * (perf_counter() - began)
    ranked = retrieval.rank(
        index,
        query,
        max(settings.candidates, keep or 0),
        settings.evidence if keep is None else keep,
        None if documents is None else list(documents),
        timings,
    )
    return query, ranked


def answer(
    index: Index, settings: Settings, asked: Asked, model: Model | None
) -> Generator[None, None, tuple[Answer, list[retrieval.Ranked]]]:
    """The answer in quotations, and the passages that it was chosen from, best first.

    A follow-up whose answer is not sure is asked once more, as a model puts it too so that it
    stands alone; None comes several times a second while the model is waited for.
    """
    with index.snapshot():
        made, ranked = quoted(index, settings, asked)
    history = [turn for turn in _turns(asked.history) if turn.text.strip()]
    is_sure = not (made.refused or made.is_unsure)
    if model is None or is_sure or not history or not made.evidence or not asked.question.strip():
        return made, ranked
    before, began = made.timings, perf_counter()
    waited = 0.0
    try:
        put = yield from condensed(model, made.question, history)
        waited = 1000 * (perf_counter() - began)
        if put:
            with index.snapshot():
                made, ranked = quoted(index, settings, replace(asked, condensed=put))
            before = {step: before[step] + taken for step, taken in made.timings.items()}
    except Exception:  # such as an index that was closed meanwhile: the first answer stands
        log.exception("a follow-up could not be asked as a model put it")
    timings = before | {"condensing": waited, "total": before["total"] + waited}
    return replace(made, timings=timings), ranked


def quoted(index: Index, settings: Settings, asked: Asked) -> tuple[Answer, list[retrieval.Ranked]]:
    """The answer in quotations, and the passages that it was chosen from, best first."""
    began = perf_counter()
    timings: dict[str, float] = {}
    query, ranked = retrieve(index, settings, asked, timings)
    started = perf_counter()
    sentences = score_sentences(query, ranked, index.encoder)
    most, threshold = settings.statements, settings.threshold
    chosen = quoting.choose(query, sentences, most)
    confidence = refusing.confidence(query, sentences, chosen)
    document = cache(index.document)  # a whole file's text: once an answer is enough
    composition = compose(query, sentences, chosen, most, document)
    statements = citations.cite(composition.quotations, document)
    nearest: tuple[Citation, ...] = ()
    is_sure = bool(query.words) and confidence >= threshold
    if not is_sure and not (asked.anyway and query.words):
        nearest = tuple(c for statement in statements for c in statement.citations)
        statements = ()
    disagreeing = disagreements(composition, statements, document)
    why: tuple[Reason, ...] = ()
    if not statements or not is_sure:
        unread = [state for state in index.states() if state.is_unread]
        why = refusing.reasons(query, chosen, confidence, threshold, unread, asked.staleness)
    reasons = tuple(map(str, why))
    timings["quoting"] = 1000 * (perf_counter() - started)
    timings["total"] = 1000 * (perf_counter() - began)
    made = Answer(
        question=well_formed(asked.question),
        text=_text(statements, disagreeing, reasons),
        statements=statements,
        citations=tuple(c for statement in statements for c in statement.citations),
        refused=not statements,
        reasons=reasons,
        evidence=tuple(retrieval.evidence(one) for one in ranked),
        confidence=confidence,
        timings=timings,
        disagreements=disagreeing,
        nearest=nearest,
        why=why,
        is_unsure=bool(statements) and not is_sure,
        condensed=asked.condensed,
    )
    return made, ranked


def _turns(history: Sequence[Turn]) -> list[Turn]:
    return [Turn(role, well_formed(text[:LONGEST_QUESTION])) for role, text in history]


def _text(
    statements: Sequence[Statement],
    disagreeing: Sequence[Disagreement],
    reasons: Sequence[str],
) -> str:
    if not statements:
        return "\n".join([REFUSAL, *reasons])
    said = [
        statement.text + "".join(f" [{citation.number}]" for citation in statement.citations)
        for statement in statements
    ]
    return "\n".join([*map(str, disagreeing), *said])
