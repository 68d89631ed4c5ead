"""Scores, figures and tables, worked by hand."""

from dataclasses import replace
from math import isnan, nan
from pathlib import Path

import pytest

from assistant import Assistant, Turn
from evaluation import compare, report
from evaluation.asking import LEFT_OUT, THERE
from evaluation.figures import Figure, by_answerability, figures, of_follow_ups
from evaluation.scoring import scores
from evaluation.source import Source
from evaluation.types import UNANSWERABLE, Indexing, Outcome, Place, Question, Quote
from tests.letters import LetterCounts

FIRST, SECOND = "It rained in May.", "Nobody minded that."
TEXT = f"{FIRST} {SECOND}"
MAY = Place("a.txt", 13, 16)
QUESTION = Question("1", "When?", {"a.txt": 1}, words=(("May",),), places=(MAY,))


@pytest.fixture
def source(letters: LetterCounts, tmp_path: Path) -> Source:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        found = Source(assistant)
        assert found.text("a.txt") == TEXT
        return found


def _outcome(*quotes: tuple[int, int], refused: bool = False, shift: int = 0) -> Outcome:
    quoted = tuple(Quote(Place("a.txt", a + shift, b + shift), TEXT[a:b]) for a, b in quotes)
    return Outcome(("b.txt", "a.txt"), quoted, 0.5, refused, 7.0)


def test_gold_is_the_sentence_around_the_answer(source: Source) -> None:
    assert source.gold([MAY]) == [("a.txt", 0, 17)]
    assert source.gold([Place("a.txt", 13, 20)]) == [("a.txt", 0, 17), ("a.txt", 18, 37)]
    assert source.gold([Place("a.txt", 17, 18)]) == [], "the space between two is of neither"


def test_scores_of_an_answer(source: Source) -> None:
    found = scores(QUESTION, _outcome((18, 37), (0, 17)), source)
    assert found == {
        "H@1": 0,
        "recall@5": 1,
        "MRR@10": 0.5,
        "nDCG@10": pytest.approx(1 / 1.58496, abs=1e-5),
        "answer in the 1st quotation": 0,
        "answer in the first 3": 1,
        "answer in the 1st quotation, refusals aside": 0,
        "answer in the first 3, refusals aside": 1,
        "citation precision": 17 / 36,
        "citation recall": 1,
        "gold answer quoted": 1,
        "words shown": 7,
        "statements": 2,
        "quotations verified": 1,
    }


def test_a_refusal_holds_no_answer_and_shows_nothing(source: Source) -> None:
    found = scores(QUESTION, _outcome(refused=True), source)
    assert found["answer in the first 3"] == found["citation recall"] == 0
    assert found["answer in the first 3, refusals aside"] == 0
    assert isnan(found["citation precision"])
    assert isnan(found["words shown"])
    assert isnan(found["quotations verified"])


def test_refusals_aside_a_refusal_is_scored_by_what_it_would_have_quoted(source: Source) -> None:
    would_quote = _outcome((18, 37), (0, 17)).quoted
    found = scores(QUESTION, replace(_outcome(refused=True), nearest=would_quote), source)
    assert found["answer in the first 3"] == 0
    assert found["answer in the 1st quotation, refusals aside"] == 0
    assert found["answer in the first 3, refusals aside"] == 1


def test_a_question_without_gold_is_not_scored(source: Source) -> None:
    found = scores(Question("1", "When?"), _outcome((0, 17)), source)
    assert [name for name, value in found.items() if not isnan(value)] == [
        "words shown", "statements", "quotations verified"
    ]  # fmt: skip


def test_a_quotation_that_does_not_stand_where_it_says_is_found_out(source: Source) -> None:
    assert scores(QUESTION, _outcome((0, 17), (18, 37), shift=1), source)[
        "quotations verified"
    ] == 0  # fmt: skip


def _asked(ranked: str, confidence: float, refused: bool = False) -> Outcome:
    return Outcome((ranked,), (), confidence, refused, 2 if ranked == "a" else 4)


