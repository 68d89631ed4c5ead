"""A document becomes passages: sentence-aligned, at most what the model reads, without gaps."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.sentences import sentences
from index.types import Block, Document, Passage, Span

_FIRST_WORDS = 80  # characters by which a block is told from others
_BONUS = 0.3
_MAX_CHARACTERS = 2_000  # a word of 100,000 letters is one unknown piece: no measure of length
_MAX_HEADING = 300  # characters: each passage under a heading repeats it
_BATCH = 1_000  # texts measured at once: a piece's span takes more memory than its letters


class Measure(Protocol):
    """What passages need to know of a model."""

    @property
    def max_pieces(self) -> int:
        """How many word pieces of a text the model reads, special ones not counted."""
        ...

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        """The character spans of each text's word pieces, special pieces left out, uncut."""
        ...


@dataclass(slots=True)
class _Unit:
    """A sentence, or a part of one that is too long: what passages are packed from."""

    span: Span
    pieces: int
    block: int


def split(document: Document, measure: Measure) -> list[Passage]:
    """Cut a document into passages of at most `measure.max_pieces` word pieces each.

    They tile the text: the first starts at 0, each starts where the last one ended, the last ends
    with the text. A cut falls inside a sentence only if the sentence alone is too long. A
    passage does not end with a heading that has text under it, and begins, where that makes it
    neither much longer nor much shorter than its neighbours, with a section or a paragraph.
    Furniture lies in the passages, but the model does not see it; see `Document.searched`.
    """
    units = _units(document, measure)
    groups = _pack(units, document, measure.max_pieces)
    bounds = [0, *(group[0].span.start for group in groups[1:]), len(document.text)]
    outline = _Headings(document)
    return [
        _passage(document, group, start, end, outline)
        for group, start, end in zip(groups, bounds, bounds[1:], strict=False)
    ]


def _units(document: Document, measure: Measure) -> list[_Unit]:
    found = [
        (span, index)
        for index, block in enumerate(document.blocks)
        if block.kind != "furniture"
        for span in sentences(document.text, block.start, block.end, block.kind)
    ]
    spans = (span for span, _ in found)
    measured = _measured(measure, (document.text[start:end] for start, end in spans))
    units: list[_Unit] = []
    for (span, index), (text, pieces) in zip(found, measured, strict=True):
        if len(pieces) <= measure.max_pieces and len(text) <= _MAX_CHARACTERS:
            units.append(_Unit(span, len(pieces), index))
        else:
            units.extend(_cut(text, span, pieces, measure.max_pieces, index))
    _weigh(units, document, measure)
    return units


def _weigh(units: list[_Unit], document: Document, measure: Measure) -> None:
    """Count what else a unit brings into a passage, and at least 1.

    That is what lies between it and the next one (the line under a heading), and for a part that
    begins in mid-word the pieces of the half word.
    """
    ends = [*(unit.span.start for unit in units[1:]), len(document.text)]
    stretches = (document.searched(u.span.start, end) for u, end in zip(units, ends, strict=True))
    for unit, (_, pieces) in zip(units, _measured(measure, stretches), strict=True):
        unit.pieces = max(1, unit.pieces, len(pieces))


def _measured(measure: Measure, texts: Iterable[str]) -> Iterator[tuple[str, list[Span]]]:
    """Each text with the spans of its word pieces."""
    left = iter(texts)
    while batch := list(islice(left, _BATCH)):
        yield from zip(batch, measure.offsets(batch), strict=True)


def _cut(text: str, span: Span, pieces: list[Span], most: int, block: int) -> list[_Unit]:
    """Parts of a sentence that is too long, cut before a word piece, at a space if there is one."""
    units: list[_Unit] = []
    start, first = 0, 0
    while start < len(text):
        stop = min(len(text), start + _MAX_CHARACTERS)
        if first + most < len(pieces):
            stop = min(stop, pieces[first + most].start)
        if stop < len(text):
            middle = start + (stop - start) // 2
            space = max(text.rfind(white, middle, stop) for white in " \n\t")
            stop = space + 1 if space >= 0 else _whole_character(text, start, stop)
        after = first
        while after < len(pieces) and pieces[after].start < stop:
            after += 1
        body = text[start:stop]
        if body.strip():
            left = len(body) - len(body.lstrip())
            part = Span(span.start + start + left, span.start + start + len(body.rstrip()))
            units.append(_Unit(part, min(after - first, most), block))
        start, first = stop, after
    return units


