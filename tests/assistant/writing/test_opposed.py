"""A word whose opposite the source has in its place."""

import pytest

from assistant.writing.opposed import opposed


@pytest.mark.parametrize(
    ("text", "source", "pair"),
    [
        ("It costs less than 5 dollars.", "It costs more than 5 dollars.", ("less", "more")),
        ("Sales fell in May.", "In May, sales rose sharply.", ("fell", "rose")),
        ("Velm is larger than Ost.", "Velm is smaller than Ost.", ("larger", "smaller")),
        ("The tenant pays the repairs.", "The landlord pays all repairs.", ("tenant", "landlord")),
        ("It must be sent before the hearing.", "It must be sent after the hearing.",
         ("before", "after")),
        ("The rule is optional.", "The rule is mandatory for all.", ("optional", "mandatory")),
    ],
)  # fmt: skip
def test_an_opposite_in_the_same_place_is_told(
    text: str, source: str, pair: tuple[str, str]
) -> None:
    assert opposed(text, [source]) == pair


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Sales rose in May.", "In May, sales rose."),
        ("Velm is larger than Ost.", "Ost is smaller than Velm."),
        ("The treaty came before the war.", "The war came after the treaty."),
        ("Sales rose in May.", "Sales rose in May and fell in June."),
        ("Sales rose and costs fell.", "Costs fell while sales rose."),
        ("The new harbour is deep.", "Old songs are sung in the town."),
        ("", "It rose."),
    ],
)
def test_what_says_the_same_or_something_else_is_not(text: str, source: str) -> None:
    assert opposed(text, [source]) == ()
