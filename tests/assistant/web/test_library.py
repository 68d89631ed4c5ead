"""The list of documents says what is read and what is not."""

from dataclasses import replace

from assistant.keeping import Keeping
from assistant.web.library.render import counts, render_keeping, render_library
from index.types import FileState, Progress


def state(path: str, passages: int = 0, pages: int = 0, reason: str = "") -> FileState:
    title, kind = ("A <title>", "text") if passages else ("", "")
    return FileState(path, title, kind, "", 10, pages, 1000 * passages, passages, reason)


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
    assert "Permission denied" in html


def test_an_empty_folder_says_what_to_do() -> None:
    assert "Put documents into this folder" in render_library([], "f")
    assert "being looked at" in render_library([], "f", is_reading=True)


def test_archives_copies_languages_and_near_duplicates_are_named() -> None:
    archive = replace(state("a.zip"), kind="zip")
    inside = replace(state("a.zip/b.txt", 2, pages=2), container="a.zip", unit="slide")
    copy = replace(state("c<.txt"), same_as="d&.txt")
    other = replace(state("e.txt", 1), language="de", sha256="e")
    html = render_library([archive, copy, other, inside], "f", {"e.txt": ["a.zip/b.txt"]})
    assert html.index("a.zip</span>") < html.index('data-path="a.zip/b.txt"')
    assert "Its files are listed one by one" in html
    assert "2 slides" in html
    assert "The same as d&amp;.txt" in html
    assert "1 passage, de" in html
    assert "Nearly the same as a.zip/b.txt" in html
    assert counts([archive, copy, other, inside]) == "2 documents, 3 passages"


def test_ten_thousand_files_do_not_halt_the_browser() -> None:
    html = render_library([state(f"{number}.txt", 1) for number in range(10_000)], "f")
    assert html.count("data-path=") == 500
    assert "and 9,500 more files" in html


def test_how_far_the_reading_is() -> None:
    assert render_keeping(Keeping()) == ""
    assert render_keeping(Keeping(is_reading=True)) == ""
    assert render_keeping(Keeping(Progress(12, 40, 0, "a"), is_reading=True)) == ""
    progress = Progress(12, 40, 340, "a<b>.pdf", 30, 61.7, 80.2)
    html = render_keeping(Keeping(progress, is_reading=True))
    assert "12 of 40 files, 340 passages, 62 a second, 1:20 left" in html
    assert "a&lt;b&gt;.pdf" in html
    assert 'data-keep="stop"' in html
    assert "Stopping" in render_keeping(Keeping(progress, is_reading=True, is_stopping=True))
    assert 'data-keep="resume"' in render_keeping(Keeping(is_stopped=True))
    assert "no &lt;room&gt;" in render_keeping(Keeping(error="no <room>"))
