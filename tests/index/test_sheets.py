"""Excel: a workbook by LibreOffice; sheets that claim more than they hold; what is no cell."""

import time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from index.errors import UnreadableFile
from tests.index.office import blocks, changed, file, member, place_of, places, read

FIGURES = [
    ("heading", 1, "Boats"),
    ("heading", 2, "Boats of the Merrow ferry line"),
    ("header", 0, "Boat | Built | Price | Load | Leaves | Sails"),
    ("row", 0, "Boat: Gull | Built: 1998-05-01 | Price: 1234567.50 € | Load: 12.5% | "
               "Leaves: 07:40 | Sails: TRUE"),
    ("row", 0, "Boat: Tern | Built: 2006-11-23 | Price: 980000.00 € | Load: 40.0% | "
               "Leaves: 18:05 | Sails: FALSE"),
    ("row", 0, "Boat: All | Price: 2214567.50 € | Load: 0.3"),
    ("header", 0, "Pier | Depth"),
    ("row", 0, "Pier: North | Depth: 6.25"),
    ("row", 0, "Pier: South | Depth: #DIV/0!"),
    ("paragraph", 0, "Comment on B5: The yard says 2007."),
    ("heading", 1, "Notes"),
    ("row", 0, "The Gull is painted every second spring."),
    ("row", 0, "The Tern carries no lorries."),
]  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: openpyxl.Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def with_rows(xml: str) -> bytes:
    """LibreOffice's workbook with other rows on its first sheet."""
    text = member(file("figures.xlsx"), SHEET)
    start, _, rest = text.partition("<sheetData>")
    return changed(
        file("figures.xlsx"),
        {SHEET: f"{start}<sheetData>{xml}</sheetData>{rest.partition('</sheetData>')[2]}"},
    )


def test_what_libreoffice_wrote_is_read_with_names_and_cells() -> None:
    document = read("figures.xlsx")
    assert blocks(document) == FIGURES
    assert document.title == "Boats of the Merrow ferry line"
    assert document.unit == "sheet"
    assert document.note == ""
    assert place_of(document, "Tern | Built") == "sheet 1 “Boats”, A5:F5"
    assert place_of(document, "Boat | Built") == "sheet 1 “Boats”, A3:F3"
    assert place_of(document, "South") == "sheet 1 “Boats”, B12:C12"
    assert place_of(document, "says 2007") == "sheet 1 “Boats”, B5"
    assert place_of(document, "lorries") == "sheet 2 “Notes”, A2"
    assert 'state="hidden"' in member(file("figures.xlsx"), "xl/workbook.xml")


def test_formulas_without_a_result_are_counted_in_the_note() -> None:
    book = openpyxl.Workbook()
    for row in ((1, 2, "=A1+B1"), (3, 4, "=A2+B2")):
        book.active.append(row)
    document = read("a.xlsx", saved(book))
    assert document.note == (
        "2 formulas have no stored result: open the file in its program and save it once."
    )
    assert [text for _, _, text in blocks(document)] == ["1 | 2", "3 | 4"]


def test_tables_made_as_such_say_where_their_header_is() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Stock"
    for row in (("Stock", None), ("7", "8"), (1, 2)):
        book.active.append(row)
    book.active.add_table(Table(displayName="T", ref="A2:B3"))
    assert blocks(read("a.xlsx", saved(book)))[1:] == [
        ("heading", 2, "Stock"),
        ("header", 0, "7 | 8"),
        ("row", 0, "7: 1 | 8: 2"),
    ]


def test_what_xlsxwriter_wrote_merged_cells_text_boxes_and_charts() -> None:
    document = read("piers.xlsx")
    assert blocks(document) == [
        ("heading", 1, "Plan"),
        ("heading", 2, "Piers of Merrow"),
        ("header", 0, "Pier | Length | Share"),
        ("row", 0, "Pier: North | Length: 85 | Share: 33.3%"),
        ("row", 0, "Length: 170"),
        ("paragraph", 0, "Closed in winter"),
        ("paragraph", 0, "Length of the piers"),
        ("paragraph", 0, "Comment on B3: measured at low tide"),
    ]
    assert place_of(document, "in winter") == "sheet 1 “Plan”, text box"


def test_a_thread_of_comments_is_read_once() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "words"
    book.active["A1"].comment = Comment("[Threaded comment] how to see it", "x")
    data = saved(book)
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    added = {
        "xl/threadedComments/t.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/'
        'spreadsheetml/2018/threadedcomments"><threadedComment ref="A1"><text>Is it so?</text>'
        "</threadedComment></ThreadedComments>",
        relations: member(data, relations).replace(
            "</Relationships>",
            '<Relationship Id="t" Target="../threadedComments/t.xml" Type="http://schemas.microsoft'
            '.com/office/2017/10/relationships/threadedComment"/></Relationships>',
        ),
    }
    assert blocks(read("a.xlsx", changed(data, added)))[1:] == [
        ("paragraph", 0, "Comment on A1: Is it so?")
    ]


def test_a_sheet_that_claims_a_million_rows_and_columns_is_read_at_once() -> None:
    begun = time.monotonic()
    rows = "".join(f'<row r="{n}"/>' for n in range(20, 5000))
    document = read(
        "a.xlsx",
        with_rows(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            + rows
            + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
    )
    assert places(document)["2"] == "sheet 1 “Boats”, XFD1048576"
    assert time.monotonic() - begun < 5


def test_cells_without_references_inline_strings_and_escapes() -> None:
    document = read(
        "a.xlsx",
        with_rows(
            '<row><c t="inlineStr"><is><t>one</t></is></c><c t="str"><v>a_x000A_b</v></c></row>'
            '<row><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c></row>'
        ),
    )
    assert [text for _, _, text in blocks(document)][1:3] == ["one | a b", "one: FALSE | a b: #N/A"]


def test_settings_under_the_cells_that_make_no_sense_do_no_harm() -> None:
    text = member(file("figures.xlsx"), SHEET)
    broken = text.replace('left="0.7875"', 'left="wide"').replace('paperSize="9"', 'paperSize="x"')
    assert broken != text
    assert blocks(read("a.xlsx", changed(file("figures.xlsx"), {SHEET: broken}))) == FIGURES


def test_what_is_no_workbook_is_refused_with_a_reason() -> None:
    for bad, reason in (
        (file("report.docx"), "no Excel workbook in it; rename"),
        (file("figures.ods"), "not an Excel workbook"),
        (b"PK\x03\x04 and nothing more", "cut short or damaged"),
        (changed(file("figures.xlsx"), {"xl/workbook.xml": None}), "broken: "),
        (with_rows('<row r="1"><c r="A1">'), "broken: "),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read("a.xlsx", bad)
