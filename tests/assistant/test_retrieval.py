"""Ranking: weights, fusion, history, filters, on vectors that a person can work out."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant import retrieval
from assistant.types import REFUSAL, Turn
from index.errors import UnknownDocument
from index.index import Index
from tests.letters import LetterCounts

TEXTS = {
    "fruit.txt": "An apple fell. The pear stayed.",
    "tools.txt": "A hammer fell. The saw stayed.",
    "birds.txt": "A heron stood. The gull flew.",
}


@pytest.fixture
def index(tmp_path: Path, letters: LetterCounts) -> Index:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    index = Index.open(folder, tmp_path / "store", letters)
    index.sync()
    return index


def _rank(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    documents: Sequence[str] | None = None,
) -> list[str]:
    query = retrieval.understand(index, question, history)
    ranked = retrieval.rank(index, query, 50, 10, documents, {})
    return [one.stored.path for one in ranked]


def test_the_passage_with_the_word_comes_first(index: Index) -> None:
    assert _rank(index, "Who saw the heron?")[0] == "birds.txt"


def test_weights_sum_to_one_and_stop_words_weigh_half(index: Index) -> None:
    query = retrieval.understand(index, "heron the")
    heron, the = query.weights
    assert heron + the == pytest.approx(1)
    rarity = [np.log1p(2.5 / 1.5), np.log1p(0.5 / 3.5)]
    assert heron / the == pytest.approx(np.sqrt(rarity[0]) / (0.5 * np.sqrt(rarity[1])), rel=1e-5)


def test_history_weighs_three_tenths_each(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", "gull [1]")]
    query = retrieval.understand(index, "apple", history)
    assert query.weights == pytest.approx(np.array([1, 0.3, 0.3]) / 1.6, rel=1e-5)
    assert query.own == 1
    assert len(query.pooled) == 2


def test_an_elliptical_question_leans_on_its_history(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", "gull")]
    query = retrieval.understand(index, "who", history)
    assert query.weights == pytest.approx(np.array([0.4, 0.3, 0.3]), rel=1e-5)
    assert query.words == {"heron": "heron"}


def test_a_refusal_and_marks_are_no_history(index: Index) -> None:
    history = [Turn("user", "heron"), Turn("assistant", f"{REFUSAL}\nBecause of the apple.")]
    assert len(retrieval.understand(index, "gull", history).tokens) == 2
    history = [Turn("user", "heron"), Turn("assistant", "pear [1]")]
    assert len(retrieval.understand(index, "gull", history).tokens) == 3


def test_a_follow_up_finds_what_its_history_is_about(index: Index) -> None:
    history = [Turn("user", "Which bird stood?"), Turn("assistant", "A heron stood.")]
    assert _rank(index, "And what else?", history=history)[0] == "birds.txt"


def test_documents_narrow_the_search(index: Index) -> None:
    assert _rank(index, "What fell?", documents=["tools.txt"]) == ["tools.txt"]
    assert _rank(index, "What fell?", documents=[]) == []


def test_an_unknown_document_is_named(index: Index) -> None:
    with pytest.raises(UnknownDocument, match=r"nowhere\.txt"):
        _rank(index, "What fell?", documents=["nowhere.txt"])


def test_coverage_is_the_share_of_the_question_by_idf(index: Index) -> None:
    query = retrieval.understand(index, "heron zebra")  # each as rare as the other
    assert retrieval.coverage(query, TEXTS["birds.txt"]) == pytest.approx(0.5)
    assert retrieval.coverage(query, "nothing of the kind") == 0
    assert query.unknown == ("zebra",)


def test_fusion_adds_reciprocal_ranks() -> None:
    # 1: 1/11; 2: 1/12 + 1/11; 3: 1/12
    assert retrieval.fuse([[1, 2], [2, 3]]) == [2, 1, 3]


def test_z_scores_of_equal_values_are_zero() -> None:
    assert retrieval.standardize(np.array([2.0, 2.0])).tolist() == [0, 0]
    assert retrieval.standardize(np.array([])).tolist() == []


def test_of_a_long_question_the_rarest_known_words_are_looked_for(index: Index) -> None:
    noise = " ".join(f"nonsense{number}" for number in range(500))
    assert _rank(index, f"{noise} heron")[0] == "birds.txt"
