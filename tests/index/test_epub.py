"""EPUB: chapters in the order of reading, named by the contents; bombs and locks are refused."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.marked import epub

FILES = Path(__file__).parent.parent / "files" / "text"
CONTAINER = '<container><rootfiles><rootfile full-path="a/b.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A  book
</dc:title></metadata><manifest><item id="two" href="t%20wo.xhtml"/>
<item id="one" href="one.xhtml"/>
<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/><itemref idref="one"/></spine></package>"""
NCX = """<ncx><navMap><navPoint><navLabel><text>The second</text></navLabel>
<content src="t%20wo.xhtml#x"/></navPoint></navMap></ncx>"""
ONE = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>
<script src="x"/></head><body><h2>First</h2><p>It <a id="p1"/>begins.</p></body></html>"""
MEMBERS = {
    "META-INF/container.xml": CONTAINER,
    "a/b.opf": PACKAGE,
    "a/toc.ncx": NCX,
    "a/one.xhtml": ONE,
    "a/t wo.xhtml": "<p>It ends.</p>",
}


def book(**members: str | None) -> bytes:
    """A small book; a member given as None is left out."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for path, text in {**MEMBERS, **members}.items():
            if text is not None:
                file.writestr(path, text)
    return packed.getvalue()


def test_a_book_by_pandoc_gives_its_chapters() -> None:
    document = documents.read("lighthouse.epub", (FILES / "lighthouse.epub").read_bytes())
    assert (document.title, document.unit) == ("The Light at Skarholm", "chapter")
    place = document.place_at(document.text.index("Rain is measured in millimetres."))
    number = next(p.number for p in document.pages if p.name == "Keepers")
    assert place == f"chapter {number} “Keepers”"
    assert "1932 | Gas | 18 miles" in document.text
    assert document.note == ""


def test_chapters_stand_in_the_order_of_the_spine_with_their_names() -> None:
    outline = epub.read(book())
    assert outline.title == "A book"
    assert outline.text == "First\n\nIt begins.\n\nIt ends."
    assert [(p.number, p.name) for p in outline.pages] == [(1, "First"), (2, "The second")]
    assert [outline.text[p.start : p.end].strip() for p in outline.pages] == [
        "First\n\nIt begins.",
        "It ends.",
    ]


def test_a_missing_chapter_is_said_and_the_others_are_read() -> None:
    outline = epub.read(book(**{"a/one.xhtml": None}))
    assert outline.text == "It ends."
    assert outline.note == "1 of its 3 chapters could not be read"


def test_damaged_bytes_say_which_part_they_are_in() -> None:
    data = bytearray(book())
    for index in range(45, 75):  # inside the first member
        data[index] ^= 0x55
    with pytest.raises(UnreadableFile, match=r"broken: .* get it again"):
        epub.read(bytes(data))


def test_copy_protection_is_a_lock_and_a_hidden_font_is_none() -> None:
    def locked(way: str, path: str) -> bytes:
        return book(**{"META-INF/encryption.xml": f"""<encryption><EncryptedData>
            <EncryptionMethod Algorithm="{way}"/><CipherData><CipherReference URI="{path}"/>
            </CipherData></EncryptedData></encryption>"""})  # fmt: skip

    with pytest.raises(UnreadableFile, match="encrypted: it is copy-protected"):
        epub.read(locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "a/t%20wo.xhtml"))
    font = epub.read(locked("http://www.idpf.org/2008/embedding", "a/font.otf"))
    assert font.text.endswith("It ends.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (book()[:300], "broken: its packing cannot be opened"),
        (book(**{"META-INF/container.xml": None}), "broken: META-INF/container.xml is missing"),
        (book(**{"META-INF/container.xml": "<container/>"}), "broken: it does not say where"),
        (book(**{"a/b.opf": "<package>"}), "broken: it is not well-formed XML"),
    ],
)
def test_a_broken_book_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        epub.read(data)


def test_a_bomb_is_refused_by_what_it_would_unpack_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile, match="too large"):
        epub.read(book(**{"a/bomb": "0" * 1_000_000}))
    laughs = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert epub.read(book(**{"a/b.opf": laughs + PACKAGE.replace("A  book", "&b;")})).pages
