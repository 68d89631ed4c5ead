"""The reader's pane holds the cited documents, one of them in view."""

import re

from assistant.types import Citation
from assistant.web.reader import pane
from assistant.web.reader.sheet import LARGEST
from assistant.web.state import Visit
from index.types import Span
from tests.assistant.web.shelved import pdf, place, text

EN = Visit()


def cite(number: int, path: str, quote: str, start: int = 0) -> Citation:
    return Citation(number, path, path, "", None, start, start + len(quote), quote, 1.0)


def sheets(html: str) -> list[tuple[str, bool]]:
    found = re.findall(r'class="sheet" data-path="([^"]+)" data-count="\d+"( hidden)?', html)
    return [(path, bool(hidden)) for path, hidden in found]


CITATIONS = (cite(1, "a", "one"), cite(2, "b", "two"), cite(3, "a", "1", 4))
BOTH = place(text("a", "one 1"), text("b", "two"))


def test_the_document_of_the_active_citation_is_in_view_and_the_others_wait() -> None:
    html = pane.render_cited(BOTH, EN, 4, CITATIONS, 2)
    assert sheets(html) == [("b", False), ("a", True)]
    assert 'data-answer="4" data-numbers="1 2 3" data-active="2"' in html
    assert html.count('class="cited active"') == 1


def test_documents_out_of_view_come_along_only_while_they_are_small() -> None:
    large = place(text("a", "one 1" + "x" * pane.BUNDLE), text("b", "two"))
    assert sheets(pane.render_cited(large, EN, 0, CITATIONS, 2)) == [("b", False)]
    assert sheets(pane.render_cited(large, EN, 0, CITATIONS, 1)) == [("a", False), ("b", True)]


def test_a_document_that_is_gone_is_a_sentence_that_says_what_to_do() -> None:
    html = pane.render_cited(place(text("b", "two")), EN, 0, CITATIONS, 1)
    assert "“a” is no longer among the documents" in html
    assert 'data-active="1"' in html, "the list of quotations goes on from it"
    assert sheets(pane.render_cited(place(text("b", "two")), EN, 0, CITATIONS, 2)) == [("b", False)]
    assert "“c” is no longer among the documents" in pane.render_opened(place(), EN, "c")


def test_a_quote_that_no_longer_stands_is_not_set_off_but_said() -> None:
    changed = place(text("a", "one, now another text"))
    html = pane.render_cited(changed, EN, 0, (cite(1, "a", "one"), cite(2, "a", "1", 4)), 2)
    assert html.count("<mark") == 1
    assert "quotation 2 no longer stands here" in html
    gone = pane.render_cited(changed, EN, 0, (cite(1, "a", "1"), cite(2, "a", "2", 4)), 2)
    assert "quotations 1, 2 no longer stand here" in gone


def test_a_quote_that_has_moved_is_set_off_where_it_stands_now_which_is_said() -> None:
    moved = place(text("a", "A new line. The fee is nine marks. It was 120 once."))
    fee = Citation(
        1, "a", "A", "old", None, 0, 22, "The fee is nine marks.", 1.0, (Span(11, 15),), Span(0, 0)
    )
    altered = Citation(2, "a", "A", "old", None, 35, 44, "It was 12", 1.0)
    html = pane.render_cited(moved, EN, 0, (fee, altered), 1)
    assert 'The fee is <b class="word">nine</b> marks.</mark>' in html
    assert "Quotation 1 has moved since: it is shown where it stands now." in html
    assert "quotation 2 no longer stands here" in html, "12 is not 120"
    assert html.count("<mark") == 1


def test_a_quote_whose_document_has_another_name_now_is_shown_in_that_one() -> None:
    renamed = place(text("new", "Then one. The fee is nine marks."))
    html = pane.render_cited(renamed, EN, 0, (cite(1, "a", "The fee is nine marks."),), 1)
    assert sheets(html) == [("new", False)]
    assert "The fee is nine marks.</mark>" in html
    assert "Quotation 1 has moved since" in html


def test_a_number_that_no_citation_has_opens_nothing() -> None:
    assert pane.render_cited(BOTH, EN, 0, CITATIONS, 9) == pane.render_empty(EN.wording)


def test_a_document_from_the_list_has_no_marks_and_no_steps() -> None:
    html = pane.render_opened(BOTH, EN, "a")
    assert sheets(html) == [("a", False)]
    assert "<mark" not in html
    assert 'data-do="step"' not in html
    assert 'data-do="find"' in html


def test_the_nearest_passages_of_a_refusal_are_set_off_in_a_way_of_their_own() -> None:
    assert '<div class="pane nearby"' in pane.render_cited(BOTH, EN, 0, CITATIONS, 1, False)


