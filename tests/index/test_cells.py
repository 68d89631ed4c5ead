"""A cell's value as a person sees it."""

import doctest
from datetime import date, datetime, time, timedelta

import pytest

from index.formats import numerals, placing
from index.formats.office import cells, grid, package
from index.formats.office.cells import plain, shown


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (False, "0", "FALSE"),
        ("as it is ", "@", "as it is "),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1234567"),
        (1234.5, "#,##0.00", "1234.50"),
        (2.345, "0.00", "2.35"),
        (2.5, "0", "3"),
        (-0.4, "0", "0"),
        (-1.5, "0.00;[Red](0.00)", "-1.50"),
        (2.5, "0.##", "2.5"),
        (2.0, "0.##", "2"),
        (0.125, "0.0%", "12.5%"),
        (0.125, "0.0 %", "12.5%"),
        (0.07, "0%", "7%"),
        (300, '[$€-407] #,##0', "€ 300"),
        (300, '#,##0.00\\ "kg"', "300.00 kg"),
        (12.5, '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', "12.50 €"),
        (5_000_000, "0.0,,", "5000000"),
        (0.5, "# ?/?", "0.5"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (1, '"TRUE";"TRUE";"FALSE"', "TRUE"),
        (0, '"TRUE";"TRUE";"FALSE"', "FALSE"),
        (1e300, "0.00", "1E+300"),
        (float("inf"), "0.00", "Infinity"),
        (datetime(2024, 5, 1), "dd/mm/yyyy", "2024-05-01"),
        (datetime(2024, 5, 1, 14, 29, 59, 999_700), "dd/mm/yyyy hh:mm", "2024-05-01 14:30"),
        (datetime(2024, 5, 1, 14, 30), "mmm yyyy", "2024-05-01"),
        (datetime(2024, 5, 1, 14, 30, 5), "General", "2024-05-01 14:30:05"),
        (date(2024, 5, 1), "General", "2024-05-01"),
        (time(7, 5), "h:mm", "07:05"),
        (timedelta(hours=26, minutes=3), "[h]:mm", "26:03:00"),
    ],
)  # fmt: skip
def test_values_in_words(value: object, number_format: str, words: str) -> None:
    assert shown(value, number_format) == words


@pytest.mark.parametrize(
    ("display", "value", "words"),
    [
        ("1,234,567.50 €", 1234567.5, "1234567.50 €"),
        ("$1'234", 1234, "$1234"),
        ("1.234", 1234, "1234"),
        ("1.234", 1.234, "1.234"),
        ("-12,5 %", -12.5, "-12.5%"),
        ("3 kg", 3, "3 kg"),
        ("about 3 to 4", 3, "about 3 to 4"),
        ("###", 3, "###"),
    ],
)
def test_a_displayed_number_loses_what_parts_its_thousands(
    display: str, value: float, words: str
) -> None:
    assert plain(display, value) == words


@pytest.mark.parametrize("module", [cells, grid, numerals, package, placing])
def test_the_examples_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed
