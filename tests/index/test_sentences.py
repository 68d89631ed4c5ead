"""Sentences of a block: where they begin and end, in English and in Chinese or Japanese."""

import time

import pytest

from index.sentences import sentences
from index.types import Span


def cut(text: str, kind: str = "paragraph") -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), kind)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "We left!", "Did you?", "Yes."],
        ["Mr. Fidan met Dr. Barrack at 3 p.m. in Ankara.", "They talked."],
        ["The U.S. Ambassador spoke.", "Nobody answered."],
        ["J. R. R. Tolkien wrote it."],
        ["He lives in the U.S.", "The others do not."],
        ["It fell by 3.5 percent, cf. Fig. 2 and e.g. Sec. 4.", "Then it rose."],
        ["“Is it over?”", '"No."', "It was not (they say.)", "So?"],
        ["A line\nbreak is no stop.", "This is."],
        ["“Is it over?” he asked.", "It was."],
        ["no stop at all"],
    ],
)
def test_english_sentences(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_chinese_and_japanese_stops_need_no_space_after_them() -> None:
    parts = ["他说：“不。”", "他走了！", "「はい。」", "Why？", "終わり"]
    assert cut("".join(parts)) == parts


@pytest.mark.parametrize("kind", ["heading", "row", "header", "code"])
def test_headings_rows_and_lines_of_code_are_whole(kind: str) -> None:
    assert cut(" One. Two. 三。四。 ", kind) == ["One. Two. 三。四。"]


def test_a_row_of_whole_sentences_is_cut_between_them() -> None:
    row = "2019 | In 2019 it began. | It went on. | yes"
    assert cut(row, "row") == ["2019 | In 2019 it began.", "It went on.", "yes"]
    assert cut("Alice | 34 | Bern", "row") == ["Alice | 34 | Bern"]


def test_offsets_are_those_of_the_document_and_leave_white_space_out() -> None:
    text = "Skip. \t It rained.\r\n\u3000We left. \n"
    assert sentences(text, 6, len(text)) == [Span(8, 18), Span(21, 29)]


def test_blank_blocks_have_none() -> None:
    assert sentences(" \n ", 0, 3) == []
    assert sentences("text", 2, 2) == []


@pytest.mark.parametrize(
    "text",
    [
        "We saw i.e. about ten of them.",
        "See Sect. 4.3 for the rest.",
        "Y.H. holds shares in it.",
        "1. Playground and swings.",
    ],
)
def test_a_sentence_is_not_cut_at_its_abbreviations(text: str) -> None:
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [text]


def test_a_reference_stays_with_what_it_is_for() -> None:
    text = "It grew. [6] By mouth it failed [7]. He said no. Then it rose."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "It grew. [6]",
        "By mouth it failed [7].",
        "He said no.",
        "Then it rose.",
    ]


def test_a_block_of_any_length_has_the_sentences_of_its_parts() -> None:
    parts = [
        f"In {n} Mr. Fidan met Dr. Barrack at 3 p.m. in Ankara.{' (Really!)' * (n % 3 == 0)}"
        if n % 7
        else f"“Is the U.S. Ambassador in No. {n} {'very ' * (n % 90)}well?”"
        for n in range(2_000)
    ]
    short = [sentence for part in parts for sentence in cut(part)]
    assert len(" ".join(parts)) > 100_000
    assert cut(" ".join(parts)) == short


@pytest.mark.parametrize("words", ["A. B. ", " .", "?! ", 'A."', "a. ", "Mr. ", "[1] ", "(i) "])
def test_a_megabyte_without_prose_takes_seconds(words: str) -> None:
    text = words * (1_000_000 // len(words)) + "The end of it is here. It is over. " * 2_000
    began = time.monotonic()
    found = sentences(text, 0, len(text))
    assert time.monotonic() - began < 10
    assert text[slice(*found[-1])] == "It is over."
