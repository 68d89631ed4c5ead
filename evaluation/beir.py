"""Folders in BEIR's form: corpus.jsonl, queries.jsonl and qrels, with or without histories."""

from collections.abc import Iterator
from pathlib import Path

from assistant import Turn
from evaluation.datafile import Value, read_json_lines, read_text
from evaluation.types import Dataset, DatasetError, Question


def read(folder: Path) -> Dataset:
    """Every text of the corpus as a document, its title above it; every judged query.

    A query may have `history` (turns with role and content), `answerability`, `turn_type` and
    `reference`. One that is neither judged nor has an `answerability` is left aside and counted.
    Documents are numbered: their ids, which may be anything, never become names of files.
    Source of the form: Thakur et al. (2021).
    Raises DatasetError with the line of what is wrong.
    """
    if not folder.is_dir():
        raise DatasetError(f"{folder} is no folder: name the one that holds corpus.jsonl")
    documents: dict[str, str] = {}
    paths: dict[str, str] = {}
    for entry in read_json_lines(folder / "corpus.jsonl"):
        identity = _identity(entry, paths)
        parts = (entry.optional_text("title"), entry.get("text").text(may_be_empty=True))
        paths[identity] = f"{len(paths):07d}.txt"
        whole = "\n\n".join(part.strip() for part in parts if part.strip())
        if whole:
            documents[paths[identity]] = whole
    if not documents:
        raise DatasetError(f"{folder / 'corpus.jsonl'} holds no document")
    entries: dict[str, Value] = {}
    for entry in read_json_lines(folder / "queries.jsonl"):
        entries[_identity(entry, entries)] = entry
    grades: dict[str, dict[str, int]] = {identity: {} for identity in entries}
    for file in _qrels(folder):
        _judge(file, grades, paths)
    every = [_question(identity, entry, grades[identity]) for identity, entry in entries.items()]
    kept = [question for question in every if question.relevant or question.answerability]
    if not kept:
        raise DatasetError(f"{folder} holds no query that its qrels judge")
    return Dataset(
        name=folder.resolve().name,
        questions=tuple(kept),
        documents=documents,
        names={path: identity for identity, path in paths.items()},
        notes=tuple(_notes(every, kept, len(paths) - len(documents))),
    )


def _identity(entry: Value, known: dict[str, object] | dict[str, str] | dict[str, Value]) -> str:
    identity = entry.get("_id").text()
    if identity in known:
        raise entry.error(f"the id {identity!r:.80} stands on an earlier line too")
    return identity


def _question(identity: str, entry: Value, grades: dict[str, int]) -> Question:
    history = entry.find("history")
    return Question(
        id=identity,
        text=entry.get("text").text(),
        relevant={path: grade for path, grade in grades.items() if grade > 0},
        answerability=entry.optional_text("answerability").lower(),
        turn_type=entry.optional_text("turn_type"),
        reference=entry.optional_text("reference"),
        history=tuple(_turn(turn) for turn in history.each()) if history else (),
    )


def _turn(turn: Value) -> Turn:
    role = turn.get("role")
    text = turn.get("content").text(may_be_empty=True)
    if role.it == "user":
        return Turn("user", text)
    if role.it == "assistant":
        return Turn("assistant", text)
    raise role.error("is neither 'user' nor 'assistant'")


def _qrels(folder: Path) -> list[Path]:
    """qrels.tsv, or in qrels/ the test split where there is one, else every split."""
    if (folder / "qrels.tsv").exists():
        return [folder / "qrels.tsv"]
    if (folder / "qrels" / "test.tsv").exists():
        return [folder / "qrels" / "test.tsv"]
    found = sorted((folder / "qrels").glob("*.tsv"))
    if not found:
        raise DatasetError(f"{folder} has neither qrels.tsv nor qrels/*.tsv")
    return found


def _judge(file: Path, grades: dict[str, dict[str, int]], paths: dict[str, str]) -> None:
    """Enter a file's judgements: query id, document id and grade, parted by tabs."""
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and len(fields) == 3 and not _is_number(fields[2])):
            continue
        problem = _fault(fields, grades, paths)
        if problem:
            raise DatasetError(f"{file}, line {number}: {problem}")
        query, document, grade = fields
        grades[query][paths[document]] = int(grade)


def _fault(fields: list[str], grades: dict[str, dict[str, int]], paths: dict[str, str]) -> str:
    if len(fields) != 3:
        return f"{len(fields)} fields parted by tabs, where query, document and grade are wanted"
    query, document, grade = fields
    if query not in grades:
        return f"no query {query!r:.80} in queries.jsonl"
    if document not in paths:
        return f"no document {document!r:.80} in corpus.jsonl"
    if paths[document] in grades[query]:
        return "the same query and document are judged twice"
    return "" if _is_whole(grade) else f"the grade {grade!r:.40} is not a whole number"


def _is_whole(written: str) -> bool:
    return written.strip().removeprefix("-").isdecimal() and len(written) < 20


def _is_number(written: str) -> bool:
    try:
        float(written)
    except ValueError:
        return False
    return True


def _notes(every: list[Question], kept: list[Question], empty: int) -> Iterator[str]:
    if len(kept) < len(every):
        yield f"questions without gold, not asked: {len(every) - len(kept)}"
    without = sum(not question.relevant and not question.is_marked for question in kept)
    if without:
        yield f"questions without gold, asked for their refusals alone: {without}"
    if any(question.history for question in kept):
        yield "Footnote is asked with the history, the others the last turn only"
    if empty:
        yield f"documents without a word, left aside: {empty}"
