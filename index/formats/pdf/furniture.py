"""Running heads and feet: rows in the margins that stand the same on page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from index.formats.pdf.rows import Row, joined

_ZONE = 0.15  # of a page's height, from its top and from its bottom
_LARGE = 1.15  # of the text's letters: a heading's
_MOST_ROWS = 5
_STEP = 3.0  # points, in which distances from the edge are told apart
_OFF = 0.4  # of the letters' height: the white that parts a head from the text
_ROMAN = re.compile(r"\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


class Margins(NamedTuple):
    """A page's rows: those of its head, its own, and those of its foot, each from the top down."""

    head: Sequence[Row]
    body: Sequence[Row]
    foot: Sequence[Row]


def margins(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[Margins]:
    """Part each page's rows into what repeats in its margins and what does not.

    pages: the rows of each page, from the top down. heights: of each page, in points.

    A row is furniture where a page near by has the same one at the same height, but for numbers
    that go up by one a page, and it stands off from the text. A number of the page alone makes
    it so where the outermost rows of the pages around begin or end with theirs. Large letters
    are a heading's, whatever number it has: they must be the same, number and all.
    """
    sizes: Counter[float] = Counter()
    for run in (run for rows in pages for row in rows for run in row):
        sizes[run.height] += len(run.text)
    large = _LARGE * sizes.most_common(1)[0][0] if sizes else 0.0
    sized = list(zip(pages, heights, strict=True))
    heads = _Edge([_outer(rows, height, large, False) for rows, height in sized])
    feet = _Edge([_outer(rows, height, large, True) for rows, height in sized])
    found = []
    for index, rows in enumerate(pages):
        head = heads.depth(index)
        foot = min(feet.depth(index), len(rows) - head)
        end = len(rows) - foot
        found.append(Margins(rows[:head], rows[head:end], rows[end:]))
    if not any(page.body for page in found):  # then what repeats is all there is
        return [Margins([], rows, []) for rows in pages]
    return found


class _Mark(NamedTuple):
    """A margin's row: its words without their numbers, its distance from the edge, its numbers.

    outer: those it begins and ends with, which may be the page's.
    off: whether the white further in is wider than that between the rows that follow.
    joins: whether it is close to the row further out.
    """

    words: str
    distance: float
    numbers: tuple[int, ...]
    outer: tuple[int, ...]
    off: bool = False
    joins: bool = True

    @property
    def place(self) -> int:
        """Its distance in steps; the same row may stand a step higher or lower elsewhere."""
        return round(self.distance / _STEP)


def _outer(page: Sequence[Row], height: float, large: float, is_foot: bool) -> list[_Mark]:
    """The rows in a page's upper or lower margin, from the edge inwards."""
    rows = page[::-1] if is_foot else page
    marks: list[_Mark] = []
    for at, row in enumerate(rows[:_MOST_ROWS]):
        line = joined(row)
        distance = height - line.baseline if is_foot else line.baseline
        if distance > _ZONE * height:
            break
        joins = at == 0 or _white(rows[at - 1], row) <= _OFF * line.height
        if line.height > large and not line.text.isdecimal():
            mark = _Mark(line.text, distance, (), ())
        else:
            mark = _mark(line.text, distance)
        marks.append(mark._replace(off=_stands_off(rows, at + 1), joins=joins))
    return marks


def _mark(text: str, distance: float) -> _Mark:
    """Numbers become "#", and the order of words does not count: left and right pages differ.

    >>> _mark("12 The Ferry Line", 40.0).words == _mark("The Ferry Line 13", 40.0).words
    True
    """
    if not re.sub(r"[\W\d]", "", _ROMAN.sub("", text)):
        text = _ROMAN.sub("#", text)
    words = text.split()
    outer = {int(word[:9]) for word in (words[0], words[-1]) if word.isdecimal()}
    numbers = tuple(int(number[:9]) for number in _NUMBER.findall(text))
    return _Mark(" ".join(sorted(_NUMBER.sub("#", text).split())), distance, numbers, tuple(outer))


class _Edge:
    """The upper or the lower margins of all pages."""

    def __init__(self, marks: list[list[_Mark]]) -> None:
        self._marks = marks
        self._least = 2 if len(marks) <= 5 else 3
        self._same: dict[tuple[str, int], dict[int, _Mark]] = defaultdict(dict)
        for page, found in enumerate(marks):
            for mark in found:
                for step in (-1, 0, 1):
                    self._same[mark.words, mark.place + step].setdefault(page, mark)
        self._off = {
            key: 2 * sum(mark.off for mark in pages.values()) > len(pages)
            for key, pages in self._same.items()
        }
        numbered: dict[tuple[int, int], set[int]] = defaultdict(set)
        for page, found in enumerate(marks):
            for mark in found[:1]:
                for number in mark.outer if mark.off else ():
                    for step in (-1, 0, 1):
                        numbered[page - number, mark.place + step].add(page)
        self._numbered = {
            (page, *key) for key, pages in numbered.items() for page in pages if _near(page, pages)
        }

    def depth(self, page: int) -> int:
        """How many of a page's rows, from the edge inwards, are furniture."""
        depth = 0
        for at, mark in enumerate(self._marks[page]):
            counts = any(
                (page, page - number, mark.place) in self._numbered for number in mark.outer
            )
            if not mark.joins or not (counts or self._repeats(page, mark)):
                break
            if counts or self._off[mark.words, mark.place]:
                depth = at + 1
        return depth

    def _repeats(self, page: int, mark: _Mark) -> bool:
        """Whether pages near by have the row too, its numbers the same or the pages' own."""
        pages = self._same[mark.words, mark.place]
        for step in (-2, -1, 1, 2):
            other = pages.get(page + step)
            if other and all(
                its - own in (0, step)
                for own, its in zip(mark.numbers, other.numbers, strict=False)
            ):
                counts = other.numbers != mark.numbers
                return counts or len(pages) >= self._least
        return False


def _near(page: int, pages: set[int]) -> bool:
    return any(page + step in pages for step in (-2, -1, 1, 2))


def _stands_off(rows: Sequence[Row], count: int) -> bool:
    """Whether the white after the first rows is wider than that between the rows that follow."""
    if count >= len(rows):
        return True
    white = _white(rows[count - 1], rows[count])
    height = max(run.height for run in rows[count - 1])
    inner = _white(rows[count], rows[count + 1]) if count + 1 < len(rows) else 0.0
    if inner > 3 * height:  # that is no distance of rows
        inner = 0.0
    return white > _OFF * height and white > 1.3 * inner


def _white(row: Row, other: Row) -> float:
    upper, lower = sorted((row, other), key=lambda row: min(run.top for run in row))
    return min(run.top for run in lower) - max(run.bottom for run in upper)
