"""Exact words and pairs of words of a question in a text."""

import pytest

from assistant.matching import coverage, phrases, words_held
from assistant.query import understand
from index.index import Index


def test_coverage_is_the_share_of_the_question_by_idf(index: Index) -> None:
    query = understand(index, "heron zebra")  # each as rare as the other
    held = words_held(query, "A heron stood.")
    assert held == {"heron"}
    assert coverage(query, dict.fromkeys(held, 1.0)) == pytest.approx(0.5)
    assert coverage(query, dict.fromkeys(held, 0.75)) == pytest.approx(0.375)
    assert coverage(query, {}) == 0
    assert query.unknown == ("zebra",)


def test_a_question_of_stop_words_is_covered_by_nothing(index: Index) -> None:
    query = understand(index, "and what of it")
    assert coverage(query, {"and": 1.0}) == 0
    assert phrases(query, "and what of it") == 0


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The old heron stood still.", 1.0),  # the-old, old-heron, heron-stood
        ("An old heron flew.", 1 / 3),
        ("Stood the heron old?", 0.0),
    ],
)
def test_phrases_count_neighbouring_words(index: Index, text: str, share: float) -> None:
    assert phrases(understand(index, "the old heron stood"), text) == pytest.approx(share)
