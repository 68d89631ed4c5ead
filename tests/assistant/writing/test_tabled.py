"""A row's label is held against that row's figures, a column's against that column's."""

import pytest

from assistant.writing.tabled import apart

TABLE = """\
Costs of the harbours, in thousands. Repairs took 8 weeks.
Harbour | Dues | Repairs 2018 | Repairs 2019
Velm | 12 | 40 | 44
Ost | 31 | 52 | 57%
Ost old basin | 7 | 12 | 9
All were paid."""


@pytest.mark.parametrize(
    "text",
    [
        "Velm took dues of 12.",
        "Repairs 2019 cost 44 in Velm.",
        "Dues were 12 in Velm and 31 in Ost.",
        "Velm and Ost took dues of 12 and 31.",  # which is whose is not told
        "The dues of the old basin of Ost were 7.",
        "Repairs took 8 weeks in Velm.",  # said beside the table, too
        "Somewhere 31 was taken.",  # names no row
        "Velm had 99.",  # no figure of the table
        "Of the dues, 31 came from another place than Brandt.",
        "It is a harbour.",
    ],
)
def test_what_the_table_says_stands(text: str) -> None:
    assert apart(text, TABLE) == ()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Velm took dues of 31.", ("Velm", "31")),
        ("Velm had 57% in Repairs 2019.", ("Velm", "57%")),
        ("In Velm repairs of 2019 cost 40.", ("Repairs 2019", "40")),
        ("Dues were 31 in Velm and 12 in Ost.", ("Velm", "31")),
        ("The old basin of Ost took 31.", ("Ost old basin", "31")),
    ],
)
def test_what_it_has_in_another_row_or_column_is_told(text: str, pair: tuple[str, str]) -> None:
    assert apart(text, TABLE) == pair


@pytest.mark.parametrize(
    "source", ["", "No table: 31 of Velm.", "Velm | 31", " | \n | ", "| a |\n"]
)
def test_what_is_no_table_tells_nothing(source: str) -> None:
    assert apart("Velm had 31.", source) == ()


def test_rows_of_unequal_length_are_read_as_they_are() -> None:
    assert apart("Velm had 5.", "a | b\nVelm | 1 | 2\nOst | 3 | 4 | 5 | 6") == ("Velm", "5")
