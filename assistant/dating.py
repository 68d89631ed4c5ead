"""When a document says that it is from: a date in its title, its name or its first lines."""

import regex

from index.types import Document

_NAMES = "january february march april may june july august september october november december"
_NUMBERS = {name[:3]: number for number, name in enumerate(_NAMES.split(), 1)}
_MONTHS = f"(?:{_NAMES.replace(' ', '|')}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"\b(?:{_DAY}\.?\s(?:of\s)?{_MONTHS},?\s\d{{4}}|{_MONTHS}\s{_DAY},?\s\d{{4}}"
    rf"|{_MONTHS}\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})\b"
)
YEAR = r"(?<![\d.,-])(?:1\d|20)\d\d(?![\d,%-]|\.\d|['’]?s\b)"
_DATE, _YEAR = regex.compile(DATE, regex.IGNORECASE), regex.compile(YEAR)
_PARTS = regex.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"|(?:(?P<day>\d{{1,2}})\D+)??(?P<name>{_MONTHS})(?:\s(?P<day>\d{{1,2}})(?!\d))?.*?"
    r"(?P<year>\d{4})|(?P<year>\d{4})",
    regex.IGNORECASE,
)
_SAYS_SO = regex.compile(
    r"\b(?:published|dated?|updated|issued|posted|version|as of)\b", regex.IGNORECASE
)
_OPENING = 500  # characters
_SHORT = 40  # characters of a line that is a date line: "Velm, 14 October 2003"


def days(time: str) -> tuple[int, int]:
    """The first and the last day of a DATE or YEAR, counted as if every month had 31.

    >>> first, last = days("14 May 2019")
    >>> days("2019-05-14") == days("May 14th, 2019") == (first, first), first == last
    (True, True)
    >>> days("2019")[0] < first < days("2019")[1]
    True
    """
    found = _PARTS.match(time)
    if found is None:
        raise ValueError(f"{time!r} is no date")
    first = last = 372 * int(found.group("year"))
    name, number, day = found.group("name"), found.group("month"), found.group("day")
    if not name and not number:
        return first, last + 371
    month = _NUMBERS[name[:3].lower()] if name else int(number)
    first += 31 * (month - 1)
    return (first + int(day) - 1,) * 2 if day else (first, first + 30)


def date_of(document: Document) -> str | None:
    """The date that a document gives for itself, in its own words; None if it gives none.

    In this order: a whole date in its title, in its path, in a short or telling line of its first
    500 characters; a year in its title, in its path. A date in running text is not its own.
    """
    telling = [
        line
        for line in document.text[:_OPENING].splitlines()
        if len(line) <= _SHORT or _SAYS_SO.search(line)
    ]
    path = document.path.replace("_", " ")
    whole = (_DATE.search(text) for text in (document.title, path, *telling))
    years = (_YEAR.search(text) for text in (document.title, regex.sub(r"\D+", " ", path)))
    return next((found.group() for found in (*whole, *years) if found), None)
