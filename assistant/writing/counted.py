"""Figures and dates of a model's sentence: those that its sources do not give."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import regex

from assistant.dating import DATE, YEAR, days
from assistant.figures import ONES, SCALES, SHORT, TENS, WORDS

_SAYINGS = {f"a {scale}" for scale in ("hundred", "thousand", "million", "billion", "dozen")}
_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SMALL = ["zero", "one", *ONES]
_WORDS = {"zero": 0.0, "one": 1.0} | WORDS
_NTH = {word: float(i) for i, word in enumerate(_ORDINALS, start=2)}
_SCALES = {"": 1.0, "dozen": 12.0} | SCALES | SHORT

_UNIT = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL)})"
_BIG = r"(?:thousand|million|billion|trillion)"
_ALONE = rf"(?!\w|[\s-](?:hundred\b|{_BIG}\b))"
_HUNDRED = rf"(?:(?:{_UNIT}|a)[\s-]hundred(?:\s(?:and\s)?{_UNIT}{_ALONE})?|{_UNIT})"
_HUNDREDS = rf"(?:(?:{_UNIT}|a)[\s-]hundred(?:\s(?:and\s)?{_UNIT})?|{_UNIT})(?=[\s-]{_BIG})"
# In several words: "one million four hundred thousand", "two hundred and five", "half a million".
_SPELLED = (
    rf"\b(?:{_HUNDREDS}[\s-]{_BIG}(?:\s{_HUNDREDS}[\s-]{_BIG})*"
    rf"\s(?:{_HUNDRED}|and\s{_UNIT}){_ALONE}"
    rf"|{_HUNDREDS}[\s-]{_BIG}(?:\s{_HUNDREDS}[\s-]{_BIG})+"
    rf"|(?:{_UNIT}|a)[\s-]hundred(?:\s(?:and\s)?{_UNIT})?[\s-]{_BIG}"
    rf"|(?:{_UNIT}|a)[\s-]hundred\s(?:and\s)?{_UNIT}{_ALONE}"
    rf"|{_UNIT}\sand\sa\s(?:half|quarter)\s(?:hundred|{_BIG})"
    rf"|half\sa\s{_BIG}|a\s(?:hundred|{_BIG}|dozen))\b"
)
_SCALE = r"(?:[\s-](?P<scale>dozen|hundred|thousand|million|billion|trillion)s?\b)?"
_FIGURE = regex.compile(
    # To the left no letter (F-35) and no figure (20:15), but for a range (10-12).
    r"(?:(?<![\p{L}\p{N}]|\p{L}-|\p{N}[.,:/])(?P<minus>(?<!\p{N}\s?)[-−](?=\p{Nd}))?"
    r"(?P<digits>\p{Nd}{1,3}(?:[,'’ \u00a0\u202f]\p{Nd}{3})++(?!\p{Nd})(?:\.\p{Nd}++)?"
    r"|\p{Nd}++\s?[¼-¾⅐-⅞]|\p{Nd}++(?:[.,]\p{Nd}++)?|[¼-¾⅐-⅞])"
    rf"(?:(?P<nth>st|nd|rd|th)\b|(?P<short>bn|k|m)\b|{_SCALE})"
    rf"|(?P<spelled>{_SPELLED})"
    rf"|\b(?P<tens>{'|'.join(TENS)})(?:[\s-](?P<ones>{'|'.join(_SMALL[1:10])}))?\b{_SCALE}"
    rf"|\b(?P<word>{'|'.join(_SMALL)})\b{_SCALE}"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b)"
    r"(?P<percent>\s?(?:%|per\s?cent\b))?",
    regex.IGNORECASE,
)
_TIME = regex.compile(rf"{DATE}|{YEAR}", regex.IGNORECASE)
_ROUGH = regex.compile(
    r"(?:\b(?:about|around|roughly|nearly|almost|approximately|some|over|more\sthan|under"
    r"|less\sthan|close\sto)|~|≈)\s{0,2}$",
    regex.IGNORECASE,
)
# What is one figure only as a whole: 20:15, 1/8, 10.5.3.
_COMPOUND = regex.compile(
    r"(?<![\p{L}\p{N}]|\p{N}[.:/])\p{Nd}++(?:(?:[:/]\p{Nd}++)++|(?:\.\p{Nd}++){2,}+)"
)
# 3.6.2024, 3/6/2024, 2024/06/03: of two with a stroke, either may be the day.
_NUMERIC = regex.compile(
    r"(?<![\p{L}\p{N}]|\p{N}[.:/-])"
    r"(?:(?P<a>[0-9]{1,2})(?P<by>[./-])(?P<b>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})"
    r"|(?P<year>[0-9]{4})(?P<by>[./])(?P<b>[0-9]{1,2})(?P=by)(?P<a>[0-9]{1,2}))"
    r"(?![\p{L}\p{N}]|[.:/-]\p{N})"
)
_NEAR = 20  # characters before a figure, in which it can be called rough
_ROUNDING = 0.05  # relative, of a figure that is called rough
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands at a place of a text; kind: "" for a count, "nth", "percent"."""

    text: str
    start: int
    value: float
    kind: str


