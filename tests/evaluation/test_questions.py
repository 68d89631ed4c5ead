"""Question-answer pairs in YAML: ours are read, faults pointed at, a run end to end."""

import json
from pathlib import Path

import pytest

from evaluation import questions
from evaluation.__main__ import main

ROOT = Path(__file__).parent.parent.parent
PAIRS = """answered:
  - question: What does the heron eat?
    files: [heron.txt]
    words: [frogs, [small, little]]
refused:
  - question: Who wrote the Iliad?
    near: true
followups:
  - first:
      question: What does the heron eat?
      files: [heron.txt]
      words: [frogs]
    then:
      question: Where does it stand?
      changes: true
      files: [heron.txt]
      words: [reeds]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "heron.txt").write_text("The heron stands in the reeds. It eats small frogs.")
    return made


def test_the_pairs_of_the_tests_are_read() -> None:
    data = questions.read(ROOT / "tests/questions.yaml", ROOT / "seeds")
    assert len(data.questions) >= 60
    assert {question.exact for question in data.questions if question.words} == {False}


def test_pairs_know_their_files_words_and_first_question(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "pairs.yaml"
    file.write_text(PAIRS)
    answered, refused, followed = questions.read(file, folder).questions
    assert answered.words == (("frogs",), ("small", "little"))
    assert answered.relevant == {"heron.txt": 1}
    assert refused.is_marked
    assert followed.after == "What does the heron eat?"
    assert followed.changes
    assert not followed.is_marked


def _changed(old: str, new: str) -> str:
    assert old in PAIRS
    return PAIRS.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("answered: [\n", "pairs.yaml, line 2: not YAML"),
        ("a: b: c", "pairs.yaml, line 1: not YAML"),
        ("- x", "line 1: no mapping with 'answered'"),
        ("", "no mapping with 'answered'"),
        ("{}", "pairs.yaml holds no question"),
        ("answered: 7", "line 1: 'answered' is not a list but 7"),
        ("answered:\n  - x", "line 2: answered question 0 is not an object with fields but a text"),
        (
            _changed("files: [heron.txt]", "files: heron.txt"),
            "line 3: answered question 0, 'files'",
        ),
        (_changed("[heron.txt]", "[heron.txt, ../x]"), "'../x' is not a file in"),
        (_changed("[heron.txt]", "[]"), "line 2: answered question 0 names no file or no words"),
        (_changed("frogs", "2019"), "line 4: answered question 0, 'words' number 0 is not a text"),
        (_changed("Who wrote the Iliad?", "yes"), "line 6: refused question 0, 'question' is not"),
        (_changed("    then:", "    later:"), "line 9: follow-up 0 lacks 'then'"),
        (_changed("changes: true", "changes: 3"), "'changes' is not true or false but 3"),
        (_changed("Who wrote the Iliad?", "What does the heron eat?"), "stands there twice"),
        ("a: &a [*a]\nanswered: *b", "line 2: not YAML"),
    ],
)
def test_a_malformed_file_is_told_where(
    content: str,
    message: str,
    tmp_path: Path,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "pairs.yaml"
    file.write_text(content)
    assert main(["questions", str(file), "--folder", str(folder)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.startswith(f"evaluation: {file}")
    assert said.count("\n") == 1


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pairs.yaml").write_text(PAIRS)
    arguments = ["questions", str(tmp_path / "pairs.yaml"), "--folder", str(tmp_path / "none")]
    assert main(arguments) == 2
    assert "no folder" in capsys.readouterr().err


def test_a_run_asks_the_folder_itself(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pairs.yaml").write_text(PAIRS)
    outcomes = tmp_path / "outcomes.json"
    arguments = ["questions", str(tmp_path / "pairs.yaml"), "--folder", str(folder)]
    assert main([*arguments, "--systems", "footnote", "--json", str(outcomes)]) == 0
    assert "pairs.yaml: 3 questions, 1 documents" in capsys.readouterr().out
    figures = json.loads(outcomes.read_text())["systems"]["Footnote"]["figures"]
    assert figures["answer in the 1st quotation"]["value"] == 1
    assert figures["answer in the 1st quotation"]["questions"] == 2
    assert figures["refused rightly, marked unanswerable"]["value"] == 1
    assert sorted(file.name for file in folder.iterdir()) == ["heron.txt"]
