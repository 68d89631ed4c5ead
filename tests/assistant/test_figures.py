"""Figures and times are read as ranges, and two that can both be right do not differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Value, numbers, times


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("1,200 boats", "boat", 1200, 1200),
        ("three causes", "caus", 3, 3),
        ("€5", "euro", 5, 5),
        ("$3bn", "dollar", 3e9, 3e9),
        ("12 million euros", "euro", 12e6, 12e6),
        ("5%", "percent", 5, 5),
        ("-3 degrees", "degre", -3, -3),
        ("5,5 km", "kilometr", 5.5, 5.5),
        ("10-12 people", "peopl", 10, 12),
        ("between 10 and 12 people", "peopl", 10, 12),
        ("more than 300 seats", "seat", 300, float("inf")),
        ("up to 300 seats", "seat", float("-inf"), 300),
        ("310-passenger ferry", "passeng", 310, 310),
        ("9 of them", "-", 9, 9),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, unit: str, low: float, high: float) -> None:
    (value,) = numbers(text)
    assert (value.unit, value.low, value.high) == (unit, low, high)


@pytest.mark.parametrize(
    "text",
    [
        *("5½", "٣", "1,2,3", "1. Gudrun", "in 1987", "on 14 May 2019", "the 1980s", "12th floor"),
        *("at 6:30", "version 2", "page 12", "[12]", "F-35", "1.2.3.4", "S-400", ""),
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("398,000 seats", "412,000 seats", True),
        ("400,000 seats", "412,000 seats", False),  # rounded
        ("1.2 million seats", "1,234,567 seats", False),
        ("1.2 million seats", "1,300,001 seats", True),
        ("about 300 seats", "310 seats", False),
        ("300 seats", "310 seats", True),
        ("5.5 seats", "5.6 seats", True),
        ("5 seats", "5.3 seats", False),
        ("5,5 seats", "5.5 seats", False),
        ("10-12 seats", "11 seats", False),
        ("10-12 seats", "13 seats", True),
        ("more than 300 seats", "412 seats", False),
        ("more than 300 seats", "200 seats", True),
        ("two seats", "2 seats", False),
        ("-3 seats", "3 seats", True),
        ("9" * 400 + " seats", "3 seats", False),  # beyond what a float holds
    ],
)
def test_numbers_differ_only_if_both_cannot_be_right(one: str, other: str, differs: bool) -> None:
    assert _differs(*numbers(one), *numbers(other)) is differs


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("14 May 2019", "2019-05-14", False),
        ("May 14, 2019", "14th of May 2019", False),
        ("14 May 2019", "2019", False),
        ("14 May 2019", "May 2019", False),
        ("14. Mai 2019", "14 May 2019", False),
        ("14 May 2019", "15 May 2019", True),
        ("Oct. 14, 2003", "14 October 2004", True),
        ("1987", "1988", True),
        ("1987 to 1989", "1988", False),
        ("1987–1989", "1990", True),
        ("before 1990", "1988", False),
        ("around 1989", "1988", False),
        ("after 1990", "1988", False),  # 1990 is near enough to 1988 for a bound
        ("after 1999", "1988", True),
    ],
)
def test_times_differ_only_if_both_cannot_be_right(one: str, other: str, differs: bool) -> None:
    assert _differs(*times(one), *times(other)) is differs


def _differs(one: Value, other: Value) -> bool:
    assert one.differs(other) == other.differs(one)
    return one.differs(other)


@given(text=st.text() | st.text("0123456789.,-–€$%½ \nto may five million", max_size=60))
def test_any_text_is_read_and_every_value_agrees_with_itself(text: str) -> None:
    for value in (*numbers(text), *times(text)):
        assert not value.differs(value)
        assert value.is_like(value)
