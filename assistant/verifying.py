"""How a citation stands today: whether the very words still stand where they were quoted from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal, Protocol

import regex

from assistant.types import Citation
from index.errors import UnknownDocument, UnreadableFile
from index.types import Document, Span

Standing = Literal["unchanged", "moved", "altered", "gone"]

_SAME_BYTES, _SAME_NAME, _ANY = range(3)  # how far another document is from the cited one
_HELD = 4  # documents in memory at once
# Two characters between which a word or a number goes on, in scripts that part their words.
_GOES_ON = regex.compile(
    r"(?V1)[[\w\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]{2}"
    r"|\w\p{M}|\d[.,]\d"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one citation stands.

    unchanged: the words stand where they were quoted from; is_file_changed: elsewhere the file
    has changed. moved: the very words stand at another place, of another document perhaps.
    altered: the document is there and does not say these words. gone: it is not there, or
    cannot be read; `reason` says why, "" where it is not there.
    path, span, page, place: where the words stand now, if they do.
    """

    citation: Citation
    standing: Standing
    is_file_changed: bool = False
    path: str = ""
    span: Span | None = None
    page: int | None = None
    place: str = ""
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the very words stand somewhere."""
        return self.standing in ("unchanged", "moved")

    def __str__(self) -> str:
        """A sentence for people."""
        quoted = self.citation.path
        match self.standing:
            case "unchanged":
                changed = "; the file has changed since, elsewhere" if self.is_file_changed else ""
                return f"It stands where it was quoted from{changed}."
            case "moved":
                place = self.place or (f"character {self.span.start}" if self.span else "")
                other = self.path if self.path != quoted else ""
                where = ", ".join(filter(None, (other, place)))
                return f"The very words now stand elsewhere: {where}."
            case "altered":
                return f"{quoted} no longer says these words, character for character."
            case "gone" if self.reason:
                return f"{quoted} cannot be read: {self.reason}."
            case _:
                return f"{quoted} is no longer there, and nothing else has these words."


class Lookup(Protocol):
    """The documents as they are today: those of an index, or of a folder's files."""

    def document(self, path: str) -> Document:
        """The document. Raises UnknownDocument where it is not there, UnreadableFile with why."""

    def with_bytes(self, sha256s: Collection[str]) -> Iterator[Document]:
        """Documents of these bytes, whatever they are called today."""

    def likely(self, citations: Sequence[Citation]) -> Iterator[Document]:
        """Documents that may hold the words of citations whose own document is gone."""


def verify(citations: Sequence[Citation], lookup: Lookup) -> list[Verdict]:
    """How each citation stands, in their order; nothing is matched but character for character.

    Words that no longer stand in their document are looked for in a document of the very bytes
    that they were quoted from (it was renamed, say) and, if their own is gone, in any other; of
    several places it is the nearest one.
    """
    held = lru_cache(_HELD)(lookup.document)
    verdicts: dict[int, Verdict] = {}
    for index in sorted(range(len(citations)), key=lambda index: citations[index].path):
        verdicts[index] = _in_its_own(citations[index], held)
    missing = [index for index, verdict in verdicts.items() if not verdict.holds]
    if missing:
        sha256s = {citations[index].sha256 for index in missing}
        _look(verdicts, missing, lookup.with_bytes(sha256s), worst=_SAME_BYTES)
    missing = [index for index in missing if verdicts[index].standing == "gone"]
    if missing:
        likely = lookup.likely([citations[index] for index in missing])
        _look(verdicts, missing, likely, worst=_ANY)
    return [verdicts[index] for index in range(len(citations))]


def _in_its_own(citation: Citation, document: Callable[[str], Document]) -> Verdict:
    try:
        found = document(citation.path)
    except UnknownDocument:
        return Verdict(citation, "gone")
    except UnreadableFile as error:
        return Verdict(citation, "gone", reason=error.reason.rstrip("."))
    return _held_against(citation, found) or Verdict(citation, "altered", is_file_changed=True)


def _look(
    verdicts: dict[int, Verdict], missing: list[int], documents: Iterator[Document], worst: int
) -> None:
    """Put what is found in the place of the verdicts; a document no farther off than `worst`."""
    ranks = dict.fromkeys(missing, worst + 1)
    for document in documents:
        for index, rank in ranks.items():
            citation = verdicts[index].citation
            better = _rank(citation, document)
            found = _held_against(citation, document) if better < rank else None
            if found is not None:
                verdicts[index], ranks[index] = found, better
        if not any(ranks.values()):
            return


def _rank(citation: Citation, document: Document) -> int:
    if document.sha256 == citation.sha256:
        return _SAME_BYTES
    is_named_alike = PurePosixPath(document.path).name == PurePosixPath(citation.path).name
    return _SAME_NAME if is_named_alike else _ANY


def _held_against(citation: Citation, document: Document) -> Verdict | None:
    """Whether a document holds the words, and where; None where it does not."""
    text, quote = document.text, citation.quote
    is_changed = document.sha256 != citation.sha256
    start: int | None = citation.start
    if text[citation.start : citation.end] != quote or (
        is_changed and not _is_whole(text, citation.start, citation.end)
    ):
        start = nearest(text, quote, citation.start)
    if start is None:
        return None
    is_there = start == citation.start and document.path == citation.path
    return Verdict(
        citation,
        "unchanged" if is_there else "moved",
        is_file_changed=is_changed,
        path=document.path,
        span=Span(start, start + len(quote)),
        page=document.page_at(start),
        place=document.place_at(start),
    )


def nearest(text: str, quote: str, near: int) -> int | None:
    """Where the very words stand in a text, nearest to an offset; None where they do not.

    Words that go on are other words: "a fee of 12" does not stand in "a fee of 120".

    >>> nearest("a fee of 120, a fee of 12", "a fee of 12", 0)
    14
    """
    after = text.find(quote, near)
    while after >= 0 and not _is_whole(text, after, after + len(quote)):
        after = text.find(quote, after + 1)
    before = text.rfind(quote, 0, max(0, near + len(quote) - 1))
    while before >= 0 and not _is_whole(text, before, before + len(quote)):
        before = text.rfind(quote, 0, before + len(quote) - 1)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - near), default=None)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word and no number goes on over either edge."""
    return not any(
        match.start() < edge < match.end()
        for edge in (start, end)
        for match in _GOES_ON.finditer(text, max(0, edge - 2), edge + 2, overlapped=True)
    )
