"""The list of documents says what is read and what is not, and which documents are asked."""

from dataclasses import replace

from assistant.keeping import Keeping
from assistant.web.library.keeping import render_keeping
from assistant.web.library.listing import listed
from assistant.web.library.render import Shelf, counts, render_scope, render_shelf
from assistant.web.library.ticks import below, changed, present
from assistant.web.wording import Wording
from index.types import REMOVED, FileState, Progress

EN, DE = Wording("en"), Wording("de")


def state(path: str, passages: int = 0, pages: int = 0, reason: str = "") -> FileState:
    title, kind = ("A <title>", "text") if passages else ("", "")
    return FileState(path, title, kind, "", 10, pages, 1000 * passages, passages, reason)


def shelf(*states: FileState, **values: object) -> str:
    return render_shelf(Shelf(states, **values), EN)  # type: ignore[arg-type]


def test_counts_in_one_line() -> None:
    states = [state("a", 30), state("b", 7), state("c", reason="empty")]
    assert counts(states, EN) == "2 documents, 37 passages; 1 could not be read"
    assert counts(states, DE) == "2 Dokumente, 37 Textstellen; 1 konnte nicht gelesen werden"
    assert counts([state("a", 1)], EN) == "1 document, 1 passage"
    assert counts([], EN) == "0 documents, 0 passages"


def test_a_document_can_be_opened_and_says_how_long_it_is() -> None:
    html = shelf(state("a b.pdf", 2, pages=3))
    assert 'data-path="a b.pdf"' in html
    assert "A &lt;title&gt;" in html
    assert "3 pages, 2,000 characters, 2 passages" in html
    assert "3 Seiten, 2.000 Zeichen, 2 Textstellen" in render_shelf(
        Shelf([state("a.pdf", 2, pages=3)]), DE
    )


def test_an_unread_file_stands_last_with_its_reason_and_neither_button_nor_tick() -> None:
    html = shelf(state("<a>.pdf", reason="it is <encrypted>"), state("b.md", 1))
    assert html.index("b.md") < html.index("&lt;a&gt;.pdf")
    assert "Not read: it is &lt;encrypted&gt;" in html
    assert html.count("data-path=") == html.count('type="checkbox"') == 1


def test_a_document_that_can_no_longer_be_read_keeps_its_button_and_has_a_reason() -> None:
    html = shelf(state("a.md", 1, reason="permission denied"))
    assert "data-path=" in html
    assert "Permission denied" in html


def test_an_empty_folder_says_what_to_do() -> None:
    assert "Drop files anywhere onto this page" in shelf()
    assert "being looked at" in shelf(is_reading=True)


def test_archives_copies_languages_and_near_duplicates_are_named() -> None:
    archive = replace(state("a.zip"), kind="zip")
    inside = replace(state("a.zip/b.txt", 2, pages=2), container="a.zip", unit="slide")
    copy = replace(state("c<.txt"), same_as="d&.txt")
    other = replace(state("e.txt", 1), language="de", sha256="e")
    states = (archive, copy, other, inside)
    html = shelf(*states, near={"e.txt": ["a.zip/b.txt"]})
    assert html.index("a.zip</span>") < html.index('data-path="a.zip/b.txt"')
    assert "Its files are listed one by one" in html
    assert "2 slides" in html
    assert "The same as d&amp;.txt" in html
    assert "1 passage, de" in html
    assert "Nearly the same as a.zip/b.txt" in html
    assert counts(states, EN) == "2 documents, 3 passages"
    broken = replace(state("a.zip/c.xyz", reason="unknown <kind>: .xyz"), container="a.zip")
    assert "1 of them could not be read (unknown &lt;kind&gt;: 1)" in shelf(archive, broken)
    many = shelf(state("e.txt", 1), near={"e.txt": list("fghij")})
    assert "Nearly the same as f, g, h and 2 more" in many


