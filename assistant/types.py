"""What goes into the assistant and what comes out: turns, answers, statements, citations."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from index.types import Span

REFUSAL = "The documents don't say."


class Turn(NamedTuple):
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of a statement stand: a fact that anyone can check.

    start, end: character offsets into `assistant.document(path).text`, whose slice is `quote`.
    sha256: of the file's bytes when it was read.
    page: counted from 1, None where the format has no pages.
    score: how well the quoted sentence covers the question; higher is better.
    marks: spans inside [start, end), as document offsets, of the words that matched.
    """

    number: int
    path: str
    title: str
    sha256: str
    page: int | None
    start: int
    end: int
    quote: str
    score: float
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the answer and the citations that carry it.

    text: the quote with its white space folded to single spaces.
    """

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A ranked passage: `text` is the document's `[start, end)`; higher `score` ranks first."""

    path: str
    title: str
    heading: str
    page: int | None
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in quotations, or a refusal with its reasons.

    text: plain, each statement followed by its marks, such as "[1]"; of a refusal, the reasons.
    confidence: comparable between questions on one index; higher is surer.
    evidence: the ranked passages that the answer was chosen from.
    timings: milliseconds by step: encoding, candidates, late_interaction, quoting, total.
    """

    question: str
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    refused: bool
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    timings: dict[str, float]

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain dicts, lists, strings and numbers, ready for JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def __str__(self) -> str:
        """What a terminal shows: the text, then a numbered line for each citation."""
        lines = [self.text]
        if self.citations:
            lines.append("")
        for citation in self.citations:
            page = f", page {citation.page}" if citation.page is not None else ""
            lines.append(
                f"[{citation.number}] {citation.path}{page}, "
                f"characters {citation.start}-{citation.end}"
            )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stream's event: one more statement of the answer stands."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class Finished:
    """A stream's last event: the whole answer, the same that `ask` returns."""

    answer: Answer


Event = Quoted | Finished
