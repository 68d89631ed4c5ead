"""What each tool tells: plain data of which the tools' output schemas are made."""

from dataclasses import dataclass
from typing import Literal

from assistant.types import Citation, Disagreement, Statement

Fit = Literal["unchecked", "unchanged", "moved", "altered", "changed"]
State = Literal["read", "not read", "copy", "opened", "removed"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in quotations, or a refusal with its reasons.

    text: each statement with its marks, such as "[1]"; of a refusal, its reasons.
    statements: each with the citations that carry it; a citation's quote is the document's own
    text at [start, end), character for character.
    nearest: of a refusal, what comes nearest: no answer. staleness: why the answer may rest on
    less than all of the folder; "" where it does not.
    """

    collection: str
    question: str
    refused: bool
    is_unsure: bool
    confidence: float
    text: str
    statements: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]
    reasons: tuple[str, ...]
    nearest: tuple[Citation, ...]
    staleness: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage, the document's own text at [start, end); a higher score ranks first."""

    path: str
    title: str
    sha256: str
    heading: str
    page: int | None
    place: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first."""

    collection: str
    passages: tuple[FoundPassage, ...]
    staleness: str


@dataclass(frozen=True, slots=True)
class InContext:
    """A stretch of a document: its text at [start, end) of `characters`, and what is around it.

    heading: the headings it stands under, outermost first. fit: how a quote that was given
    stands: "unchanged" there, "moved" to where this is, or "altered"; or of a sha256 alone,
    "unchanged" or "changed"; "unchecked" where neither was given. check: the same in a sentence.
    goes_on: whether what was asked for is longer than what is given. note: what of the file
    could not be read.
    """

    collection: str
    path: str
    title: str
    sha256: str
    heading: str
    page: int | None
    place: str
    start: int
    end: int
    characters: int
    before: str
    text: str
    after: str
    fit: Fit
    check: str
    goes_on: bool
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the folder, or one inside such a file.

    state: "opened" holds nothing but other files; a "copy" has the bytes of another.
    why: why it, or a part of it, is not read.
    """

    path: str
    title: str
    state: State
    why: str
    kind: str
    pages: int
    characters: int
    language: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a folder. total: how many match; documents: of them, those asked for."""

    collection: str
    collections: tuple[str, ...]
    total: int
    skipped: int
    documents: tuple[Listed, ...]
    staleness: str


Told = Reply | Found | InContext | Listing
