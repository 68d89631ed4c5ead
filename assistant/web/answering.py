"""One question, step by step: what the page shows while the answer is being made."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.types import Answer, Quoted
from assistant.web.conversation import Conversation, Exchange
from assistant.web.escaping import count
from index.errors import FootnoteError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_PATIENCE = 0.15  # seconds the model may take before the page speaks of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """The conversation as it stands, a line about what is going on, and whether it is over."""

    conversation: Conversation
    status: str
    done: bool = False


def answer_steps(
    assistant: "Assistant", conversation: Conversation, question: str
) -> Iterator[Step]:
    """Ask, and report each step; an error ends the exchange in a sentence, never in a raise."""
    question = question.strip()
    if not question:
        yield Step(conversation, "Type a question first.", done=True)
        return
    exchange = Exchange(question)
    yield Step(conversation.plus(exchange), "Searching the documents…")
    try:
        for exchange, status in _events(assistant, conversation, exchange):
            yield Step(conversation.plus(exchange), status, exchange.answer is not None)
    except FootnoteError as error:
        yield Step(conversation.plus(replace(exchange, error=_sentence(str(error)))), "", True)
    except Exception as error:  # whatever it is, the asker gets a sentence and the log the rest
        _log.exception("a question could not be answered")
        words = f"The answer broke off: {type(error).__name__}. The terminal has the details."
        yield Step(conversation.plus(replace(exchange, error=words)), "", True)


def _events(
    assistant: "Assistant", conversation: Conversation, exchange: Exchange
) -> Iterator[tuple[Exchange, str]]:
    with ThreadPoolExecutor(1) as pool:
        warming = pool.submit(assistant.warm)
        try:
            warming.result(_PATIENCE)
        except TimeoutError:
            yield exchange, "Loading the language model…"
            warming.result()
            yield exchange, "Searching the documents…"
    for event in assistant.stream(exchange.question, history=conversation.history()):
        if isinstance(event, Quoted):
            exchange = replace(exchange, statements=(*exchange.statements, event.statement))
            yield exchange, "Quoting…"
        else:
            exchange = replace(exchange, answer=event.answer)
            yield exchange, summary(event.answer)


def summary(answer: Answer) -> str:
    """What was found and how long it took, in one line."""
    total = answer.timings.get("total")
    took = "" if total is None else f" in {total / 1000:.1f} s" if total > 999 else f" in {total:.0f} ms"
    if answer.refused:
        return f"Nothing to quote; looked{took}." if took else "Nothing to quote."
    files = len({citation.path for citation in answer.citations})
    quotations = count(len(answer.citations), "quotation")
    return f"{quotations} from {count(files, 'document')}{took}."


def _sentence(text: str) -> str:
    text = text.strip() or "The answer broke off"
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
