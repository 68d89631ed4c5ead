"""One question, step by step: what the page shows while the answer is being made."""

import logging
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.assistant import Assistant
from assistant.exchanges import Conversation, Exchange
from assistant.types import Answer, Finished, Quoted, Statement
from assistant.web.wording import Wording
from index.errors import FootnoteError

LONGEST = 20_000  # characters of a question
_PATIENCE = 0.15  # seconds that loading may take before the page speaks of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """An exchange as it stands, a line about what is going on, and whether it is over.

    statements: those that have arrived while there is no answer yet.
    """

    exchange: Exchange
    status: str
    statements: tuple[Statement, ...] = ()
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, among which documents (None for all), and whether a refusal will not do.

    replaces: the id of the exchange that the answer takes the place of, if it is still the last
    one; 0 for none. is_typed: whether the question came from the box.
    """

    question: str
    documents: Collection[str] | None = None
    anyway: bool = False
    replaces: int = 0
    is_typed: bool = True


def unfit(question: str, t: Wording) -> str:
    """Why a question cannot be asked, in a sentence; "" where it can."""
    if not question:
        return t("chat.empty")
    if len(question) > LONGEST:
        return t("chat.long", most=LONGEST, given=len(question))
    return ""


def steps(
    assistant: Assistant, conversation: Conversation, asked: Asked, t: Wording
) -> Iterator[Step]:
    """Ask, and report each step; whatever goes wrong ends the exchange in a sentence."""
    documents = None if asked.documents is None else tuple(asked.documents)
    exchange = Exchange(asked.question, documents=documents)
    yield Step(exchange, t("chat.searching"))
    try:
        for status in _warming(assistant, t):
            yield Step(exchange, status)
        said: tuple[Statement, ...] = ()
        for event in assistant.stream(
            asked.question, conversation.history(), documents, anyway=asked.anyway
        ):
            if isinstance(event, Quoted):
                said = (*said, event.statement)
                yield Step(exchange, t("chat.searching"), said)
            elif isinstance(event, Finished):
                whole = replace(exchange, answer=event.answer)
                yield Step(whole, summary(event.answer, t), is_over=True)
    except FootnoteError as error:
        yield Step(replace(exchange, error=_sentence(str(error))), "", is_over=True)
    except Exception as error:  # the visitor gets a sentence, the log has the rest
        _log.exception("a question could not be answered")
        words = t("chat.broke", kind=type(error).__name__)
        yield Step(replace(exchange, error=words), "", is_over=True)


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


def _sentence(text: str) -> str:
    text = text.strip() or "the answer broke off"
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
