"""What is said for certain and is only possible in the source."""

import pytest

from assistant.writing.hedged import unreserved


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("It weakened the bridge.", "The flood may have weakened the bridge.", ("may",)),
        ("Tea prevents colds.", "Tea might prevent colds in the young.", ("might",)),
        ("He took the money.", "He allegedly took the money.", ("allegedly",)),
        ("The merger fails.", "The merger could still fail.", ("could",)),
    ],
)
def test_a_reserve_that_is_dropped_is_told(text: str, source: str, words: tuple[str, ...]) -> None:
    assert unreserved(text, [source]) == words


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It may have weakened the bridge.", "The flood may have weakened the bridge."),
        ("It is thought to have weakened it.", "The flood may have weakened the bridge."),
        ("The flood came.", "The flood may have weakened the bridge."),
        ("It weakened the bridge.", "It may have weakened two and has weakened one bridge."),
        ("He left in May.", "In May he left."),
        ("Assigning it needs consent.", "The buyer may not assign it without consent."),
        ("He died in 1998.", "He would die in 1998."),
        ("", "It may rain."),
    ],
)
def test_what_is_as_certain_there_is_not(text: str, source: str) -> None:
    assert unreserved(text, [source]) == ()
