"""Why the documents don't say: in sentences for people, from what the query and index are."""

import pytest

from assistant import quoting, retrieval
from assistant.query import Query, understand
from assistant.reasons import Reason, Unread
from assistant.refusing import confidence, lacks_number, reasons
from assistant.sentences import Sentence, score_sentences
from index.index import Index
from index.types import FileState


def _sentences(index: Index, question: str) -> tuple[Query, list[Sentence]]:
    query = understand(index, question)
    ranked = retrieval.rank(index, query, 50, 10, None, {})
    return query, score_sentences(query, ranked, index.encoder)


def test_without_sentences_nothing_is_sure(index: Index) -> None:
    assert confidence(understand(index, "heron"), [], []) == 0


def test_words_that_stand_there_are_surer_than_words_that_do_not(index: Index) -> None:
    known, unknown = (
        confidence(query, found, quoting.choose(query, found, 3))
        for query, found in (_sentences(index, "a heron stood"), _sentences(index, "quiz by jury"))
    )
    assert known > unknown


def test_where_a_number_is_asked_for_and_none_is_there_it_is_half_as_sure(index: Index) -> None:
    query, found = _sentences(index, "How many herons stood?")
    assert lacks_number(query, found)
    # Without the chosen sentences there is no number either: as much as with them.
    assert confidence(query, found, found) == confidence(query, found, [])
    plain, same = _sentences(index, "Which herons stood?")
    assert not lacks_number(plain, same)
    assert confidence(query, found, found) < confidence(plain, same, same)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("  ", "The question is empty."),
        ("and what of it", "no word to look for"),
        ("heron zebra", "“zebra”"),
        ("How many herons?", "asks for a number"),
        ("heron", "reaches a confidence of 0.25, and an answer needs 0.50"),
    ],
)
def test_each_reason_says_what_is_missing(question: str, words: str, index: Index) -> None:
    query, found = _sentences(index, question)
    assert words in " ".join(map(str, reasons(query, found, 0.25, 0.5, [])))


def test_unread_files_are_named_up_to_five(index: Index) -> None:
    query = understand(index, "heron")
    unread = [FileState(f"{n}.pdf", "", "pdf", "", 1, 0, 0, 0, "empty") for n in range(7)]
    nothing, last = map(str, reasons(query, [], 0.0, 0.5, unread))
    assert nothing == "There are no passages to answer from."
    assert "0.pdf (empty)" in last
    assert "5.pdf" not in last
    assert last.endswith("and 2 more.")


def test_each_reason_is_data_with_its_values(index: Index) -> None:
    query, found = _sentences(index, f"How many herons, {'z' * 50}?")
    unread = [FileState("a.pdf", "", "pdf", "", 1, 0, 0, 0, "empty")]
    assert reasons(query, found, 0.25, 0.5, unread, "It is still being read.") == (
        Reason("not-covered", confidence=0.25, threshold=0.5),
        Reason("lacks-number"),
        Reason("unknown-words", words=("z" * 40,)),
        Reason("unread-files", files=(Unread("a.pdf", "empty"),)),
        Reason("stale", text="It is still being read."),
    )


def test_even_an_empty_question_is_told_that_the_reading_is_not_done(index: Index) -> None:
    query = understand(index, " ")
    assert [one.kind for one in reasons(query, [], 0, 0.5, [], "Soon.")] == ["empty", "stale"]
