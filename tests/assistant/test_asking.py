"""What a question asks for by its form, and which texts hold that."""

from time import perf_counter

import pytest

from assistant.asking import asks_for_list, definition_asked, kind_asked
from assistant.figures import numbers, times


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
        ("How much is the monthly rent?", "The monthly rent is 4,200 euros.", True),
        ("What was the deposit?", "The deposit was returned.", False),
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


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which boats sailed?", True),
        ("Name the boats.", True),
        ("Please list every boat.", True),
        ("What are the causes?", True),
        ("What three old boats sailed?", True),
        ("Which boat sailed first?", False),
        ("What was the cause?", False),
        ("Which bus is it?", False),
        ("Who has a list?", False),
        ("", False),
    ],
)
def test_a_list_may_be_asked_for(question: str, asks: bool) -> None:
    assert asks_for_list(question) is asks


@pytest.mark.parametrize(
    ("question", "text", "defines"),
    [
        ("What is a fender?", "A fender is a cushion.", True),
        ("What is a fender?", "Fender (of a boat) means a cushion.", True),
        ("What is a fender?", "The fenders are gone.", False),
        ("What is a fender?", "Mind the fender.", False),
        ("Define slack water.", "Slack water is a short time.", True),
        ("What does “dry run” mean?", 'A "dry run" means a crossing.', True),
        ("Who is Holm Reske?", "Captain Holm Reske, master of the Alma, is ill.", True),
        ("What is (a+)+$?", "(a+)+$ is a pattern.", True),
        ("What is (a+)+$?", "aaaa is a word.", False),
        ("What is [a?", "[a is half a bracket.", True),
    ],
)
def test_a_definition_names_the_term_and_says_what_it_is(
    question: str, text: str, defines: bool
) -> None:
    pattern = definition_asked(question)
    assert pattern is not None
    assert (pattern.search(text) is not None) is defines


@pytest.mark.parametrize(
    "question",
    ["", "What is?", "What is “”?", "What is the reason that it sank at night?", "Why is it so?",
     f"What is {'a' * 20_000}?"],
)  # fmt: skip
def test_most_questions_ask_for_no_definition(question: str) -> None:
    assert definition_asked(question) is None


@pytest.mark.parametrize(
    "part",
    ["what is ", "! ", "how much ", "which ", "s", "1,", "1.1,", "1 and ", "about ", "five-", "$ ",
     " ", "may 1 ", "2019-", "1-"],
)  # fmt: skip
def test_a_long_text_is_read_in_no_time(part: str) -> None:
    text = f"what is {part * (20_000 // len(part))}\0"
    began = perf_counter()
    for kind in map(kind_asked, ("How much?", "How many?", "When?", text)):
        assert kind is None or kind.is_in(text) in (True, False)
    asks_for_list(text)
    definition_asked(text)
    assert len([*numbers(text), *times(text)]) <= len(text)
    assert perf_counter() - began < 2  # a quadratic pattern takes ten times as long


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The Trust shall pay £2.85 for each meal.", True),
        ("It cost 14 million euros.", True),
        ("She got nine shillings a week.", True),
        ("They paid 2.5 billion for it.", True),
        ("The Trust shall pay for 600 meals.", False),
        ("It is 410 metres long.", False),
    ],
)
def test_a_price_is_more_than_a_figure(text: str, held: bool) -> None:
    for question in (
        "How much does the school pay?",
        "What was the price?",
        "How expensive is it?",
    ):
        kind = kind_asked(question)
        assert kind is not None
        assert kind.is_in(text) is held
