"""Late interaction: how well a passage's words cover a question's words, on 1-bit vectors."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bits = NDArray[np.uint8]


def pack(tokens: Floats) -> Bits:
    """The signs of token vectors, 1 bit a dimension: (m, d) float32 -> (m, d / 8) uint8.

    >>> pack(np.array([[1, -1, 1, 1, -1, -1, -1, 2]], np.float32))
    array([[177]], dtype=uint8)
    """
    return np.packbits(tokens > 0, axis=1)


def similarities(question: Floats, bits: Bits) -> Floats:
    """The dot product of every question token with every passage token's signs.

    question: (n, d) float32, rows of L2 norm 1. bits: (m, d / 8) uint8.
    A set bit stands for +1 / sqrt(d), a clear one for -1 / sqrt(d): (n, m) float32 in [-1, 1].
    With b in {0, 1}, q · (2b - 1) = 2 (q · b) - sum(q), so the bits are multiplied as they are.
    """
    dimension = question.shape[1]
    ones = np.unpackbits(bits, axis=1, count=dimension).astype(np.float32)
    products = 2 * (question @ ones.T) - question.sum(axis=1, keepdims=True)
    return np.asarray(products / np.sqrt(dimension), dtype=np.float32)


def best_matches(question: Floats, signatures: Sequence[Bits]) -> Floats:
    """For each question token its best similarity in each passage: (n, passages) float32.

    A passage without tokens scores -1 throughout.
    """
    best = np.full((len(question), len(signatures)), -1, dtype=np.float32)
    filled = [i for i, bits in enumerate(signatures) if len(bits)]
    if not filled or not len(question):
        return best
    together = similarities(question, np.concatenate([signatures[i] for i in filled]))
    starts = np.cumsum([0, *(len(signatures[i]) for i in filled[:-1])])
    best[:, filled] = np.maximum.reduceat(together, starts, axis=1)
    return best


def scores(question: Floats, weights: Floats, signatures: Sequence[Bits]) -> Floats:
    """Weighted MaxSim of a question against each passage: (passages,) float32 in [-1, 1].

    question: (n, d) float32, rows of L2 norm 1, one a question token.
    weights: (n,) float32, each token's share; they sum to 1.
    signatures: one (m, d / 8) uint8 array a passage, one packed sign vector a token.
    Source: MaxSim of ColBERT (Khattab & Zaharia, 2020), on signs.

    >>> first = np.eye(8, dtype=np.float32)[:1]
    >>> scores(first, np.ones(1, np.float32), [np.array([[128]], np.uint8)]).round(4).tolist()
    [0.3535999894142151]
    """
    return np.asarray(weights @ best_matches(question, signatures), dtype=np.float32)
