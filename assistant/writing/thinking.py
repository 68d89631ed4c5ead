"""What a reasoning model thinks before it writes is no part of what it says."""

import re
from collections.abc import Generator, Iterable

_OPENED = re.compile(r"<(think(?:ing)?)>", re.IGNORECASE)
_OPENING = ("<think>", "<thinking>")


def without_thoughts(pieces: Iterable[str]) -> Generator[str, None, None]:
    r"""The pieces less a <think>...</think> at their start, however it is cut into pieces.

    One piece comes out for each that goes in, "" while it thinks, and one more at the end.

    >>> list(without_thoughts(["<th", "ink>Hm.</thi", "nk>\n\nHer", "ons"]))
    ['', '', 'Her', 'ons', '']
    """
    held, close = "", ""  # what may yet be a thought, and what ends it
    is_over = False
    for piece in pieces:
        if is_over:
            yield piece
            continue
        held = held + piece if close else (held + piece).lstrip()
        if not close and (opened := _OPENED.match(held)):
            close, held = f"</{opened[1].lower()}>", held[opened.end() :]
        if close:
            _, end, after = _parted(held, close)
            held = after.lstrip() if end else held[-len(close) :]
            is_over = bool(end and held)
            if end:
                close = ""
        else:
            is_over = not any(tag.startswith(held.lower()) for tag in _OPENING)
        yield held if is_over else ""
        if is_over:
            held = ""
    yield "" if close else held


def _parted(text: str, close: str) -> tuple[str, str, str]:
    at = text.lower().find(close)
    return (text, "", "") if at < 0 else (text[:at], close, text[at + len(close) :])