def missing_figures(text: str, source: str) -> tuple[str, ...]:
    """The figures, dates and ordinals of a text that a source does not give, as they stand.

    A figure may be written in another way ("1,200" or "1200", "12" or "twelve"), a date in another
    order or in figures alone (of 3/6/2024 either may be the day), and a year may stand for a day
    of it, but not the other way round. A figure that is called rough ("about 1,200") may be off by
    a twentieth. Of percentages only percentages count.

    >>> missing_figures("It sold 12 boats on 14 May 2019.", "On May 14, 2019 twelve boats sold.")
    ()
    >>> missing_figures("It sold 13 boats, 5% of all, in 2018.", "In 2019 it sold 12 of 5 boats.")
    ('2018', '13', '5%')
    """
    given, given_times = list(_figures(source)), [days(time) for time, _ in times(source)]
    given_times += [(day, day) for found in _NUMERIC.finditer(source) for day in _readings(found)]
    missing = [
        time
        for time, _ in times(text)
        if not _is_dated(time, given_times) and not _is_counted(time, given)
    ]
    whole = {found.group() for one in (_COMPOUND, _NUMERIC) for found in one.finditer(source)}
    compounds = (found.group() for found in _COMPOUND.finditer(text))
    missing += [one for one in compounds if one not in whole and not _NUMERIC.fullmatch(one)]
    for found in _NUMERIC.finditer(text):
        is_given = any((day, day) in given_times for day in _readings(found))
        if not is_given and found.group() not in whole:
            missing.append(found.group())
    for one in counts(text):
        rough = _ROUGH.search(text, max(0, one.start - _NEAR), one.start)
        if not _is_given(one, given, _ROUNDING if rough else _EXACT):
            missing.append(one.text)
    return tuple(dict.fromkeys(missing))


def counts(text: str) -> Iterator[Figure]:
    """The figures of a text that are no part of a date, of 20:15 or the like."""
    taken = [(start, start + len(time)) for time, start in times(text)]
    taken += [found.span() for found in _COMPOUND.finditer(text)]
    taken += [found.span() for found in _NUMERIC.finditer(text)]
    for one in _figures(text):
        # "A hundred" is said of many; who gives it gives 100 all the same.
        is_saying = one.text.lower() in _SAYINGS
        if not is_saying and not any(start <= one.start < end for start, end in taken):
            yield one


def times(text: str) -> Iterator[tuple[str, int]]:
    """The dates and years of a text, and where each begins."""
    return ((found.group(), found.start()) for found in _TIME.finditer(text))


def _is_dated(time: str, given: Collection[tuple[int, int]]) -> bool:
    first, last = days(time)
    return any(first <= low and high <= last for low, high in given)


def _is_counted(time: str, given: Collection[Figure]) -> bool:
    """Whether what looks like a year stands in the source as a count: "1200", "1,200"."""
    return time.isdecimal() and any(one.value == float(time) for one in given)


def _is_given(figure: Figure, given: Collection[Figure], slack: float) -> bool:
    return any(
        one.kind == figure.kind and abs(one.value - figure.value) <= slack * abs(figure.value)
        for one in given
    )


def _figures(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        part = found.groupdict()
        if (part["word"] or "").lower() == "one" and not part["scale"]:
            continue  # a pronoun more often than a count
        kind = "percent" if part["percent"] else "nth" if part["nth"] or part["ordinal"] else ""
        yield Figure(found.group().strip(), found.start(), _value(part), kind)


def _value(part: dict[str, str | None]) -> float:
    """What the named parts of a match come to."""

    def word(name: str) -> str:
        return (part[name] or "").lower()

    if part["spelled"] is not None:
        return _spelled(word("spelled"))
    scale = _SCALES[word("scale") or word("short")]
    if part["digits"] is None:
        if part["ordinal"] is not None:
            return _NTH[word("ordinal")]
        ones = _WORDS[word("ones")] if part["ones"] else 0.0
        return (_WORDS[word("tens") or word("word")] + ones) * scale
    return _read(part["digits"]) * (-scale if part["minus"] else scale)


def _spelled(words: str) -> float:
    """What a figure in several words comes to."""
    whole = part = 0.0
    if words.startswith("half a "):
        return _SCALES[words.split()[-1]] / 2
    for word in regex.split(r"[\s-]+", words):
        if word in _WORDS:
            part += _WORDS[word]
        elif word in ("half", "quarter"):
            part += {"half": 0.5, "quarter": 0.25}[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1.0) * _SCALES[word]
        elif word in _SCALES:
            whole, part = whole + (part or 1.0) * _SCALES[word], 0.0
    return whole + part


def _readings(found: regex.Match[str]) -> Iterator[int]:
    """The days that a date in figures may stand for, as `assistant.dating.days` counts them."""
    year, a, b = (int(found[name]) for name in ("year", "a", "b"))
    is_either = found["by"] != "." and found.start("a") < found.start("year")
    for day, month in ((a, b), (b, a))[: 2 if is_either else 1]:
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield days(f"{year:04}-{month:02}-{day:02}")[0]


def _read(digits: str) -> float:
    """A figure's value; a comma parts thousands if three digits follow it, else decimals."""
    if len(digits) == 1 and not digits.isdecimal():
        return unicodedata.numeric(digits)  # ½
    if not digits[-1].isdecimal():  # 2½
        return float(digits[:-1]) + unicodedata.numeric(digits[-1])
    plain = regex.sub(r"[,'’ \u00a0\u202f](?=\p{Nd}{3}(?!\p{Nd}))", "", digits)
    return float(plain.replace(",", "."))
