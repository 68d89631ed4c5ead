"""SQuAD files: read, faults pointed at, run end to end with the real model."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from evaluation import squad
from evaluation.__main__ import main
from evaluation.types import Place

HERON = "The heron stands in the reeds. It eats frogs and small fish."
HAMMER = "A hammer drives nails into wood. Its handle is made of ash."
TINY: dict[str, Any] = {
    "version": "2.0",
    "data": [
        {
            "title": "Birds",
            "paragraphs": [
                {
                    "context": HERON,
                    "qas": [
                        {
                            "id": "eats",
                            "question": "What does the heron eat?",
                            "answers": [{"text": "frogs and small fish", "answer_start": 39}],
                        },
                        {"id": "gold?", "question": "What colour is it?", "answers": []},
                        {
                            "id": "price",
                            "question": "What does a submarine cost?",
                            "is_impossible": True,
                            "answers": [],
                            "plausible_answers": [{"text": "frogs", "answer_start": 39}],
                        },
                    ],
                }
            ],
        },
        {
            "title": "Tools",
            "paragraphs": [
                {
                    "context": HAMMER,
                    "qas": [
                        {
                            "id": "handle",
                            "question": "What is the handle of the hammer made of?",
                            "answers": [{"text": "ash", "answer_start": 55}],
                        }
                    ],
                },
                {"context": HERON, "qas": []},
            ],
        },
    ],
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(TINY, indent=1))
    return file


def test_questions_know_their_documents_places_and_kind(tiny: Path) -> None:
    data = squad.read(tiny)
    assert data.documents == {"000-000.txt": HERON, "001-000.txt": HAMMER}, "the copy is the same"
    assert data.groups == {"000-000.txt": "000 Birds", "001-000.txt": "001 Tools"}
    eats, price, handle = data.questions
    assert eats.relevant == {"000-000.txt": 1}
    assert eats.places == (Place("000-000.txt", 39, 59),)
    assert price.is_marked
    assert not price.relevant
    assert handle.words == (("ash",),)
    assert data.notes == ("questions without gold, not asked: 1",)


def _bad(**changed: object) -> str:
    """The smallest file, on one line a field, one field of its question or answer changed."""
    answer = {"text": "stands", "answer_start": 10}
    answer |= {key: value for key, value in changed.items() if key in answer}
    entry: dict[str, object] = {"id": "1", "question": "What?", "answers": [answer]}
    entry |= {key: value for key, value in changed.items() if key not in answer}
    paragraph = {"context": HERON, "qas": [entry]}
    return json.dumps({"data": [{"paragraphs": [paragraph]}]}, indent=0)


PLACE = "article 0, paragraph 0, question 0"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense", "line 1, column 1: not JSON"),
        ('{"data": [\n{]}', "line 2, column 2: not JSON"),
        ("[" * 100_000, "line 1: JSON that cannot be read"),
        ("1" * 5000, "line 1: JSON that cannot be read"),
        ("[]", "line 1: no list named 'data': is it a SQuAD file?"),
        ('{"data": {}}', "no list named 'data'"),
        ('{"data": []}', "holds no question"),
        ('{"data": [{"paragraphs": [{"context": "x", "qas": []}]}]}', "holds no question"),
        ('{"data":\n[7]}', "line 2: article 0 is not an object with fields but 7"),
        ('{"data": [{"paragraphs": 7}]}', "article 0, 'paragraphs' is not a list but 7"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', "article 0, paragraph 0 lacks 'context'"),
        (
            '{"data": [{"paragraphs": [\n{"context": ["x"], "qas": []}]}]}',
            "line 2: article 0, paragraph 0, 'context' is not a text but a list",
        ),
        ('{"data": [{"paragraphs": [{"context": " ", "qas": []}]}]}', "'context' is empty"),
        ('{"data": [{"paragraphs": [{"context": "x", "qas": [{}]}]}]}', "0 lacks 'question'"),
        (_bad(answers={}), f"line 11: {PLACE}, 'answers' is not a list but an object"),
        (_bad(answers=["stands"]), f"{PLACE}, answer 0 is not an object with fields but a text"),
        (_bad(text=7), f"line 13: {PLACE}, answer 0, 'text' is not a text but 7"),
        (_bad(answer_start="10"), f"{PLACE}, answer 0, 'answer_start' is not a whole number"),
        (_bad(answer_start=True), "'answer_start' is not a whole number but true or false"),
        (_bad(answer_start=float("nan")), "'answer_start' is not a whole number but nan"),
        (_bad(answer_start=11), f"line 12: {PLACE}, answer 0 does not stand at 11 in the"),
        (_bad(answer_start=-50), "answer 0 does not stand at -50"),
        (_bad(question=None), f"{PLACE} lacks 'question'"),
        (_bad(id=5), f"{PLACE}, 'id' is not a text but 5"),
        (_bad(is_impossible=1), f"{PLACE}, 'is_impossible' is not true or false but 1"),
        (_bad(is_impossible=True), f"{PLACE} is marked as impossible and has an answer"),
    ],
)
def test_a_malformed_file_is_told_where(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content)
    assert main(["squad", str(file)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.startswith(f"evaluation: {file}")
    assert said.count("\n") == 1


def test_an_id_that_stands_twice_is_told(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write_text(tiny.read_text().replace('"handle"', '"eats"'))
    assert main(["squad", str(tiny)]) == 2
    assert "article 1, paragraph 0, question 0 has the id 'eats' of another" in (
        capsys.readouterr().err
    )


def test_what_is_no_file_of_text_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["squad", "nowhere.json"]) == 2
    assert "nowhere.json cannot be read (No such file" in capsys.readouterr().err
    assert main(["squad", str(tmp_path)]) == 2
    assert f"{tmp_path} is a folder" in capsys.readouterr().err
    (tmp_path / "latin").write_bytes(b'{"data":\n"\xe9"}')
    assert main(["squad", str(tmp_path / "latin")]) == 2
    assert "latin, line 2: not UTF-8 text" in capsys.readouterr().err


def test_lone_surrogates_and_byte_order_marks_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_text(_bad(question="What \ud800?"), encoding="utf-8-sig")
    assert squad.read(file).questions[0].text == "What \ufffd?"


def test_ours_and_dense_in_one_run(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = tiny.with_name("outcomes.json")
    arguments = ["squad", str(tiny), "--systems", "dense,footnote", "--json", str(outcomes)]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "tiny.json: 3 questions, 2 documents\nquestions without gold, not asked: 1" in shown
    written = json.loads(outcomes.read_text())
    assert list(written["systems"]) == ["Footnote", "dense alone"]
    ours, dense = (one["figures"] for one in written["systems"].values())
    assert ours["H@1"]["value"] == dense["H@1"]["value"] == 1
    assert ours["H@1"]["questions"] == 2
    assert ours["answer in the first 3"]["value"] == 1
    assert ours["quotations verified"]["value"] == 1
    for kind in ("left out", "near", "marked unanswerable"):
        assert ours[f"refused rightly, {kind}"]["value"] == 1
        assert dense[f"refused rightly, {kind}"]["value"] == 0
    handle = written["questions"][2]["systems"]["Footnote"]
    assert set(handle["outcomes"]) == {"asked", "left out", "near", "near, left out"}
    first = handle["outcomes"]["asked"]["quoted"][0]
    assert HAMMER[first["start"] : first["end"]] == first["text"]
    assert "ash" in first["text"]
    assert handle["scores"]["citation recall"] == 1

    for question in written["questions"]:
        question["systems"]["Footnote"]["scores"]["H@1"] = 0.0
    old = tiny.with_name("old.json")
    old.write_text(json.dumps(written))
    assert main([*arguments[:2], "--systems", "footnote", "--compare", str(old)]) == 0
    shown = capsys.readouterr().out
    assert "Footnote: 2 better, 0 worse, of 3 common questions" in shown
    assert "better  What does the heron eat? [eats]: H@1 0 -> 1\n" in shown


def test_a_sample_of_xquad_stays_near_its_figures(tmp_path: Path) -> None:
    file = Path(os.environ.get("FOOTNOTE_BENCH", "../shared/bench"), "xquad.en.json")
    if not file.is_file():
        pytest.skip(f"no test set at {file}: set FOOTNOTE_BENCH to the folder that holds it")
    outcomes = tmp_path / "outcomes.json"
    options = ["--most", "60", "--systems", "footnote,dense", "--no-near"]
    assert main(["squad", str(file), *options, "--json", str(outcomes)]) == 0
    systems = json.loads(outcomes.read_text())["systems"]
    ours, dense = (
        {row: figure["value"] for row, figure in systems[name]["figures"].items()}
        for name in ("Footnote", "dense alone")
    )
    assert ours["H@1"] >= 0.90
    assert ours["H@1"] > dense["H@1"]
    assert ours["answer in the first 3"] >= 0.90
    assert ours["quotations verified"] == 1
    assert ours["refusal AUROC, left out"] >= 0.90
