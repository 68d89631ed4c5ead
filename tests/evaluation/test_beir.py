"""Folders in BEIR's form: read, faults pointed at, hostile ids kept out, follow-ups asked."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Turn
from evaluation import asking, beir
from evaluation.__main__ import main
from evaluation.files import write
from evaluation.types import Outcome, Question

CORPUS = """{"_id": "b", "title": "Herons", "text": "The heron eats frogs."}

{"_id": "h", "text": "A hammer drives nails into wood."}
{"_id": "e", "title": "", "text": " "}
"""
QUERIES = """{"_id": "1", "text": "What does the heron eat?", "answerability": "ANSWERABLE"}
{"_id": "2", "text": "And its colour?", "answerability": "UNANSWERABLE", "turn_type": "follow-up",\
 "history": [{"role": "user", "content": "What does the heron eat?"},\
 {"role": "assistant", "content": "Frogs."}], "reference": "It is not said."}
{"_id": "3", "text": "What of the frogs?"}
"""
QRELS = "query-id\tcorpus-id\tscore\n1\tb\t2\n1\th\t0\n"


def _folder(place: Path, **changed: str) -> Path:
    files = {"corpus.jsonl": CORPUS, "queries.jsonl": QUERIES, "qrels.tsv": QRELS}
    for name, content in files.items():
        (place / name).write_text(changed.get(name.split(".")[0], content))
    return place


def test_queries_know_their_documents_histories_and_kind(tmp_path: Path) -> None:
    data = beir.read(_folder(tmp_path))
    assert list(data.documents.values()) == [
        "Herons\n\nThe heron eats frogs.",
        "A hammer drives nails into wood.",
    ]
    assert [data.names[path] for path in data.documents] == ["b", "h"]
    first, second = data.questions
    assert {data.names[path]: grade for path, grade in first.relevant.items()} == {"b": 2}
    assert first.answerability == "answerable"
    assert second.is_marked
    assert second.history == (
        Turn("user", "What does the heron eat?"),
        Turn("assistant", "Frogs."),
    )
    assert (second.turn_type, second.reference) == ("follow-up", "It is not said.")
    assert data.notes == (
        "questions without gold, not asked: 1",
        "Footnote is asked with the history, the others the last turn only",
        "documents without a word, left aside: 1",
    )


def test_the_header_is_optional_and_qrels_may_be_a_folder(tmp_path: Path) -> None:
    whole = beir.read(_folder(tmp_path)).questions
    (tmp_path / "qrels.tsv").write_text("1\tb\t2\r\n1\th\t0\r\n")
    assert beir.read(tmp_path).questions == whole
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels.tsv").rename(tmp_path / "qrels" / "dev.tsv")
    assert beir.read(tmp_path).questions == whole
    (tmp_path / "qrels" / "test.tsv").write_text("3\th\t1\n")
    judged = [question.id for question in beir.read(tmp_path).questions if question.relevant]
    assert judged == ["3"], "the test split is the one to measure on"


HOSTILE = ["../../escaped", "/tmp/escaped", "a/b", "A/B", "x" * 5000, "a", "A", "nul\0", ".", "…/"]


def test_hostile_ids_never_become_names_of_files(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    corpus = "\n".join(json.dumps({"_id": one, "text": f"Text {one}."}) for one in HOSTILE)
    qrels = f"1\t{HOSTILE[0]}\t1\n"
    read = beir.read(_folder(data, corpus=corpus, qrels=qrels))
    place = tmp_path / "deep" / "down" / "folder"
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    write(read.documents, place)
    written = {file for file in tmp_path.rglob("*") if file.is_file()} - before
    assert len(written) == len(HOSTILE)
    assert all(file.parent == place and len(file.name) < 20 for file in written)
    assert sorted(read.names.values()) == sorted(HOSTILE)
    assert len({path.lower() for path in read.documents}) == len(HOSTILE)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("corpus", "nonsense", "corpus.jsonl, line 1, column 1: not JSON"),
        ("corpus", CORPUS + "{", "corpus.jsonl, line 5, column 2: not JSON"),
        ("corpus", "[]", "corpus.jsonl, line 1: is not an object with fields but a list"),
        ("corpus", '{"_id": 7, "text": "x"}', "line 1: '_id' is not a text but 7"),
        ("corpus", '{"_id": "", "text": "x"}', "line 1: '_id' is empty"),
        ("corpus", '{"_id": "b"}', "line 1: lacks 'text'"),
        ("corpus", '{"_id": "b", "text": NaN}', "line 1: 'text' is not a text but nan"),
        ("corpus", '{"_id": "b", "text": "x", "title": []}', "'title' is not a text but a list"),
        ("corpus", CORPUS + '{"_id": "b", "text": "x"}', "line 5: the id 'b' stands on an earlier"),
        ("corpus", "", "corpus.jsonl holds no document"),
        ("corpus", '{"_id": "b", "text": ""}', "corpus.jsonl holds no document"),
        ("queries", "", "qrels.tsv, line 2: no query '1' in queries.jsonl"),
        ("queries", QUERIES + '{"_id": "1", "text": "x"}', "line 4: the id '1' stands on an"),
        ("queries", '{"_id": "1", "text": " "}', "queries.jsonl, line 1: 'text' is empty"),
        (
            "queries",
            '{"_id": "1", "text": "x", "history": {}}',
            "line 1: 'history' is not a list but an object",
        ),
        (
            "queries",
            '{"_id": "1", "text": "x", "history": [{"role": "robot", "content": "y"}]}',
            "line 1: turn 0, 'role' is neither 'user' nor 'assistant'",
        ),
        (
            "queries",
            '{"_id": "1", "text": "x", "history": ["y"]}',
            "line 1: turn 0 is not an object with fields but a text",
        ),
        ("qrels", "1\tb", "qrels.tsv, line 1: 2 fields parted by tabs"),
        ("qrels", "1 b 1", "qrels.tsv, line 1: 1 fields parted by tabs"),
        ("qrels", QRELS + "9\tb\t1", "qrels.tsv, line 4: no query '9'"),
        ("qrels", QRELS + "3\tz\t1", "qrels.tsv, line 4: no document 'z'"),
        ("qrels", QRELS + "3\tb\tyes", "qrels.tsv, line 4: the grade 'yes' is not a whole"),
        ("qrels", "1\tb\tNaN", "qrels.tsv, line 1: the grade 'NaN' is not a whole"),
        ("qrels", "1\tb\t1.5", "qrels.tsv, line 1: the grade '1.5' is not a whole"),
        ("qrels", QRELS + "1\tb\t1", "qrels.tsv, line 4: the same query and document"),
    ],
)
def test_a_malformed_file_is_told_where(
    file: str,
    content: str,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["beir", str(_folder(tmp_path, **{file: content}))]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.startswith(f"evaluation: {tmp_path}")
    assert said.count("\n") == 1


def test_what_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, queries='{"_id": "1", "text": "x"}', qrels="")
    assert main(["beir", str(folder)]) == 2
    assert "holds no query that its qrels judge" in capsys.readouterr().err
    (folder / "qrels.tsv").unlink()
    assert main(["beir", str(folder)]) == 2
    assert "has neither qrels.tsv nor qrels/*.tsv" in capsys.readouterr().err
    (folder / "queries.jsonl").unlink()
    assert main(["beir", str(folder)]) == 2
    assert "queries.jsonl cannot be read (No such file" in capsys.readouterr().err
    assert main(["beir", str(folder / "corpus.jsonl")]) == 2
    assert "corpus.jsonl is no folder" in capsys.readouterr().err


class Echo:
    """Ranks the last word of what it is asked; a history's first turn comes behind it."""

    name, indexing = "echo", None

    def __init__(self, takes_history: bool) -> None:
        self.takes_history = takes_history
        self.asked: list[str] = []

    def ask(self, question: str, history: Sequence[Turn] = (), without: object = ()) -> Outcome:
        self.asked.append(question)
        behind = [history[0].text] if history else []
        return Outcome((question.split()[-1], *behind), (), 0.5, False, 1.0)

    def close(self) -> None:
        pass


