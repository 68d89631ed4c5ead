"""The list of documents says what is read and what is not."""

from assistant.web.library import counts, render_library
from index.types import FileState


def state(path: str, passages: int = 0, pages: int = 0, reason: str = "") -> FileState:
    title = "A <title>" if passages else ""
    return FileState(path, title, "text", "", 10, pages, 1000 * passages, passages, reason)


def test_counts_in_one_line() -> None:
    states = [state("a", 30), state("b", 7), state("c", reason="empty")]
    assert counts(states) == "2 documents, 37 passages; 1 could not be read"
    assert counts([state("a", 1)]) == "1 document, 1 passage"
    assert counts([]) == "0 documents, 0 passages"


def test_a_document_can_be_opened_and_says_how_long_it_is() -> None:
    html = render_library([state("a b.pdf", 2, pages=3)], "folder")
    assert 'data-path="a b.pdf"' in html
    assert "A &lt;title&gt;" in html
    assert "3 pages, 2,000 characters, 2 passages" in html


def test_an_unread_file_stands_last_with_its_reason_and_no_button() -> None:
    html = render_library([state("<a>.pdf", reason="it is <encrypted>"), state("b.md", 1)], "f")
    assert html.index("b.md") < html.index("&lt;a&gt;.pdf")
    assert "Not read: it is &lt;encrypted&gt;" in html
    assert html.count("data-path=") == 1


def test_a_document_that_can_no_longer_be_read_keeps_its_button_and_has_a_reason() -> None:
    html = render_library([state("a.md", 1, reason="permission denied")], "f")
    assert "data-path=" in html
    assert "permission denied" in html


def test_an_empty_folder_says_what_to_do() -> None:
    assert "Put documents into this folder" in render_library([], "f")
