"""Lists are quoted whole where a list may be asked for, within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import cite
from assistant.lists import MOST_CHARACTERS, leads_into_list, whole_list, with_lead
from assistant.quoting import Quotation
from index.documents import read
from index.types import Document, Span

BOATS = "Which boats sailed?"
MANY = "Boats:\n\n" + "\n".join(f"- boat {number:03}" for number in range(500))


def _quotation(document: Document, words: str) -> Quotation:
    start = document.text.index(words)
    return Quotation("a", Span(start, start + len(words)), words, 1.0, ())


def _whole(path: str, source: str, words: str, question: str = BOATS) -> str:
    document = read(path, source.encode())
    return whole_list(question, _quotation(document, words), document).quote


@pytest.mark.parametrize(
    ("path", "source", "words", "whole"),
    [
        ("a.md", "Boats:\n\n- Alma\n- Cora", "Cora", "Boats:\n\nAlma\nCora"),
        ("a.md", "Boats:\n\n- Alma\n- Cora", "Boats:", "Boats:\n\nAlma\nCora"),
        ("a.md", "It rained. Boats:\n\n- Alma", "Alma", "Boats:\n\nAlma"),
        ("a.md", "Boats:\n\n- Alma\n  - red\n- Cora", "red", "Boats:\n\nAlma\nred\nCora"),
        ("a.md", "Boats:\n\n- Alma. It sank.\n- Bo", "It sank.", "Boats:\n\nAlma. It sank.\nBo"),
        ("a.md", "# Boats:\n\n- Alma\n- Cora", "Cora", "Alma\nCora"),
        ("a.md", "Boats:\n\n- Alma\n\nCars:\n\n- Cora", "Alma", "Boats:\n\nAlma"),
        ("a.txt", "Boats:\n- Alma\n• Cora\n2) Cy", "Cora", "Boats:\n- Alma\n• Cora\n2) Cy"),
        ("a.txt", "Boats:\r\n\r\n1. Alma\r\n2. Cora", "Cora", "Boats:\r\n\r\n1. Alma\r\n2. Cora"),
        ("a.md", "船：\n\n- 古德伦。很大。\n- 阿尔玛", "很大。", "船：\n\n古德伦。很大。\n阿尔玛"),
        ("a.md", "|Boat|Year|\n|-|-|\n|Alma|2019|", "Alma | 2019", "Alma | 2019"),
        ("a.md", "Boats: Alma and Cora.", "Boats: Alma and Cora.", "Boats: Alma and Cora."),
        ("a.md", MANY, "boat 300", "boat 300"),
    ],
)  # fmt: skip
def test_an_item_or_a_lead_brings_its_list(path: str, source: str, words: str, whole: str) -> None:
    assert _whole(path, source, words) == whole


def test_an_item_stays_alone_where_one_thing_is_asked_for() -> None:
    assert _whole("a.md", "Boats:\n\n- Alma\n- Cora", "Cora", "Who painted the Cora?") == "Cora"


def test_a_long_list_is_cut_after_twelve_items() -> None:
    whole = _whole("a.md", MANY, "Boats:")
    assert whole.endswith("boat 011")
    assert whole.count("\n") == 13


def test_an_item_that_is_too_long_is_not_brought_by_its_lead() -> None:
    assert _whole("a.md", f"Boats:\n\n- {'Alma ' * 1000}", "Boats:") == "Boats:"


def test_an_item_alone_has_its_lead_before_it() -> None:
    document = read("a.md", b"It rained. Boats:\n\n- Alma. It left.\n- Cora")
    assert with_lead(_quotation(document, "Cora"), document).before == Span(11, 17)
    assert with_lead(_quotation(document, "It left."), document).before is None
    assert with_lead(_quotation(document, "It rained."), document).before is None


def test_a_row_has_its_columns_names_before_it_unless_its_cells_carry_them() -> None:
    table = read("a.md", b"|Boat|Year|\n|-|-|\n|Alma|2019|\n|Cora|2020|\n\nEnd.")
    names = with_lead(_quotation(table, "Cora | 2020"), table).before
    assert names is not None
    assert table.text[slice(*names)] == "Boat | Year"
    assert with_lead(_quotation(table, "End."), table).before is None
    sheet = read("a.csv", b"Boat,Year\nAlma,2019\nCora,2020\n")
    assert "Boat: Cora | Year: 2020" in sheet.text
    assert with_lead(_quotation(sheet, "Boat: Cora | Year: 2020"), sheet).before is None
    headless = read("a.html", b"<table><tr><td>Alma<td>2019</table>")
    assert with_lead(_quotation(headless, "Alma | 2019"), headless).before is None


def test_a_line_leads_into_a_list_only_if_one_follows() -> None:
    document = read("a.md", b"Boats:\n\n- Alma\n\nCars:\n\nNone.")
    assert leads_into_list(_quotation(document, "Boats:"), document)
    assert not leads_into_list(_quotation(document, "Cars:"), document)


def test_a_place_outside_the_document_is_left_as_it_is() -> None:
    empty = Document("a", "", "0" * 64, "text", "", ())
    quotation = Quotation("a", Span(0, 1), "x", 1.0, ())
    assert whole_list(BOATS, quotation, empty) is quotation
    assert with_lead(quotation, empty) is quotation


_LINES = st.sampled_from(
    ["Boats:", "- Alma", "1. Cora", "- ", "", "It left. It sank.", "船：", "* é"]
)


@given(lines=st.lists(_LINES, max_size=40), ending=st.sampled_from(["a.md", "a.txt"]))
def test_a_whole_list_is_its_documents_words_and_can_be_cited(
    lines: list[str], ending: str
) -> None:
    document = read(ending, "\n".join(["Start.", *lines]).encode())
    for block in document.blocks:
        words = document.text[block.start : block.end]
        plain = Quotation(ending, Span(block.start, block.end), words, 1.0, ())
        whole = whole_list(BOATS, plain, document)
        assert whole.quote == document.text[whole.span.start : whole.span.end]
        assert whole.span.start <= block.start
        assert whole.span.end >= block.end
        assert len(whole.quote) <= max(MOST_CHARACTERS, len(words))
        assert len(cite([whole], lambda path: document)) == 1
