"""SQuAD files: read, written as documents, run end to end with the real model."""

import json
import os
from pathlib import Path

import pytest

from evaluation import report, squad
from evaluation.__main__ import main
from evaluation.systems import Outcome

TINY = {
    "data": [
        {
            "paragraphs": [
                {
                    "context": "The heron stands in the reeds. It eats frogs and small fish.",
                    "qas": [
                        {
                            "question": "What does the heron eat?",
                            "answers": [{"text": "frogs and small fish", "answer_start": 39}],
                        },
                        {"question": "What colour is it?", "answers": []},
                    ],
                },
                {
                    "context": "A hammer drives nails into wood. Its handle is made of ash.",
                    "qas": [
                        {
                            "question": "What is the handle of the hammer made of?",
                            "answers": [{"text": "ash", "answer_start": 55}],
                        }
                    ],
                },
            ]
        }
    ]
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(TINY))
    return file


def test_questions_without_an_answer_are_left_out(tiny: Path) -> None:
    data = squad.read(tiny)
    assert list(data.paragraphs) == ["000-000.txt", "000-001.txt"]
    assert [question.path for question in data.questions] == ["000-000.txt", "000-001.txt"]
    assert data.questions[1].answers == ("ash",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense", "not JSON"),
        ("[]", "no list named 'data'"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', "article 0, paragraph 0 lacks 'context'"),
        ('{"data": [{"paragraphs": [{"context": "x", "qas": [{}]}]}]}', "lacks 'answers'"),
    ],
)
def test_a_malformed_file_is_told_where(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content)
    assert main(["squad", str(file)]) == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["squad", "nowhere.json"]) == 2
    assert "nowhere.json cannot be read" in capsys.readouterr().err


def test_figures_by_hand() -> None:
    question = squad.Question("?", "a", ("yes",))
    found = [
        Outcome(("a", "b"), (("a", "oh yes"),), 0.9, False, 2),
        Outcome(("b", "a"), (("b", "yes"), ("a", "yes")), 0.5, False, 4),
    ]
    left_out = [
        Outcome(("b",), (), 0.2, True, 1),
        Outcome(("b",), (("b", "yes"),), 0.7, False, 1),
    ]
    figures = report.figures([question, question], found, left_out)
    assert figures == {
        "H@1": 0.5,
        "MRR@10": 0.75,
        "answer in the 1st quotation": 0.5,
        "answer in the first 3": 1.0,
        "refusal AUROC, gold left out": 0.75,  # .9 > .2, .9 > .7, .5 > .2; not .5 > .7
        "refused wrongly": 0.0,
        "refused rightly": 0.5,
        "refusal F1": pytest.approx(2 / 3),  # precision 1, recall .5
        "ms a question (median)": 3.0,
    }


def test_both_systems_in_one_run(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = tiny.with_name("figures.json")
    assert main(["squad", str(tiny), "--json", str(outcomes)]) == 0
    shown = capsys.readouterr().out
    assert "tiny.json: 2 questions, 2 documents" in shown
    figures = json.loads(outcomes.read_text())
    assert set(figures) == {"Footnote", "dense only"}
    assert figures["Footnote"]["H@1"] == figures["dense only"]["H@1"] == 1
    assert figures["Footnote"]["answer in the first 3"] == 1
    assert figures["Footnote"]["refused rightly"] == 1


def test_a_sample_of_xquad_stays_near_its_figures(tmp_path: Path) -> None:
    file = Path(os.environ.get("FOOTNOTE_BENCH", "../shared/bench"), "xquad.en.json")
    if not file.is_file():
        pytest.skip(f"no test set at {file}: set FOOTNOTE_BENCH to the folder that holds it")
    outcomes = tmp_path / "figures.json"
    assert main(["squad", str(file), "--most", "119", "--json", str(outcomes)]) == 0
    figures = json.loads(outcomes.read_text())
    ours, dense = figures["Footnote"], figures["dense only"]
    assert ours["H@1"] >= 0.93
    assert ours["H@1"] > dense["H@1"]
    assert ours["answer in the first 3"] >= 0.90
    assert ours["refusal AUROC, gold left out"] >= 0.93
