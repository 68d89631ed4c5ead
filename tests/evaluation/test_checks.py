"""The check of statements, run end to end on a tiny set with the real model."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.writing.checking import LEAST_COVERAGE
from evaluation import squad
from evaluation.__main__ import main
from evaluation.checks import check_all, shown
from evaluation.statements import FALSE, TRUE
from evaluation.types import Dataset, DatasetError
from index.encoder import SentenceEncoder

PARAGRAPHS = {
    "In 1931 the harbour of Velm was rebuilt by Anna Ost. The lighthouse was not painted again.": [
        ("Who rebuilt the harbour of Velm?", "Anna Ost"),
    ],
    "The museum of Brenn was opened in 1968 by Karl Lund. It has 240 model ships of the navy.": [
        ("Who opened the museum of Brenn?", "Karl Lund"),
    ],
    "The railway reached Tarn in 1887, and its station was drawn by Maria Holt. It has closed.": [
        ("Who drew the station of Tarn?", "Maria Holt"),
    ],
}


def written(folder: Path, paragraphs: dict[str, list[tuple[str, str]]]) -> Path:
    """A SQuAD file of one article."""
    made: list[dict[str, Any]] = [
        {
            "context": context,
            "qas": [
                {
                    "id": question,
                    "question": question,
                    "answers": [{"text": answer, "answer_start": context.index(answer)}],
                }
                for question, answer in asked
            ],
        }
        for context, asked in paragraphs.items()
    ]
    file = folder / "tiny.json"
    file.write_text(json.dumps({"version": "1", "data": [{"title": "Coast", "paragraphs": made}]}))
    return file


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return squad.read(written(tmp_path, PARAGRAPHS))


def test_what_is_true_stands_and_what_is_false_is_struck_for_what_is_wrong(
    dataset: Dataset, encoder: SentenceEncoder
) -> None:
    checked = check_all(dataset, encoder)
    by_kind: dict[str, list[tuple[str, ...]]] = {}
    for one in checked:
        by_kind.setdefault(one.statement.kind, []).append(one.faults)
    assert by_kind["copied"]
    assert not any(by_kind["copied"])
    assert all(by_kind["other passage"])
    assert all("number" in faults for faults in by_kind["figure of elsewhere"])
    assert all("name" in faults for faults in by_kind["name of elsewhere"])
    assert all("negation" in faults for faults in by_kind["denied"])
    assert by_kind["denied"]
    assert by_kind["figure of elsewhere"]
    assert by_kind["name of elsewhere"]
    true = [one.coverage for one in checked if one.statement.kind == "copied"]
    other = [one.coverage for one in checked if one.statement.kind == "other passage"]
    assert min(true) >= LEAST_COVERAGE > max(other)


def test_the_tables_count_what_was_checked(dataset: Dataset, encoder: SentenceEncoder) -> None:
    checked = check_all(dataset, encoder, most=2)
    kinds = {one.statement.kind for one in checked}
    assert all(sum(one.statement.kind == kind for one in checked) <= 2 for kind in kinds)
    printed = shown(dataset, checked)
    assert f": {len(checked)} statements" in printed.splitlines()[0]
    rows = {
        cells[0]: cells[1:]
        for line in printed.splitlines()
        if line.startswith("|")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
    }
    assert {name for name in rows if ": " in name} == {
        f"{'true' if kind in TRUE else 'false'}: {kind}" for kind in kinds
    }
    assert kinds & set(TRUE)
    assert kinds & set(FALSE)
    assert rows["true: copied"][:2] == ["2", ".000"]
    for name, kind in (("true ones, struck", TRUE), ("false ones, struck", FALSE)):
        for half in (0, 1):
            found = [
                bool(one.faults)
                for one in checked
                if one.statement.kind in kind and one.statement.number % 2 == half
            ]
            share = f"{sum(found) / len(found):.3f}".removeprefix("0") if found else "\u2013"
            assert rows[name][half].startswith(share)


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks", str(written(tmp_path, PARAGRAPHS)), "--most", "1"]) == 0
    assert "| true: copied" in capsys.readouterr().out


def test_a_set_of_which_nothing_can_be_made_is_a_sentence(
    tmp_path: Path, encoder: SentenceEncoder
) -> None:
    with pytest.raises(DatasetError, match="no statement can be made"):
        check_all(squad.read(written(tmp_path, {"Ships.": [("Why?", "Ships")]})), encoder)
