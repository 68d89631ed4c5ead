"""What the evaluation is made of: places, questions, sets of them, and what systems answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from assistant import Turn
from index.errors import FootnoteError

ANSWERABLE, UNANSWERABLE = "answerable", "unanswerable"


class DatasetError(FootnoteError):
    """A data file is not what it should be; the message says where."""


class Place(NamedTuple):
    """Characters [start, end) of the document at `path`."""

    path: str
    start: int
    end: int


class Quote(NamedTuple):
    """Words shown as an answer, and where they are said to stand."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and all that its set tells of it.

    relevant: the paths of the documents that answer it -> their grade, 1 or more.
    words: what a right quotation says: one of each group; exact: to the letter, or with case and
    white space folded. places: where the gold answers stand.
    answerability: the set's own word for it; "unanswerable" is one that should be refused.
    history: the turns before. after: a question to ask first, whose answer is then the history.
    changes: whether the set says that it leaves the subject of its history.
    """

    id: str
    text: str
    relevant: Mapping[str, int] = field(default_factory=dict)
    words: tuple[tuple[str, ...], ...] = ()
    exact: bool = True
    places: tuple[Place, ...] = ()
    answerability: str = ""
    turn_type: str = ""
    reference: str = ""
    history: tuple[Turn, ...] = ()
    after: str = ""
    changes: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether its set marks it as one that the documents do not answer."""
        return self.answerability == UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents and questions on them.

    documents: path -> text, to be written as files; empty where `folder` holds the files.
    groups: path -> the article that a document is part of; empty where there are no articles.
    names: path -> the document's name in its set, where that is not the path.
    leaves_out: whether a question's documents can be left out to make it unanswerable.
    notes: what a reader of the figures should know, such as what was left aside and why.
    """

    name: str
    questions: tuple[Question, ...]
    documents: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    leaves_out: bool = True
    notes: tuple[str, ...] = ()

    def sample(self, most: int | None) -> tuple[Question, ...]:
        """At most so many of the questions, evenly spread; all for None."""
        total = len(self.questions)
        kept = min(most or total, total)
        return tuple(self.questions[i * total // kept] for i in range(kept))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of a question.

    ranked: the documents of the passages that it returned, best first, each once.
    quoted: what it shows as its answer, in order; statements: how many it makes. nearest: of a
    refusal, what it would have shown.
    confidence: higher is surer. milliseconds: until the answer stood.
    condensed: the question as a model put it, and as it was asked too; "" for none.
    """

    ranked: tuple[str, ...]
    quoted: tuple[Quote, ...]
    confidence: float
    refused: bool
    milliseconds: float
    nearest: tuple[Quote, ...] = ()
    condensed: str = ""

    @property
    def statements(self) -> int:
        """How many quotations are shown."""
        return 0 if self.refused else len(self.quoted)


@dataclass(frozen=True, slots=True)
class Indexing:
    """What it took to index the documents: passages, seconds, bytes on the disk."""

    passages: int
    seconds: float
    bytes: int
