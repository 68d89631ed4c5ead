"""PDF: reading order, headings, paragraphs over page ends, furniture, places, scans, locks."""

import shutil
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from index import documents
from index.errors import UnreadableFile
from index.formats import alive
from index.formats.outline import CELL, Outline
from index.formats.pdf import ocr, pdf
from index.types import Block, Document, Page
from tests.conftest import ROOT
from tests.index.conftest import make_pdf

BLANK = (11.0, "")
FILES = ROOT / "tests" / "files" / "pdf"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not here")


def blocks(outline: Outline) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, outline.text[b.start : b.end]) for b in outline.blocks]


def words(outline: Outline | Document, kind: str) -> list[str]:
    return [outline.text[b.start : b.end] for b in outline.blocks if b.kind == kind]


def fixture(name: str) -> Document:
    return documents.read(name, (FILES / name).read_bytes())


def fpdf(size: float = 11) -> FPDF:
    made = FPDF(unit="pt", format=(600, 800))
    made.set_font("Helvetica", size=size)
    made.add_page()
    return made


def box(outline: Outline | Document, phrase: str) -> tuple[int, float, float, float, float]:
    """Where a phrase stands: its page, left, top, right and bottom."""
    start = outline.text.index(phrase)
    end = start + len(phrase)
    pages, xs, ys = set(), [], []
    for line in outline.lines:
        a, b = max(start, line.start), min(end, line.end)
        if a < b:
            pages.add(line.page)
            xs += [line.edges[a - line.start], line.edges[b - line.start]]
            ys += [line.top, line.bottom]
    assert len(pages) == 1
    return pages.pop(), min(xs), min(ys), max(xs), max(ys)


def changed(data: bytes, change: str, *arguments: object) -> bytes:
    """A PDF with its first page turned, or cut to a box."""
    opened = pypdfium2.PdfDocument(data)
    getattr(opened[0], change)(*arguments)
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


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
    lines = [outline.text[line.start : line.end] for line in outline.lines]
    assert lines[1:3] == ["that the situa", "tion of the S-"]


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


def test_a_programs_title_gives_way_to_the_largest_heading_of_the_first_page() -> None:
    page = [(14, "Harbour Papers"), BLANK, (22, "The Lamp"), BLANK, *[(11, "Some words.")] * 9]
    outline = pdf.read(make_pdf(page, title="Microsoft Word - draft7.doc"))
    assert outline.title == "The Lamp"


def test_a_journal_page_of_two_columns_is_read_down_each_and_what_spans_them_first() -> None:
    document = fixture("journal.pdf")
    assert document.title == "The Lamp of Skarholm"
    order = [
        "The Lamp of Skarholm",
        "Abstract.",
        "The first winter",
        "so that the keeper warmed the cans against his own stove",
        "The request was refused four times in nine years.",
        "When the hoist came at last it was too wide for the door",
        "The quarrel about the wire",
        "until the wire could be buried.",
        "Ledger B, leaf 14",
        "What the lamp consumed",
    ]
    places = [document.text.index(phrase) for phrase in order]
    assert places == sorted(places)
    assert [document.place_at(at) for at in places] == ["page 1"] * 9 + ["page 2"]


def test_a_table_keeps_its_rows_and_three_columns_under_it_are_read_one_by_one() -> None:
    document = fixture("journal.pdf")
    assert words(document, "header") == ["Decade | Fuel | Litres a night"]
    assert words(document, "row") == [
        "1870s | Colza oil, carried by hand and warmed on the stove | 9.5",
        "1890s | Paraffin | 6.2",
        "1920s | Paraffin vapour | 2.8",
    ]
    last = words(document, "paragraph")[-3:]
    assert last[0].startswith(
        "In 1934 the wire was buried and the quarrel was over. The old lamp was"
    )
    assert last[0].endswith("and it was lit on eleven nights.")
    assert last[1].startswith("The last keeper left in 1968. Since then the light has been watched")
    assert last[2].endswith("most of them arrive at one hundred and twelve.")


