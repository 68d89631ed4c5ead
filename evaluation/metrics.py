"""Metrics as pure functions: they know numbers and spans, no system and no data set.

Those over many questions take `weights` (..., n), how often each question counts: with the counts
of many resamples, (B, n), they give B figures at once, which is what makes a bootstrap fast.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Stretch = tuple[str, int, int]  # the characters [start, end) of a document


def hit(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """H@k: 1 if a relevant document is among the first k.

    >>> hit(["b", "a"], {"a": 1}, 1), hit(["b", "a"], {"a": 1}, 2)
    (0.0, 1.0)
    """
    return float(any(relevant.get(one, 0) > 0 for one in ranked[:k]))


def recall(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """recall@k: the share of the relevant documents that is among the first k.

    >>> recall(["b", "a", "c"], {"a": 1, "c": 1}, 2)
    0.5
    """
    wanted = {one for one, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted)


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """1 / the place of the first relevant document, counted from 1; 0 if none is in the first k.

    Its mean is MRR@k.

    >>> reciprocal_rank(["b", "a"], {"a": 1}, 10)
    0.5
    """
    places = (i for i, one in enumerate(ranked[:k], start=1) if relevant.get(one, 0) > 0)
    return 1 / place if (place := next(places, 0)) else 0.0


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """nDCG@k: the sum of grade / log2(1 + place), as a share of the best order's.

    Source: Järvelin & Kekäläinen (2002), with linear gains as in trec_eval and BEIR.

    >>> round(ndcg(["b", "a"], {"a": 2, "b": 1}, 10), 4)  # (1 + 2 / 1.585) / (2 + 1 / 1.585)
    0.8597
    """
    best = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)
    found = [max(0, relevant.get(one, 0)) for one in ranked[:k]]
    return _gain(found) / _gain(best[:k])


def holds(quote: str, words: Iterable[Sequence[str]], exact: bool = True) -> bool:
    r"""Whether a quote holds one of each group of words: to the letter, or folded.

    Folded: case counts for nothing, and a run of white space is one space.

    >>> holds("It rained in May.", [["May", "June"]]), holds("It rained\n in may.", [["May"]])
    (True, False)
    >>> holds("It rained\n in may.", [["May"], ["rained in"]], exact=False)
    True
    """
    text = quote if exact else _folded(quote)
    return all(any((one if exact else _folded(one)) in text for one in group) for group in words)


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same characters, each once: what overlaps or touches in one document becomes one.

    >>> merged([("a", 5, 9), ("a", 0, 6), ("b", 0, 1)])
    [('a', 0, 9), ('b', 0, 1)]
    """
    joined: list[Stretch] = []
    for path, start, end in sorted(stretches):
        if joined and joined[-1][0] == path and start <= joined[-1][2]:
            joined[-1] = (path, joined[-1][1], max(end, joined[-1][2]))
        elif end > start:
            joined.append((path, start, end))
    return joined


def covered(part: Iterable[Stretch], whole: Iterable[Stretch]) -> float:
    """The share of the characters of `whole` that `part` holds; NaN where `whole` has none.

    Citation precision is `covered(gold, quoted)`, citation recall `covered(quoted, gold)`.

    >>> covered([("a", 0, 5), ("b", 0, 9)], [("a", 3, 7), ("a", 5, 13)])  # 2 of 10
    0.2
    """
    held, wanted = merged(part), merged(whole)
    total = sum(end - start for _, start, end in wanted)
    shared = sum(
        max(0, min(end, b) - max(start, a))
        for path, start, end in wanted
        for other, a, b in held
        if other == path
    )
    return shared / total if total else float("nan")


def mean(values: ArrayLike, weights: Floats | None = None) -> Any:
    """The weighted mean, questions without a value (NaN) left out: a float or (B,).

    >>> float(mean([1, 0, np.nan])), mean([1, 0], np.array([[2, 0], [1, 3]])).tolist()
    (0.5, [1.0, 0.25])
    """
    numbers = np.asarray(values, float)
    counts = _counts(numbers, weights) * ~np.isnan(numbers)
    return _ratio(counts @ np.nan_to_num(numbers), counts.sum(-1))


