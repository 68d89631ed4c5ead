"""Small folders of near neighbours, on vectors that can be worked out: counts of letters."""

from pathlib import Path

import numpy as np
import pytest

from evaluation import opening
from evaluation.files import write
from evaluation.memo import Memo
from evaluation.near import ask_near, neighbours
from evaluation.run import run
from evaluation.types import UNANSWERABLE, Dataset, DatasetError, Place, Question
from tests.letters import LetterCounts

# Each article's words are of two letters: its own, and one that it shares with its neighbours.
DOCUMENTS = {
    f"{article}{i}.txt": f"{words} one{i}."
    for article, words in {
        "a": "aaa abab aab", "b": "abab bbb abb", "c": "bcbc ccc bcc", "x": "xxx xyx yyx",
        "y": "yyy xyy yyx", "z": "zzz zzy zyz",
    }.items()
    for i in range(2)
}  # fmt: skip
GROUPS = {path: path[0] for path in DOCUMENTS}


def _question(article: str, text: str) -> Question:
    path = f"{article}0.txt"
    end = len(DOCUMENTS[path])
    return Question(text, text, {path: 1}, words=(("one0",),), places=(Place(path, 0, end),))


QUESTIONS = (_question("a", "aab one"), _question("x", "xyx one"), _question("x", "xxx one"))
DATASET = Dataset("letters", QUESTIONS, DOCUMENTS, GROUPS)


def test_neighbours_are_the_nearest_articles_itself_first(
    letters: LetterCounts, tmp_path: Path
) -> None:
    folder = write(DOCUMENTS, tmp_path / "documents")
    with opening.opened(["dense"], folder, tmp_path / "stores", letters) as (_, source):
        beside = neighbours(source, GROUPS)
    assert beside["a"][:2] == ["a", "b"]
    assert beside["x"][:2] == ["x", "y"]
    assert set(beside) == set("abcxyz")
    assert {len(names) for names in beside.values()} == {4}


def test_each_question_is_asked_of_its_own_small_folder(
    letters: LetterCounts, tmp_path: Path
) -> None:
    folder = write(DOCUMENTS, tmp_path / "documents")
    names = ["footnote", "dense"]
    with opening.opened(names, folder, tmp_path / "stores", letters) as (_, source):
        beside = neighbours(source, GROUPS)
        before = letters.texts_encoded
        found = ask_near(names, DATASET, QUESTIONS, source, letters, tmp_path)
    for system in ("Footnote", "dense alone"):
        near, left_out = found[system]["near"], found[system]["near, left out"]
        for question in QUESTIONS:
            gold = next(iter(question.relevant))
            kept = {path for path in DOCUMENTS if GROUPS[path] in beside[GROUPS[gold]]}
            assert set(near[question.id].ranked) == kept
            assert set(left_out[question.id].ranked) == kept - {gold}
    texts = len(DOCUMENTS) + len(QUESTIONS)
    sentences = len(DOCUMENTS)
    assert letters.texts_encoded - before <= texts + sentences + 1, "no text is read twice"


def test_a_memo_reads_each_text_once_and_keeps_their_order(letters: LetterCounts) -> None:
    memo = Memo(letters)
    first, second, again = memo.encode(["one", "two", "one"])
    assert first is again
    assert np.array_equal(second.pooled, letters.encode(["two"])[0].pooled)
    read = letters.texts_encoded
    assert memo.encode(["two", "one"])[1] is first
    assert letters.texts_encoded == read
    assert memo.offsets(["one two"]) == letters.offsets(["one two"])
    assert (memo.name, memo.fingerprint, memo.max_pieces) == ("letters", "letters-1", 40)


def test_a_run_has_all_three_kinds_of_unanswerable_questions(letters: LetterCounts) -> None:
    marked = Question("m", "qqq www", answerability=UNANSWERABLE)
    dataset = Dataset("letters", (*QUESTIONS, marked), DOCUMENTS, GROUPS)
    made = run(dataset, ["footnote", "dense"], letters, near=["footnote"])
    ours, dense = made.systems["Footnote"].figures, made.systems["dense alone"].figures
    for kind, asked in (("left out", 6), ("near", 6), ("marked unanswerable", 4)):
        assert ours[f"refusal AUROC, {kind}"].questions == asked
    assert "refusal AUROC, near" not in dense, "only those named are asked of near folders"
    assert ours["refused rightly, marked unanswerable"].value == 1
    assert ours["H@1"].questions == 3
    assert "passages a second, indexing" in ours
    assert "passages a second, indexing" not in dense


def test_a_set_without_a_readable_document_is_told(letters: LetterCounts) -> None:
    dataset = Dataset("bytes", QUESTIONS[:1], {"a0.txt": "%PDF-1.7 that is no text"})
    with pytest.raises(DatasetError, match="none of its documents can be read"):
        run(dataset, ["footnote"], letters)


def test_an_article_that_cannot_be_read_is_no_neighbour(letters: LetterCounts) -> None:
    broken = {**DOCUMENTS, "a0.txt": "%PDF-1.7", "a1.txt": "%PDF-1.7 too"}
    made = run(Dataset("part", QUESTIONS, broken, GROUPS), ["dense"], letters, near=["dense"])
    figures = made.systems["dense alone"].figures
    assert figures["refusal AUROC, near"].questions == 4
    assert figures["H@1"].value == pytest.approx(2 / 3)
