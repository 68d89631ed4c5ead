"""OpenDocument, packed and flat: what LibreOffice and pandoc wrote reads as Word's own does."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from index.errors import UnreadableFile
from tests.index.office import blocks, changed, file, member, place_of, read
from tests.index.test_sheets import FIGURES
from tests.index.test_slides import PLAN, TALK
from tests.index.test_word import GUIDE, REPORT


def text(xml: str) -> bytes:
    """LibreOffice's report with another body."""
    content = member(file("report.odt"), "content.xml")
    start, _, rest = content.partition("<office:text>")
    end = rest[rest.index("</office:text>") :]
    return changed(file("report.odt"), {"content.xml": f"{start}<office:text>{xml}{end}"})


def sheet(xml: str) -> bytes:
    """LibreOffice's figures with another first sheet."""
    content = member(file("figures.ods"), "content.xml")
    start, _, rest = content.partition("<office:spreadsheet>")
    end = rest[rest.index("</office:spreadsheet>") :]
    table = f'<table:table table:name="Sheet1">{xml}</table:table>'
    return changed(file("figures.ods"), {"content.xml": f"{start}<office:spreadsheet>{table}{end}"})


def said(name: str, data: bytes) -> list[str]:
    return [words for kind, _, words in blocks(read(name, data)) if kind != "furniture"]


@pytest.mark.parametrize("name", ["report.odt", "report.fodt"])
def test_a_text_by_libreoffice_reads_as_its_word_document_does(name: str) -> None:
    document = read(name)
    assert blocks(document) == REPORT
    assert document.title == "Report of the Merrow Town Library"
    assert place_of(document, "closed for painting") == "table 1, row 3"
    assert place_of(document, "Easter Sunday") == "paragraph 4"
    assert place_of(document, "its own count") == "comment on paragraph 4"
    assert place_of(document, "the brass globe") == "paragraph 12"
    assert document.note == ""


def test_a_text_by_pandoc_reads_as_its_word_document_does() -> None:
    document = read("guide.odt")
    assert blocks(document) == GUIDE
    assert place_of(document, "158 steps") == "paragraph 9"


@pytest.mark.parametrize("name", ["figures.ods", "figures.fods"])
def test_sheets_by_libreoffice_read_as_their_workbook_does(name: str) -> None:
    document = read(name)
    if name.endswith(".ods"):
        assert blocks(document) == FIGURES
        assert document.note == ""
        assert place_of(document, "says 2007") == "sheet 1 “Boats”, B5"
    else:  # by hand: values without what they look like
        assert document.note.startswith("1 formula has no stored result: open the file")
        assert "Boat: Gull | Built: 1998-05-01 | Price: 1234567.5 | Load: 12.5%" in document.text
    assert document.title == "Boats of the Merrow ferry line"
    assert place_of(document, "Tern | Built") == "sheet 1 “Boats”, A5:F5"
    assert place_of(document, "North") == "sheet 1 “Boats”, B11:C11"
    assert place_of(document, "lorries") == "sheet 2 “Notes”, A2"


def test_slides_by_libreoffice_read_as_their_powerpoint_file_does() -> None:
    assert blocks(read("plan.odp")) == PLAN
    document = read("talk.odp")
    row = ("row", 0, "Item | Price")  # LibreOffice does not say that it is a header
    assert blocks(document) == [row if kind == "header" else (kind, level, words)
                                for kind, level, words in TALK]  # fmt: skip
    assert [page.name for page in document.pages] == ["The Skarn Light", "Why a new lamp", "Costs"]
    assert place_of(document, "comes by ferry") == "slide 2 “Why a new lamp”, notes"
    assert place_of(document, "1,150") == "slide 3 “Costs”"


def test_flat_slides_have_titles_points_notes_and_headers_of_tables() -> None:
    document = read("plan.fodp")
    assert blocks(document)[:3] == [
        ("heading", 1, "A second pier for Merrow"),
        ("paragraph", 0, "Council meeting of 3 March 2024"),
        ("heading", 2, "Why the old pier is too short"),
    ]
    assert ("header", 0, "Pier | Length") in blocks(document)
    assert [words for _, _, words in blocks(document)] == [words for _, _, words in PLAN]
    assert place_of(document, "this in January") == (
        "slide 2 “Why the old pier is too short”, notes"
    )
    assert place_of(document, "forty metres") == "slide 3 “If the money is not enough”"


def test_unseen_words_are_left_out_and_the_words_around_them_are_not() -> None:
    xml = (
        "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>X</text:ruby-text>"
        "</text:ruby><text:hidden-text>X</text:hidden-text>c<text:bookmark/>d</text:p>"
        '<text:section text:display="none"><text:p>X</text:p></text:section>'
        "<text:section><text:p>e\nf<text:s text:c='3'/>g<text:tab/>h<text:line-break/>i</text:p>"
        "</text:section>"
    )
    assert said("a.odt", text(xml)) == ["abcd", "e f g h\ni"]


def test_lists_go_on_begin_anew_and_may_have_several_paragraphs() -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    xml = (
        f'<text:list text:style-name="Steps">{item.format("one")}<text:list-item><text:p>two'
        "</text:p><text:p>more</text:p></text:list-item></text:list><text:p>between</text:p>"
        f'<text:list text:style-name="Steps" text:continue-numbering="true">{item.format("three")}'
        f'</text:list><text:list text:style-name="Steps">{item.format("anew")}</text:list>'
    )
    assert said("a.odt", text(xml)) == [
        "1. one", "2. two", "more", "between", "3. three", "1. anew",
    ]  # fmt: skip


