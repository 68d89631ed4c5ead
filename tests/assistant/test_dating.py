"""The date that a document gives for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dating import date_of, days
from index.documents import read
from index.types import Document


@pytest.mark.parametrize(
    ("path", "text", "date"),
    [
        ("a.txt", "Report of 14 May 2019\n\nIt rained.", "14 May 2019"),
        ("2019-05-14-report.txt", "It rained.", "2019-05-14"),
        ("report_2019.txt", "It rained.", "2019"),
        ("a.txt", "Velm, 14 October 2003\n\nDear editor.", "14 October 2003"),
        ("a.txt", f"It rained.\n\nLast updated May 14, 2019{' by the harbour office' * 3}.",
         "May 14, 2019"),
        ("a.txt", "The pier that everybody in the town knows was opened on 14 May 2019.", None),
        ("a.txt", "Velm, 14. Mai 2019\n\nLiebe Leser.", "2019"),
        ("a.txt", "The 1980s\n\nIt rained.", None),
        ("a.txt", f"{'It rained. ' * 50}\nVelm, 14 May 2019\n", None),
    ],
)  # fmt: skip
def test_a_date_is_taken_where_a_document_dates_itself(
    path: str, text: str, date: str | None
) -> None:
    assert date_of(read(path, text.encode())) == date


def test_a_document_without_text_has_no_date() -> None:
    assert date_of(Document("a.txt", "", "0" * 64, "text", "", ())) is None


@pytest.mark.parametrize(
    "time",
    ["14 May 2019", "14. May 2019", "14th of May 2019", "May 14, 2019", "May 14th 2019",
     "2019-05-14"],
)  # fmt: skip
def test_a_day_is_the_same_in_every_form(time: str) -> None:
    day = 2019 * 372 + 4 * 31 + 13
    assert days(time) == (day, day)


def test_a_month_lies_in_its_year() -> None:
    assert days("2019") == (2019 * 372, 2019 * 372 + 371)
    assert days("December 2019") == (2019 * 372 + 341, 2019 * 372 + 371)


@given(title=st.text(), path=st.text(), text=st.text())
def test_a_date_stands_in_the_document_as_it_is(title: str, path: str, text: str) -> None:
    date = date_of(Document(path, title, "0" * 64, "text", text, ()))
    assert date is None or any(date in each for each in (title, path, text))
