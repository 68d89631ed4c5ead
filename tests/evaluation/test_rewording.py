"""Follow-ups measured with rules in place of a model, over the real protocol."""

import json
from pathlib import Path

import pytest

from assistant import Settings
from assistant.writing.condensing import alone
from assistant.writing.models import open_model
from evaluation.__main__ import main
from evaluation.asking import HISTORY, LAST_TURN, THERE
from evaluation.record import record
from evaluation.run import run
from evaluation.types import Dataset, Question, Turn
from tests import rewriters
from tests.letters import LetterCounts
from tests.llm_server import LLMServer

HISTORY_OF_IT = (Turn("user", "Who built the bridge of Velm?"), Turn("assistant", "Ann Ost did."))
FOLLOW_UP = Question("2", "When did it fall?", {"b.txt": 1}, history=HISTORY_OF_IT)
SET = Dataset(
    "bridges",
    (Question("1", "Who built the bridge of Velm?", {"b.txt": 1}), FOLLOW_UP),
    {"b.txt": "Ann Ost built it. In a flood it broke.", "h.txt": "A heron stood in mud."},
)


def messages(question: str = FOLLOW_UP.text) -> rewriters.Messages:
    said = [*(f"{role}: {text}" for role, text in HISTORY_OF_IT), f"new question: {question}"]
    return [{"role": "user", "content": "\n".join(said)}]


def test_a_rule_sees_the_prompt_alone() -> None:
    assert rewriters.subject(messages()) == "When did Velm fall?"
    assert rewriters.subject(messages("And its height?")) == "And Velm's height?"
    stands = "Which bird eats frogs at night?"
    assert rewriters.subject(messages(stands)) == stands
    assert rewriters.words(messages()) == "When did it fall built bridge Velm?"


def test_bad_ones_are_not_believed() -> None:
    shown = messages()[-1]["content"]
    for rule in (rewriters.repeated, rewriters.unrelated):
        assert alone(rule(messages()), FOLLOW_UP.text, shown) == ""


def test_the_oracle_takes_only_words_that_were_said(tmp_path: Path) -> None:
    entry = {"text": FOLLOW_UP.text, "reference": "The bridge of Velm fell in 1920."}
    (tmp_path / "queries.jsonl").write_text(json.dumps(entry))
    found = rewriters.oracle(tmp_path)(messages())
    assert found == "When did it fall bridge Velm?"


def test_follow_ups_alone_are_reworded_and_nothing_is_written(letters: LetterCounts) -> None:
    with LLMServer(rewriters.words) as server:
        model = open_model(Settings(llm="openai-like:words", llm_url=server.openai))
        made = run(SET, ["footnote"], letters, model=model)
        shown = [one.messages[-1]["content"] for one in server.requests]
    assert shown
    assert all("new question: When did it fall?" in one for one in shown)
    outcomes = made.systems["Footnote"].outcomes
    put = "When did it fall built bridge Velm?"
    assert [outcomes[THERE][one].condensed for one in ("1", "2")] == ["", put]
    assert outcomes[LAST_TURN]["2"].condensed == ""
    assert outcomes[HISTORY]["2"].condensed == put
    written = record(made)["questions"][1]["systems"]["Footnote"]["outcomes"]
    assert written[THERE]["condensed"] == put


def test_a_model_that_cannot_be_is_said_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["beir", str(tmp_path / "none"), "--llm", "nope:x"]) == 2
    assert "openai-like" in capsys.readouterr().err
