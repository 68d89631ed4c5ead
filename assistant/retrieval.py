"""A question and its history become ranked evidence: hybrid candidates, late interaction."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from assistant.types import REFUSAL, Turn
from index import late, lexical
from index.index import Index
from index.reading import StoredPassage

HISTORY_SHARE = 0.3  # of the previous question, and of the previous answer, against 1
ELLIPSIS_SHARE = 0.4  # of a question that follows another and has no content word, not 1
COMMON_SHARE = 0.5  # of a stop word's or a stop's weight
BM25_SHARE = 0.2  # of BM25 against late interaction, both as z-scores over the candidates
COVERAGE_SHARE = 0.3  # of the share of the question's words that stand in a passage
FUSION_K = 10
MOST_WORDS = 64  # of a question that BM25 looks for

_MARK = re.compile(r"\s*\[\d+\]")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index understands it.

    tokens: (n, d) float32, unit rows: the question's word pieces, then its history's.
    weights: (n,) float32, summing to 1; own: how many of the rows are the question's.
    pooled: unit (d,) vectors to search by: the question alone, then with its history.
    words: the question's content words, stem -> word; of the previous question if it has none.
    background: the previous question's other content words.
    rarity: the idf of every word's stem. unknown: the words that stand nowhere.
    is_elliptical: whether the question has no content word of its own.
    """

    text: str
    tokens: Floats
    weights: Floats
    own: int
    pooled: tuple[Floats, ...]
    words: dict[str, str]
    background: dict[str, str]
    rarity: dict[str, float]
    unknown: tuple[str, ...]
    is_elliptical: bool

    @property
    def weights_of_its_own(self) -> Floats:
        """The weights without the history's, summing to 1; all of them if it has no own word."""
        if self.is_elliptical:
            return self.weights
        own = np.where(np.arange(len(self.weights)) < self.own, self.weights, 0)
        return np.asarray(own / (own.sum() or 1.0), np.float32)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage and how it ranks.

    late: weighted MaxSim; score: late interaction and BM25 as z-scores together;
    coverage: the share, by idf, of the question's words that stand in it, in [0, 1].
    """

    stored: StoredPassage
    score: float
    late: float
    coverage: float

    @property
    def confidence(self) -> float:
        """How surely this passage speaks of what was asked, about 0 to .85."""
        return (self.late + COVERAGE_SHARE * self.coverage) / (1 + COVERAGE_SHARE)


def understand(index: Index, question: str, history: Sequence[Turn] = ()) -> Query:
    """Encode a question with the turn before it. No rewriting, no LLM.

    A token weighs the square root of its idf over the passages, stop words half of that. The
    last user turn's tokens and the last assistant turn's join with a total of 0.3 each against
    the question's 1, or against 0.4 where it is all stop words ("And who said that?").
    """
    before = {turn.role: turn.text for turn in history}
    asked, answered = before.get("user", ""), _spoken(before.get("assistant", ""))
    texts = [question, *(text for text in (asked, answered) if text.strip())]
    encodings = index.encoder.encode(texts)
    frequencies = index.catalog.piece_frequencies(
        [int(piece) for encoding in encodings for piece in encoding.pieces]
    )
    total = index.catalog.count()
    words, background = lexical.content_words(question), lexical.content_words(asked)
    shares = [1.0 if words else ELLIPSIS_SHARE, HISTORY_SHARE, HISTORY_SHARE][: len(texts)]
    groups = []
    for text, encoding, share in zip(texts, encodings, shares, strict=True):
        rarity = [lexical.idf(total, frequencies[int(piece)]) for piece in encoding.pieces]
        common = _common_pieces(index, text, len(rarity))
        weights = np.sqrt(rarity) * np.where(common, COMMON_SHARE, 1.0)
        groups.append(share * weights / (weights.sum() or 1.0))
    weights = np.concatenate(groups)
    joined = np.array(shares) @ np.stack([encoding.pooled for encoding in encodings])
    is_elliptical = not words
    if is_elliptical:
        words, background = background, {}
    found = index.catalog.word_frequencies([*words, *background])
    return Query(
        text=question,
        tokens=np.concatenate([encoding.tokens for encoding in encodings]),
        weights=np.asarray(weights / (weights.sum() or 1.0), np.float32),
        own=len(encodings[0].tokens),
        pooled=(encodings[0].pooled, *([_unit(joined)] if len(texts) > 1 else [])),
        words=words,
        background={stem: word for stem, word in background.items() if stem not in words},
        rarity={stem: lexical.idf(total, holding) for stem, holding in found.items()},
        unknown=tuple(word for stem, word in words.items() if not found[stem]),
        is_elliptical=is_elliptical,
    )


def rank(
    index: Index,
    query: Query,
    candidates: int,
    keep: int,
    documents: Collection[str] | None,
    timings: dict[str, float],
) -> list[Ranked]:
    """The `keep` best of the candidates of both searches, best first.

    candidates: passages taken from each search.
    documents: the paths to look in, None for all.
    timings: gets the milliseconds of "candidates" and "late_interaction".
    """
    began = perf_counter()
    among = None if documents is None else index.document_ids(documents)
    bm25 = dict(index.lexical_search(_rarest(query, query.words), candidates, among))
    background = dict(index.lexical_search(_rarest(query, query.background), candidates, among))
    lists = [
        *(index.dense_search(vector, candidates, among) for vector in query.pooled),
        list(bm25),
        list(background),
    ]
    stored = index.passages(fuse(lists)[: 2 * candidates])
    timings["candidates"] = 1000 * (perf_counter() - began)
    began = perf_counter()
    late_scores = late.scores(query.tokens, query.weights, [one.signature for one in stored])
    lexical_scores = np.array(
        [bm25.get(one.id, 0.0) + HISTORY_SHARE * background.get(one.id, 0.0) for one in stored]
    )
    together = standardize(late_scores) + BM25_SHARE * standardize(lexical_scores)
    order = np.argsort(-together, kind="stable")[:keep]
    ranked = [
        Ranked(
            stored=stored[i],
            score=float(together[i]),
            late=float(late_scores[i]),
            coverage=coverage(query, stored[i].text),
        )
        for i in order
    ]
    timings["late_interaction"] = 1000 * (perf_counter() - began)
    return ranked


def fuse(lists: Sequence[Sequence[int]]) -> list[int]:
    """Reciprocal rank fusion: ids by the sum of 1 / (10 + rank) over the lists, best first.

    Source: Cormack, Clarke & Büttcher (2009), with k = 10.

    >>> fuse([[1, 2], [2, 3]])
    [2, 1, 3]
    """
    total: dict[int, float] = {}
    for ranked in lists:
        for place, identity in enumerate(ranked, start=1):
            total[identity] = total.get(identity, 0.0) + 1 / (FUSION_K + place)
    return sorted(total, key=lambda identity: -total[identity])


def standardize(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """z-scores; zeros where all values are alike.

    >>> standardize(np.array([1.0, 3.0])).tolist()
    [-1.0, 1.0]
    """
    spread = values.std() if len(values) else 0.0
    return np.asarray((values - values.mean()) / spread if spread > 1e-9 else 0.0 * values)


def coverage(query: Query, text: str) -> float:
    """The share of the question's content words, by idf, that stand in a text: 0 to 1."""
    total = sum(query.rarity[stem] for stem in query.words)
    if not total:
        return 0.0
    held = _stems_held(text)
    return sum(query.rarity[stem] for stem in query.words if stem in held) / total


@lru_cache(maxsize=4096)
def _stems_held(text: str) -> frozenset[str]:
    return frozenset(lexical.stems(text))


def _common_pieces(index: Index, text: str, count: int) -> list[bool]:
    """For each of a text's first word pieces whether it is of a stop word or no word at all."""
    words = [word for word in lexical.words(text) if not word.is_common]
    starts = [word.start for word in words]
    common = []
    for piece in index.encoder.offsets([text])[0][:count]:
        before = bisect_left(starts, piece.end) - 1
        common.append(before < 0 or words[before].end <= piece.start)
    return common


def _rarest(query: Query, words: Mapping[str, str]) -> list[str]:
    """The stems to search for: those that make a difference in a question of any length."""
    unknown = set(query.unknown)
    known = (stem for stem, word in words.items() if word not in unknown)
    return sorted(known, key=lambda stem: -query.rarity[stem])[:MOST_WORDS]


def _spoken(answer: str) -> str:
    """What an answer said of the subject: nothing, if it was a refusal, and no marks."""
    return "" if answer.startswith(REFUSAL) else _MARK.sub("", answer)


def _unit(vector: NDArray[np.floating]) -> Floats:
    return np.asarray(vector / (np.linalg.norm(vector) or 1.0), np.float32)
