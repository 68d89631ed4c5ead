"""Exact words: how much of a question stands, word for word, in a text."""

from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from assistant.query import Query
from index import lexical


def words_held(query: Query, text: str) -> frozenset[str]:
    """The stems of the question's content words that stand in a text."""
    return frozenset(query.words) & frozenset(_stems(text))


def coverage(query: Query, held: dict[str, float]) -> float:
    """The share of the question's content words, by idf, that a text holds: 0 to 1.

    Of an elliptical question, that of its own or of all that is spoken, whichever is more.
    held: how surely it holds each stem, 0 to 1; one that is missing is not held.
    """
    return max(_share(query, words, held) for words in (query.words, query.own_words))


def _share(query: Query, words: Collection[str], held: dict[str, float]) -> float:
    total = sum(query.rarity[stem] for stem in words)
    if not total:
        return 0.0
    return sum(query.rarity[stem] * held.get(stem, 0.0) for stem in words) / total


def phrases(query: Query, text: str) -> float:
    """The share of the question's pairs of neighbouring words that stand so in a text: 0 to 1.

    Pairs of two stop words do not count.
    """
    asked = [
        pair
        for spoken in query.spoken
        for pair in pairwise(_stems(spoken))
        if pair[0] in query.words or pair[1] in query.words
    ]
    said = set(pairwise(_stems(text)))
    return sum(pair in said for pair in asked) / len(asked) if asked else 0.0


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(lexical.stems(text))