def test_merged_cells_come_once_and_a_frame_of_one_column_is_paragraphs() -> None:
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell><text:p>X</text:p></table:covered-table-cell>"
    wide = cell.format('table:number-columns-spanned="2"', "wide")
    tall = cell.format('table:number-rows-spanned="2"', "tall")
    xml = (
        '<table:table><table:table-column table:number-columns-repeated="3"/>'
        f"<table:table-row>{wide}{covered}{tall}</table:table-row>"
        f"<table:table-row>{cell.format('', 'a')}{cell.format('', 'b')}{covered}</table:table-row>"
        "</table:table><table:table><table:table-column/><table:table-row>"
        f"{cell.format('', 'Mind the step.')}</table:table-row></table:table>"
    )
    document = read("a.odt", text(xml))
    assert [b for b in blocks(document) if b[0] != "furniture"] == [
        ("row", 0, "wide | tall"),
        ("row", 0, "a | b | "),
        ("paragraph", 0, "Mind the step."),
    ]
    assert place_of(document, "Mind the step.") == "table 2, row 1"


def test_charts_and_formulas_are_read_pictures_and_other_files_counted() -> None:
    frame = '<draw:frame><draw:object xlink:href="./{}"/><draw:image/></draw:frame>'
    xml = (
        f"<text:p>The sum {frame.format('Sum')} is large.</text:p>"
        f"<text:p>{frame.format('Chart')}</text:p>"
        f"<text:p>{frame.format('Gone')}<draw:frame><draw:image/></draw:frame></text:p>"
    )
    chart = (
        '<x xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" xmlns:text="urn:oasis:'
        'names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:'
        'table:1.0"><chart:chart><chart:title><text:p>Readers</text:p></chart:title><table:table>'
        "<table:table-row><table:table-cell><text:p>May</text:p></table:table-cell>"
        "<table:table-cell><text:p>412</text:p></table:table-cell></table:table-row></table:table>"
        "</chart:chart></x>"
    )
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>X</mi>'
        "<annotation>a + b</annotation></semantics></math>"
    )
    data = changed(text(xml), {"Sum/content.xml": formula, "Chart/content.xml": chart})
    document = read("a.odt", data)
    assert [words for kind, _, words in blocks(document) if kind != "furniture"] == [
        "The sum a + b is large.", "Readers", "May | 412",
    ]  # fmt: skip
    assert document.note == "1 picture is not read. 1 embedded object is not read."


def test_repeated_empty_rows_and_cells_cost_nothing_and_filled_ones_are_all_read() -> None:
    begun = time.monotonic()
    empty = (
        '<table:table-row table:number-rows-repeated="{}"><table:table-cell '
        'table:number-columns-repeated="99999999999"/></table:table-row>'
    )
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'table:number-columns-repeated="2" office:value-type="float" office:value="7">'
        "<text:p>7</text:p></table:table-cell></table:table-row>"
    )
    document = read("a.ods", sheet(empty.format(1_048_000) * 1 + row + empty.format(1_048_576)))
    assert [words for _, _, words in blocks(document)] == ["7 | 7", "7 | 7"]
    assert place_of(document, "7 | 7\n7 | 7") == "sheet 1 “Sheet1”, A1048001:B1048001"
    assert time.monotonic() - begun < 2


def test_a_cell_repeated_to_fill_the_memory_is_refused() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        f'table:number-columns-repeated="16384" office:value-type="string"><text:p>{"x" * 99}'
        "</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(UnreadableFile, match="over 20,000,000 characters; split"):
        read("a.ods", sheet(row))


def test_formulas_without_a_result_are_counted_and_times_may_be_long() -> None:
    cells = (
        '<table:table-cell table:formula="of:=1+1"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT26H03M09S"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-05-01T14:30:00"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-05-01T00:00:00"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.07"/>'
    )
    document = read("a.ods", sheet(f"<table:table-row>{cells}</table:table-row>"))
    assert blocks(document) == [("row", 0, "26:03:09 | 2024-05-01 14:30 | 2024-05-01 | 7%")]
    assert document.note.startswith("1 formula has no stored result")


def test_elements_may_nest_as_deep_as_they_like() -> None:
    deep = 20_000
    xml = "<text:span>" * deep + "words" + "</text:span>" * deep
    assert said("a.odt", text(f"<text:p>{xml}</text:p>")) == ["words"]
    xml = "<text:list><text:list-item>" * deep + "<text:p>point</text:p>"
    assert said("a.odt", text(xml + "</text:list-item></text:list>" * deep)) == ["point"]


def test_what_is_no_such_file_is_refused_with_a_reason() -> None:
    empty = BytesIO()
    with ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "words")
    flat = file("report.fodt")
    for name, bad, reason in (
        ("a.odt", file("figures.ods"), r"it is an OpenDocument spreadsheet \(.ods\); rename"),
        ("a.ods", file("plan.odp"), r"it is an OpenDocument presentation \(.odp\); rename"),
        ("a.odp", file("report.odt"), r"it is an OpenDocument text \(.odt\); rename"),
        ("a.odt", empty.getvalue(), "not an OpenDocument file"),
        ("a.odt", file("report.docx"), "not an OpenDocument file"),
        ("a.fodt", flat[: len(flat) // 2], "its XML is damaged: get it again"),
        ("a.fodt", b"<?xml version='1.0' encoding='x-none'?><a/>", "its XML is damaged"),
        ("a.odt", text("<text:p>half"), "its XML is damaged"),
        ("a.odt", changed(text(""), {"styles.xml": None}), "empty: there is no text"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read(name, bad)
