"""Ids as a browser sends them."""


def number(value: object) -> int | None:
    """An id: a number, or its digits."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
