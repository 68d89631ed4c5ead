"""A query becomes ranked evidence: hybrid candidates, late interaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from assistant.query import HISTORY_SHARE, Query
from assistant.types import Evidence
from index import late
from index.index import Index
from index.reading import StoredPassage

BM25_SHARE = 0.3  # of BM25 against late interaction, all as z-scores over the candidates
COSINE_SHARE = 0.15  # of the cosine of the whole passage and the whole question
FEW = 50  # candidates, below which a z-score tells less than what is usual
USUAL_SCORE = 9.0  # of the best passage, if it answers the question
FUSION_K = 10
MOST_WORDS = 64  # of a question that BM25 looks for


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage and how it ranks.

    score: late interaction, BM25 and cosine as z-scores over the candidates, together; of few
    candidates, drawn towards what is usual. See `shrink`.
    """

    stored: StoredPassage
    score: float


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
    cosines = np.array([float(one.vector @ query.pooled[-1]) for one in stored])
    scores = shrink(
        standardize(late_scores)
        + BM25_SHARE * standardize(lexical_scores)
        + COSINE_SHARE * standardize(cosines)
    )
    order = np.argsort(-scores, kind="stable")[:keep]
    ranked = [Ranked(stored[i], float(scores[i])) for i in order]
    timings["late_interaction"] = 1000 * (perf_counter() - began)
    return ranked


def evidence(ranked: Ranked) -> Evidence:
    """A ranked passage without the white space around it."""
    stored = ranked.stored
    body = stored.text.strip()
    start = stored.passage.start + stored.text.index(body)
    return Evidence(
        path=stored.path,
        title=stored.title,
        heading=stored.passage.heading,
        page=stored.passage.page,
        start=start,
        end=start + len(body),
        text=body,
        score=ranked.score,
    )


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


def shrink(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores of few candidates drawn towards the usual, as if 50 more had shown that.

    A z-score over a handful of passages cannot be high, however well one of them answers.

    >>> shrink(np.array([1.0])).round(2).tolist()
    [8.84]
    """
    return np.asarray((len(scores) * scores + FEW * USUAL_SCORE) / (len(scores) + FEW))


def _rarest(query: Query, words: Mapping[str, str]) -> list[str]:
    """The stems to search for: those that make a difference in a question of any length."""
    unknown = set(query.unknown)
    known = (stem for stem, word in words.items() if word not in unknown)
    return sorted(known, key=lambda stem: -query.rarity[stem])[:MOST_WORDS]
