"""What goes into the assistant and what comes out: turns, answers, statements, citations."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from assistant.cited import Citation as Citation
from assistant.prose import Prose as Prose
from assistant.prose import Written as Written
from assistant.reasons import Reason

REFUSAL = "The documents don't say."
LONGEST_QUESTION = 20_000  # characters; the embedding model reads some 1,000 of them
UNSURE = "These come nearest; they may not answer the question."


class Turn(NamedTuple):
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the answer, or a list, and the citations that carry it.

    text: the quote with its white space folded; of a list, each item on a line of its own.
    before: the sentence before in the document, where the quote leans on it to be understood;
    it is shown dimmed and is not part of what is said.
    """

    text: str
    citations: tuple[Citation, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: the citation's number, the value it gives, in its own words.

    date: what the document gives as its own date, None if it gives none.
    """

    number: int
    path: str
    value: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two documents give different values for what was asked."""

    sides: tuple[Side, ...]

    def __str__(self) -> str:
        """A sentence for people, such as "The documents disagree: 1987 (a.txt, ...) [1]"."""
        sides = [
            f"{side.value} ({side.path}, {side.date or 'undated'}) [{side.number}]"
            for side in self.sides
        ]
        return f"The documents disagree: {' against '.join(sides)}."


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

    text: plain, each statement followed by its marks, such as "[1]", after a line about each
    disagreement; of a refusal, the reasons.
    reasons: why it is refused or not sure, in sentences; why: the same as data.
    disagreements: where two of the citations give different values for what was asked.
    nearest: of a refusal, what it would have quoted: verified like citations, but no answer.
    confidence: comparable between questions on one index; higher is surer.
    evidence: the ranked passages that the answer was chosen from.
    timings: milliseconds by step: encoding, candidates, late_interaction, quoting, total.
    is_unsure: whether it would be a refusal, had the nearest not been asked for anyway.
    prose: what a model wrote on top of the quotations; None where none was asked.
    condensed: the question as a model put it to stand alone, and as it was asked too; "" for none.
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
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    why: tuple[Reason, ...] = ()
    is_unsure: bool = False
    prose: Prose | None = None
    condensed: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain dicts, lists, strings and numbers, ready for JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def __str__(self) -> str:
        """What a terminal shows: the text, then a numbered line for each citation.

        Of a refusal, what comes nearest; of what is not sure, first that it is not.
        """
        lines = [UNSURE, "", self.text] if self.is_unsure else [self.text]
        lines += ["", f"Understood as: {self.condensed}"] if self.condensed else []
        if self.citations:
            lines.append("")
        if self.nearest:
            lines += ["", "What comes nearest:"]
        lines += [f"- {' '.join(one.quote.split())} ({one.path})" for one in self.nearest]
        for statement in self.statements:
            for citation in statement.citations:
                lines.append(f"[{citation.number}] {citation.where}")
                if statement.before:
                    lines.append(f"    It follows on: {statement.before}")
        if self.prose is not None:
            lines += ["", str(self.prose)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stream's event: one more statement of the answer stands."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class Answered:
    """A stream's event: the quotations stand whole; a model writes on top of them now."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Wrote:
    """A stream's event: one more sentence of the model, checked; None while nothing comes.

    A None comes several times a second, so that whoever reads the stream can end it. Some may
    come before the first Quoted, while a model puts a follow-up so that it stands alone.
    """

    sentence: Written | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A stream's last event: the whole answer, the same that `ask` returns."""

    answer: Answer


Event = Quoted | Answered | Wrote | Finished
