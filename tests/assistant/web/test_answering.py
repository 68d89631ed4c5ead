"""What the page shows step by step, and that every fault ends in a sentence."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

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
    Turn,
    Written,
    Wrote,
)
from assistant.web.chat.answering import Asked, Step, steps, summary, unfit
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
    assert "at most 20,000 characters; this has 20,001" in unfit("x" * (LONGEST_QUESTION + 1), EN)
    assert "höchstens 20.000 Zeichen; diese hat 20.001" in unfit("x" * (LONGEST_QUESTION + 1), DE)
    assert unfit("x" * LONGEST_QUESTION, EN) == ""


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


GOOD, BAD = Written("Good.", (1,)), Written("Bad.", ())
PROSE = Prose("wren", (GOOD, BAD))


class Model:
    """A model that is somewhere."""

    name, address = "wren", "http://127.0.0.1:1"

    def __init__(self, is_local: bool = True, hands_on: bool = False) -> None:
        self.is_local, self.hands_on = is_local, hands_on


def writing(model: Model, fault: Exception | None = None) -> Any:
    """Something that quotes and has a model write; `sent` holds what reached it."""
    sent: list[str] = []

    def stream(
        question: str, history: Sequence[Turn], documents: Any, anyway: bool, write: bool
    ) -> Iterator[Event]:
        if history and write:
            sent.append("history")
            yield Wrote(None)
        yield Quoted(ONE)
        if not write:
            yield Finished(answer())
            return
        yield Answered(answer())
        sent.append("passages")
        yield Wrote(None)
        yield Wrote(GOOD)
        if fault is not None:
            raise fault
        yield Wrote(BAD)
        yield Finished(replace(answer(), prose=PROSE))

    return SimpleNamespace(stream=stream, warm=lambda: None, model=model, sent=sent)


def test_the_answer_stands_whole_before_the_model_and_each_step_is_one_to_stop_at() -> None:
    made = ask(writing(Model()))
    prose = [step.exchange.answer.prose for step in made if step.exchange.answer]
    assert [one and one.sentences for one in prose] == [(), (), (GOOD,), (GOOD, BAD), (GOOD, BAD)]
    assert [one and [note.kind for note in one.notes] for one in prose] == [["stopped"]] * 4 + [[]]
    assert [step.is_beat for step in made] == [False, False, False, True, False, False, False]
    assert [step.is_over for step in made][-2:] == [False, True]
    assert prose[-1] == PROSE


def test_who_wants_only_quotations_waits_for_no_model() -> None:
    assistant = writing(Model())
    *_, last = ask(assistant, Asked("q", writes=False))
    assert last.exchange.answer == answer()
    assert assistant.sent == []


@pytest.mark.parametrize(
    ("model", "is_said_to_be_sent"),
    [(Model(), False), (Model(is_local=False), True), (Model(False, hands_on=True), False)],
)
def test_while_it_is_waited_for_nothing_is_said_to_be_sent_where_nothing_will_be(
    model: Model, is_said_to_be_sent: bool
) -> None:
    under_way = [step.exchange.answer for step in ask(writing(model)) if not step.is_over]
    prose = next(one.prose for one in under_way if one is not None)
    assert prose is not None
    assert bool(prose.sent) == is_said_to_be_sent


def test_what_breaks_while_a_model_writes_leaves_the_quotations_and_its_sentences(
    caplog: Any,
) -> None:
    *_, last = ask(writing(Model(), ZeroDivisionError("secret")))
    assert last.exchange.error == ""
    assert last.exchange.answer is not None
    assert last.exchange.answer.prose is not None
    assert last.exchange.answer.prose.sentences == (GOOD,)
    assert last.exchange.answer.prose.notes == (Note("failed", "wren"),)
    assert "ZeroDivisionError" in last.status
    assert "secret" in caplog.text