def test_a_pdf_is_shown_as_pages_or_as_text_as_the_visitor_likes() -> None:
    book = pdf("b.pdf", "The first.", "The second.")
    quoted = (cite(1, "b.pdf", "The second.", book.text.index("The second.")),)
    pages = pane.render_cited(place(book), EN, 3, quoted, 1)
    assert pages.count('class="leaf"') == 2
    assert 'data-pages="2"' in pages
    assert "Page <input" in pages
    assert 'aria-label="Quotation 1: The second."' in pages, "an image says nothing itself"
    assert "/own/leaf?collection=letters+%26amp%3B" not in pages
    assert "/own/leaf?collection=letters+%26+notes&amp;path=b.pdf&amp;sha256=abab" in pages
    plain = pane.render_cited(place(book), Visit(is_plain=True), 3, quoted, 1)
    assert 'class="leaf"' not in plain
    assert 'class="document kind-pdf"' in plain
    assert plain.count('data-do="view"') == pages.count('data-do="view"') == 2


def test_a_quote_on_a_page_tells_how_far_on_it_is_as_the_headings_do() -> None:
    book = pdf("b.pdf", "The first.", "The second.")
    quoted = (cite(1, "b.pdf", "The second.", book.text.index("The second.")),)
    html = pane.render_cited(place(book), Visit(), 3, quoted, 1)
    headings = re.findall(r'<li data-page="(\d+)" data-share="([\d.]+)"', html)
    at = [float(one) for one in re.findall(r'<mark [^>]*data-at="([\d.]+)"', html)]
    assert headings == [("1", "0.00"), ("2", "0.00")]
    assert len(at) == 1
    assert 2.3 < at[0] < 2.5, "after the second page's heading"


def test_a_pdf_that_cannot_be_drawn_is_shown_as_text_which_is_said() -> None:
    html = pane.render_opened(place(pdf("b.pdf", "Words."), is_drawn=False), EN, "b.pdf")
    assert 'class="document kind-pdf"' in html
    assert "cannot be shown as images at present" in html
    assert 'data-do="view"' not in html


def test_the_body_of_each_document_and_view_is_an_element_of_its_own_kind() -> None:
    book, other = pdf("b.pdf", "Words."), pdf("c.pdf", "Words.")
    plain = Visit(is_plain=True)
    bodies = {
        re.search(r'<(body-\w+) class="whole">', pane.render_opened(place(book, other), *how))[1]
        for how in ((EN, "b.pdf"), (EN, "c.pdf"), (plain, "b.pdf"))
    }
    assert len(bodies) == 3


def test_of_a_very_long_document_the_part_around_the_quotation_is_shown_and_ways_on() -> None:
    start = 2 * LARGEST
    long = place(text("a", "x" * start + "the quote" + "y" * start))
    quoted = (cite(1, "a", "the quote", start),)
    html = pane.render_cited(long, EN, 0, quoted, 1)
    assert len(html) < LARGEST + 10_000
    assert 'data-number="1" role="img" aria-label="Quotation 1: "></i>the quote</mark>' in html
    assert "here are the characters 2,250,001 to 3,750,000 of 6,000,009" in html
    ways = re.findall(r'data-do="stretch" data-start="(\d+)" data-edge="(\w+)"', html)
    assert ways == [("750000", "end"), ("3750000", "start")]
    later = pane.render_cited(long, EN, 0, quoted, 1, start=3_750_000)
    assert "characters 3,750,001 to 5,250,000" in later
    assert "<mark" not in later
    last = pane.render_cited(long, EN, 0, quoted, 1, start=10**12)
    assert "to 6,000,009 of" in last
    assert last.count('data-do="stretch"') == 1


def test_a_very_long_document_opens_at_its_beginning_and_can_be_quoted_at_its_end() -> None:
    words = "begin" + "x" * 2 * LARGEST + "end"
    assert "begin" in pane.render_opened(place(text("a", words)), EN, "a")
    last = cite(1, "a", "end", len(words) - 3)
    assert "end</mark>" in pane.render_cited(place(text("a", words)), EN, 0, (last,), 1)


def test_a_hostile_path_and_title_are_only_text() -> None:
    name = '"><script>${1}</script>'
    html = pane.render_opened(place(text(name, "words")), EN, name)
    assert "<script" not in html.lower()
    assert "${" not in html


def test_the_reader_speaks_the_visitors_language() -> None:
    html = pane.render_opened(place(pdf("b.pdf", "Words.")), Visit(language="de"), "b.pdf")
    assert "Seite <input" in html
    assert ">Seiten</button>" in html
    assert 'aria-label="Seite 1"' in html
