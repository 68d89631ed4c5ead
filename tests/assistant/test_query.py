"""Understanding a question: its tokens' weights, and what it takes from its history."""

import numpy as np
import pytest

from assistant.query import understand
from assistant.types import REFUSAL, Turn
from index.index import Index


def test_weights_sum_to_one_and_stop_words_weigh_half(index: Index) -> None:
    query = understand(index, "heron the")
    heron, the = query.weights
    assert heron + the == pytest.approx(1)
    rarity = [np.log1p(2.5 / 1.5), np.log1p(0.5 / 3.5)]
    assert heron / the == pytest.approx(np.sqrt(rarity[0]) / (0.5 * np.sqrt(rarity[1])), rel=1e-5)


def test_history_weighs_a_fifth_each(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", "gull [1]")]
    query = understand(index, "apple", history)
    assert query.weights == pytest.approx(np.array([1, 0.2, 0.2]) / 1.4, rel=1e-5)
    assert query.own == 1
    assert len(query.pooled) == 2


def test_an_elliptical_question_leans_on_its_history(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", "gull")]
    query = understand(index, "who", history)
    assert query.weights == pytest.approx(np.array([0.1, 0.2, 0.2]) / 0.5, rel=1e-5)
    assert query.words == {"heron": "heron"}


def test_a_refusal_and_marks_are_no_history(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", f"{REFUSAL}\nBecause of the apple.")]
    assert len(understand(index, "gull", history).tokens) == 2
    history = [Turn("user", "heron"), Turn("assistant", "pear [1]")]
    assert len(understand(index, "gull", history).tokens) == 3


def test_a_history_of_another_subject_weighs_nothing(index: Index) -> None:
    history = [Turn("user", "gull"), Turn("assistant", "bulk")]  # no letter of "heron" in them
    query = understand(index, "heron", history)
    assert query.weights[0] == pytest.approx(1)
    assert query.weights[1:] == pytest.approx(np.zeros(len(query.weights) - 1))


def test_a_question_that_a_model_put_is_as_much_its_own(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", "gull")]
    query = understand(index, "apple saw", history, "apple pear")
    assert query.text == "apple saw"
    assert query.spoken == ("apple saw", "apple pear")
    assert query.own == 4
    assert query.weights[:2].sum() == pytest.approx(query.weights[2:4].sum())
    assert query.weights[4:] == pytest.approx(0.2 * query.weights[:2].sum(), rel=1e-5)
    assert len(query.pooled) == 3
    assert query.words == {"appl": "apple", "saw": "saw", "pear": "pear"}
    assert query.rows["appl"] == (0,)
    assert query.rows["pear"] == (3,)


def test_where_a_model_put_it_an_elliptical_question_is_so_no_more(index: Index) -> None:
    query = understand(index, "who", [Turn("user", "heron gull")], "who heron")
    assert not query.is_elliptical
    assert query.words == {"heron": "heron"}
    assert query.background == {"gull": "gull"}
