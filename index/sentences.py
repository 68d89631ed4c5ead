"""Where the sentences of a block lie: Punkt, as LlamaIndex ships it, and a rule for CJK stops."""

import re
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Literal

import nltk.data
from nltk.tokenize.punkt import PunktTokenizer

from index import lexical
from index.types import BlockKind, Span

_CJK_STOP = re.compile(r"[。！？｡]+[”’」』）)]*")
_INITIALS = re.compile(r"(?:^|[\s(\"“'‘])(?:[^\W\d_]\.){1,4}$")
_NUMBERED = re.compile(r"\b(?:No|Nos|Nr|[Ss]ect|[Cc]h|[Cc]hap|[Aa]rt|[Cc]l|p)\.$")
_ENUMERATOR = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s*", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:\[\d+(?:\s*[,–-]\s*\d+)*\]\s*)+")
_ABBREVIATIONS = "al approx ca cf eq eqs fig figs ref refs sec tab vol pp resp viz art arts para"
_CELL_STOP = re.compile(r"(?<=[.!?…。]) \| ")
_WHOLE = ("heading", "header", "code")
_SMALL = 0b1110000  # Punkt's flags of a word met in small letters, wherever in a sentence
_CAPITAL = 0b0000100  # and with a capital within one
_WINDOW = 20_000  # characters that Punkt is given at once: it gives up after five seconds
_STOP = re.compile(r"""[.?!]["')\]}\s]""")
_FEWEST = 8  # characters a stop, over a whole window: below it is no prose, and Punkt is slow


def sentences(text: str, start: int, end: int, kind: BlockKind = "paragraph") -> list[Span]:
    """The sentences of one block, as offsets into `text`, without surrounding white space.

    A heading and a line of code are one sentence each, whatever their stops. So is a row of a
    table, unless cells of it end with a stop: then each of these does, with the short cells before.

    >>> sentences("It rained. We left.", 0, 19)
    [Span(start=0, end=10), Span(start=11, end=19)]
    """
    block = text[start:end]
    if kind in _WHOLE:
        spans = [(0, len(block))]
    elif kind == "row":
        spans = _split(block, 0, len(block), _CELL_STOP)
    else:
        spans = [
            part
            for a, b in _joined(block, _spans(block))
            for part in _split(block, a, b, _CJK_STOP)
        ]
    bars = "|" if kind == "row" else ""
    return [trimmed for a, b in spans if (trimmed := _trim(text, start + a, start + b, bars))]


def _spans(text: str) -> list[tuple[int, int]]:
    """Punkt's sentences of a text, found window by window.

    It decides by a word and the one after it. So each window but the first begins two words before
    the end of the last one, and nothing is decided otherwise than over the whole text.
    """
    spans: list[tuple[int, int]] = []
    at = pending = 0
    while True:
        window = text[at : at + _WINDOW]
        is_last = at + len(window) == len(text)
        following = at + (len(window) if is_last else _last_words(window))
        found = _in_window(window, len(text))
        for index, (start, end) in enumerate(found):
            begun = at + start if index else pending
            if not is_last and (at + end > following or index == len(found) - 1):
                pending = begun
                break
            spans.append((begun, at + end))
        if is_last:
            return spans if found or pending == at else [*spans, (pending, at)]
        at = following


def _last_words(window: str) -> int:
    """Where the last word but one begins; the window's end where there are none."""
    parts = window.rsplit(maxsplit=2)
    return len(window) - (len(window[len(parts[0]) :].lstrip()) if len(parts) == 3 else 0)


def _in_window(window: str, length: int) -> list[tuple[int, int]]:
    """Punkt's sentences of a window of a text of that length; one where it is no prose."""
    if length > _WINDOW and len(_STOP.findall(window)) > len(window) / _FEWEST:
        return [(0, len(window))]
    try:
        return list(_punkt().span_tokenize(window))
    except TimeoutError:
        return [(0, len(window))]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo a cut inside a sentence, and leave a reference's number with what it is for.

    That is before a small letter ("i.e. | about"), after the number of a point ("1. | Playground"),
    before a number that a short word announces ("Sect. | 4.3"), and after initials ("the U.S. |
    Ambassador") unless a usual first word follows.
    """
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined:
            reference = _REFERENCE.match(text, start, end)
            if reference and text[reference.end() : reference.end() + 1].isupper():
                joined[-1] = (joined[-1][0], reference.end())
                start = reference.end()
            elif _is_one_sentence(text, joined[-1], start, end):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _is_one_sentence(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    tail = text[max(before[0], before[1] - 12) : before[1]]
    if text[start].islower() or _ENUMERATOR.fullmatch(text, *before):
        return True
    if text[start].isdigit() and _NUMBERED.search(tail):
        return True
    if not _INITIALS.search(tail):
        return False
    first = next(iter(lexical.words(text[start : min(end, start + 60)])), None)
    return first is None or not first.is_common


def _split(text: str, start: int, end: int, stop: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [match.end() for match in stop.finditer(text, start, end)]
    bounds = sorted({start, *cuts, end})
    return list(pairwise(bounds))


def _trim(text: str, start: int, end: int, also: str) -> Span | None:
    """The span without white space, or the characters of `also`, at its ends; None if all is."""

    def is_margin(character: str) -> bool:
        return character.isspace() or character in also

    while start < end and is_margin(text[start]):
        start += 1
    while end > start and is_margin(text[end - 1]):
        end -= 1
    return Span(start, end) if end > start else None


def written(word: str) -> Literal["small", "capital", "both", ""]:
    """How Punkt has met an English word within sentences; "" where it has not met it.

    >>> [written(word) for word in ("founder", "Paris", "company", "Chloroplasts")]
    ['small', 'capital', 'both', '']
    """
    met = _punkt()._params.ortho_context.get(word.lower(), 0)
    if met & _SMALL:
        return "both" if met & _CAPITAL else "small"
    return "capital" if met else ""


@cache
def _punkt() -> PunktTokenizer:
    spec = find_spec("llama_index.core")
    places = (spec and spec.submodule_search_locations) or []
    nltk.data.path[:0] = [str(Path(place) / "_static" / "nltk_cache") for place in places]
    punkt = PunktTokenizer("english")
    punkt._params.abbrev_types.update(_ABBREVIATIONS.split())
    return punkt
