"""What a model thinks is left out, however it is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing.thinking import without_thoughts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<think>Hm.</think>Fish.", "Fish."),
        ("\n <THINK>Hm. <b> </thin ></Think>\n\nFish.", "Fish."),
        ("<thinking></thinking>Fish.", "Fish."),
        ("Fish. <think>Hm.</think>", "Fish. <think>Hm.</think>"),
        ("<thinks>Fish.", "<thinks>Fish."),
        ("<thi", "<thi"),
        ("<think>It never ends", ""),
        ("", ""),
    ],
)
@settings(deadline=None)
@given(cuts=st.sets(st.integers(1, 50)))
def test_the_same_however_it_is_cut(written: str, said: str, cuts: set[int]) -> None:
    at = [0, *sorted(cut for cut in cuts if cut < len(written)), len(written)]
    pieces = [written[a:b] for a, b in pairwise(at)]
    got = list(without_thoughts(pieces))
    assert "".join(got) == said
    assert len(got) == len(pieces) + 1


def test_what_it_thinks_for_ever_is_not_kept() -> None:
    endless = without_thoughts(["<think>", *(["x" * 1000] * 10), "</think>", "Fish."])
    assert "".join(endless) == "Fish."
