"""Sentences become quotations: the one that covers a question best, and those that add to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.query import Query
from assistant.sentences import Sentence
from index import lexical
from index.types import Span

SENTENCE_SHARE = 0.3  # of a sentence's own score in what it adds
LEAST_GAIN = 0.27  # of the best sentence's score, for one more sentence
LEAST_SHARE = 0.6  # of what the best sentence covers, for one more sentence
NEW_SHARE = 0.2  # of the same, if that much of what it covers is new
LEAST_MATCH = 0.3  # similarity of a word that is lit up
HEAVY = 0.5  # of the mean weight, for a question's word to light one up

_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)+")
# A sentence that begins like this leans on the one before it.
_LEANS = re.compile(
    r"\W*(?:(?:and|but|so|or|also|thus|hence|then|yet|still|however|moreover|therefore|instead|"
    r"nevertheless|in addition|as a result|for example|for instance|of these|by then)\b[\s,]*)*"
    r"(?:this|that|these|those|it|its|they|them|their|he|him|his|she|her|hers|such|both|neither|"
    r"either|one of them|some of them|the former|the latter|the same|here)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words chosen to be quoted.

    span: their place in the document of that path, whose words at that place are `quote`.
    score: how well they cover the question; marks: the words in them that matched.
    before: the place of the sentence before, where the quote leans on it to be understood.
    lines: of a list, the places of its lead and its items; empty for a sentence.
    """

    path: str
    span: Span
    quote: str
    score: float
    marks: tuple[Span, ...]
    before: Span | None = None
    lines: tuple[Span, ...] = ()


def choose(query: Query, sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """At most `most` sentences to quote: the best, then those that add most to it.

    One more is taken while what it newly covers, and a share of its own score, are worth it, if it
    covers most of what the best one covers, or much that is new; never the same words twice. What
    these cover of the history counts for nothing: that was said before.
    """
    if not sentences:
        return []
    chosen = [max(sentences, key=lambda sentence: sentence.score)]
    weights = query.weights_of_its_own
    least_gain = LEAST_GAIN * chosen[0].own_score
    best = float(weights @ chosen[0].carried)
    covered = chosen[0].matches
    while len(chosen) < most:
        said = {_folded(sentence.text) for sentence in chosen}
        gains: list[tuple[float, Sentence]] = []
        for sentence in sentences:
            new = float(weights @ (np.maximum(covered, sentence.matches) - covered))
            covers = float(weights @ sentence.matches)
            if _folded(sentence.text) not in said and (
                covers >= LEAST_SHARE * best or new >= NEW_SHARE * best
            ):
                gains.append((new + SENTENCE_SHARE * sentence.own_score, sentence))
        gain, sentence = max(gains, key=lambda one: one[0], default=(0.0, chosen[0]))
        if not gains or gain < least_gain:
            break
        chosen.append(sentence)
        covered = np.maximum(covered, sentence.matches)
    return chosen


def quotations(query: Query, chosen: Sequence[Sentence]) -> list[Quotation]:
    """The chosen sentences as they are quoted, in their order.

    A sentence that leans on another one chosen is quoted in one piece with it.
    """
    runs: list[list[Sentence]] = []
    for sentence in chosen:
        after = [run for run in runs if _leans_on(sentence, run[-1])]
        ahead = [run for run in runs if _leans_on(run[0], sentence)]
        if after:
            after[0].append(sentence)
        elif ahead:
            ahead[0].insert(0, sentence)
        else:
            runs.append([sentence])
    return [_quotation(query, run) for run in runs]


def leans(text: str) -> bool:
    """Whether a sentence needs the one before it to be understood, by how it begins.

    >>> leans("It ended there."), leans("But she knew."), leans("Italy won.")
    (True, True, False)
    """
    return _LEANS.match(text) is not None


def _leans_on(sentence: Sentence, other: Sentence) -> bool:
    return (
        leans(sentence.text)
        and sentence.before == other.span
        and sentence.ranked.stored.path == other.ranked.stored.path
    )


def _quotation(query: Query, run: Sequence[Sentence]) -> Quotation:
    """Sentences that follow one another in a passage, in one piece."""
    stored = run[0].ranked.stored
    span = Span(run[0].span.start, run[-1].span.end)
    offset = stored.passage.start
    return Quotation(
        path=stored.path,
        span=span,
        quote=stored.text[span.start - offset : span.end - offset],
        score=max(sentence.score for sentence in run),
        marks=tuple(mark for sentence in run for mark in _marks(query, sentence)),
        before=run[0].before if leans(run[0].text) or run[0].text[:1].islower() else None,
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(query: Query, sentence: Sentence) -> tuple[Span, ...]:
    """The words on which the question's heavy tokens matched best, and the question's own."""
    offset = sentence.ranked.stored.passage.start
    hit = {
        sentence.pieces[place]
        for place, match, weight in zip(
            sentence.places[: query.own], sentence.matches, query.weights, strict=False
        )
        if weight >= HEAVY * query.weights[: query.own].mean() and match >= LEAST_MATCH
    }
    begin = sentence.span.start
    words = [
        Span(word.start, word.end)
        for word in lexical.words(sentence.text)
        if not word.is_common
        and (
            word.stem in query.words
            or any(
                piece.start + offset < begin + word.end and begin + word.start < piece.end + offset
                for piece in hit
            )
        )
    ]
    whole = (_whole(word, sentence.text) for word in words)
    return tuple(Span(begin + a, begin + b) for a, b in dict.fromkeys(whole))


def _whole(word: Span, text: str) -> Span:
    """A word's place or, of a part of a number such as 4,200, that of the number."""
    for number in _NUMBER.finditer(text):
        if number.start() <= word.start and word.end <= number.end():
            return Span(*number.span())
    return word
