"""PDF: page numbers, headings by size, paragraphs by distance, hyphenated line ends joined."""

import pytest
from fpdf import FPDF
from PIL import Image

from index.errors import UnreadableFile
from index.formats import pdf
from index.formats.outline import Outline
from index.types import Block, Page
from tests.conftest import ROOT
from tests.index.conftest import make_pdf

BLANK = (11.0, "")


def blocks(outline: Outline) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, outline.text[b.start : b.end]) for b in outline.blocks]


def test_larger_letters_are_headings_ranked_by_size() -> None:
    lines = [(20, "Report"), BLANK, (14, "Part one"), BLANK, (11, "The body of the text.")]
    outline = pdf.read(make_pdf(lines))
    assert blocks(outline) == [
        ("heading", 1, "Report"),
        ("heading", 2, "Part one"),
        ("paragraph", 0, "The body of the text."),
    ]
    assert outline.title == "Report"


def test_lines_join_into_paragraphs_that_a_gap_parts() -> None:
    lines = [(11, "It rained all"), (11, "day long."), BLANK, (11, "Then it"), (11, "stopped.")]
    assert pdf.read(make_pdf(lines)).text == "It rained all day long.\n\nThen it stopped."


def test_a_word_hyphenated_over_a_line_end_is_whole_again_and_breaks_no_paragraph() -> None:
    said = ["They say", "that the situa-", "tion of the S-", "400 has not", "changed at", "all."]
    outline = pdf.read(make_pdf([(11, line) for line in said]))
    assert outline.text == "They say that the situation of the S-400 has not changed at all."


def test_bullets_are_items() -> None:
    lines = [(11, "They want:"), (11, "\x95 the jet"), (11, "\x95 the law"), (11, "changed")]
    assert blocks(pdf.read(make_pdf(lines))) == [
        ("paragraph", 0, "They want:"),
        ("item", 0, "• the jet"),
        ("item", 0, "• the law changed"),
    ]


def test_pages_keep_their_numbers_and_exact_places() -> None:
    third = [(11, "Three"), (11, "lines."), BLANK, (11, "More.")]
    outline = pdf.read(make_pdf([(11, "One.")], [], third))
    assert outline.text == "One.\n\n\n\nThree lines.\n\nMore."
    assert outline.pages == [Page(1, 0, 6), Page(2, 6, 8), Page(3, 8, 27)]
    assert outline.blocks == [
        Block("paragraph", 0, 4),
        Block("paragraph", 8, 20),
        Block("paragraph", 22, 27),
    ]


def test_the_seeds_glossary_has_two_pages() -> None:
    outline = pdf.read((ROOT / "seeds" / "glossary.pdf").read_bytes())
    first, second = outline.pages
    assert (first.number, second.number) == (1, 2)
    assert (first.start, first.end, second.end) == (0, second.start, len(outline.text))
    assert outline.title == "The S-400 and the F-35: a glossary"
    assert first.start <= outline.text.index("Hakan Fidan is the foreign minister") < first.end


def test_accents_and_brackets_are_read_and_its_own_title_wins() -> None:
    outline = pdf.read(make_pdf([(20, "Heading"), (11, r"café (naïve) \ §2")], title="Named"))
    assert outline.title == "Named"
    assert outline.text.endswith(r"café (naïve) \ §2")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_pdf([(11, "secret")], password="x"), "encrypted: save a copy without its password"),
        (make_pdf([], []), "no text on any of its 2 pages: it looks scanned; run OCR on it first"),
        (b"%PDF-1.7\nnothing of the kind", "broken PDF: Failed to load document"),
        (make_pdf([(11, "cut off")])[:200], "broken PDF: Failed to load document"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(data)
    assert caught.value.reason.startswith(reason)


def test_a_page_that_is_a_picture_has_no_text() -> None:
    scan = FPDF()
    scan.add_page()
    scan.image(Image.new("RGB", (60, 80), "white"))
    with pytest.raises(UnreadableFile, match="no text on any of its 1 pages: it looks scanned"):
        pdf.read(bytes(scan.output()))
