"""Marks are set by offsets, in escaped text, whatever overlaps."""

import re

from assistant.types import Citation
from assistant.web.reader.marking import Marker
from index.types import Page, Span


def cite(number: int, start: int, end: int, *words: tuple[int, int]) -> Citation:
    marks = tuple(Span(*word) for word in words)
    return Citation(number, "a.txt", "A", "", None, start, end, "", 1.0, marks)


def plain(html: str) -> str:
    """The marked stretches as [number:text], the words as *text*."""
    html = re.sub(r'<i class="number"[^>]*></i>', "", html)
    html = re.sub(r'<mark class="cited( active)?" data-cites="([\d ]+)">', r"[\2\1:", html)
    html = html.replace("</mark>", "]").replace('<b class="word">', "*").replace("</b>", "*")
    return re.sub(r"<span[^>]*data-page=\"(\d+)\"[^>]*></span>", r"{\1}", html)


def test_text_without_citations_is_only_escaped() -> None:
    assert Marker("a < b & c", ()).render(0, 9) == "a &lt; b &amp; c"


def test_a_citation_is_set_off_where_it_stands_and_numbered() -> None:
    html = Marker("one two three", (cite(1, 4, 7),), active=1).render(0, 13)
    assert plain(html) == "one [1 active:two] three"
    assert html.count('data-number="1"') == 1


def test_offsets_count_characters_of_the_text_not_of_the_html() -> None:
    assert plain(Marker("<&> two", (cite(1, 4, 7),)).render(0, 7)) == "&lt;&amp;&gt; [1:two]"


def test_an_emoji_is_one_character() -> None:
    assert plain(Marker("👩‍🚀 two", (cite(1, 4, 7),)).render(0, 7)) == "👩‍🚀 [1:two]"


def test_overlapping_citations_share_their_common_stretch() -> None:
    text = "abcdefghij"
    html = Marker(text, (cite(1, 0, 6), cite(2, 3, 9)), active=2).render(0, 10)
    assert plain(html) == "[1:abc][1 2 active:def][2 active:ghi]j"
    assert re.findall(r'data-number="(\d)"', html) == ["1", "2"]


def test_a_citation_inside_another_and_one_of_the_same_stretch() -> None:
    html = Marker("abcdef", (cite(1, 0, 6), cite(2, 2, 4), cite(3, 2, 4))).render(0, 6)
    assert plain(html) == "[1:ab][1 2 3:cd][1:ef]"


def test_words_are_set_off_inside_their_citation() -> None:
    html = Marker("one two three", (cite(1, 0, 13, (0, 3), (8, 13)),)).render(0, 13)
    assert plain(html) == "[1:*one* two *three*]"


def test_a_word_outside_its_citation_is_not_set_off() -> None:
    assert plain(Marker("one two", (cite(1, 4, 7, (0, 3)),)).render(0, 7)) == "one [1:two]"


def test_a_citation_over_two_stretches_is_marked_in_both_and_numbered_in_the_first() -> None:
    marker = Marker("one two", (cite(1, 0, 7),))
    first, second = marker.render(0, 3), marker.render(4, 7)
    assert (plain(first), plain(second)) == ("[1:one]", "[1:two]")
    assert "data-number" in first
    assert "data-number" not in second


def test_offsets_that_the_text_does_not_have_mark_nothing() -> None:
    citations = (cite(1, -3, 2), cite(2, 2, 99), cite(3, 5, 3), cite(4, 2, 2))
    assert Marker("abcdef", citations).render(0, 6) == "abcdef"


def test_a_page_that_starts_inside_is_ruled_off_and_the_mark_goes_on_after_it() -> None:
    html = Marker("one two", (cite(1, 0, 7),)).render(0, 7, [Page(2, 4, 7)])
    assert plain(html) == "[1:one ]{2}[1:two]"