def test_figures_of_a_run() -> None:
    questions = [Question("1", "?", {"a": 1}), Question("2", "?", {"a": 1})]
    outcomes = {
        THERE: {"1": _asked("a", 0.9), "2": _asked("b", 0.5)},
        LEFT_OUT: {"1": _asked("b", 0.2, refused=True), "2": _asked("b", 0.7)},
    }
    found = figures(
        questions,
        outcomes,
        {"1": {"H@1": 1, "words shown": 3}, "2": {"H@1": 0, "words shown": nan}},
        Indexing(passages=10, seconds=4, bytes=50),
    )
    assert {name: figure.value for name, figure in found.items()} == {
        "H@1": 0.5,
        "words shown": 3,
        "refusal AUROC, left out": 0.75,  # .9 > .2, .9 > .7, .5 > .2; not .5 > .7
        "refused wrongly, left out": 0,
        "refused rightly, left out": 0.5,
        "refusal precision, left out": 1,
        "refusal F1, left out": pytest.approx(2 / 3),
        # by confidence: .9 right, .7 .5 .2 wrong: risks 0, 1/2, 2/3, 3/4
        "risk-coverage area, left out": pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4),
        "ms a question": 3,
        "passages a second, indexing": 2.5,
        "bytes a passage, on disk": 5,
    }
    assert found["words shown"].questions == 1
    assert found["refusal AUROC, left out"].questions == 4
    assert found["H@1"].low == 0
    assert found["H@1"].high == 1


def test_marked_questions_are_held_against_those_that_are_plainly_answerable() -> None:
    questions = [
        Question("1", "?", {"a": 1}, answerability="answerable"),
        Question("2", "?", {"a": 1}, answerability="partial"),
        Question("3", "?", answerability=UNANSWERABLE),
    ]
    asked = {"1": _asked("a", 0.9), "2": _asked("a", 0.1), "3": _asked("a", 0.5, refused=True)}
    found = figures(questions, {THERE: asked}, {q.id: {"H@1": 1.0} for q in questions}, None)
    assert found["refusal AUROC, marked unanswerable"].value == 1, "partial ones are neither"
    assert "refusal AUROC, left out" not in found
    shares = by_answerability(questions, asked)
    assert {name: figure.value for name, figure in shares.items()} == {
        "answerable": 0, "partial": 0, "unanswerable": 1
    }  # fmt: skip


def test_follow_ups_count_those_with_a_history_and_changes_all_with_gold() -> None:
    alone = Question("1", "?", {"a": 1})
    questions = [alone, Question("2", "?", {"a": 1}, history=(Turn("user", "b"),))]
    both = {"1": _asked("a", 1), "2": _asked("b", 1)}
    found = of_follow_ups(questions, {"turns joined": both, "changed subject, turns joined": both})
    assert {name: figure.value for name, figure in found.items()} == {
        "H@1, turns joined": 0,
        "recall@5, turns joined": 0,
        "H@1, changed subject, turns joined": 0.5,
        "recall@5, changed subject, turns joined": 0.5,
    }


def test_tables_show_what_there_is() -> None:
    columns = {
        "one": {"H@1": Figure(0.5, 0.4, 0.6, 9), "ms a question": Figure(3.14, 3, 4, 9)},
        "other": {"H@1": Figure(1.0, 1.0, 1.0, 9), "words shown": Figure(1234.5, nan, nan, 9)},
    }
    assert report.table(columns) == (
        "|               |              one | other |\n"
        "|---------------|-----------------:|------:|\n"
        "| H@1           | .500 (.400–.600) | 1.000 |\n"
        "| ms a question |              3.1 |     – |\n"
        "| words shown   |                – | 1,234 |"
    )


def test_a_comparison_lists_a_question_once_with_all_that_changed() -> None:
    def scored(identity: str, **values: float) -> dict[str, object]:
        return {"id": identity, "text": f"{identity}?", "systems": {"Footnote": {"scores": values}}}

    old = {"Footnote": {"up": {"H@1": 0.0}, "down": {"H@1": 1.0, "recall@5": 0.0}, "gone": {}}}
    new = {
        "systems": {"Footnote": {}, "other": {}},
        "questions": [
            scored("up", **{"H@1": 1.0}),
            scored("down", **{"H@1": 0.0, "recall@5": 1.0}),
            scored("fresh", **{"H@1": 1.0}),
        ],
    }
    assert compare.compare(old, new) == (
        "Footnote: 1 better, 1 worse, of 2 common questions\n"
        "  better  up? [up]: H@1 0 -> 1\n"
        "  worse  down? [down]: H@1 1 -> 0; recall@5 0 -> 1\n\n"
        "other: not in the old run"
    )
