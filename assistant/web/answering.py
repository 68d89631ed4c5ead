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

LONGEST = 20_000  # characters of a question
SEARCHING = "Searching the documents…"
LOADING = "Loading the language model…"
_PATIENCE = 0.15  # seconds that loading may take before the page speaks of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """The conversation as it stands, a line about what is going on, and whether it is over."""

    conversation: Conversation
    status: str
    done: bool = False


class Answering:
    """Answers questions for the page; one for all its visitors."""

    def __init__(self, assistant: "Assistant") -> None:
        self.assistant = assistant
        self._is_warm = False

    def steps(self, conversation: Conversation, question: str) -> Iterator[Step]:
        """Ask, and report each step; whatever goes wrong ends the exchange in a sentence."""
        question = question.strip()
        if not question:
            yield Step(conversation, "Type a question first.", done=True)
            return
        if len(question) > LONGEST:
            words = f"A question has at most {LONGEST:,} characters; this has {len(question):,}."
            yield Step(conversation.plus(Exchange(question[:100] + "…", error=words)), "", True)
            return
        exchange = Exchange(question)
        yield Step(conversation.plus(exchange), SEARCHING)
        try:
            for latest, status in self._events(conversation, exchange):
                exchange = latest
                yield Step(conversation.plus(exchange), status, exchange.answer is not None)
        except FootnoteError as error:
            yield Step(conversation.plus(replace(exchange, error=_sentence(str(error)))), "", True)
        except Exception as error:  # the visitor gets a sentence, the log has the rest
            _log.exception("a question could not be answered")
            words = f"The answer broke off ({type(error).__name__}); the terminal says why."
            yield Step(conversation.plus(replace(exchange, error=words)), "", True)

    def _events(
        self, conversation: Conversation, exchange: Exchange
    ) -> Iterator[tuple[Exchange, str]]:
        for status in self._warming():
            yield exchange, status
        for event in self.assistant.stream(exchange.question, history=conversation.history()):
            if isinstance(event, Quoted):
                exchange = replace(exchange, statements=(*exchange.statements, event.statement))
                yield exchange, SEARCHING
            else:
                exchange = replace(exchange, answer=event.answer)
                yield exchange, summary(event.answer)

    def _warming(self) -> Iterator[str]:
        """Waits for the model, and says so where that takes its time."""
        if self._is_warm:
            return
        with ThreadPoolExecutor(1) as pool:
            warming = pool.submit(self.assistant.warm)
            try:
                warming.result(_PATIENCE)
            except TimeoutError:
                yield LOADING
                warming.result()
                yield SEARCHING
        self._is_warm = True


def summary(answer: Answer) -> str:
    """What was found and how long it took, such as "2 quotations, 1 document, 21 ms"."""
    found = ["nothing to quote"]
    if not answer.refused:
        files = len({citation.path for citation in answer.citations})
        found = [count(len(answer.citations), "quotation"), count(files, "document")]
    total = answer.timings.get("total")
    if total is not None:
        found.append(f"{total / 1000:.1f} s" if total >= 1000 else f"{total:.0f} ms")
    line = ", ".join(found)
    return line[0].upper() + line[1:]


def _sentence(text: str) -> str:
    text = text.strip() or "the answer broke off"
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