def median(values: ArrayLike, weights: Floats | None = None) -> Any:
    """The weighted median, NaN left out: the middle, or halfway between the middle two.

    >>> float(median([3, 1, 2])), float(median([4, 1, 2, 3]))
    (2.0, 2.5)
    """
    numbers = np.asarray(values, float)
    kept = np.flatnonzero(~np.isnan(numbers))
    if not len(kept):
        return np.nan * _counts(numbers, weights).sum(-1)
    order = kept[np.argsort(numbers[kept], kind="stable")]
    sums = _counts(numbers, weights)[..., order].cumsum(-1)
    half = sums[..., -1:] / 2
    low = np.minimum((sums < half).sum(-1), len(order) - 1)
    high = np.minimum((sums <= half).sum(-1), len(order) - 1)
    return (numbers[order][low] + numbers[order][high]) / 2


def auroc(
    positive: ArrayLike,
    negative: ArrayLike,
    weights: Floats | None = None,
    negative_weights: Floats | None = None,
) -> Any:
    """The chance that a positive scores above a negative, ties counting half: a float or (B,).

    Source: the Mann-Whitney U statistic (Hanley & McNeil, 1982).

    >>> float(auroc([3, 2], [1, 2]))  # 3 > 1, 3 > 2, 2 > 1, 2 = 2
    0.875
    """
    above, below = np.asarray(positive, float), np.asarray(negative, float)
    order = np.argsort(below, kind="stable")
    ours, theirs = _counts(above, weights), _counts(below, negative_weights)[..., order]
    start = np.zeros((*theirs.shape[:-1], 1))
    sums = np.concatenate([start, theirs.cumsum(-1)], axis=-1)
    less = sums[..., np.searchsorted(below[order], above, side="left")]
    less_or_equal = sums[..., np.searchsorted(below[order], above, side="right")]
    wins = (ours * (less + less_or_equal) / 2).sum(-1)
    return _ratio(wins, ours.sum(-1) * theirs.sum(-1))


def refusals(
    wrongly: ArrayLike,
    rightly: ArrayLike,
    weights: Floats | None = None,
    unanswerable_weights: Floats | None = None,
) -> tuple[Any, Any, Any]:
    """Precision, recall and F1 of refusing: floats or (B,) each.

    wrongly: (n,) whether each answerable question was refused; rightly: (m,) each unanswerable
    one. Precision is NaN where nothing is refused; F1 is then 0.

    >>> [float(one) for one in refusals([True, False], [True, True, False, False])]
    [0.6666666666666666, 0.5, 0.5714285714285714]
    """
    false, true = np.asarray(wrongly, float), np.asarray(rightly, float)
    good = _counts(true, unanswerable_weights) @ true
    bad = _counts(false, weights) @ false
    total = _counts(true, unanswerable_weights).sum(-1)
    return _ratio(good, good + bad), _ratio(good, total), _ratio(2 * good, good + bad + total)


def risk_coverage(confidence: ArrayLike, right: ArrayLike) -> tuple[Floats, Floats]:
    """Coverage and risk, (n,) each, as one question more is answered, the surest first.

    coverage: the share of all questions answered; risk: the share of these answered wrongly.
    Of equal confidences the wrong ones come first: a system gains nothing by ties.
    Source: Geifman & El-Yaniv (2017).

    >>> [one.tolist() for one in risk_coverage([0.9, 0.1], [True, False])]
    [[0.5, 1.0], [0.0, 0.5]]
    """
    wrong = ~np.asarray(right, bool)[_surest_first(confidence, right)]
    answered = np.arange(1, len(wrong) + 1)
    return answered / len(wrong), wrong.cumsum() / answered


def risk_area(confidence: ArrayLike, right: ArrayLike, weights: Floats | None = None) -> Any:
    """The area under the risk-coverage curve, lower being better: a float or (B,).

    >>> float(risk_area([0.9, 0.1], [True, False]))  # the mean of 0 and 1/2
    0.25
    """
    order = _surest_first(confidence, right)
    wrong = ~np.asarray(right, bool)[order]
    counts = _counts(wrong, weights)[..., order] if weights is not None else np.ones(len(wrong))
    sums = counts.cumsum(-1)
    risk = (counts * wrong).cumsum(-1) / np.maximum(sums, 1)
    return _ratio((counts * risk).sum(-1), counts.sum(-1))


def _gain(grades: Sequence[int]) -> float:
    return float(sum(grade / np.log2(1 + i) for i, grade in enumerate(grades, start=1)))


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


def _counts(values: NDArray[Any], weights: Floats | None) -> Floats:
    return np.ones(len(values)) if weights is None else np.asarray(weights, float)


def _ratio(part: Any, whole: Any) -> Any:
    """The share, NaN where whole is 0."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)[()]


def _surest_first(confidence: ArrayLike, right: ArrayLike) -> NDArray[np.intp]:
    return np.lexsort((np.asarray(right, bool), -np.asarray(confidence, float)))
