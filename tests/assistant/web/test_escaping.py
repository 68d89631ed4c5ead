"""Text becomes HTML that can only be read."""

import html

import pytest

from assistant.web.escaping import escape, shorten

HOSTILE = "<img src=x onerror=alert(1)> ${alert(1)} {{this.constructor}} `x` & \"a\" 'b'"


def test_nothing_that_opens_a_tag_an_attribute_or_a_template_is_left() -> None:
    assert not set(escape(HOSTILE)) & set("<>\"'`${}")


def test_a_browser_reads_the_same_text_back() -> None:
    assert html.unescape(escape(HOSTILE)) == HOSTILE


def test_what_utf8_cannot_hold_does_not_break_the_page() -> None:
    assert escape("a\ud800b\x00c") == "a?b\ufffdc"


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("short", 10, "short"),
        ("  white \n\n\t space  ", 20, "white\nspace"),
        ("one two three four", 12, "one two…"),
        ("unbreakableword", 5, "unbre…"),
        ("ends, here and on", 6, "ends…"),
        ("a title\n\nand its long text", 14, "a title\nand…"),
        ("", 5, ""),
    ],
)
def test_shorten_cuts_at_words(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short
