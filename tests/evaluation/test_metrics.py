"""Metrics, worked by hand."""

import pytest

from evaluation import metrics


def test_reciprocal_rank() -> None:
    assert metrics.reciprocal_rank(["c", "b", "a"], "a") == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(["c"], "a") == 0


def test_auroc_counts_pairs_and_half_of_ties() -> None:
    # (3 > 1), (3 > 2), (2 > 1), (2 = 2): 3.5 of 4 pairs
    assert metrics.auroc([3, 2], [1, 2]) == 0.875
    assert metrics.auroc([1, 1], [1]) == 0.5
    assert metrics.auroc([0], [1]) == 0


def test_f1() -> None:
    assert metrics.f1(0.5, 1) == pytest.approx(2 / 3)
    assert metrics.f1(0, 0) == 0


def test_a_quote_holds_an_answer_word_for_word() -> None:
    assert metrics.holds("In May it rained.", ["June", "May"])
    assert not metrics.holds("In may it rained.", ["May"])
