"""MaxSim on signs, checked by hand: d = 16, so a sign vector's entries are +1/4 or -1/4."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import late
from tests.letters import LetterCounts

ROWS = np.eye(16, dtype=np.float32)


def signs(*positive: int) -> np.ndarray:
    """A packed sign vector that is + at these places and - elsewhere."""
    token = np.full((1, 16), -1, np.float32)
    token[0, list(positive)] = 1
    return late.pack(token)


def test_pack_keeps_one_bit_a_dimension_and_zero_is_not_positive() -> None:
    tokens = np.array([[1, -1, 0, 2, 0, 0, 0, 0.1], [0] * 8], np.float32)
    assert late.pack(tokens).tolist() == [[0b10010001], [0]]
    assert late.pack(np.empty((0, 16), np.float32)).shape == (0, 2)
    assert late.pack(np.ones((1, 12), np.float32)).tolist() == [[0xFF, 0xF0]]


def test_similarities_are_dot_products_with_the_signs() -> None:
    question = np.stack([ROWS[0], (ROWS[0] + ROWS[1]) / np.sqrt(2)])
    bits = np.concatenate([signs(0), signs(0, 1), signs()])
    expected = [[0.25, 0.25, -0.25], [0, 0.5 / np.sqrt(2), -0.5 / np.sqrt(2)]]
    assert late.similarities(question, bits) == pytest.approx(np.array(expected), abs=1e-6)


def test_each_question_token_takes_its_best_match_in_each_passage() -> None:
    passages = [np.concatenate([signs(0), signs(1)]), signs(0, 2), np.empty((0, 2), np.uint8)]
    assert late.best_matches(ROWS[:3], passages).tolist() == [
        [0.25, 0.25, -1],
        [0.25, -0.25, -1],
        [-0.25, 0.25, -1],
    ]


def test_scores_are_the_weighted_sum_of_best_matches() -> None:
    weights = np.array([0.5, 0.25, 0.25], np.float32)
    passages = [np.concatenate([signs(0), signs(1)]), np.empty((0, 2), np.uint8), signs(0, 2)]
    assert late.scores(ROWS[:3], weights, passages).tolist() == [0.125, -1, 0.125]


def test_nothing_to_score() -> None:
    none = np.empty((0, 16), np.float32)
    assert late.scores(ROWS[:1], np.ones(1, np.float32), []).shape == (0,)
    assert late.best_matches(none, [signs(0)]).shape == (0, 1)
    assert late.scores(ROWS[:1], np.ones(1, np.float32), [np.empty((0, 2), np.uint8)]).tolist() == [
        -1
    ]


def test_words_that_share_letters_match(letters: LetterCounts) -> None:
    question, near, far = letters.encode(["turkey", "key turk", "fish"])
    weights = np.ones(1, np.float32)
    scores = late.scores(question.tokens, weights, [late.pack(near.tokens), late.pack(far.tokens)])
    # turkey is 1/√6 at 6 letters; the signs of "turk" are + at 4 of them, those of "fish" at none.
    assert scores == pytest.approx(np.array([2, -6]) / np.sqrt(6 * 32), abs=1e-6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 5), max_size=6), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_many_passages_at_once_score_as_one_by_one(sizes: list[int], asked: int, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    question = drawn.standard_normal((asked, 20)).astype(np.float32)
    question /= np.linalg.norm(question, axis=1, keepdims=True)
    weights = drawn.dirichlet(np.ones(asked)).astype(np.float32)
    passages = [drawn.standard_normal((size, 20)).astype(np.float32) for size in sizes]
    expected = [
        float(weights @ (question @ np.where(p > 0, 1, -1).T / np.sqrt(20)).max(axis=1))
        if len(p)
        else -1.0
        for p in passages
    ]
    found = late.scores(question, weights, [late.pack(p) for p in passages])
    assert found == pytest.approx(np.array(expected), abs=1e-5)
