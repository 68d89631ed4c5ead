"""PowerPoint: slides by pandoc and LibreOffice, in the order in which they are read."""

from itertools import count

import pytest

from index.errors import UnreadableFile
from tests.index.office import blocks, changed, file, member, place_of, read

TALK = [
    ("heading", 1, "The Skarn Light"),
    ("paragraph", 0, "Ida Brandt"),
    ("heading", 2, "Why a new lamp"),
    ("item", 0, "The old lamp burns 3 litres of oil an hour."),
    ("item", 0, "A new lamp needs none."),
    ("paragraph", 0, "Mention that the oil comes by ferry."),
    ("heading", 2, "Costs"),
    ("header", 0, "Item | Price"),
    ("row", 0, "Lamp | 8,400"),
    ("row", 0, "Cable | 1,150"),
]
PLAN = [
    ("paragraph", 0, "A second pier for Merrow"),
    ("paragraph", 0, "Council meeting of 3 March 2024"),
    ("paragraph", 0, "Why the old pier is too short"),
    ("item", 0, "The Tern is longer than the pier."),
    ("item", 0, "Her stern stands out by nine metres."),
    ("item", 0, "Two boats cannot land at once."),
    ("paragraph", 0, "left box"),
    ("paragraph", 0, "right box"),
    ("row", 0, "Pier | Length"),
    ("row", 0, "North | 85 m"),
    ("paragraph", 0, "Source: harbour office"),
    ("paragraph", 0, "The harbour master measured this in January."),
    ("paragraph", 0, "If the money is not enough"),
    ("item", 0, "Lengthen the north pier by forty metres."),
]
TOPS = count(0, 1_000_000)
SLIDE = "ppt/slides/slide2.xml"


def slide(shapes: str) -> bytes:
    """Pandoc's talk with other shapes on its second slide."""
    data = file("talk.pptx")
    start, _, rest = member(data, SLIDE).partition("</p:grpSpPr>")
    end = rest[rest.index("</p:spTree>") :]
    return changed(data, {SLIDE: f"{start}</p:grpSpPr>{shapes}{end}"})


def shape(text: str, place: str = "", properties: str = "") -> str:
    paragraphs = "".join(
        f"<a:p>{properties}<a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("/")
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="{next(TOPS)}"/><a:ext cx="1" cy="1"/></a:xfrm>'
        f"</p:spPr><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
    )


def texts(data: bytes) -> list[tuple[str, int, str]]:
    """What stands on the second slide but its notes."""
    return blocks(read("a.pptx", data))[2:-5]


def test_what_pandoc_wrote_is_read_slide_by_slide() -> None:
    document = read("talk.pptx")
    assert blocks(document) == TALK
    assert document.title == "The Skarn Light"
    assert [page.name for page in document.pages] == ["The Skarn Light", "Why a new lamp", "Costs"]
    assert place_of(document, "litres of oil") == "slide 2 “Why a new lamp”"
    assert place_of(document, "comes by ferry") == "slide 2 “Why a new lamp”, notes"
    assert place_of(document, "1,150") == "slide 3 “Costs”"


def test_what_libreoffice_wrote_is_read_from_top_to_bottom_hidden_slides_too() -> None:
    document = read("plan.pptx")
    assert 'show="0"' in member(file("plan.pptx"), "ppt/slides/slide3.xml")
    assert blocks(document) == PLAN
    assert document.unit == "slide"
    assert place_of(document, "nine metres") == "slide 2"
    assert place_of(document, "forty metres") == "slide 3"


def test_points_are_numbered_and_bullets_may_be_turned_off() -> None:
    numbered = '<a:pPr><a:buAutoNum type="alphaLcParenR" startAt="2"/></a:pPr>'
    body = '<p:ph type="body" idx="1"/>'
    assert texts(
        slide(
            shape("one/two", body, numbered)
            + shape("plain", body, "<a:pPr><a:buNone/></a:pPr>")
            + shape("own words")
        )
    ) == [
        ("item", 0, "b) one"),
        ("item", 0, "c) two"),
        ("paragraph", 0, "plain"),
        ("paragraph", 0, "own words"),
    ]


def test_margins_are_furniture_and_numbers_of_slides_nothing() -> None:
    footer = shape("Merrow, internal", '<p:ph type="ftr" idx="11"/>')
    number = shape("2", '<p:ph type="sldNum" idx="12"/>')
    assert texts(slide(footer + footer + number + shape("words"))) == [
        ("furniture", 0, "Merrow, internal"),
        ("paragraph", 0, "words"),
    ]


def test_groups_and_alternatives_are_looked_into() -> None:
    group = "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/>" \
            "</p:nvGrpSpPr><p:grpSpPr/>{}</p:grpSp>"  # fmt: skip
    nested = shape("deep")
    for _ in range(40):
        nested = group.format(nested)
    alternative = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        f'2006"><mc:Choice Requires="x">{shape("new")}</mc:Choice><mc:Fallback>{shape("old")}'
        "</mc:Fallback></mc:AlternateContent>"
    )
    assert [text for _, _, text in texts(slide(nested + alternative))] == ["deep", "new"]


def test_merged_cells_come_once_and_pictures_are_counted() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<a:tc {merge}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    wide, merged = 'gridSpan="2"', 'hMerge="1"'
    table = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name=""/><p:cNvGraphicFramePr/>'
        '<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tr>{cell('wide', wide)}{cell('x', merged)}</a:tr>"
        f"<a:tr>{cell('a')}{cell('b')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="5" name=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        "<p:blipFill/><p:spPr/></p:pic>"
    )
    data = slide(table + picture)
    assert texts(data) == [("row", 0, "wide"), ("row", 0, "a | b")]
    assert read("a.pptx", data).note == "1 picture is not read."


def test_what_is_no_powerpoint_file_is_refused_with_a_reason() -> None:
    for bad, reason in (
        (file("report.docx"), "no slides in it; rename"),
        (file("plan.odp"), "not a PowerPoint file"),
        (b"PK\x03\x04 and nothing more", "cut short or damaged"),
        (changed(file("talk.pptx"), {"ppt/presentation.xml": None}), "part of it is missing"),
        (changed(file("talk.pptx"), {SLIDE: "<p:sld>"}), "its XML is damaged"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read("a.pptx", bad)
