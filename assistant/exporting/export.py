"""What is taken away: exchanges, whole, and the files that they quote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from assistant.exchanges import Exchange, now
from assistant.records import cited
from assistant.types import Answer, Citation, Prose

VERSION = 1
_LONGEST_NAME, _LONGEST_TITLE = 60, 300  # characters
_NO_LETTERS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class File:
    """A quoted file: the sha256 of its bytes when it was read."""

    path: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """One answer or a whole conversation.

    footnote: the version of this form. made_at: in UTC, ISO 8601.
    exchanges: without their ids and thumbs, which are the asker's own, and without the address of
    the server that a model runs on, which may be of a private network.
    """

    footnote: int
    made_at: str
    title: str
    exchanges: tuple[Exchange, ...]
    files: tuple[File, ...] = ()


def export(exchanges: Sequence[Exchange], title: str = "", made_at: str = "") -> Export:
    """What is taken away of exchanges. title: "" for the first question; made_at: "" for now."""
    files = {
        (citation.path, citation.sha256): File(citation.path, citation.title, citation.sha256)
        for exchange in exchanges
        if exchange.answer is not None
        for citation in cited(exchange.answer)
    }
    return Export(
        footnote=VERSION,
        made_at=made_at or now(),
        title=_title(title or (exchanges[0].question if exchanges else "")),
        exchanges=tuple(map(_without_whereabouts, exchanges)),
        files=tuple(files[key] for key in sorted(files)),
    )


def _without_whereabouts(exchange: Exchange) -> Exchange:
    answer = exchange.answer
    if answer is not None and (prose := answer.prose) is not None:
        notes = tuple(replace(note, address="", advice="") for note in prose.notes)
        answer = replace(answer, prose=replace(prose, address="", notes=notes))
    return replace(exchange, id=0, thumb="", answer=answer)


def _title(words: str) -> str:
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "…"


def quoted(answer: Answer) -> tuple[Citation, ...]:
    """The quotations that an answer shows: its citations or, of a refusal, what comes nearest."""
    return answer.nearest if answer.refused else answer.citations


def named(prose: Prose) -> Iterator[tuple[str, Citation]]:
    """What a model's sentences cite, each by a name of its own: "s2-1" is sentence 2's mark 1."""
    for number, sentence in enumerate(prose.sentences, start=1):
        for citation in sentence.citations:
            yield f"s{number}-{citation.number}", citation


def file_name(export: Export, ending: str) -> str:
    """A name for the file, of the title's letters and digits.

    >>> file_name(export([], title="What stood? ../../x"), ".html")
    'footnote-what-stood-x.html'
    """
    words = _NO_LETTERS.sub("-", export.title.casefold())[:_LONGEST_NAME].strip("-")
    return "-".join(filter(None, ("footnote", words))) + ending


def is_single(export: Export) -> bool:
    """Whether its title is its only question, which need not be said twice."""
    return [one.question for one in export.exchanges] == [export.title]


def moment(iso: str) -> str:
    """A moment as people read it, to the minute; what is no moment as it is.

    >>> moment("2026-11-23T03:20:35.000001+00:00"), moment("soon")
    ('2026-11-23 03:20 UTC', 'soon')
    """
    is_one = regex.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\+00:00|Z)", iso)
    return f"{iso[:10]} {iso[11:16]} UTC" if is_one else iso
