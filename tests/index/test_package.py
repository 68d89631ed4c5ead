"""What is checked of an office file before a library unpacks it: size, honesty, entities."""

import random
import struct
import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.office import package
from index.formats.room import Room, within
from tests.index.office import changed, file, member, read

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
MAIN = {
    "report.docx": "word/document.xml",
    "plan.pptx": "ppt/slides/slide1.xml",
    "figures.xlsx": "xl/worksheets/sheet1.xml",
    "report.odt": "content.xml",
    "figures.ods": "content.xml",
    "plan.odp": "styles.xml",
}


def packed(**members: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("name", MAIN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_format(name: str, encoding: str) -> None:
    xml = member(file(name), MAIN[name]).partition("?>")[2]
    made = BytesIO()
    with ZipFile(BytesIO(changed(file(name), {MAIN[name]: None}))) as old, \
            ZipFile(made, "w") as new:  # fmt: skip
        for other in old.namelist():
            new.writestr(other, old.read(other))
        new.writestr(MAIN[name], (LAUGHS + xml).encode(encoding))
    with pytest.raises(UnreadableFile, match="declares entities"):
        read(name, made.getvalue())


@pytest.mark.parametrize("name", ["report.fodt", "figures.fods", "plan.fodp"])
def test_entities_are_refused_in_flat_files(name: str) -> None:
    declared, _, xml = file(name).decode().partition("?>")
    with pytest.raises(UnreadableFile, match="declares entities"):
        read(name, f"{declared}?>{LAUGHS}{xml}".encode())


def test_entities_behind_a_long_comment_are_found() -> None:
    head = f"<!--{'.' * 300_000}-->{LAUGHS}"
    with pytest.raises(UnreadableFile, match="declares entities"):
        package.unpacked(packed(a=head.encode() + b"<x>&j;</x>"))


@pytest.mark.parametrize("name", MAIN)
def test_a_bomb_is_refused_before_it_is_unpacked(name: str) -> None:
    bomb = packed(**{MAIN[name]: b"\0" * 60_000_000})
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="unpacks to 57 MiB"):
        read(name, bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_member_that_lies_about_its_size_is_refused_in_little_memory() -> None:
    data = bytearray(packed(a=b"\0" * 60_000_000))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 100)
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="cut short or damaged"):
        package.unpacked(bytes(data))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_locked_archive_and_an_unknown_packing_are_refused_with_what_to_do() -> None:
    for offset, value, reason in ((8, 1, "save a copy without its password"), (10, 97, "anew")):
        data = bytearray(packed(a=b"words"))
        directory = data.index(b"PK\x01\x02")
        for start in (directory + offset, offset - 2):
            data[start] = value
        with pytest.raises(UnreadableFile, match=reason):
            package.unpacked(bytes(data))


def test_a_part_too_large_for_a_tree_is_refused() -> None:
    noise = random.Random(1).randbytes(1_000_000)  # or it would be a bomb
    part = b"\0" * (129 * 1024**2)
    data = packed(**{"[Content_Types].xml": b"<x/>", "word/a.xml": part, "b": noise})
    assert package.office(data, "an Excel workbook", makes_trees=False)
    with pytest.raises(UnreadableFile, match=r"its part word/a\.xml unpacks to over 128 MiB"):
        package.office(data, "a Word document")


def test_strict_open_xml_is_refused_with_what_to_do() -> None:
    relations = member(file("report.docx"), "_rels/.rels").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    with pytest.raises(UnreadableFile, match="Strict Open XML: open it"):
        read("a.docx", changed(file("report.docx"), {"_rels/.rels": relations}))


@pytest.mark.parametrize("name", [*MAIN, "guide.docx", "talk.pptx", "talk.odp"])
def test_a_file_cut_anywhere_is_refused_with_a_sentence(name: str) -> None:
    data = file(name)
    for end in range(1000, len(data), 1 + len(data) // 7):
        with pytest.raises(UnreadableFile, match=r"broken: it is cut short or damaged: \w+"):
            documents.read(name, data[:end])


def test_what_is_unpacked_counts_with_what_else_is_inside_the_same_file() -> None:
    allowance = Room(work=70_000)
    with within(allowance):
        package.unpacked(file("report.docx"))
        assert allowance.work == 70_000 - 38_479
        with pytest.raises(UnreadableFile, match="unpack that file"):
            package.unpacked(file("report.docx"))


def test_titles_that_a_program_put_there_are_no_titles() -> None:
    for title in (
        "", " ", "Untitled 1", "Document1", "PowerPoint Presentation", "PowerPoint-Präsentation",
        "Présentation PowerPoint", "Word Document", "Book1", "[Document title]", "Slide 1",
    ):  # fmt: skip
        assert package.own_title(title) == "", title
    for title in ("The Harbour", "Document of the Council", "Booking"):
        assert package.own_title(f" {title}\n") == title
