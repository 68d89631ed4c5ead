"""What the page shows step by step, and that every fault ends in a sentence."""

import time
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from assistant.exchanges import Conversation, Exchange
from assistant.types import Answer, Event, Finished, Quoted, Statement, Turn
from assistant.web.chat.answering import LONGEST, Asked, Step, steps, summary, unfit
from assistant.web.wording import Wording
from index.errors import ModelError

ONE, TWO = Statement("One.", ()), Statement("Two.", ())
EN, DE = Wording("en"), Wording("de")


def answer(refused: bool = False, total: float = 12.3) -> Answer:
    return Answer("q", "One.", (ONE, TWO), (), refused, (), (), 1.0, {"total": total})


def asking(
    fault: Exception | None = None, warming: float = 0.0, heard: list[Any] | None = None
) -> Any:
    """Something that quotes two statements, or breaks off between them."""

    def stream(
        question: str, history: Sequence[Turn], documents: Any, anyway: bool, write: bool
    ) -> Iterator[Event]:
        if heard is not None:
            heard.append((question, history, documents, anyway))
        yield Quoted(ONE)
        if fault is not None:
            raise fault
        yield Quoted(TWO)
        yield Finished(answer())

    return SimpleNamespace(stream=stream, warm=lambda: time.sleep(warming), model=None)


def ask(assistant: Any, asked: Asked | str = "q", before: Conversation | None = None) -> list[Step]:
    asked = Asked(asked) if isinstance(asked, str) else asked
    return list(steps(assistant, before or Conversation(""), asked, EN))


def test_statements_arrive_one_by_one() -> None:
    made = ask(asking(), "q?")
    assert [step.statements for step in made] == [(), (ONE,), (ONE, TWO), ()]
    assert [step.is_over for step in made] == [False, False, False, True]
    assert {step.exchange.question for step in made} == {"q?"}
    assert made[-1].exchange.answer == answer()
    assert made[-1].status == "0 quotations, 0 documents, 12 ms"


def test_the_model_is_spoken_of_only_while_a_question_waits_for_it() -> None:
    loading = EN("chat.loading")
    assert loading in [step.status for step in ask(asking(warming=0.3))]
    assert loading not in [step.status for step in ask(asking())]


def test_what_cannot_be_asked_is_told_in_the_visitors_language() -> None:
    assert unfit("", EN) == "Type a question first."
    assert "at most 20,000 characters; this has 20,001" in unfit("x" * (LONGEST + 1), EN)
    assert "höchstens 20.000 Zeichen; diese hat 20.001" in unfit("x" * (LONGEST + 1), DE)
    assert unfit("x" * LONGEST, EN) == ""


def test_an_error_of_ours_ends_the_exchange_in_its_own_words() -> None:
    *_, last = ask(asking(ModelError("the model is gone: install it")))
    assert last.exchange.error == "The model is gone: install it."
    assert last.exchange.answer is None
    assert last.is_over


def test_any_other_error_is_a_sentence_too_and_its_traceback_is_logged(caplog: Any) -> None:
    *_, last = ask(asking(ZeroDivisionError("secret")))
    assert last.exchange.error == "The answer broke off (ZeroDivisionError); the terminal says why."
    assert "secret" in caplog.text


def test_a_question_is_asked_with_what_was_said_before_and_among_what_is_ticked() -> None:
    heard: list[Any] = []
    before = Conversation("c", exchanges=(Exchange("first", answer()), Exchange("bad", error="x")))
    *_, last = ask(asking(heard=heard), Asked("then", ["a.txt"], anyway=True), before)
    history = (Turn("user", "first"), Turn("assistant", "One."))
    assert heard == [("then", history, ("a.txt",), True)]
    assert last.exchange.documents == ("a.txt",)


def test_the_summary_of_a_refusal_and_of_a_slow_answer() -> None:
    assert summary(answer(refused=True), EN) == "Nothing to quote, 12 ms"
    assert summary(answer(total=2345.0), EN) == "0 quotations, 0 documents, 2.3 s"
