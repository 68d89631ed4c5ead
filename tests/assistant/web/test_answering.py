"""What the page shows step by step, and that every fault ends in a sentence."""

import time
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from assistant.types import Answer, Event, Finished, Quoted, Statement, Turn
from assistant.web.chat.answering import LOADING, LONGEST, Answering, summary
from assistant.web.chat.render import Conversation
from index.errors import ModelError

ONE, TWO = Statement("One.", ()), Statement("Two.", ())


def answer(refused: bool = False, total: float = 12.3) -> Answer:
    return Answer("q", "One.", (ONE, TWO), (), refused, (), (), 1.0, {"total": total})


def answering(
    fault: Exception | None = None, warming: float = 0.0, heard: list[Any] | None = None
) -> Answering:
    """Over something that quotes two statements, or breaks off between them."""

    def stream(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        if heard is not None:
            heard.append((question, history))
        yield Quoted(ONE)
        if fault is not None:
            raise fault
        yield Quoted(TWO)
        yield Finished(answer())

    assistant: Any = SimpleNamespace(stream=stream, warm=lambda: time.sleep(warming))
    return Answering(assistant)


def test_statements_arrive_one_by_one() -> None:
    steps = list(answering().steps(Conversation(), " q? "))
    exchanges = [step.conversation.exchanges[0] for step in steps]
    assert [len(exchange.statements) for exchange in exchanges] == [0, 1, 2, 2]
    assert [step.done for step in steps] == [False, False, False, True]
    assert exchanges[0].question == "q?"
    assert exchanges[-1].answer == answer()
    assert steps[-1].status == "0 quotations, 0 documents, 12 ms"


def test_the_model_is_spoken_of_only_while_a_question_waits_for_it() -> None:
    slow = answering(warming=0.3)
    assert LOADING in [step.status for step in slow.steps(Conversation(), "q")]
    assert LOADING not in [step.status for step in slow.steps(Conversation(), "q")]
    assert LOADING not in [step.status for step in answering().steps(Conversation(), "q")]


def test_an_empty_question_is_answered_with_a_hint() -> None:
    (step,) = answering().steps(Conversation(), " \n ")
    assert step.status == "Type a question first."
    assert step.conversation == Conversation()


def test_a_question_that_is_too_long_is_not_cut_in_silence() -> None:
    (step,) = answering().steps(Conversation(), "x" * (LONGEST + 1))
    assert "at most 20,000 characters; this has 20,001" in step.conversation.exchanges[0].error


def test_an_error_of_ours_is_shown_as_it_is_and_what_was_quoted_stays() -> None:
    *_, last = answering(ModelError("the model is gone: install it")).steps(Conversation(), "q")
    (exchange,) = last.conversation.exchanges
    assert exchange.error == "The model is gone: install it."
    assert exchange.statements == (ONE,)
    assert last.done


def test_any_other_error_is_a_sentence_too_and_its_traceback_is_logged(caplog: Any) -> None:
    *_, last = answering(ZeroDivisionError("secret")).steps(Conversation(), "q")
    assert last.conversation.exchanges[0].error == (
        "The answer broke off (ZeroDivisionError); the terminal says why."
    )
    assert "secret" in caplog.text


def test_a_follow_up_knows_what_was_said_before() -> None:
    heard: list[Any] = []
    answers = answering(heard=heard)
    *_, last = answers.steps(Conversation(), "first")
    *_, last = answers.steps(last.conversation, "then")
    assert heard == [("first", ()), ("then", (Turn("user", "first"), Turn("assistant", "One.")))]
    assert len(last.conversation.exchanges) == 2


def test_the_summary_of_a_refusal_and_of_a_slow_answer() -> None:
    assert summary(answer(refused=True)) == "Nothing to quote, 12 ms"
    assert summary(answer(total=2345.0)) == "0 quotations, 0 documents, 2.3 s"
