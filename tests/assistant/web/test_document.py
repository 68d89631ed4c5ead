"""A document is shown whole, in its structure, with its quotes set off."""

import re
from html.parser import HTMLParser

import pytest

from assistant.types import Citation
from assistant.web.reader.document import render_document
from index.types import Block, BlockKind, Document, Page, Span


class _Reading(HTMLParser):
    """What a browser would show: the text, the tags in order, the text inside marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marked = "", ""
        self.tags: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._depth else ""


def document(*parts: tuple[BlockKind | None, str], pages: tuple[int, ...] = ()) -> Document:
    """A document of blocks, parted by blank lines; of kind None: text that no block covers."""
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        if kind is not None:
            level = 2 if kind == "heading" else 0
            blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words
    ends = (*pages[1:], len(text))
    spans = (Page(n, *span) for n, span in enumerate(zip(pages, ends, strict=False), start=1))
    return Document("a.txt", "A", "", "text", text, tuple(blocks), tuple(spans))


def cite(doc: Document, quote: str, number: int = 1, path: str = "a.txt") -> Citation:
    start = doc.text.index(quote)
    return Citation(number, path, "A", "", None, start, start + len(quote), quote, 1.0)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_each_kind_of_block_has_its_element() -> None:
    doc = document(
        ("heading", "Title"),
        ("paragraph", "Text."),
        ("item", "One"),
        ("item", "Two"),
        ("code", "x = 1"),
    )
    html = render_document(doc)
    assert _Reading(html).tags == ["article", "h4", "p", "ul", "li", "li", "pre", "code"]
    assert 'class="level-2"' in html


def test_rows_become_one_table_with_its_header() -> None:
    doc = document(("header", "Year | Event"), ("row", "2019 | Bought"), ("row", "2020 | "))
    html = render_document(doc)
    assert " ".join(_Reading(html).tags[2:]) == "table tr th th tr td td tr td td"
    assert ">Bought</td>" in html


def test_a_cell_that_says_its_columns_name_shows_it_once_and_stands_under_it() -> None:
    doc = document(
        ("header", "Ship | Built | Crew"),
        ("row", "Ship: Ada | Built: 1998 | Crew: 4"),
        ("row", "Ship: Bo | Crew: 7"),
        ("row", "Ship: a | b | Built: 2001"),
    )
    html = render_document(doc, (cite(doc, "Built: 1998"), cite(doc, "Crew", 2)))
    shown = re.sub(r'<span class="unseen">[^<]*</span>|<i .*?</i>', "", html)
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", shown)]
    assert rows[1] == ["Ada", '<mark class="cited" data-cites="1">1998</mark>', "4"]
    assert rows[2] == ["Bo", "", "7"]
    assert rows[3] == ["a", "b", "Built: 2001"], "a name that stands elsewhere stays"
    assert html.count('aria-label="Quotation') == 2, "no number is unseen"
    assert squeezed(_Reading(html).text) == squeezed(doc.text.replace(" | ", " "))
    only = render_document(doc, (_in_last_label(doc),))
    assert ">Crew</mark>: 4" in only, "what is quoted is seen"


def _in_last_label(doc: Document) -> Citation:
    start = doc.text.index("Crew: 4")
    return Citation(1, "a.txt", "A", "", None, start, start + 4, "Crew", 1.0)


def test_a_second_header_starts_a_second_table() -> None:
    doc = document(("header", "A"), ("row", "1"), ("header", "B"), ("row", "2"))
    assert _Reading(render_document(doc)).tags.count("table") == 2


def test_lines_of_code_stay_together_and_keep_their_white_space() -> None:
    doc = document(("code", "def f():"), ("code", "    return 1"))
    html = render_document(doc)
    assert html.count("<pre ") == 1
    assert "def f():\n\n    return 1" in html


def test_text_that_no_block_covers_is_shown_too() -> None:
    doc = document(
        (None, "before"),
        ("paragraph", "block"),
        (None, "between"),
        ("paragraph", "block"),
        (None, "after"),
    )
    html = render_document(doc)
    assert squeezed(_Reading(html).text) == squeezed(doc.text)
    assert html.count('class="gap"') == 3


def test_a_document_without_blocks_is_shown_whole() -> None:
    assert _Reading(render_document(document((None, "only text")))).text == "only text"


def test_blocks_that_overlap_or_overrun_show_every_character_once() -> None:
    doc = Document(
        "a",
        "A",
        "",
        "text",
        "abcdefghij",
        (
            Block("paragraph", 0, 6),
            Block("paragraph", 4, 8),
            Block("item", 2, 3),
            Block("paragraph", 7, 99),
        ),
    )
    assert _Reading(render_document(doc)).text == "abcdefghij"


def test_hostile_text_is_shown_and_nothing_of_it_is_a_tag() -> None:
    words = "<script>alert(1)</script> <img src=x onerror=alert(1)> ${x} {{y}} `z` &amp;"
    doc = document(("paragraph", words), ("header", words), ("code", words), (None, words))
    html = render_document(doc, [cite(doc, words)])
    reading = _Reading(html)
    assert not {"script", "img"} & set(reading.tags)
    assert reading.text == words * 4
    assert not set("`${}") & set(html)


def test_hostile_paths_and_kinds_stay_inside_their_attributes() -> None:
    doc = Document('"><script>', "A", "", '"><b>', "text", (Block("paragraph", 0, 4),))
    assert _Reading(render_document(doc)).tags == ["article", "p"]


def test_a_quote_is_marked_in_its_place() -> None:
    doc = document(("paragraph", "First. The quote. Last."))
    assert _Reading(render_document(doc, [cite(doc, "The quote.")])).marked == "The quote."


def test_a_quote_across_blocks_and_gaps_is_marked_in_all_of_them() -> None:
    doc = document(("paragraph", "One a"), (None, "two"), ("item", "three"), ("row", "b | four"))
    quote = doc.text[4:-5]
    html = render_document(doc, [cite(doc, quote)])
    assert squeezed(_Reading(html).marked) == "atwothreeb"
    assert html.count('class="number"') == 1


def test_a_quoted_row_is_marked_in_each_cell() -> None:
    doc = document(("row", "one | two | three"))
    html = render_document(doc, [cite(doc, "one | two | three")])
    assert html.count("<mark") == 3


def test_citations_of_other_documents_are_left_alone() -> None:
    doc = document(("paragraph", "The quote."))
    assert "<mark" not in render_document(doc, [cite(doc, "The quote.", path="b.txt")])


def test_only_the_active_citation_is_strongest() -> None:
    doc = document(("paragraph", "One. Two."))
    html = render_document(doc, [cite(doc, "One.", 1), cite(doc, "Two.", 2)], active=2)
    assert re.findall(r'class="cited( active)?" data-cites="(\d)"', html) == [
        ("", "1"),
        (" active", "2"),
    ]


def test_the_words_that_matched_are_set_off() -> None:
    doc = document(("paragraph", "The old quote."))
    citation = cite(doc, "The old quote.")
    marks = (Span(4, 7),)
    citation = Citation(1, "a.txt", "A", "", None, 0, 14, citation.quote, 1.0, marks)
    assert '<b class="word">old</b>' in render_document(doc, [citation])


def test_pages_are_ruled_off_where_they_start() -> None:
    doc = document(("paragraph", "One."), ("paragraph", "Two."), pages=(0, 6))
    html = render_document(doc)
    assert re.findall(r'data-page="(\d)" data-label="Page \d"></div><p dir="auto">(\w+)', html) == [
        ("1", "One"),
        ("2", "Two"),
    ]


def test_a_page_that_starts_inside_a_block_or_a_list_is_ruled_off_there() -> None:
    doc = document(("paragraph", "One two."), ("item", "a"), ("item", "b"), pages=(0, 4, 13))
    html = render_document(doc)
    assert "One <span" in html
    assert html.index('data-page="3"') < html.index(">b<")
    assert html.count("<ul>") == 2


def test_empty_pages_are_numbered_too() -> None:
    doc = document(("paragraph", "One."), pages=(0, 4, 4))
    assert re.findall(r'data-page="(\d)"', render_document(doc)) == ["1", "2", "3"]


@pytest.mark.parametrize("words", ["مرحبا بالعالم", "שלום עולם", "👩‍🚀 🇹🇷", "a\u200bb"])
def test_every_script_is_kept_to_the_character(words: str) -> None:
    doc = document(("heading", words), ("paragraph", words + " and more"))
    html = render_document(doc, [cite(doc, words)])
    assert _Reading(html).marked == words
    assert html.count('dir="auto"') == 2


@pytest.mark.parametrize(
    ("words", "way"),
    [("שלום and more", "rtl"), ("12. مرحبا", "rtl"), ("so שלום", "ltr"), ("…", "ltr")],
)
def test_a_document_runs_the_way_of_its_first_letter(words: str, way: str) -> None:
    html = render_document(document(("paragraph", words)))
    assert f'class="document kind-text" dir="{way}"' in html


def test_items_with_a_bullet_of_their_own_get_no_second() -> None:
    doc = document(("item", "- dash"), ("item", "1. number"), ("item", "plain"))
    assert render_document(doc).count('class="bulleted"') == 2


@pytest.mark.parametrize("window", [(0, 30), (3, 17), (5, 6), (12, 30), (0, 0)])
def test_a_window_shows_its_stretch_and_no_more(window: tuple[int, int]) -> None:
    doc = document(("paragraph", "One."), (None, "gap"), ("item", "a b"), ("row", "c | d"))
    shown = _Reading(render_document(doc, window=Span(*window))).text
    assert squeezed(shown) == squeezed(doc.text[slice(*window)].replace("|", ""))


def test_a_large_document_is_rendered_quickly() -> None:
    doc = document(*(("paragraph", "A sentence of some length, said again. " * 5),) * 5000)
    html = render_document(doc, [cite(doc, "said again.")])
    assert squeezed(_Reading(html).text) == squeezed(doc.text)
