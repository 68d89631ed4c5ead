"""Word: what LibreOffice, pandoc and Word's own XML say, in order; what is unseen is left out."""

import pytest

from index.errors import UnreadableFile
from tests.index.office import blocks, changed, file, member, place_of, places, read

REPORT = [
    ("heading", 1, "Report of the Merrow Town Library"),
    ("paragraph", 0, "The library stands on the quay since 1907. It lends books, charts and two "
                     "telescopes."),
    ("heading", 1, "1 Visitors"),
    ("paragraph", 0, "In 2023 the reading room was open on fifty-one Sundays. Most visitors came "
                     "by ferry."),
    ("paragraph", 0, "[1] Easter Sunday is always a holiday."),
    ("heading", 2, "1.1 By month"),
    ("header", 0, "Month | Readers | Loans"),
    ("row", 0, "May | 412 | 1,288"),
    ("row", 0, "June | closed for painting"),
    ("row", 0, "July | 530 | 1,602"),
    ("row", 0, "of them children | 207"),
    ("heading", 1, "2 How to borrow"),
    ("item", 0, "1. Show your card at the desk."),
    ("item", 0, "a) Children show the card of a parent."),
    ("item", 0, "2. Sign the book of loans."),
    ("paragraph", 0, "What is not lent:"),
    ("item", 0, "the harbour log of 1911"),
    ("item", 0, "the brass globe"),
    ("paragraph", 0, "See also the library’s page."),
    ("paragraph", 0, "The lamp in the window burns all night."),
    ("paragraph", 0, "A line\nand the next with a tab, and a har bourmaster."),
    ("paragraph", 0, "[i] The harbour master is also the treasurer."),
    ("paragraph", 0, "Comment by Ida Brandt: Ask the ferry line for its own count."),
    ("furniture", 0, "Merrow Town Library, internal"),
    ("furniture", 0, "Page 1 of the yearly report"),
]  # fmt: skip
GUIDE = [
    ("heading", 1, "Guide to the Skarn Lighthouse"),
    ("heading", 1, "The tower"),
    ("paragraph", 0, "The tower is 31 metres high. Its lamp was made in 1884."),
    ("paragraph", 0, "[1] Measured from the rock, not from the sea."),
    ("heading", 2, "Rooms"),
    ("header", 0, "Room | Floor | Key"),
    ("row", 0, "Kitchen | 1 | brass"),
    ("row", 0, "Lamp | 6 | iron"),
    ("heading", 1, "Visits"),
    ("item", 0, "1. Ring the bell."),
    ("item", 0, "2. Wait for the keeper."),
    ("item", 0, "Dogs stay outside."),
    ("item", 0, "The stairs have 158 steps."),
    ("paragraph", 0, "The keeper may refuse a visit in a storm."),
]
BODY = "word/document.xml"


def body(xml: str, data: bytes | None = None) -> bytes:
    """LibreOffice's report with another body, in Word's XML."""
    data = data or file("report.docx")
    start, _, _ = member(data, BODY).partition("<w:body>")
    return changed(data, {BODY: f"{start}<w:body>{xml}</w:body></w:document>"})


def words(xml: str) -> list[tuple[str, int, str]]:
    return blocks(read("a.docx", body(xml)))


def test_what_libreoffice_wrote_is_read_in_order() -> None:
    assert blocks(read("report.docx")) == REPORT


def test_what_pandoc_wrote_is_read_in_order() -> None:
    document = read("guide.docx")
    assert blocks(document) == GUIDE
    assert document.title == "Guide to the Skarn Lighthouse"


def test_places_are_paragraphs_and_rows() -> None:
    document = read("report.docx")
    assert document.title == "Report of the Merrow Town Library"
    assert not document.pages
    assert place_of(document, "two telescopes") == "paragraph 2"
    assert place_of(document, "closed for painting") == "table 1, row 3"
    assert place_of(document, "of them children") == "table 1, row 4"
    assert place_of(document, "Easter Sunday") == "paragraph 4"
    assert place_of(document, "its own count") == "comment on paragraph 4"
    assert place_of(document, "the brass globe") == "paragraph 12"
    assert place_of(document, "internal") == "header"


def test_headings_by_outline_level_and_by_localized_styles() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mein"><w:name w:val="Mein Stil"/>'
        '<w:basedOn w:val="berschrift2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L3"><w:name w:val="Stufe"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/>'
        '<w:basedOn w:val="A"/></w:style></w:styles>'
    )
    xml = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, more, text in (
            ("berschrift2", "", "two"),
            ("Mein", "", "two too"),
            ("L3", "", "three"),
            ("L3", '<w:outlineLvl w:val="9"/>', "no heading"),
            ("None", '<w:outlineLvl w:val="0"/>', "one"),
            ("None", '<w:outlineLvl w:val="0"/>', "long " * 80),
            ("A", "", "in a circle"),
        )
    )
    data = changed(body(xml), {"word/styles.xml": styles})
    assert [(kind, level) for kind, level, _ in blocks(read("a.docx", data))[:-1]] == [
        ("heading", 2), ("heading", 2), ("heading", 3), ("paragraph", 0), ("heading", 1),
        ("paragraph", 0), ("paragraph", 0),
    ]  # fmt: skip


