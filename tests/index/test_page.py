"""Saved web pages: the page and its frames are read, what it was drawn with is counted."""

from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.mail import page

DATA = (Path(__file__).parent.parent / "files" / "mail" / "library.mhtml").read_bytes()


def test_a_page_saved_by_chromium() -> None:
    (document,) = documents.read_all("library.mhtml", DATA).documents
    assert (document.kind, document.title) == ("mhtml", "Ölands stadsbibliotek")
    assert document.note == "1 picture in it was not read"
    found = [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]
    assert found == [
        ("heading", 1, "Town library"),
        ("heading", 2, "Loans"),
        ("paragraph", 0, "A book may be kept for twenty-eight days — and renewed twice."),
        ("header", 0, "Item | Fee"),
        ("row", 0, "Late book | 2 kr a day"),
        ("paragraph", 0, "Written by a script."),
        ("paragraph", 0, "The reading room closes at five on Fridays."),
    ]
    assert document.place_at(document.text.index("twenty-eight")) == "paragraph 3"


def test_files_that_a_page_carries_are_parts_and_its_title_is_the_last_resort() -> None:
    outline = page.read_page(
        b"Content-Type: multipart/related; boundary=B; start=<b>\n\n"
        b"--B\nContent-Type: text/html\nContent-ID: <a>\n\n<p>Frame.\n"
        b"--B\nContent-Type: text/html\nContent-ID: <b>\n\n<title>T</title><p>Page.\n"
        b"--B\nContent-Type: application/pdf\nContent-Location: http://x.example/a/b.pdf\n\n%PDF-"
    )
    assert (outline.title, outline.text) == ("T", "Page.\n\nFrame.")
    assert [(part.name, part.data) for part in outline.parts] == [("b.pdf", b"%PDF-")]
    assert outline.note == "it is cut off: its last part has no end; get it whole"


def test_a_cut_page_keeps_what_came_before() -> None:
    outline = page.read_page(DATA[: DATA.index(b"renewed twice")])
    assert "twenty-eight" in outline.text
    assert "cut off" in outline.note


@pytest.mark.parametrize("data", [b"words", b"Content-Type: text/plain\n\nwords", b"\xff" * 99])
def test_what_is_no_page_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="mislabelled: there is no saved web page in it"):
        page.read_page(data)
