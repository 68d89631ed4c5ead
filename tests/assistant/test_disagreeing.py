"""Documents that contradict each other, and pairs that only seem to."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from tests.letters import LetterCounts


def _values(tmp_path: Path, question: str, one: str, other: str) -> set[str]:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(one)
    (folder / "b.txt").write_text(other)
    settings = Settings(threshold=0.3)
    with Assistant.open(folder, tmp_path / "store", settings, encoder=LetterCounts()) as assistant:
        found = assistant.ask(question).disagreements
    return {side.value for each in found for side in each.sides}


@pytest.mark.parametrize(
    ("question", "one", "other", "values"),
    [
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "On two decks, the ferry has 280 seats.", {"310 seats", "280 seats"}),
        ("When was the pier opened?", "The pier was opened in May 1987.",
         "The pier was opened in 1988 by the mayor.", {"May 1987", "1988"}),
        ("How many causes did the accident have?", "The accident had three causes.",
         "The accident had four causes.", {"three causes", "four causes"}),
        ("How much did the pier cost?", "The pier cost €5 million.",
         "The pier cost 7 million euros.", {"€5 million", "7 million euros"}),
        ("How many cars crossed in 2019?", "In 2019 about 300 cars crossed the sound.",
         "In 2019 500 cars crossed the sound.", {"about 300 cars", "500 cars"}),
    ],
)  # fmt: skip
def test_a_contradiction_is_found(
    question: str, one: str, other: str, values: set[str], tmp_path: Path
) -> None:
    assert _values(tmp_path, question, one, other) == values


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "The big ferry has 310 seats."),
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "The ferry has about 300 seats."),
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "The ferry has more than 200 seats."),
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "The ferry has 300-320 seats."),
        ("How many seats does the ferry have?", "The ferry has 310 seats.",
         "The ferry has 4 decks."),
        ("How many seats does the ferry have?", "The ferry has 310 seats on 4 decks.",
         "The ferry has 310 seats on 5 decks."),
        ("How many seats does a ferry have?", "The ferry Gudrun has 310 seats.",
         "The ferry Sigrid has 260 seats."),
        ("How many cars crossed the sound?", "In 2019 300 cars crossed the sound.",
         "In 2021 500 cars crossed the sound."),
        ("How many cars crossed the sound in 2019?", "In 2019 300 cars crossed the sound.",
         "Report of 2021\n\nLater 500 cars crossed the sound."),
        ("How many of the 12 boats sailed?", "Of the 12 boats 9 boats sailed.",
         "Of the 12 boats, all sailed."),
        ("When was the pier opened?", "The pier was opened on 14 May 2019.",
         "The pier was opened on 2019-05-14."),
        ("When was the pier opened?", "The pier was opened in 1988.",
         "The pier was opened in the 1980s."),
        ("When was the pier opened?", "The old pier was opened in 1900.",
         "The new pier was opened in 1987."),
        ("When was the new pier built of larch?",
         "The new pier is long. It was built of larch in 1987.",
         "The old pier is long. It was built of larch in 1900."),
        ("How large is the pier?", "The large pier is 85 metres long.",
         "The large pier is 12 metres wide."),
        ("Who opened the pier?", "The pier was opened in 1988.", "The pier was opened in 1987."),
    ],
)  # fmt: skip
def test_what_can_both_be_right_is_no_contradiction(
    question: str, one: str, other: str, tmp_path: Path
) -> None:
    assert _values(tmp_path, question, one, other) == set()


def test_a_document_does_not_contradict_itself(tmp_path: Path) -> None:
    text = "The ferry has 310 seats. The ferry has 280 seats."
    assert _values(tmp_path, "How many seats does the ferry have?", text, "It rained.") == set()
