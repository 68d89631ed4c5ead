"""Choosing sentences, on vectors that a person can work out, and the words that are lit up."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, Turn
from assistant.quoting import leans
from index.encoder import SentenceEncoder
from tests.letters import LetterCounts


def _ask(tmp_path: Path, question: str, **texts: str) -> list[str]:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    # Letters are less alike than the model's vectors: the shipped threshold is not for them.
    settings = Settings(threshold=0.3)
    with Assistant.open(folder, tmp_path / "store", settings, encoder=LetterCounts()) as assistant:
        return [citation.quote for citation in assistant.ask(question).citations]


def test_the_sentence_that_holds_the_words_comes_first(tmp_path: Path) -> None:
    quotes = _ask(tmp_path, "Who saw the heron?", a="A gull flew. Paul saw the heron. It rained.")
    assert quotes[0] == "Paul saw the heron."


def test_a_second_part_is_covered_by_a_second_sentence(tmp_path: Path) -> None:
    quotes = _ask(
        tmp_path,
        "Which crane flew and which wolf howled?",
        a="A crane flew. The moon shone bright. A wolf howled. Nobody minded.",
    )
    assert set(quotes[:2]) == {"A crane flew.", "A wolf howled."}


def test_the_same_words_are_not_quoted_twice(tmp_path: Path) -> None:
    same = "The crane flew over the lake."
    quotes = _ask(tmp_path, "Which crane flew over the lake?", a=same, b=same, c=same.upper())
    assert len(quotes) == 1


def test_a_year_is_preferred_where_a_time_is_asked_for(tmp_path: Path) -> None:
    text = "The bridge was built of stone. The bridge was built in 1871."
    assert _ask(tmp_path, "When was the bridge built?", a=text)[0].endswith("1871.")


@pytest.mark.parametrize("question", ["How much did the bridge cost?", "How many bridges?"])
def test_without_a_number_near_a_number_is_not_answered(question: str, tmp_path: Path) -> None:
    assert _ask(tmp_path, question, a="The bridge cost the town its peace in 1871.") == []


def test_the_words_of_the_question_are_lit_up_in_the_quote(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "It rained. The crane flew over Lake Constance."
    (tmp_path / "docs" / "a.txt").write_text(text)
    with Assistant.open(
        tmp_path / "docs", tmp_path / "store", Settings(threshold=0.3), encoder=LetterCounts()
    ) as assistant:
        citation = assistant.ask("Which cranes flew?").citations[0]
    lit = [text[start:end] for start, end in citation.marks]
    assert {"crane", "flew"} <= set(lit)
    assert "The" not in lit


def test_what_was_said_before_is_not_said_again(seeds_assistant: Assistant) -> None:
    first = seeds_assistant.ask("Who is Hakan Fidan?")
    history = [Turn("user", first.question), Turn("assistant", first.text)]
    answer = seeds_assistant.ask("What does American law forbid Turkey?", history)
    assert "American law" in answer.citations[0].quote
    assert not [c.quote for c in answer.citations if "Fidan" in c.quote]


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("It ended.", True),
        ("But she knew.", True),
        ("“They left,” he said.", True),
        ("And, so, this is it.", True),
        ("For example, these boats.", True),
        ("Italy won.", False),
        ("Itself a boat.", False),
        ("But Italy won.", False),
        ("", False),
        (", " * 10_000, False),
    ],
)
def test_a_sentence_leans_by_how_it_begins(text: str, does: bool) -> None:
    assert leans(text) is does


def test_a_leaning_sentence_is_quoted_in_one_piece_with_the_one_before(tmp_path: Path) -> None:
    text = "A crane flew north. It howled like a wolf. Nobody minded."
    quotes = _ask(tmp_path, "Which crane flew north and howled like a wolf?", a=text)
    assert quotes[0] == "A crane flew north. It howled like a wolf."


def test_a_sentence_that_adds_little_is_not_quoted(tmp_path: Path) -> None:
    text = "The crane flew over the lake. Bob dug mud."
    assert _ask(tmp_path, "Which crane flew over the lake?", a=text) == [
        "The crane flew over the lake."
    ]


def test_no_more_is_quoted_than_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("A crane flew. A wolf howled. Six mice hid.")
    settings = Settings(threshold=0.3, statements=1)
    with Assistant.open(
        tmp_path / "docs", tmp_path / "store", settings, encoder=LetterCounts()
    ) as assistant:
        answer = assistant.ask("Which crane flew, which wolf howled, which mice hid?")
    assert len(answer.citations) == 1


def test_a_number_is_set_off_whole(tmp_path: Path, encoder: SentenceEncoder) -> None:
    folder = tmp_path / "lease"
    folder.mkdir()
    (folder / "lease.txt").write_text("The monthly rent is 4,200 euros, due on the third.")
    with Assistant.open(folder, tmp_path / "store", encoder=encoder) as assistant:
        (citation, *_) = assistant.ask("Is the monthly rent 4,200 euros?").citations
        text = assistant.document("lease.txt").text
    assert "4,200" in [text[mark.start : mark.end] for mark in citation.marks]
