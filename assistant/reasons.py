"""Why an answer is refused or not sure: as data, and as a sentence in English."""

from dataclasses import dataclass
from typing import Literal

ReasonKind = Literal[
    "empty",
    "no-passages",
    "no-word",
    "not-covered",
    "lacks-number",
    "unknown-words",
    "unread-files",
    "stale",
]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `str` of it is the sentence in English.

    confidence, threshold: what was reached and what an answer needs, of "not-covered" alone.
    words: of the question, that stand nowhere; of "unknown-words" alone.
    files: the first that could not be read; more: how many there are beside them; of
    "unread-files" alone.
    text: the sentence itself, of "stale" alone: `Assistant.staleness`.
    """

    kind: ReasonKind
    confidence: float = 0.0
    threshold: float = 0.0
    words: tuple[str, ...] = ()
    files: tuple[Unread, ...] = ()
    more: int = 0
    text: str = ""

    def __str__(self) -> str:
        """A sentence for people."""
        match self.kind:
            case "empty":
                return "The question is empty."
            case "no-passages":
                return "There are no passages to answer from."
            case "no-word":
                return "The question has no word to look for, only very common ones."
            case "not-covered":
                return (
                    f"No passage covers the question well enough: the nearest reaches a "
                    f"confidence of {self.confidence:.2f}, and an answer needs "
                    f"{self.threshold:.2f}."
                )
            case "lacks-number":
                return "The question asks for a number, and the nearest sentences hold none."
            case "unknown-words":
                words = ", ".join(f"“{word}”" for word in self.words)
                return f"These words of the question stand nowhere in the documents: {words}."
            case "unread-files":
                names = ", ".join(f"{file.path} ({file.reason})" for file in self.files)
                more = f" and {self.more} more" if self.more else ""
                return f"These files could not be read and may say it: {names}{more}."
            case "stale":
                return self.text
