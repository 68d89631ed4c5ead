"""Figures and times in a sentence, as ranges that can be held against one another."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from assistant.dating import DATE, YEAR, days
from index import lexical

ROUNDING = 0.01  # relative difference of two figures that agree
VAGUE_ROUNDING = 0.1  # the same where one of them is called rough
VAGUE_DAYS = 2 * 372  # the same for times

ONES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "one" is a pronoun, too.
WORDS = {word: 2.0 + i for i, word in enumerate(ONES)} | {
    word: 20.0 + 10 * i for i, word in enumerate(TENS)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}  # after a currency's sign only
_UNITS = {"€": "euro", "$": "dollar", "£": "pound", "¥": "yen", "%": "percent", "km": "kilometr"}

_FIGURE = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})++|[0-9]++(?:[.,][0-9]++)?|\b(?:{'|'.join(WORDS)})\b)"
    r"(?!\p{N}|[.,:/]\p{N})"
)
# To the left of a figure: no letter (F-35), no figure, no clock, no bracket of a note.
_START = r"(?<![\p{L}\p{N}]-?|\p{N}[.,:/]|\[)"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*"
_NUMBER = regex.compile(
    rf"(?P<sign>[$€£¥])?\s?{_START}(?P<minus>[-−])?(?P<low>{_FIGURE})"
    rf"(?:{_TO}[$€£¥]?(?P<high>{_FIGURE}))?+"
    r"(?!\]|(?:st|nd|rd|th|s)\b)(?:(?P<short>k|mn?|bn|tn)\b)?"
    rf"(?:\s+(?P<scale>{'|'.join(SCALES)})\b)?"
    r"(?:(?:\s{0,2}+|-)(?P<unit>%|\p{L}++))?(?:\s(?P<way>long|wide|high|tall|deep)\b)?",
    regex.IGNORECASE,
)
_TIMES = regex.compile(
    rf"(?P<low>{DATE}|{YEAR})(?:(?:[-–—]|\s(?:to|and|or)\s)(?P<high>{DATE}|{YEAR}))?+",
    regex.IGNORECASE,
)
# What stands right before a figure: that it is rough, a bound, or only the number of something.
_BEFORE = regex.compile(
    r"(?:(?P<rough>\b(?:about|around|roughly|nearly|almost|approximately|some|circa|ca?\.|estimated"
    r"|close\sto|perhaps)|~|≈)"
    r"|(?P<least>\b(?:over|more\sthan|at\sleast|above|no\s(?:less|fewer)\sthan|after))"
    r"|(?P<most>\b(?:under|less\sthan|fewer\sthan|up\sto|at\smost|below|before|until|by))"
    r"|(?P<label>\b(?:chapter|section|page|figure|fig\.?|table|part|version|room|line|no\.|number))"
    r")\s{0,2}$",
    regex.IGNORECASE,
)
_ITEM = regex.compile(r"\s*\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or a time as it stands in a sentence: a single point is a range of length 0.

    unit: the stem of the word that is counted, or a currency; "-" for none, "time" for a time.
    slack: how far off another figure may be that says the same, less exactly.
    way: the direction that is measured, such as "wide"; "" where none is named.
    """

    text: str
    unit: str
    low: float
    high: float
    slack: float = 0.0
    way: str = ""

    def is_like(self, other: "Value") -> bool:
        """Whether both measure the same kind of thing."""
        return self.unit == other.unit and (not self.way or self.way == other.way)

    def differs(self, other: "Value") -> bool:
        """Whether both cannot be right. A year and a day of that year can."""
        slack = max(self.slack, other.slack)
        return self.low - other.high > slack or other.low - self.high > slack


def times(text: str) -> Iterator[Value]:
    """The dates and years of a text; of "1987 to 1989" one range.

    >>> [value.text for value in times("Begun on 14 May 2019, done 2021.")]
    ['14 May 2019', '2021']
    """
    for found in _TIMES.finditer(text):
        low, high = days(found.group("low"))
        if found.group("high"):
            high = days(found.group("high"))[1]
        yield _bounded(text, found.start(), found.group(), "time", low, high, 0.0, "")


def numbers(text: str) -> Iterator[Value]:
    """The figures of a text that count or measure, with what they count.

    >>> [(value.text, value.unit) for value in numbers("Of 1,200 boats, 5% sank in 1987.")]
    [('1,200 boats', 'boat'), ('5%', 'percent')]
    """
    dated = [found.span() for found in _TIMES.finditer(text)]
    item = _ITEM.match(text)
    for found in _NUMBER.finditer(text, item.end() if item else 0):
        start = found.start("low")
        before = _BEFORE.search(text, max(0, start - 16), start)
        if any(a <= start < b for a, b in dated) or (before and before.group("label")):
            continue
        if found.group("short") and not found.group("sign"):
            continue  # "5 m" may be metres
        scale = SCALES.get((found.group("scale") or "").lower(), 1.0)
        scale *= SHORT.get((found.group("short") or "").lower(), 1.0)
        (low, step), (high, other) = (
            _read(found.group(name) or found.group("low"), scale) for name in ("low", "high")
        )
        if found.group("minus"):
            low, high = -low, -low
        low, high = min(low, high), max(low, high)
        slack = max(step / 2, other / 2, ROUNDING * max(abs(low), abs(high)))
        unit, end = _unit(found)
        shown = " ".join(text[found.start() : end].split())
        way = (found.group("way") or "").lower()
        yield _bounded(text, found.start(), shown, unit, low, high, slack, way)


def _bounded(
    text: str, start: int, shown: str, unit: str, low: float, high: float, slack: float, way: str
) -> Value:
    """The value with what stands before it: "about", "more than", "before"."""
    before = _BEFORE.search(text, max(0, start - 16), start)
    if before is None or before.group("label"):
        return Value(shown, unit, low, high, slack, way)
    vague = VAGUE_DAYS if unit == "time" else VAGUE_ROUNDING * max(abs(low), abs(high))
    shown = f"{' '.join(before.group().split())} {shown}"
    if before.group("least"):
        high = math.inf
    elif before.group("most"):
        low = -math.inf
    return Value(shown, unit, low, high, max(slack, vague), way)


def _read(figure: str, scale: float) -> tuple[float, float]:
    """A figure's number, and how much its last digit counts: the zeros of thousands are round."""
    if figure.lower() in WORDS:
        return WORDS[figure.lower()] * scale, scale
    whole, _, decimals = figure.replace(",", ".").rpartition(".")
    if regex.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", figure) or not whole:
        digits, decimals = figure.replace(",", ""), ""
    else:
        digits = f"{whole}.{decimals}"
    zeros = len(digits) - len(digits.rstrip("0")) if not decimals else 0
    step = 10.0 ** (min(zeros, 300) if zeros >= 3 else -len(decimals))
    return float(digits) * scale, step * scale


def _unit(found: regex.Match[str]) -> tuple[str, int]:
    """What a figure counts, and where its text ends; a stop word is no unit."""
    end: int = max(found.end(name) for name in ("low", "high", "short", "scale"))
    sign, word = found.group("sign"), found.group("unit") or ""
    if sign:
        return _UNITS[sign], end
    if word.lower() in _UNITS:
        return _UNITS[word.lower()], found.end("unit")
    named = lexical.words(word)
    if not named or named[0].is_common:
        return "-", end
    return named[0].stem, max(found.end("unit"), found.end("way"))
