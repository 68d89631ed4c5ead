"""A quotation's context: what stands around it, none of it twice, all of the quotation in it."""

import pytest

from assistant.exporting.context import context
from index.documents import read
from index.types import Block, Document, Span
from tests.assistant.exporting.samples import document


def around(source: Document, quote: str) -> list[tuple[str, str]]:
    start = source.text.index(quote)
    pieces = context(source, Span(start, start + len(quote)))
    return [(piece.kind, source.text[piece.start : piece.end]) for piece in pieces]


def test_two_sentences_before_and_after_are_one_paragraph_with_the_quotation() -> None:
    assert around(document(), "It flew.") == [
        ("paragraph", "Nobody likes it. The heron stood in the reeds. It flew. It slept."),
        ("item", "a gull"),
    ]


def test_the_heading_is_there_where_it_comes_first() -> None:
    assert around(document(), "They are counted in May.") == [
        ("heading", "Birds of the harbour"),
        ("paragraph", "They are counted in May. Nobody likes it. The heron stood in the reeds."),
    ]
    assert around(document(), "Birds of the harbour") == [
        ("heading", "Birds of the harbour"),
        ("paragraph", "They are counted in May. Nobody likes it."),
    ]


@pytest.mark.parametrize("quote", ["Heron | 3 | spring", "3"])
def test_a_row_is_whole_and_has_its_header_and_its_neighbours(quote: str) -> None:
    assert around(document(), quote) == [
        ("header", "Bird | Number | Season"),
        ("row", "Gull | 12 | summer"),
        ("row", "Heron | 3 | spring"),
        ("row", "Wren | 40 | winter"),
    ]


def test_a_quotation_over_several_blocks_is_all_there() -> None:
    source = document()
    quote = source.text[source.text.index("It slept.") : source.text.index("a wren") + 6]
    found = around(source, quote)
    assert found[0] == ("paragraph", "The heron stood in the reeds. It flew. It slept.")
    assert found[1:3] == [("item", "a gull"), ("item", "a wren")]


def test_furniture_is_left_out_around_the_quotation_and_kept_inside_it() -> None:
    text = "One stood.\nPage 7\nTwo stood.\nPage 8\nThree stood."
    kinds = ("paragraph", "furniture", "paragraph", "furniture", "paragraph")
    starts = [0, 11, 18, 29, 36]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    blocks = tuple(Block(*one) for one in zip(kinds, starts, ends, strict=True))  # type: ignore[arg-type]
    source = Document("a.txt", "a", "", "text", text, blocks)
    assert [words for _, words in around(source, "Two stood.")] == [
        "One stood.",
        "Two stood.",
        "Three stood.",
    ]
    assert [words for _, words in around(source, "Two stood.\nPage 8\nThree")] == [
        "One stood.",
        "Two stood.",
        "Page 8",
        "Three stood.",
    ]


def test_of_a_page_without_a_stop_only_so_much_is_looked_at() -> None:
    source = read("long.txt", ("word " * 100_000 + "It stood. " + "word " * 100_000).encode())
    found = around(source, "It stood.")
    assert sum(len(words) for _, words in found) < 1_500
    assert "It stood." in found[0][1]


def test_text_between_blocks_is_not_lost_from_the_quotation() -> None:
    source = Document("a.txt", "a", "", "text", "ab cd ef", (Block("paragraph", 3, 5),))
    assert around(source, "ab cd ef") == [
        ("paragraph", "ab "),
        ("paragraph", "cd"),
        ("paragraph", " ef"),
    ]
    assert around(Document("a.txt", "a", "", "text", "ab", ()), "ab") == [("paragraph", "ab")]