def test_heads_and_feet_are_furniture_and_not_searched() -> None:
    document = fixture("journal.pdf")
    assert words(document, "furniture") == [
        "Harbour Papers, volume 4",
        "Page 1 of 2",
        "Harbour Papers, volume 4",
        "Page 2 of 2",
    ]
    assert "Harbour Papers" not in document.searched(0, len(document.text))


def test_a_browsers_page_of_columns_a_table_and_lists() -> None:
    document = fixture("notice.pdf")
    assert document.title == "Notice to passengers"
    assert words(document, "heading") == ["Notice to passengers", "Fares", "What to bring"]
    assert words(document, "row")[0] == (
        "Grown-up | 24 | The return ticket is valid for one month from the day of the first "
        "crossing."
    )
    assert words(document, "item") == ["1. Show the ticket.", "2. Mind the step."]
    text = words(document, "paragraph")
    assert [paragraph.split(" ")[0] for paragraph in text] == [
        "The", "Tickets", "Bicycles", "In", "a", "small",
    ]  # fmt: skip


def test_columns_written_line_by_line_across_the_page_are_still_columns() -> None:
    made = fpdf()
    left = [
        "The bell on the quay is rung",
        "three times before the ferry",
        "leaves, unless there is fog,",
        "in which case it is rung once",
        "and the crew goes home again.",
    ]
    right = [
        "In winter the fare is lower",
        "by two crowns, because some",
        "of the seats are taken out,",
        "and the coffee is served in",
        "the engine room, by the mate.",
    ]
    for row, pair in enumerate(zip(left, right, strict=True)):
        for column, line in enumerate(pair):
            made.text(60 + 200 * column, 100 + 14 * row, line)
    assert pdf.read(bytes(made.output())).text == f"{' '.join(left)}\n\n{' '.join(right)}"


def test_a_paragraph_over_a_page_end_is_one_block_and_the_page_begins_inside_it() -> None:
    head, foot = "The Ferry Book", "Page {} of 3"
    made = FPDF(unit="pt", format=(600, 800))
    made.set_font("Helvetica", size=11)
    pages = [
        [
            "The crew was told.",
            "The harbour master wrote that the quay would be closed for the whole",
        ],
        ["of April and that nobody should rely on the evening boat, which was pro-"],
        ["mised to another island. Then it rained.", "The end of it."],
    ]
    for number, lines in enumerate(pages, start=1):
        made.add_page()
        made.text(60, 40, head)
        made.text(60, 780, foot.format(number))
        for row, line in enumerate(lines):
            made.text(60, (100 if row == 0 else 720) if number != 3 else 100 + 40 * row, line)
    outline = pdf.read(bytes(made.output()))
    whole = "The harbour master wrote that the quay would be closed for the whole of April and that"
    assert [text for text in words(outline, "paragraph") if text.startswith(whole)]
    document = Document("a.pdf", "", "", "pdf", outline.text, tuple(outline.blocks),
                        tuple(outline.pages))  # fmt: skip
    assert document.page_at(outline.text.index("closed for the whole")) == 1
    assert document.page_at(outline.text.index("of April")) == 2
    assert outline.text[outline.pages[1].start :].startswith("of April")
    assert "promised to another island" not in outline.text  # page 2's furniture parts them
    kinds = [(b.kind, document.page_at(b.start)) for b in outline.blocks]
    assert kinds == [
        ("furniture", 1),
        ("paragraph", 1),
        ("furniture", 1),
        ("paragraph", 1),
        ("furniture", 2),
        ("furniture", 2),
        ("furniture", 3),
        ("paragraph", 3),
        ("paragraph", 3),
        ("furniture", 3),
    ]
    for before, after in zip(outline.pages, outline.pages[1:], strict=False):
        assert before.end == after.start


