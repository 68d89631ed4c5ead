"""Metrics as pure functions: they know numbers and spans, no system and no data set."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike


def reciprocal_rank(ranked: Sequence[str], gold: str) -> float:
    """1 / the place of `gold` in a ranking, counted from 1; 0 if it is not there.

    >>> reciprocal_rank(["b", "a"], "a")
    0.5
    """
    return 1 / (1 + ranked.index(gold)) if gold in ranked else 0.0


def auroc(positive: ArrayLike, negative: ArrayLike) -> float:
    """The chance that a positive scores above a negative, ties counting half.

    Source: the Mann-Whitney U statistic (Hanley & McNeil, 1982).

    >>> auroc([3, 2], [1, 2])
    0.875
    """
    above, below = np.asarray(positive, float), np.sort(np.asarray(negative, float))
    less = np.searchsorted(below, above, side="left")
    equal = np.searchsorted(below, above, side="right") - less
    return float((less + equal / 2).sum() / (len(above) * len(below)))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall; 0 where both are.

    >>> f1(1.0, 0.5)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def holds(quote: str, answers: Sequence[str]) -> bool:
    """Whether a quote holds one of the gold answers, word for word.

    >>> holds("It rained in May.", ["May", "June"]), holds("It rained.", ["May"])
    (True, False)
    """
    return any(answer in quote for answer in answers)
