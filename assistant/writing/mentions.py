"""The names, things, dates and figures of a sentence, and where each of them stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from assistant.dating import days
from assistant.writing.counted import counts, times
from assistant.writing.named import names
from index import lexical
from index.lexical import Word

PREPOSITIONS = frozenset(
    "in on at of to for by with from as during under over into through about after before between "
    "within against than per without near along across around upon toward towards beyond behind "
    "beside outside inside since until among".split()
)
# In English: a word behind an article or a preposition is a thing, or tells one from another.
_THING = regex.compile(
    r"\b(?i:the|an?|each|every|any|with|on|for|to|of|by|from|in|against|than)\s"
    r"(?P<word>\p{Ll}[\p{Ll}-]{3,})"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a sentence speaks of, at [start, end) of it.

    kind: "name", "thing", "time", "nth", "percent", or "" of a count. stems: of a name or thing.
    value: of all else, a range.
    """

    text: str
    start: int
    end: int
    kind: str
    stems: frozenset[str] = frozenset()
    value: tuple[float, float] = (0.0, 0.0)

    def is_like(self, other: "Mention") -> bool:
        """Whether one can be taken for the other: of one kind, or a name and a thing."""
        return bool(self.stems and other.stems) or self.kind == other.kind

    def is_same(self, other: "Mention") -> bool:
        """Whether both mean the same; of a name a part will do, such as a surname."""
        if self.stems and other.stems:
            return self.stems <= other.stems or other.stems <= self.stems
        return (self.kind, self.stems, self.value) == (other.kind, other.stems, other.value)


def mentions(text: str, known: Collection[str] = ()) -> list[Mention]:
    """What a text mentions, in order.

    known: stems of names that are ones where they begin a sentence, too.

    >>> [one.text for one in mentions("In 2019 Ann Ost sold twelve boats to the town.")]
    ['2019', 'Ann Ost', 'twelve', 'town']
    """
    found = [
        Mention(time, start, start + len(time), "time", value=days(time))
        for time, start in times(text)
    ]
    found += [
        Mention(one.text, one.start, one.start + len(one.text), one.kind, value=(one.value,) * 2)
        for one in counts(text)
    ]
    taken = [(one.start, one.end) for one in found]
    free = [
        word
        for word in names(text, known)
        if not any(start <= word.start < end for start, end in taken)
    ]
    for run in _runs(text, free):
        start, end = run[0].start, run[-1].end
        stems = frozenset(word.stem for word in run)
        found.append(Mention(text[start:end], start, end, "name", stems))
    for thing in _THING.finditer(text):
        start, end = thing.span("word")
        found.append(
            Mention(text[start:end], start, end, "thing", frozenset(lexical.stems(text[start:end])))
        )
    return sorted(found, key=lambda one: one.start)


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words with nothing but a space or a hyphen between them make one name."""
    run: list[Word] = []
    for word in words:
        if run and text[run[-1].end : word.start].strip(" -\u00a0"):
            yield run
            run = []
        run.append(word)
    if run:
        yield run