def test_unseen_words_are_left_out_and_the_words_around_them_are_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    seen = [
        run.format("a"),
        f'<w:ins w:id="1">{run.format("b")}</w:ins>',
        f"<w:hyperlink><w:smartTag>{run.format('c')}</w:smartTag></w:hyperlink>",
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{run.format("d")}'
        "</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="PAGE">{run.format("e")}</w:fldSimple>',
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>f</w:t></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>',
    ]
    unseen = [
        '<w:del w:id="2"><w:r><w:delText>X</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run.format("X")}</w:moveFrom>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>X</w:t></w:r>",
        "<w:r><w:instrText>X</w:instrText></w:r>",
    ]
    both = "".join(part for pair in zip(seen, [*unseen, *unseen], strict=False) for part in pair)
    assert words(f"<w:p>{both}</w:p>")[0] == ("paragraph", 0, "abcdefμ")


def test_paragraphs_in_a_wrapper_are_read_and_an_alternative_once() -> None:
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    xml = (
        f"<w:sdt><w:sdtContent>{paragraph.format('one')}<w:sdt><w:sdtContent>"
        f"{paragraph.format('two')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        f"<mc:AlternateContent><mc:Choice Requires='x'>{paragraph.format('three')}</mc:Choice>"
        f"<mc:Fallback>{paragraph.format('never')}</mc:Fallback></mc:AlternateContent>"
    )
    assert [text for _, _, text in words(xml)][:-1] == ["one", "two", "three"]


def test_merged_cells_come_once_and_a_frame_of_one_column_is_paragraphs() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    restart = '<w:vMerge w:val="restart"/>'
    merged = (
        '<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>'
        f"<w:tr>{cell('Boat')}{cell('Built')}</w:tr>"
        f"<w:tr>{cell('Gull', restart)}{cell('1998')}</w:tr>"
        f"<w:tr>{cell('x', '<w:vMerge/>')}{cell('2006')}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('gone')}{cell('gone')}</w:tr></w:tbl>"
    )
    frame = f"<w:tbl><w:tr>{cell('Mind the step.')}</w:tr></w:tbl>"
    document = read("a.docx", body(merged + frame))
    assert blocks(document)[:-1] == [
        ("header", 0, "Boat | Built"),
        ("row", 0, "Gull | 1998"),
        ("row", 0, " | 2006"),
        ("paragraph", 0, "Mind the step."),
    ]
    assert place_of(document, "Mind the step.") == "table 2, row 1"


def test_pictures_and_embedded_files_are_counted_in_the_note() -> None:
    picture = (
        '<w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
        "</w:drawing>"
    )
    xml = f"<w:p><w:r><w:t>Seen.</w:t>{picture}{picture}<w:object/></w:r></w:p>"
    document = read("a.docx", body(xml))
    assert document.note == "2 pictures are not read. 1 embedded object is not read."
    assert read("report.docx").note == ""


def test_a_chart_says_its_title_and_figures() -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx>'
        "<c:rich><a:p><a:r><a:t>Readers in spring</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>2023</c:v></c:pt></c:strCache>"
        "</c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>May</c:v></c:pt>"
        "<c:pt idx='1'><c:v>June</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef>"
        "<c:numCache><c:pt idx='0'><c:v>412</c:v></c:pt><c:pt idx='1'><c:v>0.30000000000000004"
        "</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chart></c:chartSpace>"
    )
    relations = member(file("report.docx"), "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="chart9" Target="charts/chart1.xml" Type="http://schemas.openxml'
        'formats.org/officeDocument/2006/relationships/chart"/></Relationships>',
    )
    types = member(file("report.docx"), "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxml'
        'formats-officedocument.drawingml.chart+xml"/></Types>',
    )
    xml = (
        '<w:p><w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006'
        '/chart" r:id="chart9"/></w:drawing></w:r></w:p>'
    )
    added = {
        "word/charts/chart1.xml": chart,
        "word/_rels/document.xml.rels": relations,
        "[Content_Types].xml": types,
    }
    assert blocks(read("a.docx", changed(body(xml), added)))[:-1] == [
        ("paragraph", 0, "Readers in spring"),
        ("row", 0, "2023 | May: 412 | June: 0.3"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"
                   ".main+xml"),
    ],
)  # fmt: skip
def test_templates_and_files_with_macros_are_read_too(name: str, kind: str) -> None:
    data = file("report.docx")
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = member(data, "[Content_Types].xml")
    assert plain in types
    assert (
        blocks(read(name, changed(data, {"[Content_Types].xml": types.replace(plain, kind)})))
        == REPORT
    )


def test_what_is_no_word_document_is_refused_with_a_reason() -> None:
    data = file("report.docx")
    for bad, reason in (
        (data[: len(data) // 2], "cut short or damaged"),
        (b"PK\x03\x04" + b"?" * 500, "cut short or damaged"),
        (file("figures.xlsx"), "no Word document in it; rename"),
        (file("guide.odt"), "not a Word document"),
        (changed(data, {BODY: None}), "part of it is missing: open it"),
        (
            body("<w:p></w:p>" + "<w:sdt>" * 400 + "</w:sdt>" * 400),
            "nests too deeply to be read: open it",
        ),
        (body("<w:p><w:r><w:t>half"), "its XML is damaged"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read("a.docx", bad)


def test_a_table_in_a_table_is_read_as_deep_as_the_parser_goes() -> None:
    inner = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    for _ in range(70):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    document = read("a.docx", body(inner))
    assert places(document)["deep | "] == "table 1, row 1"