def test_a_word_cut_by_a_page_end_is_whole_and_its_page_begins_inside_it() -> None:
    first = [(11, "Nobody on the island had expected that the situa-")]
    second = [(11, "tion would be the same on the next morning.")]
    outline = pdf.read(make_pdf(first, second))
    assert outline.text == (
        "Nobody on the island had expected that the situation would be the same on the next "
        "morning."
    )
    assert outline.text[outline.pages[1].start :].startswith("tion would")


def test_a_footnote_under_a_paragraph_that_runs_on_does_not_cut_it() -> None:
    made = fpdf()
    made.text(
        60, 600, "The keeper carried the oil up the stairs every evening and went down without"
    )
    made.set_font("Helvetica", size=8)
    made.text(60, 700, "1 Ledger B, leaf 14.")
    made.add_page()
    made.set_font("Helvetica", size=11)
    made.text(60, 100, "counting the steps.")
    outline = pdf.read(bytes(made.output()))
    assert [text for _, _, text in blocks(outline)] == [
        "1 Ledger B, leaf 14.",
        "The keeper carried the oil up the stairs every evening and went down without counting the "
        "steps.",
    ]
    assert outline.text[outline.pages[1].start :] == "counting the steps."


@pytest.mark.parametrize(
    "name", ["journal.pdf", "notice.pdf", "searchable.pdf", "berth.pdf", "odd"]
)
def test_no_character_is_lost_and_every_line_has_an_edge_for_each(name: str) -> None:
    data = odd() if name == "odd" else (FILES / name).read_bytes()
    outline = pdf.read(data)
    opened = pypdfium2.PdfDocument(data)
    opened.init_forms()
    drawn = ""
    for index in range(len(opened)):
        page = opened[index]
        pypdfium2.raw.FPDFPage_Flatten(page, 0)
        drawn += opened[index].get_textpage().get_text_range()
    kept = outline.text.replace(CELL.strip(), "")

    def bare(text: str) -> list[str]:
        return sorted(c for c in text if not c.isspace() and c not in "-\u00ad\ufffe\x02\u2010")

    assert bare(kept) == bare(drawn)
    assert bare(kept)
    shown = [at for line in outline.lines for at in range(line.start, line.end)]
    assert len(set(shown)) == len(shown)
    left_out = set(range(len(outline.text))) - set(shown)
    assert not "".join(outline.text[at] for at in left_out).replace("|", "").strip()
    for line in outline.lines:
        assert len(line.edges) == line.end - line.start + 1
        assert list(line.edges) in (sorted(line.edges), sorted(line.edges, reverse=True))
        assert line.top < line.bottom


def odd() -> bytes:
    """A page of what is read with trouble: turned, slanted and raised words, two scripts."""
    made = fpdf()
    x = 60.0
    for size, raised, text in (
        (11, 0, "E = mc"), (6, 4, "2"), (11, 0, " is   well known, and H"), (6, -2, "2"),
        (11, 0, "O too."),
    ):  # fmt: skip
        made.set_font("Helvetica", size=size)
        made.text(x, 60 - raised, text)
        x += made.get_string_width(text)
    with made.rotation(90, 30, 500):
        made.text(30, 500, "Up the margin")
    with made.rotation(270, 580, 300):
        made.text(580, 300, "Down the margin")
    with made.rotation(45, 300, 500):
        made.text(300, 500, "DRAFT ONLY")
    with made.rotation(180, 300, 700):
        made.text(300, 700, "Upside down")
    return bytes(made.output())


def test_turned_and_slanted_words_stay_whole_and_out_of_the_lines() -> None:
    texts = [text for _, _, text in blocks(pdf.read(odd()))]
    assert texts[0] == "E = mc2 is well known, and H2O too."
    assert sorted(texts[1:]) == ["DRAFT ONLY", "Down the margin", "Up the margin", "Upside down"]


