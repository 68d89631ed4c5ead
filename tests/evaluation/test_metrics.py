"""Metrics, worked by hand."""

import doctest
from math import isnan, log2
from types import ModuleType

import numpy as np
import pytest

from evaluation import bootstrap, metrics

RELEVANT = {"a": 2, "b": 1, "z": 0}


@pytest.mark.parametrize("module", [metrics, bootstrap], ids=lambda module: module.__name__)
def test_worked_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_hit_needs_one_relevant_document_in_time() -> None:
    assert metrics.hit(["x", "b"], RELEVANT, 1) == 0
    assert metrics.hit(["x", "b"], RELEVANT, 2) == 1
    assert metrics.hit(["z"], RELEVANT, 1) == 0, "grade 0 is judged and not relevant"
    assert metrics.hit([], RELEVANT, 5) == 0


def test_recall_counts_the_relevant_ones_found() -> None:
    assert metrics.recall(["x", "b", "a"], RELEVANT, 2) == 0.5
    assert metrics.recall(["x", "b", "a"], RELEVANT, 3) == 1
    assert metrics.recall(["b"], RELEVANT, 5) == 0.5, "what returns one has what it returns"


def test_reciprocal_rank_stops_at_k() -> None:
    assert metrics.reciprocal_rank(["x", "y", "b"], RELEVANT, 10) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(["x", "y", "b"], RELEVANT, 2) == 0


def test_ndcg_is_graded() -> None:
    # found: b at 2 (grade 1), a at 3 (grade 2); best: a at 1, b at 2
    found = 1 / log2(3) + 2 / log2(4)
    best = 2 / log2(2) + 1 / log2(3)
    assert metrics.ndcg(["x", "b", "a"], RELEVANT, 10) == pytest.approx(found / best)
    assert metrics.ndcg(["a", "b"], RELEVANT, 10) == 1
    assert metrics.ndcg(["a"], RELEVANT, 1) == 1, "the best first place is all that k = 1 asks"
    assert metrics.ndcg(["x"], RELEVANT, 10) == 0


def test_a_quote_holds_an_answer_word_for_word() -> None:
    assert metrics.holds("In May it rained.", [["June", "May"]])
    assert not metrics.holds("In may it rained.", [["May"]])
    assert metrics.holds("In  may it rained.", [["May"], ["sunny", "in may"]], exact=False)
    assert not metrics.holds("In may it rained.", [["May"], ["sunny"]], exact=False)


def test_overlapping_spans_are_merged_and_empty_ones_go() -> None:
    spans = [("a", 4, 8), ("a", 0, 5), ("a", 8, 9), ("a", 20, 20), ("b", 4, 6)]
    assert metrics.merged(spans) == [("a", 0, 9), ("b", 4, 6)]


def test_citation_precision_and_recall_by_the_character() -> None:
    gold = [("a", 10, 20)]
    quoted = [("a", 15, 25), ("a", 18, 30), ("b", 10, 20)]  # 15 of a, 10 of b; 5 of them gold
    assert metrics.covered(gold, quoted) == pytest.approx(5 / 25)
    assert metrics.covered(quoted, gold) == 0.5
    assert metrics.covered([], gold) == 0
    assert isnan(metrics.covered(gold, []))


def test_mean_and_median_leave_out_what_has_no_value() -> None:
    values = [4.0, np.nan, 1.0, 2.0]
    assert metrics.mean(values) == pytest.approx(7 / 3)
    assert metrics.median(values) == 2
    weights = np.array([[1, 5, 1, 0], [0, 0, 3, 1], [0, 9, 0, 0]], float)
    assert metrics.mean(values, weights).tolist()[:2] == [2.5, 1.25]
    assert metrics.median(values, weights).tolist()[:2] == [2.5, 1]
    assert isnan(metrics.mean(values, weights)[2])
    assert isnan(metrics.median([np.nan]))


def test_auroc_counts_pairs_and_half_of_ties() -> None:
    # (3 > 1), (3 > 2), (2 > 1), (2 = 2): 3.5 of 4 pairs
    assert metrics.auroc([3, 2], [1, 2]) == 0.875
    assert metrics.auroc([1, 1], [1]) == 0.5
    assert metrics.auroc([0], [1]) == 0
    assert isnan(metrics.auroc([], [1]))


def test_auroc_with_weights_is_that_of_repeated_questions() -> None:
    weights, others = np.array([[2.0, 0], [1, 3]]), np.array([[1.0, 1], [0, 2]])
    assert metrics.auroc([3, 2], [1, 2], weights, others).tolist() == [
        metrics.auroc([3, 3], [1, 2]),
        metrics.auroc([3, 2, 2, 2], [2, 2]),
    ]


def test_refusals() -> None:
    # refused: 1 of 4 answerable, 3 of 4 unanswerable: precision 3/4, recall 3/4
    precision, recall, f1 = metrics.refusals([1, 0, 0, 0], [1, 1, 1, 0])
    assert (precision, recall, f1) == (0.75, 0.75, 0.75)
    precision, recall, f1 = metrics.refusals([0, 0], [0, 0])
    assert isnan(precision)
    assert (recall, f1) == (0, 0)


def test_risk_and_coverage() -> None:
    coverage, risk = metrics.risk_coverage([0.1, 0.9, 0.5], [False, True, False])
    assert coverage == pytest.approx([1 / 3, 2 / 3, 1])
    assert risk == pytest.approx([0, 1 / 2, 2 / 3])
    assert metrics.risk_area([0.1, 0.9, 0.5], [False, True, False]) == pytest.approx(7 / 18)


def test_of_ties_the_wrong_ones_count_first() -> None:
    assert metrics.risk_coverage([0.5, 0.5], [True, False])[1].tolist() == [1, 0.5]


def test_risk_area_with_weights_is_that_of_repeated_questions() -> None:
    # twice the sure right one, none of the middle one, one wrong: risks 0, 0, 1/3
    weights = np.array([[1.0, 2, 0]])
    assert metrics.risk_area([0.1, 0.9, 0.5], [0, 1, 0], weights) == pytest.approx([1 / 9])


def test_an_interval_holds_the_figure_and_narrows_with_more_questions() -> None:
    few, many = np.array([0, 1] * 10, float), np.array([0, 1] * 1000, float)
    low, high = bootstrap.interval(lambda weights: metrics.mean(few, weights), len(few))
    narrow = bootstrap.interval(lambda weights: metrics.mean(many, weights), len(many))
    # the normal approximation: 1.96 * sqrt(.25 / n), .219 for 20 and .0219 for 2,000
    assert (low, high) == pytest.approx((0.5 - 0.219, 0.5 + 0.219), abs=0.05)
    assert narrow == pytest.approx((0.5 - 0.0219, 0.5 + 0.0219), abs=0.005)


def test_an_interval_of_what_never_varies_is_a_point_and_of_nothing_is_none() -> None:
    assert bootstrap.interval(lambda weights: metrics.mean([1, 1], weights), 2) == (1, 1)
    low, high = bootstrap.interval(lambda weights: metrics.mean([np.nan], weights), 1)
    assert isnan(low)
    assert isnan(high)