def test_a_removed_document_stands_last_and_can_be_restored() -> None:
    html = shelf(state("a.md", reason=REMOVED), state("b.md", reason="empty"), state("c.md", 1))
    assert html.index("c.md") < html.index("b.md") < html.index("a.md")
    assert "The file itself stays on the disk" in html
    assert 'data-do="restore" data-document="a.md"' in html
    assert 'data-do="restore"' not in shelf(state("c.md", 1))
    undo = shelf(state("a<.md", reason=REMOVED), undone="a<.md")
    assert undo.count('data-do="restore" data-document="a&lt;.md"') == 2
    assert "a&lt;.md was removed from the list" in undo


def test_of_ten_thousand_files_a_hundred_are_listed_and_the_rest_a_step_away() -> None:
    states = [state(f"{number:05}.txt", 1) for number in range(10_000)]
    html = shelf(*states)
    assert html.count("data-path=") == 100
    assert "1–100 of 10,000" in html
    assert 'data-step="-1" aria-label="Earlier files" disabled' in html
    last = shelf(*states, first=9_900)
    assert 'data-path="09999.txt"' in last
    assert 'data-step="1" aria-label="More files" disabled' in last
    assert 'data-path="09999.txt"' in shelf(*states, first=123_456)


def test_the_filter_goes_through_all_names_and_titles() -> None:
    states = [state(f"{number:05}.txt", 1) for number in range(1000)]
    states.append(replace(state("Straße/übersicht.pdf", 1), title="Der Hafen"))
    assert [one.path for one in listed(states, "STRASSE hafen").states] == ["Straße/übersicht.pdf"]
    assert listed(states, "0099", 500).matching == 11
    assert "No file has these words" in shelf(*states, words="nowhere")
    few = shelf(*states[:15])
    assert few.index("hidden") < few.index("picks")
    assert shelf(*states[:16]).count("hidden") == 0


def test_ticks_are_of_documents_that_are_there() -> None:
    known = ["a", "b", "c"]
    assert present(None, known) is None
    assert present(("b", "gone"), known) == ("b",)
    assert present(("gone",), known) == ()
    assert present(("c", "b", "a"), known) is None
    assert changed(None, known, ["b"], False) == ("a", "c")
    assert changed(("a",), known, ["a"], False) == ()
    assert changed(("a", "c"), known, ["b"], True) is None
    inside = replace(state("z.zip/b.txt", 2), container="z.zip")
    assert below("z.zip", [state("z.zip"), inside, state("a", 1)]) == ["z.zip/b.txt"]


def test_what_is_ticked_is_checked_and_said() -> None:
    states = [state("a<.md", 1), state("b.md", 1), state("c.md", 1), state("d.md", reason="empty")]
    assert shelf(*states).count(" checked") == 3
    assert shelf(*states, ticks=("b.md",)).count(" checked") == 1
    assert render_scope(states, None, EN) == ""
    assert "Asking 2 of 3 documents" in render_scope(states, ("b.md", "c.md"), EN)
    assert "Asking a&lt;.md only" in render_scope(states, ("a<.md", "gone.md"), EN)
    none = render_scope(states, ("gone.md",), EN)
    assert "No document is ticked" in none
    assert 'data-do="tick-all"' in none


def test_how_far_the_reading_is() -> None:
    assert render_keeping(Keeping(), EN) == ""
    assert render_keeping(Keeping(is_reading=True), EN) == ""
    assert render_keeping(Keeping(Progress(12, 40, 0, "a"), is_reading=True), EN) == ""
    progress = Progress(12, 40, 340, "a<b>.pdf", 30, 61.7, 80.2)
    html = render_keeping(Keeping(progress, is_reading=True), EN, pages=7)
    assert "12 of 40 files, 7 pages, 340 passages, 62 a second, 1:20 left" in html
    assert "a&lt;b&gt;.pdf" in html
    assert 'data-keep="stop"' in html
    stopping = Keeping(progress, is_reading=True, is_stopping=True)
    assert "Stopping" in render_keeping(stopping, EN)
    assert 'data-keep="resume"' in render_keeping(Keeping(is_stopped=True), EN)
    assert "Weiterlesen" in render_keeping(Keeping(is_stopped=True), DE)
    assert "no &lt;room&gt;" in render_keeping(Keeping(error="no <room>"), EN)
