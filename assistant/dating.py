"""When a document says that it is from: a date in its title, its name or its first lines."""

import re

from index.types import Document

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = (
    rf"\b(?:\d{{1,2}}\.?\s+(?:{_MONTHS})\s+\d{{4}}|(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|(?:{_MONTHS})\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})\b"
)
YEAR = r"(?<![\d.,-])(?:1\d|20)\d\d(?![\d,%-]|\.\d)"
_DATE, _YEAR = re.compile(DATE, re.IGNORECASE), re.compile(YEAR)
_SAYS_SO = re.compile(
    r"\b(?:published|dated?|updated|issued|posted|version|as of)\b", re.IGNORECASE
)
_OPENING = 500  # characters
_SHORT = 40  # characters of a line that is a date line: "Velm, 14 October 2003"


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
    years = (_YEAR.search(text) for text in (document.title, re.sub(r"\D+", " ", path)))
    return next((found.group() for found in (*whole, *years) if found), None)