def test_words_from_right_to_left_keep_the_order_they_are_read_in() -> None:
    if not DEJAVU.exists():
        pytest.skip("DejaVu Sans is not here")
    made = fpdf()
    made.add_font("DejaVu", "", DEJAVU)
    made.set_font("DejaVu", size=12)
    made.text(60, 100, "שלום עולם"[::-1])  # as it is drawn, from left to right
    outline = pdf.read(bytes(made.output()))
    assert outline.text == "שלום עולם"
    edges = outline.lines[0].edges
    assert list(edges) == sorted(edges, reverse=True)
    assert box(outline, "שלום")[1] > box(outline, "עולם")[3]


def test_the_box_of_a_word_is_where_it_was_drawn() -> None:
    made = fpdf(size=12)
    made.text(100, 200, "The white ferry  sails")
    page, left, top, right, bottom = box(pdf.read(bytes(made.output())), "ferry")
    before, width = made.get_string_width("The white "), made.get_string_width("ferry")
    assert page == 1
    assert left == pytest.approx(100 + before, abs=0.5)
    assert right == pytest.approx(100 + before + width, abs=0.5)
    assert 185 < top < 192  # over the ascenders
    assert 200 < bottom < 206


def test_the_box_of_a_word_on_a_page_that_is_cut_to_a_box() -> None:
    made = fpdf(size=12)
    made.text(100, 200, "ferry")
    cut = changed(bytes(made.output()), "set_cropbox", 50, 100, 550, 700)
    _, left, top, _, bottom = box(pdf.read(cut), "ferry")
    assert left == pytest.approx(50, abs=0.5)
    assert top < 100 < bottom


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_box_of_a_word_on_a_turned_page_is_where_it_is_seen(degrees: int) -> None:
    made = fpdf(size=12)
    made.text(100, 200, "The white ferry")
    outline = pdf.read(changed(bytes(made.output()), "set_rotation", degrees))
    assert outline.text == "The white ferry"
    _, left, top, right, bottom = box(outline, "white")
    a = 100 + made.get_string_width("The ")
    b = a + made.get_string_width("white")
    seen = {  # its edges along the line, and the baseline between the other two
        90: ((top, bottom), (a, b), left < 800 - 200 < right),
        180: ((left, right), (600 - b, 600 - a), top < 800 - 200 < bottom),
        270: ((top, bottom), (600 - b, 600 - a), left < 200 < right),
    }[degrees]
    assert seen[0] == pytest.approx(seen[1], abs=0.5)
    assert seen[2]


def test_words_drawn_sideways_on_a_page_that_is_turned_upright_are_plain_lines() -> None:
    made = fpdf(size=12)
    for row, line in enumerate(["The ferry sails at", "seven o'clock."]):
        with made.rotation(90, 200 + 14 * row, 500):
            made.text(200 + 14 * row, 500, line)
    outline = pdf.read(changed(bytes(made.output()), "set_rotation", 90))
    assert outline.text == "The ferry sails at seven o'clock."
    assert len(outline.lines) == 2
    assert box(outline, "The ferry")[1] == pytest.approx(800 - 500, abs=0.5)