def _whole_character(text: str, start: int, stop: int) -> int:
    """Move a cut back so that no combining mark or joiner is parted from its base."""
    cut = stop
    while cut > start + 1 and (
        unicodedata.combining(text[cut])
        or text[cut] in "\u200d\ufe0f"
        or text[cut - 1] == "\u200d"
        or "\U0001f3fb" <= text[cut] <= "\U0001f3ff"
    ):
        cut -= 1
    return cut if cut > start + 1 else stop


def _pack(units: list[_Unit], document: Document, most: int) -> list[list[_Unit]]:
    """The cheapest way to cut the units into passages, found by dynamic programming.

    Each passage costs 1, so few are made; half its fill squared, so they are made even; and what
    it costs to begin where it begins. Far from a heading every second block, told by its first
    words, is a cheaper place to begin: the cuts before and after an edit fall into step there, so
    that an edit moves few of them.
    """
    sums = np.array([0, *accumulate(unit.pieces for unit in units)], np.float64)
    starts = np.array(
        [_cost_of_start(units, document.blocks, index) for index in range(len(units))]
    )
    starts -= _BONUS * _meeting_points(units, document, 2 * most)
    firsts = np.searchsorted(sums, sums - most)
    best = np.zeros(len(units) + 1)
    came_from = [0]
    for end in range(1, len(units) + 1):
        first = min(int(firsts[end]), end - 1)  # a unit that is too long is a passage all the same
        sizes = sums[end] - sums[first:end]
        costs = best[first:end] + starts[first:end] + 1 + 0.5 * (sizes / most) ** 2
        origin = end - 1 - int(costs[::-1].argmin())
        best[end] = costs[origin - first]
        came_from.append(origin)
    groups: list[list[_Unit]] = []
    end = len(units)
    while end:
        groups.append(units[came_from[end] : end])
        end = came_from[end]
    return groups[::-1]


def _meeting_points(units: list[_Unit], document: Document, far: int) -> NDArray[np.bool_]:
    """Which units begin a block that is `far` word pieces from its heading and chosen by its words.

    They depend on nothing but the block itself and what its section holds before it.
    """
    chosen = np.zeros(len(units), bool)
    pieces = 0
    for index, unit in enumerate(units):
        block = document.blocks[unit.block]
        if block.kind == "heading":
            pieces = 0
        elif pieces > far and unit.block != units[index - 1].block:
            words = document.text[block.start : min(block.end, block.start + _FIRST_WORDS)]
            chosen[index] = crc32(words.encode("utf-8", "replace")) % 2 == 0
        pieces += unit.pieces
    return chosen


def _cost_of_start(units: list[_Unit], blocks: Sequence[Block], index: int) -> float:
    if index == 0:
        return 0.0
    block, above = blocks[units[index].block], blocks[units[index - 1].block]
    if above.kind == "heading":
        return 2.0
    if block is above:
        return 0.5
    return {"heading": 0.0, "paragraph": 0.1}.get(block.kind, 0.2)


def _passage(
    document: Document, group: list[_Unit], start: int, end: int, outline: "_Headings"
) -> Passage:
    quotable = tuple(
        unit.span for unit in group if document.blocks[unit.block].kind not in ("heading", "header")
    )
    return Passage(
        start=start,
        end=end,
        heading=outline.at((quotable or (group[0].span,))[0].start),
        page=document.page_at(group[0].span.start),
        sentences=quotable or tuple(unit.span for unit in group),
    )


class _Headings:
    """The heading path at any place of a document, such as "Guide > Installing"."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._paths: list[str] = []
        path: list[tuple[int, str]] = []
        for block in document.blocks:
            if block.kind != "heading":
                continue
            words = " ".join(document.text[block.start : block.end].split())
            if len(words) > _MAX_HEADING:
                words = words[: _MAX_HEADING - 1] + "…"
            path = [above for above in path if above[0] < block.level] + [(block.level, words)]
            self._starts.append(block.start)
            self._paths.append(" > ".join(words for _, words in path))

    def at(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        return self._paths[index] if index >= 0 else ""
