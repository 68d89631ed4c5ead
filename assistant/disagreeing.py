"""Two documents that give different figures for the same thing: found, so that it can be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from assistant.asking import Kind, kind_asked
from assistant.dating import DATE, YEAR
from assistant.matching import words_held
from assistant.query import Query
from assistant.sentences import Sentence
from index import lexical

LEAST_SCORE = 0.7  # of the best sentence's, for another to speak of the same thing
LEAST_SHARED = 0.5  # of the shorter sentence's content words that stand in the other too
ROUNDING = 0.01  # relative difference of two figures that agree
VAGUE_ROUNDING = 0.1  # the same where one of them is called rough

_TIME = regex.compile(rf"{DATE}|{YEAR}", regex.IGNORECASE)
_NUMBER = regex.compile(
    r"(?P<vague>\b(?:about|around|roughly|nearly|almost|approximately|some|over|more\s+than|"
    r"under|less\s+than|up\s+to|at\s+least)\s+)?"
    r"(?P<sign>[$€£¥]\s?)?(?<![\p{L}\p{N}]-?)(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)(?!\p{N})"
    r"(?P<scale>\s+(?:hundred|thousand|million|billion|trillion))?"
    r"\s*(?P<unit>%|\p{L}[\p{L}-]*)?",
    regex.IGNORECASE,
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or a time as it stands in a sentence.

    unit: the stem of the word that is counted, or a currency's sign; "" for a time.
    """

    text: str
    unit: str
    number: float
    is_vague: bool = False

    def differs(self, other: "Value") -> bool:
        """Whether both cannot be right. A year and a day of that year can."""
        if not self.unit:
            mine, others = set(self.text.lower().split()), set(other.text.lower().split())
            return not (mine <= others or others <= mine)
        slack = VAGUE_ROUNDING if self.is_vague or other.is_vague else ROUNDING
        return abs(self.number - other.number) > slack * max(abs(self.number), abs(other.number))


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sentences of different documents, and the value that each gives for the same thing."""

    first: Sentence
    second: Sentence
    values: tuple[str, str]


def contrast(query: Query, best: Sentence, sentences: Sequence[Sentence]) -> Contrast | None:
    """The sentence that contradicts the best one in what is asked for, if there is one.

    Only where the question asks for a number or a time by its form. The other sentence is of
    another document, scores nearly as well, holds every word of the question that the best one
    holds, and shares half of the shorter sentence's words: it says the same, with another value.
    """
    kind = kind_asked(query.text)
    if kind is None:
        return None
    given = _values(best.text, kind, query)
    for other in sorted(sentences, key=lambda sentence: -sentence.score):
        if not given or not _speaks_of_the_same(query, best, other):
            continue
        for mine in given:
            theirs = [
                value for value in _values(other.text, kind, query) if value.unit == mine.unit
            ]
            if theirs and all(
                value.differs(one) for value in theirs for one in given if one.unit == mine.unit
            ):
                return Contrast(best, other, (mine.text, theirs[0].text))
    return None


def _speaks_of_the_same(query: Query, best: Sentence, other: Sentence) -> bool:
    if other.ranked.stored.path == best.ranked.stored.path:
        return False
    if other.score < LEAST_SCORE * best.score:
        return False
    if not words_held(query, best.text) <= words_held(query, other.text):
        return False
    mine, theirs = _content(best.text), _content(other.text)
    return len(mine & theirs) >= max(2, LEAST_SHARED * min(len(mine), len(theirs)))


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word.stem for word in lexical.words(text) if not word.is_common and word.text[0].isalpha()
    )


def _values(text: str, kind: Kind, query: Query) -> list[Value]:
    """What a sentence gives that the question does not hold already."""
    found = _numbers(text) if kind.is_number else _times(text)
    asked = set(query.text.lower().split())
    return [value for value in found if not set(value.text.lower().split()) <= asked]


def _times(text: str) -> Iterator[Value]:
    for found in _TIME.finditer(text):
        yield Value(found.group().replace(",", ""), "", 0.0)


def _numbers(text: str) -> Iterator[Value]:
    times = [found.span() for found in _TIME.finditer(text)]
    for found in _NUMBER.finditer(text):
        start, end = found.span("figure")
        if any(a <= start and end <= b for a, b in times):
            continue
        scale = (found.group("scale") or "").strip().lower()
        unit = found.group("sign") or found.group("unit") or ""
        stems = lexical.stems(unit)
        number = float(found.group("figure").replace(",", "")) * _SCALES.get(scale, 1.0)
        shown = " ".join(found.group().split())
        yield Value(shown, stems[0] if stems else unit.strip() or "-", number,
                    found.group("vague") is not None)  # fmt: skip
