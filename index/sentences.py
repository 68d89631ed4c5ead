"""Where the sentences of a block lie: Punkt, as LlamaIndex ships it, and a rule for CJK stops."""

import re
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import nltk.data
from nltk.tokenize.punkt import PunktTokenizer

from index import lexical
from index.types import BlockKind, Span

_CJK_STOP = re.compile(r"[。！？｡]+[”’」』）)]*")
_INITIALS = re.compile(r"(?:^|[\s(\"“'‘])(?:[^\W\d_]\.){1,4}$")
_ABBREVIATIONS = "al approx ca cf eq eqs fig figs ref refs sec tab vol pp resp viz art arts para"
_WHOLE = ("heading", "row", "header", "code")


def sentences(text: str, start: int, end: int, kind: BlockKind = "paragraph") -> list[Span]:
    """The sentences of one block, as offsets into `text`, without surrounding white space.

    A heading, a row of a table and a line of code are one sentence each, whatever their stops.

    >>> sentences("It rained. We left.", 0, 19)
    [Span(start=0, end=10), Span(start=11, end=19)]
    """
    block = text[start:end]
    if kind in _WHOLE:
        spans = [(0, len(block))]
    else:
        spans = [
            part
            for a, b in _joined(block, list(_punkt().span_tokenize(block)))
            for part in _split(block, a, b, _CJK_STOP)
        ]
    return [trimmed for a, b in spans if (trimmed := _trim(text, start + a, start + b))]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo a cut after initials ("the U.S. | Ambassador") unless a usual first word follows."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _INITIALS.search(text, *joined[-1]):
            first = next(iter(lexical.words(text[start : min(end, start + 60)])), None)
            if first is None or not first.is_common:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _split(text: str, start: int, end: int, stop: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [match.end() for match in stop.finditer(text, start, end)]
    bounds = sorted({start, *cuts, end})
    return list(pairwise(bounds))


def _trim(text: str, start: int, end: int) -> Span | None:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    right = len(body.rstrip())
    return Span(start + left, start + right) if right > left else None


@cache
def _punkt() -> PunktTokenizer:
    spec = find_spec("llama_index.core")
    places = (spec and spec.submodule_search_locations) or []
    nltk.data.path[:0] = [str(Path(place) / "_static" / "nltk_cache") for place in places]
    punkt = PunktTokenizer("english")
    punkt._params.abbrev_types.update(_ABBREVIATIONS.split())
    return punkt
