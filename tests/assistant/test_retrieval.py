"""Ranking: fusion, history, filters, on vectors that a person can work out."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant import retrieval
from assistant.query import understand
from assistant.types import Turn
from index.errors import UnknownDocument
from index.index import Index


def _rank(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    documents: Sequence[str] | None = None,
) -> list[str]:
    query = understand(index, question, history)
    ranked = retrieval.rank(index, query, 50, 10, documents, {})
    return [one.stored.path for one in ranked]


def test_the_passage_with_the_word_comes_first(index: Index) -> None:
    assert _rank(index, "Who saw the heron?")[0] == "birds.txt"


def test_a_follow_up_finds_what_its_history_is_about(index: Index) -> None:
    history = [Turn("user", "Which bird stood?"), Turn("assistant", "A heron stood.")]
    assert _rank(index, "And what else?", history=history)[0] == "birds.txt"


def test_documents_narrow_the_search(index: Index) -> None:
    assert _rank(index, "What fell?", documents=["tools.txt"]) == ["tools.txt"]
    assert _rank(index, "What fell?", documents=[]) == []


def test_an_unknown_document_is_named(index: Index) -> None:
    with pytest.raises(UnknownDocument, match=r"nowhere\.txt"):
        _rank(index, "What fell?", documents=["nowhere.txt"])


def test_fusion_adds_reciprocal_ranks() -> None:
    # 1: 1/11; 2: 1/12 + 1/11; 3: 1/12
    assert retrieval.fuse([[1, 2], [2, 3]]) == [2, 1, 3]


def test_z_scores_of_equal_values_are_zero() -> None:
    assert retrieval.standardize(np.array([2.0, 2.0])).tolist() == [0, 0]
    assert retrieval.standardize(np.array([])).tolist() == []


def test_of_a_long_question_the_rarest_known_words_are_looked_for(index: Index) -> None:
    noise = " ".join(f"nonsense{number}" for number in range(500))
    assert _rank(index, f"{noise} heron")[0] == "birds.txt"


def test_few_candidates_are_drawn_towards_the_usual() -> None:
    # (1 x 2 + 50 x 9) / 51, and (100 x 6 + 50 x 9) / 150
    assert retrieval.shrink(np.array([2.0])) == pytest.approx([452 / 51])
    assert retrieval.shrink(np.full(100, 6.0))[0] == pytest.approx(7)
    assert len(retrieval.shrink(np.array([]))) == 0
