"""What the sources say of another than the sentence does."""

from collections.abc import Sequence

import pytest

from assistant.writing import attributed
from assistant.writing.named import names
from index import lexical


def said_of_another(text: str, sources: Sequence[str], passages: Sequence[str]) -> tuple[str, ...]:
    held = {stem for passage in passages for stem in lexical.stems(passage)}
    known = {word.stem for passage in passages for word in names(passage)}
    return attributed.said_of_another(text, sources, held, known)


@pytest.mark.parametrize(
    ("text", "source", "other"),
    [
        ("Velm denies it.", "Ost denies that Velm was sold.", "Ost"),
        ("Ost was expelled by Velm.", "In May, Velm was expelled because of Ost.", "Velm"),
        ("Ann Ost has resigned.", "When Ann Ost had left, Bo Lind resigned.", "Bo Lind"),
        ("The mayor of Kiel left.", "The mayor of Velm left Kiel.", "Velm"),
        ("Objections to Ost were heard.", "The objections to Velm and its Ost side.", "Velm"),
    ],
)
def test_what_is_said_of_another_is_told(text: str, source: str, other: str) -> None:
    assert said_of_another(text, [source], [source]) == (other,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Velm denies it.", "Velm and Ost deny that it was sold."),
        ("Ost denies it.", "Velm, Kiel and Ost deny that it was sold."),
        ("Lind resigned.", "When Ann Ost had left, Bo Lind resigned."),
        ("President Lind resigned.", "Bo Lind resigned after Ost."),
        ("Ost was sold.", "Velm sold Ost."),  # passive against active
        ("Ost was sold by Velm.", "Velm sold Ost."),
        ("Ost, sold by Velm, burned.", "Velm sold Ost."),
        ("Kiel denies it.", "Ost denies that Velm was sold."),  # a name of its own: another rule
        ("Velm's mayor left.", "Ost left Velm."),
        ("In Velm left nobody.", "Ost left Velm."),
        ("", "Ost left Velm."),
    ],
)
def test_what_may_be_the_same_is_not(text: str, source: str) -> None:
    assert said_of_another(text, [source], [source]) == ()


def test_one_source_that_says_it_of_this_name_is_enough() -> None:
    sources = ["Ost left Velm.", "Then Velm left."]
    assert said_of_another("Velm left.", sources, sources) == ()


def test_a_name_that_is_a_word_too_is_one_where_the_passage_has_it_within_a_sentence() -> None:
    source = "Norway holds that it is safe."
    assert said_of_another("Turkey holds that it is safe.", [source], [source, "turkey"]) == ()
    passages = [f"{source} It lies far from Turkey."]
    assert said_of_another("Turkey holds that it is safe.", [source], passages) == ("Norway",)


def test_a_name_that_only_the_passage_has_is_enough() -> None:
    source = "Ost denies it."
    assert said_of_another("Velm denies it.", [source], [f"{source} Velm was sold."]) == ("Ost",)
    assert said_of_another("Velm denies it.", [source], [source]) == ()
