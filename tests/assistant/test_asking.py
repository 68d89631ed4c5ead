"""Which questions ask for a number, and what counts as one."""

import pytest

from assistant.asking import missing_number


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("How much did it cost?", "It cost $2.5 billion.", False),
        ("How much did it cost?", "It cost Turkey its place in two programmes.", True),
        ("How many were there?", "There were two of them.", False),
        ("How many were there?", "The F-35 was sold in 2019, on 14 December.", True),
        ("How many were there?", "December 14 was the day.", True),
        ("How tall is it?", "It is 1,913 feet tall.", False),
        ("What was the price of the ticket?", "The ticket was dear.", True),
        ("How far back does it go?", "It goes back to 2019.", False),
        ("Who built it?", "The Romans.", False),
        ("How did it end?", "Badly.", False),
    ],
)
def test_a_number_is_missed(question: str, text: str, missing: bool) -> None:
    assert missing_number(question, [text]) is missing


def test_one_text_with_a_number_is_enough() -> None:
    assert not missing_number("How many?", ["None here.", "There were 12 here."])
