"""A file becomes a Document by its ending and its content, or a reason why it cannot."""

import hashlib

import pytest

from index import documents
from index.errors import UnreadableFile
from index.folder import MAX_BYTES
from index.types import Block, Document, Page, well_formed
from tests.conftest import ROOT
from tests.index.conftest import make_pdf


@pytest.mark.parametrize(
    ("path", "data", "kind", "title", "text"),
    [
        ("a/b.txt", b"Only words.", "text", "b", "Only words."),
        ("b.TEXT", b"A title\n\nWords.", "text", "A title", "A title\n\nWords."),
        ("b.md", b"# *T*\n\nWords.", "markdown", "T", "T\n\nWords."),
        ("b.markdown", b"Words.", "markdown", "b", "Words."),
        ("b.html", b"<title>T</title><p>Words.", "html", "T", "Words."),
        ("b.c.htm", b"<p>Words.", "html", "b.c", "Words."),
        ("b.xhtml", b"<?xml version='1.0'?><html><h1>T</h1></html>", "html", "T", "T"),
        ("b.pdf", make_pdf([(11, "Words.")], title="T"), "pdf", "T", "Words."),
        ("a/README", b"Words.", "text", "README", "Words."),
    ],
)
def test_the_ending_names_the_format(
    path: str, data: bytes, kind: str, title: str, text: str
) -> None:
    document = documents.read(path, data)
    assert (document.path, document.kind, document.title) == (path, kind, title)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.blocks[-1].end == len(text)


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("a.xyz", b"x", "unknown kind of file: .xyz is not among those that can be read; see docs"),
        ("a.", b"x", "unknown kind of file: a dot alone is not among those that can be read; see"),
        ("README", b"\x00", "binary content: this is not a text file, whatever its name says"),
        ("README", b"\x89PNG", "mislabelled: it is named without an ending but is a PNG image; r"),
        ("a.txt", b"", "empty: there is nothing in it"),
        ("a.pdf", b" \r\n\t", "empty: there is nothing in it"),
        ("a.txt", "\u3000\u2028".encode(), "empty: there is no text in it"),
        ("a.html", b"<script>x</script>", "empty: there is no text in it"),
        ("a.txt", b"%PDF-1.7", "mislabelled: it is named .txt but is a PDF; rename it"),
        ("a.md", b"PK\x03\x04", "mislabelled: it is named .md but is a ZIP archive or an office"),
        ("a.txt", b"\x89PNG\r\n", "mislabelled: it is named .txt but is a PNG image; rename it"),
        ("a.PDF", b"Words.", "mislabelled: it is named .PDF but is not a PDF; rename it"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "mislabelled: it is named .pdf but is a JPEG image; rename"),
        ("a.txt", b"abc\x00def", "binary content: this is not a text file, whatever its name says"),
        ("a.pdf", make_pdf([(11, "x")], password="p"), "encrypted: give its password with --passw"),
        ("a.pdf", make_pdf([]), "empty: there is no text on its only page"),
    ],
)
def test_what_cannot_be_read_says_why(path: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        documents.read(path, data)
    assert caught.value.reason.startswith(reason)


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too large: over 200 MiB; split it"):
        documents.read("a.txt", b"a" * (MAX_BYTES + 1))


def test_a_title_as_long_as_a_book_is_cut_short() -> None:
    title = documents.read("a.html", b"<title>" + b"word " * 1_000 + b"</title><p>Words.").title
    assert (len(title), title[-6:]) == (300, " word…")


def test_a_pdf_may_begin_with_a_few_other_bytes() -> None:
    assert documents.read("a.pdf", b"\r\n" + make_pdf([(11, "Words.")])).text == "Words."


def test_a_document_knows_the_page_of_every_character() -> None:
    pages = (Page(1, 0, 0), Page(2, 0, 6), Page(3, 6, 10))
    document = Document("a.pdf", "", "", "pdf", "0123\n\n6789", (Block("row", 0, 4),), pages)
    assert [document.page_at(offset) for offset in (0, 5, 6, 9)] == [2, 2, 3, 3]
    assert Document("a.txt", "", "", "text", "0123", ()).page_at(2) is None


def test_the_seeds_glossary_knows_its_second_page() -> None:
    data = (ROOT / "seeds" / "glossary.pdf").read_bytes()
    document = documents.read("glossary.pdf", data)
    assert document.page_at(document.text.index("Ideas")) == 2
    assert document.page_at(document.text.index("People")) == 1


def test_half_characters_become_replacement_characters() -> None:
    assert well_formed("a\ud83d\udc4db👍") == "a\ufffd\ufffdb👍"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lettered_points_are_items(name: str) -> None:
    source = b"It may end at once if:\n(a) it rains (b) or\n(iv) it snows\n\nSee (a) above.\n"
    document = documents.read(name, source)
    kinds = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert kinds == [
        ("paragraph", "It may end at once if:"),
        ("item", "(a) it rains (b) or"),
        ("item", "(iv) it snows"),
        ("paragraph", "See (a) above."),
    ]


def test_lettered_lines_of_code_are_left_as_they_are() -> None:
    document = documents.read("a.md", b"```\n(a) code\n```\n\n(a) text\n")
    assert "- (a)" not in document.text
