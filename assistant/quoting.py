"""Sentences become quotations: the one that covers a question best, and those that add to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.query import Query
from assistant.retrieval import Ranked
from assistant.sentences import Sentence
from index import lexical
from index.types import Span

SENTENCE_SHARE = 0.3  # of a sentence's own score in what it adds
LEAST_GAIN = 0.24  # of the best sentence's score, for one more sentence
LEAST_MATCH = 0.3  # similarity of a word that is lit up
HEAVY = 0.5  # of the mean weight, for a question's word to light one up


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence chosen to be quoted, as offsets into its document.

    score: how well it covers the question; marks: the words in it that matched.
    """

    ranked: Ranked
    span: Span
    score: float
    marks: tuple[Span, ...]

    @property
    def quote(self) -> str:
        """The words themselves."""
        begin = self.ranked.stored.passage.start
        return self.ranked.stored.text[self.span.start - begin : self.span.end - begin]


def choose(query: Query, sentences: Sequence[Sentence], most: int) -> list[Quotation]:
    """At most `most` sentences: the best, then those that add most to it.

    One more is taken while what it newly covers, and a share of its own score, are worth it; never
    the same words twice. What these cover of the history counts for nothing: that was said before.
    """
    if not sentences:
        return []
    chosen = [max(sentences, key=lambda sentence: sentence.score)]
    least = LEAST_GAIN * chosen[0].own_score
    covered = chosen[0].matches
    weights = query.weights_of_its_own
    while len(chosen) < most:
        said = {_folded(sentence.text) for sentence in chosen}
        rest = [sentence for sentence in sentences if _folded(sentence.text) not in said]
        gains = [
            float(weights @ (np.maximum(covered, sentence.matches) - covered))
            + SENTENCE_SHARE * sentence.own_score
            for sentence in rest
        ]
        if not gains or max(gains) < least:
            break
        chosen.append(rest[int(np.argmax(gains))])
        covered = np.maximum(covered, chosen[-1].matches)
    return [Quotation(one.ranked, one.span, one.score, _marks(query, one)) for one in chosen]


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
    return tuple(
        Span(sentence.span.start + word.start, sentence.span.start + word.end)
        for word in lexical.words(sentence.text)
        if not word.is_common
        and (
            word.stem in query.words
            or any(
                piece.start + offset < sentence.span.start + word.end
                and sentence.span.start + word.start < piece.end + offset
                for piece in hit
            )
        )
    )
