"""What is kept of a conversation: its exchanges, and each as a row of a table and back."""

import json
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from assistant.records import answer_from, answer_to, cited, dumped
from assistant.types import Answer, Turn
from index.errors import RecordError
from index.types import well_formed

Thumb = Literal["up", "down", ""]
THUMBS: tuple[str, ...] = get_args(Thumb)
COLUMNS = ("question", "answer", "error", "documents", "asked_at", "thumb", "folded")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what came of it.

    answer: None where there is none; `error` is the sentence that says why, "" otherwise.
    documents: the paths that it was asked among, None for all.
    asked_at: in UTC, ISO 8601; "" for now, when it is kept. id: 0 before it is kept.
    """

    question: str
    answer: Answer | None = None
    error: str = ""
    documents: tuple[str, ...] | None = None
    asked_at: str = ""
    thumb: Thumb = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one conversation, oldest first.

    title: what it was named or else its first question. documents: those ticked, None for all.
    """

    id: str
    title: str = ""
    documents: tuple[str, ...] | None = None
    exchanges: tuple[Exchange, ...] = ()

    def history(self) -> tuple[Turn, ...]:
        """The turns that a follow-up may refer to: questions that got an answer or a refusal."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answer is not None:
                turns.append(Turn("user", exchange.question))
                turns.append(Turn("assistant", exchange.answer.text))
        return tuple(turns)


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation's line in the list; changed_at: in UTC, ISO 8601."""

    id: str
    title: str
    changed_at: str
    exchanges: int


def now(later: timedelta = timedelta(0)) -> str:
    """This moment in UTC, or one some time later, as ISO 8601 to the microsecond."""
    return (datetime.now(UTC) + later).isoformat(timespec="microseconds")


def fold(text: str) -> str:
    """A text as it is searched: without regard to case, width or ligatures, in any script.

    >>> fold("İSTANBUL") == fold("istanbul") == fold("ISTANBUL"), fold("Straße")
    (True, 'strasse')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.replace("i\u0307", "i").replace("ı", "i")


def row_of(exchange: Exchange) -> tuple[str | None, ...]:
    """The values of COLUMNS. Raises RecordError for an answer that cannot be kept."""
    said = [exchange.question]
    if exchange.answer is not None:
        said += dict.fromkeys(citation.quote for citation in cited(exchange.answer))
    return (
        well_formed(exchange.question),
        None if exchange.answer is None else answer_to(exchange.answer),
        well_formed(exchange.error),
        listed(exchange.documents),
        exchange.asked_at or now(),
        exchange.thumb,
        fold(" ".join(" ".join(map(well_formed, said)).split())),
    )


def exchange_from(
    identity: int,
    question: str,
    answer: str | None,
    error: str,
    documents: str | None,
    asked_at: str,
    thumb: str,
    _: str,
) -> Exchange:
    """The exchange of a row; an answer that cannot be read is a sentence in `error`."""
    whole: Answer | None = None
    try:
        whole = None if answer is None else answer_from(answer)
    except RecordError as damage:
        error = f"what was kept of this answer cannot be read ({damage}): ask again"
    liked: Any = thumb if thumb in THUMBS else ""
    return Exchange(question, whole, error, paths_from(documents), asked_at, liked, identity)


def listed(paths: Collection[str] | None) -> str | None:
    """Paths as they are kept."""
    return None if paths is None else dumped(list(paths))


def paths_from(kept: str | None) -> tuple[str, ...] | None:
    """The paths that `listed` wrote; None, so all, for what it never did."""
    try:
        paths = None if kept is None else json.loads(kept)
    except (ValueError, RecursionError):
        return None
    if not isinstance(paths, list):
        return None
    return tuple(path for path in paths if isinstance(path, str))
