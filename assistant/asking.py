"""What a question asks for, where its form says so: a count or a measure needs a number."""

import regex

_COUNT = regex.compile(
    r"\bhow\s+many\b|\b(?:what|which)\s+(?:number|percentage|percent|share|rate)\b",
    regex.IGNORECASE,
)
_MEASURE = regex.compile(
    r"\bhow\s+(?:much|far(?!\s+back)|old|tall|high|large|big|fast|deep|wide|heavy)\b"
    r"|\b(?:what|which)\b[^?]{0,24}\b"
    r"(?:distance|amount|price|cost|range|speed|weight|height|population|age|budget|salary)\b",
    regex.IGNORECASE,
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
# A figure that is neither a year, nor a day of a month, nor part of a name such as F-35.
_FIGURE = (
    rf"(?<![\p{{L}}\p{{N}}]-?)(?<!(?:{_MONTH})\s)(?!(?:1\d|20)\d\d\b)"
    rf"\p{{N}}[\p{{N}}.,]*+(?!\p{{L}}|-\p{{L}}|\s+(?:{_MONTH}))"
)
_LARGE = (
    "ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
    "thousands?|millions?|billions?|trillions?|dozens?|half|thirds?|quarters?|double|twice|triple"
)
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|thirteen|fourteen|sixteen|seventeen|eighteen|nineteen"
)
_HOLDS_MEASURE = regex.compile(rf"{_FIGURE}|\b(?:{_LARGE})\b", regex.IGNORECASE)
_HOLDS_COUNT = regex.compile(rf"{_FIGURE}|\b(?:{_LARGE}|{_SMALL})\b", regex.IGNORECASE)


def missing_number(question: str, texts: list[str]) -> bool:
    """Whether a question asks for a number and none of the texts holds one.

    A year, a day of a month and a name with a number in it answer no "how many" or "how far".

    >>> missing_number("How far does the F-35 fly?", ["The F-35 was sold on 14 May 2019."])
    True
    >>> missing_number("How far does the F-35 fly?", ["It flies 2,200 km."])
    False
    >>> missing_number("Who flies the F-35?", ["Pilots."])
    False
    """
    if _MEASURE.search(question):
        pattern = _HOLDS_MEASURE
    elif _COUNT.search(question):
        pattern = _HOLDS_COUNT
    else:
        return False
    return not any(pattern.search(text) for text in texts)