def _question(identity: str, gold: str, *before: str) -> Question:
    history = tuple(Turn("user", text) for text in before)
    return Question(identity, f"what of {gold}", {gold: 1}, history=history)


def test_a_changed_subject_is_the_history_of_another_conversation() -> None:
    questions = [
        _question("1", "a", "first of a"),
        _question("2", "a", "again of a"),
        _question("3", "b"),
        _question("4", "c", "first of c"),
    ]
    moved = asking.changes(questions)
    assert {one: history[0].text for one, history in moved.items()} == {
        "1": "first of c",  # 2 is of the same document, 3 has no history
        "2": "first of c",
        "3": "first of c",
        "4": "first of a",
    }


def test_follow_ups_are_asked_in_three_ways_and_each_once() -> None:
    questions = [_question("1", "a", "x"), _question("2", "b", "y")]
    ours = Echo(takes_history=True)
    asked = asking.ask_all(ours, questions, leaves_out=False)
    assert asked["asked"]["1"].ranked == ("a", "x")
    found = asking.ask_follow_ups(ours, questions, asked["asked"])
    assert found["last turn only"]["1"].ranked == ("a",)
    assert found["with the history"]["1"].ranked == ("a", "x")
    assert found["changed subject, with the history"]["1"].ranked == ("a", "y")
    assert found["changed subject, turns joined"]["1"].ranked == ("a",)
    assert "x what of a" in ours.asked
    assert "y what of a" in ours.asked
    assert len(ours.asked) == 2 * 5, "asked, last, joined, changed joined, changed with history"
    theirs = Echo(takes_history=False)
    asked = asking.ask_all(theirs, questions, leaves_out=True)
    assert asked["asked"]["1"].ranked == ("a",)
    assert "with the history" not in asking.ask_follow_ups(theirs, questions, asked["asked"])


def test_a_run_tells_refusals_by_answerability_and_follow_ups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "tiny"
    data.mkdir()
    queries = QUERIES + (
        '{"_id": "4", "text": "What drives them?", "answerability": "ANSWERABLE", "history":'
        ' [{"role": "user", "content": "What is a hammer for, and what are nails for?"}]}'
    )
    _folder(data, queries=queries, qrels=QRELS + "4\th\t1\n")
    outcomes = tmp_path / "outcomes.json"
    arguments = ["beir", str(data), "--systems", "footnote,dense", "--json", str(outcomes)]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "| unanswerable |" in shown
    written = json.loads(outcomes.read_text())
    ours = written["systems"]["Footnote"]
    assert ours["refused by answerability"]["unanswerable"]["questions"] == 1
    assert ours["follow-ups"]["H@1, with the history"] == {
        "value": 1.0, "low": 1.0, "high": 1.0, "questions": 1
    }  # fmt: skip
    assert "H@1, with the history" not in written["systems"]["dense alone"]["follow-ups"]
    assert written["questions"][0]["relevant"] == {"b": 2}
    assert written["questions"][0]["systems"]["Footnote"]["outcomes"]["asked"]["ranked"][0] == "b"
