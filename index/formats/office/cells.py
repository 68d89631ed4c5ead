"""A cell's value as a person sees it: dates in ISO form, numbers as their format rounds them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(.)', re.DOTALL)
_DIGITS = re.compile(r"[0#?,]+(?:\.[0#?]*)?,*|\.[0#?]+,*")
_HALF_SECOND = timedelta(microseconds=500_000)
_FIGURE = re.compile(r"(\D*?)(\d(?:[\d.,'’\s]*\d)?)(\D*)", re.DOTALL)
_MOST_DECIMALS = 15


def shown(value: object, number_format: str = "General") -> str:
    """A value in words.

    Thousands are not parted; a number that the format does not round keeps 15 digits, without
    the noise of binary fractions.

    >>> shown(0.125, "0.0%"), shown(1234.5, '#,##0.00 "€"'), shown(0.1 + 0.2), shown(True)
    ('12.5%', '1234.50 €', '0.3', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value, number_format)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _clock(value)
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        hours, rest = divmod(abs(seconds), 3600)
        return f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02}:{rest % 60:02}"
    if isinstance(value, int | float):
        return general(value) if number_format == "General" else _number(value, number_format)
    return str(value)


def plain(display: str, value: float) -> str:
    """A displayed number without the marks that part its thousands, in any country's fashion.

    >>> plain("1.234.567,50 €", 1234567.5), plain("12,5 %", 12.5), plain("n/a", 3)
    ('1234567.50 €', '12.5%', 'n/a')
    """
    if display == general(value):
        return display  # as most are
    match = _FIGURE.fullmatch(display.strip())
    if not match:
        return display
    before, figure, after = match.groups()
    digits = re.sub(r"\D", "", figure)
    for decimals in range(_MOST_DECIMALS):
        number = _rounded(abs(value), decimals)
        if number.replace(".", "") == digits:
            return f"{before}{number}{after.replace(' %', '%').replace(' %', '%')}"
    return display


def general(value: float) -> str:
    """A number without a format: at most 15 digits.

    >>> general(3.0), general(2 / 3), general(1e21)
    ('3', '0.666666666666667', '1E+21')
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.15g}".upper()


def _number(value: float, number_format: str) -> str:
    section = number_format.split(";")[0]
    if re.search(r"\[[<>=]", section) or "/" in section:
        return general(value)
    literals = [""]
    pattern = ""
    for quoted, escaped, currency, other in _TOKEN.findall(section):
        if other and other in "0#?.,Ee":
            pattern += other
            if len(literals) == 1:
                literals.append("")
        elif other == "+" and pattern[-1:] in ("E", "e"):
            pattern += other
        else:
            literals[-1] += quoted or escaped or currency or other
    places = _DIGITS.match(pattern)
    if not places or "General" in section or "@" in section:
        return _words(value, number_format) or general(value)
    before, after = literals[0], literals[1]
    if "E" in pattern.upper():
        return f"{value:.{_decimals(places.group())[1]}E}"
    if places.group().rstrip(".").endswith(","):
        return general(value)  # it shows thousands or millions: the number itself is clearer
    least, most = _decimals(places.group())
    number = _rounded(abs(value) * 100 ** after.count("%") if isinstance(value, int) else
                      Decimal(repr(abs(value))) * 100 ** after.count("%"), most)  # fmt: skip
    while "." in number and len(number.split(".")[1]) > least and number.endswith("0"):
        number = number[:-1]
    number = number.rstrip(".")
    sign = "-" if value < 0 and number.strip("0.") else ""
    return f"{before.lstrip()}{sign}{number}{after.replace(' %', '%').rstrip()}"


def _words(value: float, number_format: str) -> str:
    """What a format of mere words shows: such as TRUE and FALSE for 1 and 0."""
    sections = number_format.split(";")
    index = 1 if value < 0 else 2 * (value == 0)
    section = sections[index] if index < len(sections) else sections[0]
    return section[1:-1] if re.fullmatch(r'"[^"]+"', section) else ""


def _decimals(places: str) -> tuple[int, int]:
    """How many decimals a format shows at least and at most."""
    decimals = places.partition(".")[2].rstrip(",")
    return decimals.count("0"), len(decimals)


def _rounded(value: float | Decimal, decimals: int) -> str:
    """A number rounded as spreadsheets do, a half away from zero."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number) > Decimal(10) ** 20:
        return str(number)
    return f"{number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def _moment(value: datetime, number_format: str) -> str:
    value = (value + _HALF_SECOND).replace(microsecond=0) if value.year < 9999 else value
    shows_time = re.search(r"[hs]", re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", number_format.lower()))
    if not (value.hour or value.minute or value.second) or (
        not shows_time and number_format != "General"
    ):
        return value.date().isoformat()
    return f"{value.date().isoformat()} {_clock(value.time())}"


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")
