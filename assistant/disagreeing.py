"""Two documents that give different figures for the same thing: found, so that it can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.asking import Kind, kind_asked
from assistant.figures import Value, numbers, times
from assistant.matching import words_held
from assistant.query import Query
from assistant.quoting import leans
from assistant.sentences import Sentence
from index import lexical

LEAST_SCORE = 0.7  # of the best sentence's, for another to speak of the same thing
LEAST_SHARED = 0.5  # of the shorter sentence's content words that stand in the other too


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
    given = _values(best.text, kind, query) if kind else []
    if kind is None or not given:
        return None
    for other in sorted(sentences, key=lambda sentence: -sentence.score):
        if not _speaks_of_the_same(query, kind, best, other):
            continue
        answers = _values(other.text, kind, query)
        for mine in given:
            theirs = [value for value in answers if value.is_like(mine)]
            ours = [value for value in given if value.is_like(mine)]
            if theirs and all(value.differs(one) for value in theirs for one in ours):
                return Contrast(best, other, (mine.text, theirs[0].text))
    return None


def _speaks_of_the_same(query: Query, kind: Kind, best: Sentence, other: Sentence) -> bool:
    if other.ranked.stored.path == best.ranked.stored.path:
        return False
    if other.score < LEAST_SCORE * best.score:
        return False
    if not words_held(query, _understood(best)) <= words_held(query, _understood(other)):
        return False
    if kind.is_number and not _same_time(query, best, other):
        return False
    if _differ_in_names(best, other) or _differ_in_modifiers(query, best, other):
        return False
    mine, theirs = _content(best.text), _content(other.text)
    return len(mine & theirs) >= max(2, LEAST_SHARED * min(len(mine), len(theirs)))


def _understood(sentence: Sentence) -> str:
    """A sentence with the one before it, if it leans on that: "It" is what was named there."""
    if sentence.before is None or not leans(sentence.text):
        return sentence.text
    offset = sentence.ranked.stored.passage.start
    return sentence.ranked.stored.text[sentence.before.start - offset : sentence.span.end - offset]


def _same_time(query: Query, best: Sentence, other: Sentence) -> bool:
    """Whether two figures may be of one time: what changes from year to year is no contradiction.

    A time that the question names counts for the best sentence; for the other, its passage's title
    and headings may name it, too.
    """
    asked = list(times(query.text))
    mine = list(times(_understood(best))) or asked
    stored = other.ranked.stored
    above = list(times(f"{stored.title}\n{stored.passage.heading}\n{stored.path}")) if asked else []
    theirs = list(times(_understood(other))) or above
    if asked and not theirs:
        return False
    return not (mine and theirs) or any(not a.differs(b) for a in mine for b in theirs)


def _differ_in_names(best: Sentence, other: Sentence) -> bool:
    """Whether each names somebody or something that the other does not: Gudrun, and Sigrid."""
    mine, theirs = _names(best), _names(other)
    return bool(mine - _content(other.text)) and bool(theirs - _content(best.text))


def _names(sentence: Sentence) -> frozenset[str]:
    """The stems of its capitalised words, the first one too if its passage never has it small."""
    small = {word.text for word in lexical.words(sentence.ranked.stored.text)}
    months = {word.text for value in times(sentence.text) for word in lexical.words(value.text)}
    return frozenset(
        word.stem
        for word in lexical.words(sentence.text)
        if word.text[0].isupper()
        and not word.is_common
        and word.text not in months
        and word.text.lower() not in small
        and not any(numbers(word.text))
    )


def _differ_in_modifiers(query: Query, best: Sentence, other: Sentence) -> bool:
    """Whether a thing asked about is qualified in two ways: the old pier, and the new one."""
    mine, theirs = _modifiers(query, best.text), _modifiers(query, other.text)
    return any(
        stem in theirs and mine[stem] not in theirs.values() and theirs[stem] != mine[stem]
        for stem in mine
    )


def _modifiers(query: Query, text: str) -> dict[str, str]:
    """The word right before each of the question's words in a text, unless it is asked for too."""
    found: dict[str, str] = {}
    for before, word in pairwise(lexical.words(text)):
        is_beside = text[before.end : word.start].isspace()
        is_plain = before.text.isalpha() and not any(numbers(before.text))
        if (
            word.stem in query.words
            and is_beside
            and is_plain
            and not before.is_common
            and before.stem not in query.words
            and not before.text.endswith("ly")
        ):
            found.setdefault(word.stem, before.stem)
    return found


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word.stem for word in lexical.words(text) if not word.is_common and word.text[0].isalpha()
    )


def _values(text: str, kind: Kind, query: Query) -> list[Value]:
    """What a sentence gives that the question does not hold already, in the unit asked for."""
    read = numbers if kind.is_number else times
    asked = {(value.low, value.high) for value in read(query.text)}
    found = [value for value in read(text) if (value.low, value.high) not in asked]
    return [value for value in found if value.unit in query.words] or found
