"""Numbers as lists are numbered with: 3, c, C, iii, III."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, style: str) -> str:
    """A number in a style: "1", "01", "a", "A", "i" or "I"; any other style is taken for "1".

    >>> [numeral(n, s) for n, s in ((3, "1"), (3, "01"), (28, "a"), (3, "A"), (14, "i"))]
    ['3', '03', 'bb', 'C', 'xiv']
    """
    if style == "01":
        return f"{number:02}"
    if style in ("a", "A") and 0 < number <= 780:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 5000:
        roman = ""
        for value, letter in _ROMAN:
            roman += letter * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    return str(number)
