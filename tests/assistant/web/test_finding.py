"""Words are found whatever their case and accents; the browser's own half does the same."""

import doctest

import pytest

from assistant.web.reader import finding
from assistant.web.reader.finding import find

CASES = [
    ("The Pier, the pier", "PIER", [4, 14]),
    ("Café CAFÉ cafe\u0301", "cafe", [0, 5, 10]),
    ("cafe", "café", [0]),
    ("Straße und STRASSE", "strasse", [0, 11]),
    ("İstanbul ISPARTA ışık", "isik", [17]),
    ("İstanbul", "istanbul", [0]),
    ("the ﬁrst ﬂoor", "first floor", [4]),
    ("an end\n\n of a line", "end of a", [3]),
    ("soft\u00adware", "software", [0]),
    ("كَتَبَ", "كتب", [0]),
    ("中文\n文本", "文文本", [1]),
    ("한국 하나", "하", [3]),
    ("が か", "か", [2]),
    ("a.b aXb (c)", "a.b", [0]),
    ("a.b aXb (c)", "(c)", [8]),
    ("word", "  ", []),
    ("word", "", []),
    ("", "word", []),
]


@pytest.mark.parametrize(("text", "wanted", "found"), CASES)
def test_what_is_found_and_where(text: str, wanted: str, found: list[int]) -> None:
    assert find(text, wanted, 10) == found


def test_no_more_are_given_than_asked_for() -> None:
    assert find("a " * 100, "a", 3) == [0, 2, 4]


def test_a_long_text_is_searched_in_a_moment() -> None:
    assert find("Ünder the brıdge. " * 100_000, "the bridge", 5_000)[-1] == 18 * 4_999 + 6


def test_the_example_holds() -> None:
    assert doctest.testmod(finding).failed == 0
