"""Question-answer pairs in YAML, as in tests/questions.yaml, on a folder of documents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evaluation.datafile import Key, Value, read_text
from evaluation.types import UNANSWERABLE, Dataset, DatasetError, Question
from index.folder import check_is_folder


def read(file: Path, folder: Path) -> Dataset:
    """The pairs of a file, which tests/questions.yaml explains, and the folder they ask.

    `answered` questions, `refused` ones, and of `followups` the second question, asked after the
    first. Several files of an answered question are each as good as the others.
    `pinned` answers are no part of the set, which is empty where a file holds nothing else: see
    `evaluation.pinned`.
    Raises DatasetError with the line of what is wrong, FolderError where there is no folder.
    """
    check_is_folder(folder)
    root = parsed(file)
    questions: list[Question] = []
    for entry in _list(root, "answered"):
        questions.append(_answered(entry, folder))
    for entry in _list(root, "refused"):
        questions.append(_refused(entry))
    for entry in _list(root, "followups"):
        first, then = entry.get("first").get("question").text(), entry.get("then")
        is_refused = then.find("refused") is not None
        second = _refused(then) if is_refused else _answered(then, folder)
        questions.append(_following(second, first, is_true(then, "changes")))
    if not questions and not _list(root, "pinned"):
        raise DatasetError(f"{file} holds no question")
    known: set[str] = set()
    for question in questions:
        if question.id in known:
            raise DatasetError(f"{file}: the question {question.id!r:.80} stands there twice")
        known.add(question.id)
    return Dataset(
        name=file.name,
        questions=tuple(questions),
        folder=folder,
        leaves_out=False,  # what one file says the next repeats: nothing would be left to ask
    )


def parsed(file: Path) -> Value:
    """A file of questions, not looked into yet. Raises DatasetError where it is none."""
    root = _parse(file, read_text(file))
    if not isinstance(root.it, dict):
        raise root.error("no mapping with 'answered', 'refused', 'followups' or 'pinned'")
    return root


def is_true(entry: Value, key: str) -> bool:
    """Whether an entry has a key that is true; a key that it lacks is not."""
    found = entry.find(key)
    return found is not None and found.boolean()


def _list(root: Value, name: str) -> list[Value]:
    found = root.find(name)
    return list(found.each()) if found else []


def _answered(entry: Value, folder: Path) -> Question:
    text = entry.get("question").text()
    files = [_file(one, folder) for one in entry.get("files").each()]
    groups = [
        tuple(part.text() for part in one.each()) if isinstance(one.it, list) else (one.text(),)
        for one in entry.get("words").each()
    ]
    if not files or not groups or not all(groups):
        raise entry.error("names no file or no words")
    relevant = dict.fromkeys(files, 1)
    return Question(text, text, relevant, words=tuple(groups), exact=False)


def _refused(entry: Value) -> Question:
    text = entry.get("question").text()
    return Question(text, text, answerability=UNANSWERABLE)


def _following(question: Question, first: str, changes: bool) -> Question:
    return Question(
        id=f"{first} {question.text}",
        text=question.text,
        relevant=question.relevant,
        words=question.words,
        exact=False,
        answerability=question.answerability,
        after=first,
        changes=changes,
    )


def _file(value: Value, folder: Path) -> str:
    path = value.text()
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file():
        raise value.error(f"{path!r:.80} is not a file in {folder}")
    return path


@dataclass(frozen=True, slots=True)
class _Yaml:
    file: Path
    root: Any

    def line(self, keys: tuple[Key, ...]) -> int:
        """The line of the value, or of the last thing on the way to it that can be followed."""
        node, found = self.root, 1
        for key in ("", *keys):
            if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key]
            elif isinstance(node, yaml.MappingNode) and key:
                node = next((value for name, value in node.value if name.value == key), None)
            found = 1 + int(node.start_mark.line) if node is not None else found
        return found


def _parse(file: Path, written: str) -> Value:
    try:
        return Value(yaml.safe_load(written), _Yaml(file, yaml.compose(written, yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DatasetError(f"{file}, line {line}: not YAML ({error.problem})") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = " ".join(str(error).split())
        raise DatasetError(f"{file}, line 1: YAML that cannot be read ({what:.200})") from error
