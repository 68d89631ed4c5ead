"""One question, step by step: what the page shows while the answer is being made."""

import logging
from collections.abc import Collection, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.api.failing import sentence
from assistant.assistant import Assistant
from assistant.exchanges import Conversation, Exchange
from assistant.faults import Note
from assistant.types import (
    LONGEST_QUESTION,
    Answer,
    Answered,
    Event,
    Finished,
    Prose,
    Quoted,
    Statement,
    Wrote,
)
from assistant.web.wording import Wording
from assistant.writing.models import Model
from index.errors import FootnoteError

_PATIENCE = 0.15  # seconds that loading may take before the page speaks of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """An exchange as it stands, a line about what is going on, and whether it is over.

    statements: those that have arrived while there is no answer yet. Once there is one and it is
    not over, a model writes under it; is_beat: it has written nothing new.
    """

    exchange: Exchange
    status: str
    statements: tuple[Statement, ...] = ()
    is_over: bool = False
    is_beat: bool = False


Steps = Generator[Step, None, None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, among which documents (None for all), and whether a refusal will not do.

    replaces: the id of the exchange that the answer takes the place of, if it is still the last
    one; 0 for none. is_typed: whether the question came from the box. writes: whether a model is to
    write under the quotations.
    """

    question: str
    documents: Collection[str] | None = None
    anyway: bool = False
    replaces: int = 0
    is_typed: bool = True
    writes: bool = True


def unfit(question: str, t: Wording) -> str:
    """Why a question cannot be asked, in a sentence; "" where it can."""
    if not question:
        return t("chat.empty")
    if len(question) > LONGEST_QUESTION:
        return t("chat.long", most=LONGEST_QUESTION, given=len(question))
    return ""


def steps(assistant: Assistant, conversation: Conversation, asked: Asked, t: Wording) -> Steps:
    """Ask, and report each step; whatever goes wrong ends the exchange in a sentence."""
    documents = None if asked.documents is None else tuple(asked.documents)
    exchange = Exchange(asked.question, documents=documents)
    yield Step(exchange, t("chat.searching"))
    try:
        for status in _warming(assistant, t):
            yield Step(exchange, status)
        history = conversation.history()
        events = assistant.stream(
            asked.question, history, documents, anyway=asked.anyway, write=asked.writes
        )
        said: tuple[Statement, ...] = ()
        for event in events:
            if isinstance(event, Quoted):
                said = (*said, event.statement)
                yield Step(exchange, t("chat.searching"), said)
            elif isinstance(event, Wrote):
                yield Step(exchange, t("chat.searching"), said, is_beat=True)
            elif isinstance(event, Answered):
                whole = replace(exchange, answer=event.answer)
                yield from _writing(assistant.model, whole, events, t)
                return
            elif isinstance(event, Finished):
                whole = replace(exchange, answer=event.answer)
                yield Step(whole, summary(event.answer, t), is_over=True)
    except FootnoteError as error:
        yield Step(replace(exchange, error=sentence(error)), "", is_over=True)
    except Exception as error:  # the visitor gets a sentence, the log has the rest
        _log.exception("a question could not be answered")
        words = t("chat.broke", kind=type(error).__name__)
        yield Step(replace(exchange, error=words), "", is_over=True)


def _writing(model: Model | None, exchange: Exchange, events: Iterator[Event], t: Wording) -> Steps:
    """The answer, with what a model writes under it; in each step as if it were stopped there."""
    answer = exchange.answer
    if model is None or answer is None:
        return
    status = summary(answer, t)
    stays = model.is_local or model.hands_on
    prose = Prose(model.name, (), (Note("stopped", model.name),), model.address, stays)
    yield Step(replace(exchange, answer=replace(answer, prose=prose)), status)
    try:
        for event in events:
            if isinstance(event, Wrote) and event.sentence is not None:
                prose = replace(prose, sentences=(*prose.sentences, event.sentence))
            whole = replace(exchange, answer=replace(answer, prose=prose))
            if isinstance(event, Wrote):
                yield Step(whole, status, is_beat=event.sentence is None)
            elif isinstance(event, Finished):
                yield Step(replace(exchange, answer=event.answer), status, is_over=True)
    except Exception as error:  # whatever becomes of the prose, the quotations stand
        _log.exception("a model's prose broke off")
        prose = replace(prose, notes=(Note("failed", model.name),))
        words = t("chat.broke", kind=type(error).__name__)
        yield Step(replace(exchange, answer=replace(answer, prose=prose)), words, is_over=True)


def _warming(assistant: Assistant, t: Wording) -> Iterator[str]:
    """Waits for the model, and says so where that takes its time."""
    with ThreadPoolExecutor(1) as pool:
        warming = pool.submit(assistant.warm)
        try:
            warming.result(_PATIENCE)
        except TimeoutError:
            yield t("chat.loading")
            warming.result()
            yield t("chat.searching")


def summary(answer: Answer, t: Wording) -> str:
    """What was found and how long it took, such as "2 quotations, 1 document, 21 ms"."""
    found = [t("chat.nothing")]
    if not answer.refused:
        files = len({citation.path for citation in answer.citations})
        found = [
            t("chat.quotations", n=len(answer.citations)),
            t("chat.documents", n=files),
        ]
    total = answer.timings.get("total")
    if total is not None:
        found.append(f"{total / 1000:.1f} s" if total >= 1000 else f"{total:.0f} ms")
    return ", ".join(found)