def test_what_is_filled_into_a_form_is_read_beside_its_label() -> None:
    assert "Name of the boat: Grey Heron" in fixture("berth.pdf").text
    assert "Two masts, one of them borrowed." in fixture("berth.pdf").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            make_pdf([(11, "secret")], password="x"),
            "encrypted: give its password with --passwords FILE (one a line), or save a copy "
            "without it",
        ),
        (make_pdf([], []), "empty: there is no text on its 2 pages"),
        (b"%PDF-1.7\nnothing of the kind", "broken PDF: Failed to load document"),
        (make_pdf([(11, "cut off")])[:200], "broken PDF: Failed to load document"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(data, ["not this one"])
    assert caught.value.reason.startswith(reason)


def test_a_locked_file_opens_with_whichever_password_fits() -> None:
    locked = make_pdf([(11, "The safe is behind the clock.")], password="tern")
    assert pdf.read(locked, ["gull", "tern"]).text == "The safe is behind the clock."


def scan(*texts: str) -> bytes:
    """Pages, each an image of a printed page where its text is empty."""
    made = FPDF(unit="pt", format=(420, 595))
    made.set_font("Helvetica", size=11)
    for text in texts:
        made.add_page()
        if text:
            made.text(50, 60, text)
        else:
            made.image(FILES / "leaf.png", 0, 0, w=420)
    return bytes(made.output())


def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ocr.program() is None


def test_scanned_pages_without_tesseract_say_that_it_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(scan("", ""))
    assert caught.value.reason == (
        "scanned: its 2 pages are images without text; install Tesseract and sync again, or run "
        "OCR on it"
    )
    outline = pdf.read(scan("First.", "", "", "", "Fifth.", ""))
    assert outline.text.split() == ["First.", "Fifth."]
    assert [page.number for page in outline.pages] == [1, 2, 3, 4, 5, 6]
    assert outline.note == (
        "pages 2-4 and 6 are images without text and are not read: install Tesseract and sync again"
    )


def test_a_small_picture_on_an_empty_page_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    made = fpdf()
    made.text(60, 60, "A page.")
    made.add_page()
    made.image(Image.new("RGB", (60, 80), "white"), 20, 20, w=100)
    assert pdf.read(bytes(made.output())).note == ""


@needs_tesseract
def test_scanned_pages_are_read_by_ocr_in_reading_order_and_the_note_says_so() -> None:
    ticks: list[None] = []
    alive.listen(lambda: ticks.append(None))
    try:
        outline = pdf.read(scan("", "A page with a text of its own."))
    finally:
        alive.listen(lambda: None)
    assert len(ticks) == 2
    assert outline.note == "page 1 was read by OCR; check it against its image"
    assert outline.title == "The Lamp of Skarholm"
    quoted = "In the ledger he wrote that the stair had one hundred and eleven steps"
    assert outline.text.index("thickened in the cold") < outline.text.index(quoted)
    assert outline.text.index(quoted) < outline.text.index("When the hoist came at last it was too")
    printed = fixture("journal.pdf")  # the image shows its first page
    for word in ("colza", "refused four times", "Electric light"):
        assert box(outline, word)[1:] == pytest.approx(box(printed, word)[1:], abs=4)


def stamped() -> bytes:
    """A scanned page with a stamp that is text."""
    made = FPDF(unit="pt", format=(420, 595))
    made.set_font("Helvetica", size=11)
    made.add_page()
    made.image(FILES / "leaf.png", 0, 0, w=420)
    made.text(300, 30, "Received 4 May")
    return bytes(made.output())


def test_a_scan_with_a_stamp_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    outline = pdf.read(stamped())
    assert outline.text == "Received 4 May"
    assert outline.note.startswith("page 1 is an image")
    assert outline.note.endswith("install Tesseract and sync again")


@needs_tesseract
def test_ocr_adds_to_the_text_that_a_page_has_and_does_not_repeat_it() -> None:
    outline = pdf.read(stamped())
    assert outline.text.count("Received 4 May") == 1
    assert "No ship was lost in that winter." in outline.text


@needs_tesseract
def test_an_image_without_words_says_so_and_not_that_tesseract_would_help() -> None:
    made = FPDF(unit="pt", format=(420, 595))
    made.add_page()
    made.image(Image.new("L", (420, 595), 255), 0, 0, w=420)
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(bytes(made.output()))
    assert caught.value.reason.startswith("scanned: OCR found no words on its only page")
    assert "Tesseract" not in caught.value.reason


def test_the_text_that_an_ocr_program_put_behind_its_image_is_read_as_text() -> None:
    document = fixture("searchable.pdf")
    assert document.note == ""
    assert words(document, "heading")[0] == "The Lamp of Skarholm"
    at = document.text.index("No ship was lost in that winter. The harbour master gave the credit")
    assert document.place_at(at) == "page 1"
    assert at < document.text.index("When the hoist came at last it was too wide for the door")
