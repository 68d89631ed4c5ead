"""Sentences carry what was said before them, on vectors that a person can work out."""

from pathlib import Path

import numpy as np
import pytest

from assistant import retrieval
from assistant.query import understand
from assistant.sentences import Sentence, score_sentences
from index.index import Index
from tests.letters import LetterCounts


def _sentences(tmp_path: Path, text: str, question: str) -> list[Sentence]:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.txt").write_text(text)
    letters = LetterCounts()
    index = Index.open(folder, tmp_path / "its-store", letters)
    index.sync()
    query = understand(index, question)
    ranked = retrieval.rank(index, query, 50, 10, None, {})
    return score_sentences(query, ranked, letters)


def test_a_sentence_carries_three_quarters_of_what_was_said_before(tmp_path: Path) -> None:
    first, second, third = _sentences(tmp_path, "The heron stood. It ate. It flew.", "heron")
    assert first.before is None
    assert second.before == first.span
    assert np.array_equal(first.carried, first.matches)
    assert second.carried == pytest.approx(np.maximum(second.matches, 0.75 * first.matches))
    assert third.carried == pytest.approx(np.maximum(third.matches, 0.75 * second.carried))
    assert [one.coverage for one in (first, second, third)] == [1, 0.75, 0.5625]


def test_of_two_sentences_that_fly_the_one_after_the_heron_is_better(tmp_path: Path) -> None:
    text = "The gull sat. It flew north. The heron stood. It flew south. The gull sat."
    found = _sentences(tmp_path, text, "Where did the heron, which stood, fly, and it flew where?")
    by_text = {one.text: one.own_score for one in found}
    assert by_text["It flew south."] > by_text["It flew north."]
