"""95 % intervals: a figure computed anew on a thousand resamples of the questions."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from evaluation.metrics import Floats

_SEED = 20_240_229
_TIMES = 1_000


@lru_cache(maxsize=8)
def resamples(questions: int, times: int = _TIMES) -> Floats:
    """How often each question is drawn in each resample: (times, questions).

    The seed is fixed: the same questions are drawn for every system and in every run, so that
    figures with and without something are resampled in pairs.

    >>> resamples(4).sum(axis=1).tolist() == [4.0] * 1000
    True
    """
    draw = np.random.default_rng(_SEED)
    counts = draw.multinomial(questions, np.full(questions, 1 / questions), size=times)
    return counts.astype(float)


def interval(figure: Callable[[Floats], Any], questions: int) -> tuple[float, float]:
    """The middle 95 % of a figure over resamples of so many questions; NaN where it has none.

    figure: (times, questions) weights -> (times,) figures.
    Source: the percentile bootstrap (Efron & Tibshirani, 1993).
    """
    drawn = np.asarray(figure(resamples(questions)), float)
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return float("nan"), float("nan")
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
