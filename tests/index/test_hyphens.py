"""Words cut at a line's end: which lose the hyphen, which keep it, and which are two words."""

import pytest

from index.formats.pdf.hyphens import Hyphens
from index.formats.pdf.runs import SOFT_HYPHEN


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the situa-", "tion of", "the situation of"),
        (f"the situa{SOFT_HYPHEN}", "tion of", "the situation of"),
        ("die Über-", "fahrt", "die Überfahrt"),
        ("the S-", "400 is", "the S-400 is"),
        ("the Anglo-", "Saxon", "the Anglo-Saxon"),
        ("a self-", "made man", "a self-made man"),
        ("short-", "and long-term", "short- and long-term"),
        ("a state-of-the-", "art boat", "a state-of-the-art boat"),
        ("north-", "west wind", "north-west wind"),
        ("it rained -", "then not", "it rained - then not"),
        ("it rained", "then not", "it rained then not"),
    ],
)
def test_a_cut_word_is_joined_by_what_the_document_says_elsewhere(
    before: str, after: str, joined: str
) -> None:
    lines = ["a wind north-west of us", "the state-of-the-art thing was"]
    drops, gap = Hyphens(lines).gap(before, after)
    kept = before[:-1] if drops else before
    assert (kept + gap + after).replace(SOFT_HYPHEN, "-") == joined


def test_a_word_seen_whole_elsewhere_is_whole_here() -> None:
    assert Hyphens(["what selfish people are"]).gap("how self-", "ish") == (True, "")
