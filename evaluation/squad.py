"""SQuAD files, versions 1.1 and 2.0: each paragraph becomes a document of its own."""

from collections.abc import Iterator
from pathlib import Path

from evaluation.datafile import Value, read_json
from evaluation.types import UNANSWERABLE, Dataset, DatasetError, Place, Question


def read(file: Path) -> Dataset:
    """Every paragraph as a document, every question with the places of its gold answers.

    Paragraphs of the same words are one document: with one of them left out, the other would
    still answer. A question without an answer that the file does not mark as impossible has no
    gold: it is left aside and counted.
    Raises DatasetError with the line and the place of what is wrong.
    """
    root = read_json(file)
    if not isinstance(root.it, dict) or not isinstance(root.it.get("data"), list):
        raise root.error("no list named 'data': is it a SQuAD file?")
    paths: dict[str, str] = {}
    groups: dict[str, str] = {}
    questions: dict[str, Question] = {}
    without_gold = 0
    for number, article in enumerate(root.get("data").each()):
        name = f"{number:03d} {article.optional_text('title')}".strip()
        for place, paragraph in enumerate(article.get("paragraphs").each()):
            context = paragraph.get("context").text()
            path = paths.setdefault(context, f"{number:03d}-{place:03d}.txt")
            groups.setdefault(path, name)
            for i, entry in enumerate(paragraph.get("qas").each()):
                question = _question(entry, context, path, f"{number}-{place}-{i}")
                if question.id in questions:
                    raise entry.error(f"has the id {question.id!r} of another question")
                if question.relevant or question.is_marked:
                    questions[question.id] = question
                else:
                    without_gold += 1
    if not questions:
        raise DatasetError(f"{file} holds no question with an answer or marked as impossible")
    return Dataset(
        name=file.name,
        questions=tuple(questions.values()),
        documents={path: context for context, path in paths.items()},
        groups=groups,
        notes=tuple(_notes(without_gold)),
    )


def _question(entry: Value, context: str, path: str, otherwise: str) -> Question:
    text = entry.get("question").text()
    answers = [_answer(answer, context, path) for answer in entry.get("answers").each()]
    marked = entry.find("is_impossible")
    is_impossible = marked is not None and marked.boolean()
    if is_impossible and answers:
        raise entry.error("is marked as impossible and has an answer")
    identity = entry.find("id")
    return Question(
        id=identity.text() if identity else otherwise,
        text=text,
        relevant={path: 1} if answers else {},
        words=(tuple(context[a:b] for _, a, b in answers),) if answers else (),
        places=tuple(dict.fromkeys(answers)),
        answerability=UNANSWERABLE if is_impossible else "",
    )


def _answer(answer: Value, context: str, path: str) -> Place:
    words, start = answer.get("text").text(), answer.get("answer_start").integer()
    if start < 0 or context[start : start + len(words)] != words:
        raise answer.error(f"does not stand at {start} in the paragraph: {words!r:.60}")
    return Place(path, start, start + len(words))


def _notes(without_gold: int) -> Iterator[str]:
    if without_gold:
        yield f"questions without gold, not asked: {without_gold}"
