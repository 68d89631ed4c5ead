"""What a model is given to write from: numbered passages, the quotations' own numbers first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.faults import Note
from assistant.types import Answer, Citation
from assistant.writing.instructions import own_headings, speaks_to_a_machine, withheld
from index.reading import StoredPassage
from index.types import Span

MOST = 6  # passages that a model is given, those of the quotations among them
_BYTES = 3  # of UTF-8 to a token of letters, at the least


@dataclass(frozen=True, slots=True, eq=False)
class Readable:
    """A passage as a model gets it: what speaks to a machine is blank in `text`.

    stored: without a title and headings that do. text: as long as the passage's own, so that all
    offsets stay. hidden: what is blank, as offsets into it. sentences: those that can bear
    something out, as document offsets.
    """

    stored: StoredPassage
    text: str
    hidden: tuple[Span, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a mark stands for: the passages that the quotation of that number stands in, or one.

    shown: what the model reads under the number, part of these.
    """

    number: int
    passages: tuple[Readable, ...]
    shown: str
    title: str


def readable(stored: StoredPassage) -> Readable:
    """A passage without what no model gets, and what is held against no sentence of one."""
    hidden, offset = withheld(stored), stored.passage.start
    heading = own_headings(stored.passage.heading)
    stored = replace(
        stored, title=_own(stored.title), passage=replace(stored.passage, heading=heading)
    )
    text = stored.text
    for start, end in hidden:
        text = text[:start] + " " * (end - start) + text[end:]
    return Readable(
        stored,
        text,
        hidden,
        tuple(
            span
            for span in stored.passage.sentences
            if not any(a < span.end - offset and span.start - offset < b for a, b in hidden)
        ),
    )


def evidence(answer: Answer, ranked: Sequence[StoredPassage]) -> list[Given]:
    """The quotations' passages under the quotations' numbers, then the next best ones.

    ranked: the passages that the answer was chosen from, best first. Where a passage is given
    already, a further quotation of it is shown alone. What is blank all over is left out.
    """
    passages = [readable(one) for one in ranked]
    shown: set[int] = set()
    found: list[Given] = []
    for citation in answer.citations:
        own = tuple(one for one in passages if _holds(one.stored, citation))
        text = _quoted(citation, own) if _all_in(own, shown) else _joined(own)
        shown |= {one.stored.id for one in own}
        found.append(Given(citation.number, own, text, _own(citation.title)))
    number = max((one.number for one in found), default=0)
    for one in passages:
        if one.stored.id not in shown and len(found) < MOST:
            number += 1
            found.append(Given(number, (one,), one.text.strip(), one.stored.title))
    return [one for one in found if one.shown.strip()]


def fitting(given: Sequence[Given], room: int, model: str) -> tuple[list[Given], Note | None]:
    """The first of what is given, as many as fit; a note where some do not.

    room: tokens that are free for them.
    """
    kept: list[Given] = []
    for one in given:
        room -= tokens(one.shown) + 40
        if room < 0:
            break
        kept.append(one)
    if len(kept) == len(given):
        return kept, None
    return kept, Note("trimmed" if kept else "too-small", model, given=len(kept), of=len(given))


def tokens(text: str) -> int:
    """How many tokens a text may take, at the most: each digit and each sign is one.

    >>> tokens("herons"), tokens("12.5 %")
    (3, 6)
    """
    letters = "".join(one for one in text if one.isalpha() or one == " ")
    return len(letters.encode()) // _BYTES + len(text) - len(letters) + 1


def _own(title: str) -> str:
    """A title, "" where it speaks to a machine."""
    return "" if speaks_to_a_machine(title) else title


def _holds(stored: StoredPassage, citation: Citation) -> bool:
    place = stored.passage
    return (
        stored.path == citation.path and place.start < citation.end and citation.start < place.end
    )


def _all_in(own: Sequence[Readable], shown: Collection[int]) -> bool:
    return all(one.stored.id in shown for one in own)


def _joined(own: Sequence[Readable]) -> str:
    in_order = sorted(own, key=lambda one: one.stored.passage.start)
    return "".join(one.text for one in in_order).strip()


def _quoted(citation: Citation, own: Sequence[Readable]) -> str:
    """The quotation as far as it is not blank."""
    parts = []
    for one in sorted(own, key=lambda one: one.stored.passage.start):
        offset = one.stored.passage.start
        parts.append(one.text[max(0, citation.start - offset) : max(0, citation.end - offset)])
    return "".join(parts).strip()
