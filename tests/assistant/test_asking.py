"""What a question asks for by its form, and which texts hold that."""

import pytest

from assistant.asking import kind_asked


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How much did it cost?", "It cost $2.5 billion.", True),
        ("How much did it cost?", "It cost Turkey its place in two programmes.", False),
        ("How many were there?", "There were two of them.", True),
        ("How many were there?", "The F-35 was sold in 2019, on 14 December.", False),
        ("How many were there?", "December 14 was the day.", False),
        ("How tall is it?", "It is 1,913 feet tall.", True),
        ("What was the price of the ticket?", "The ticket was dear.", False),
        ("When was that?", "It was sold in 2019.", True),
        ("And since when?", "Since the 12th century.", True),
        ("When was that?", "It was sold to 12 people.", False),
        ("When was that?", "The S-400 was sold, and may come to harm on the march.", False),
        ("When was that?", "It was sold last May.", True),
        ("When was that?", "It was sold in 878.", True),
        ("How far back does it go?", "It goes back to 2019.", True),
        ("In which year did it end?", "It ended badly.", False),
    ],
)
def test_a_text_holds_what_is_asked_for(question: str, text: str, held: bool) -> None:
    kind = kind_asked(question)
    assert kind is not None
    assert kind.is_in(text) is held


@pytest.mark.parametrize(
    "question",
    [
        *("Who built it?", "How did it end?", "What happens when it rains?", "", "Why?"),
        *("What did the S-400 cost Turkey?", "How much does it endanger the F-35?"),
        *("How old is the dispute?", "How far is Turkey willing to go?"),
    ],
)
def test_most_questions_do_not_say(question: str) -> None:
    assert kind_asked(question) is None


def test_a_time_is_no_number() -> None:
    kinds = [kind_asked(question) for question in ("When?", "How many?", "How far does it fly?")]
    assert [kind.is_number for kind in kinds if kind] == [False, True, True]
