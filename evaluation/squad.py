"""SQuAD files (XQuAD and their like): every question asked against all paragraphs."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import FootnoteError


class DatasetError(FootnoteError):
    """A data file is not what it should be; the message says where."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the document that answers it, and the words that answer it."""

    text: str
    path: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Squad:
    """Paragraphs by the path that each gets as a document, and the questions on them."""

    paragraphs: dict[str, str]
    questions: tuple[Question, ...]

    def write(self, folder: Path) -> None:
        """Each paragraph as a text file, its characters kept."""
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in self.paragraphs.items():
            (folder / path).write_text(text, encoding="utf-8", newline="")


def read(file: Path) -> Squad:
    """A SQuAD file, version 1.1 or 2.0; questions without an answer are left out.

    Raises DatasetError with the place of what is wrong.
    """
    try:
        articles = json.loads(file.read_text(encoding="utf-8"))["data"]
    except OSError as error:
        raise DatasetError(f"{file} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise DatasetError(f"{file} is not JSON: {error}") from error
    except (KeyError, TypeError) as error:
        raise DatasetError(f"{file} has no list named 'data': is it a SQuAD file?") from error
    paragraphs: dict[str, str] = {}
    questions: list[Question] = []
    for number, article in enumerate(articles):
        for place, paragraph in enumerate(_paragraphs(file, number, article)):
            path = f"{number:03d}-{place:03d}.txt"
            try:
                paragraphs[path] = paragraph["context"]
                questions += [_question(path, entry) for entry in paragraph["qas"]]
            except (KeyError, TypeError) as error:
                raise DatasetError(
                    f"{file}: article {number}, paragraph {place} lacks {error}"
                ) from error
    return Squad(paragraphs, tuple(question for question in questions if question.answers))


def _paragraphs(file: Path, number: int, article: object) -> list[Any]:
    found = article.get("paragraphs") if isinstance(article, dict) else None
    if not isinstance(found, list):
        raise DatasetError(f"{file}: article {number} lacks a list of 'paragraphs'")
    return found


def _question(path: str, entry: dict[str, object]) -> Question:
    answers = entry["answers"]
    if not isinstance(answers, list):
        raise TypeError("a list of 'answers'")
    return Question(str(entry["question"]), path, tuple(str(a["text"]) for a in answers))
