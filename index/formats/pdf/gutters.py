"""Gutters: the white between runs that goes down a page from row to row."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.formats.pdf.rows import Row
from index.formats.pdf.runs import Run

_MAX_BANDS = 100  # of one page: beyond that it is no page of text


class Band(NamedTuple):
    """Rows [first, last] that leave [left, right] white."""

    first: int
    last: int
    left: float
    right: float


def bands(page: Sequence[Row], least: float) -> list[Band]:
    """Each gutter of at least this width, as far up and down as it stays white.

    A gutter shows in one row or, where lines stand level on neither side, in two.
    """
    found: list[Band] = []
    for index in range(len(page)):
        if len(found) > _MAX_BANDS:
            break
        near = [run for row in page[index : index + 2] for run in row]
        for left, right in _gaps(near):
            middle = (left + right) / 2
            if right - left >= least and not any(
                band.first <= index <= band.last and band.left <= middle <= band.right
                for band in found
            ):
                found.append(_extend(page, index, left, right, least))
    return [band for band in found if band.last > band.first]


def _gaps(found: Iterable[Run]) -> list[tuple[float, float]]:
    gaps: list[tuple[float, float]] = []
    edge: float | None = None
    for left, right in sorted((run.left, run.right) for run in found):
        if edge is not None and left > edge:
            gaps.append((edge, left))
        edge = right if edge is None else max(edge, right)
    return gaps


def _extend(page: Sequence[Row], index: int, left: float, right: float, least: float) -> Band:
    first, last = index, index
    for step, limit in ((1, len(page)), (-1, -1)):
        at = index if step == 1 else index - 1
        while at != limit:
            narrowed = _narrowed(page[at], left, right, least)
            if narrowed is None:
                break
            left, right = narrowed
            first, last = min(first, at), max(last, at)
            at += step
    return Band(first, last, left, right)


def _narrowed(row: Row, left: float, right: float, least: float) -> tuple[float, float] | None:
    """What of a gutter is white in a row too; None where less than `least` is."""
    for run in row:
        if run.right <= left or run.left >= right:
            continue
        if run.right - left < right - run.left:
            left = run.right
        else:
            right = run.left
        if right - left < least:
            return None
    return left, right
