"""Letters with their boxes become runs: what stands on one baseline without a wide gap."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

import numpy as np

SLANTED = -1
SOFT_HYPHEN = "\u00ad"
WIDE = 0.7  # of the letters' height: no space between words, unless a line is stretched
_RIGHT_TO_LEFT = {"R", "AL", "AN"}

LetterBox = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that follow one another on a baseline; a whole line is one too.

    lefts, rights: the edges of each character of `text`. All lengths are in points, from the top
    left corner of the page, turned so that the letters stand upright.
    height: of its letters from the deepest descender to the highest ascender.
    turn: the quarter turns, clockwise, that the page as it is seen needs for that; or SLANTED.
    order: its rank in the file. spaced: whether white space stands before it there.
    """

    text: str
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    top: float
    bottom: float
    baseline: float
    height: float
    page: int = 1
    order: int = 0
    turn: int = 0
    spaced: bool = False

    @property
    def left(self) -> float:
        """The left edge of the leftmost letter."""
        return min(self.lefts)

    @property
    def right(self) -> float:
        """The right edge of the rightmost letter."""
        return max(self.rights)


@dataclass(frozen=True, slots=True)
class Letters:
    r"""The characters of a page in the file's order, "\n" where a line ends.

    boxes: their edges left, top, right and bottom, on the page after so many quarter turns; (n, 4)
    float64. turn: of a character, by index. baseline: where one stands, by index and turn.
    """

    characters: str
    boxes: Callable[[int], np.ndarray]
    turn: Callable[[int], int]
    baseline: Callable[[int, int], float]
    page: int = 1


def turned(box: LetterBox, quarters: int, width: float, height: float) -> LetterBox:
    """A box on a page of this size, after the page is turned clockwise by quarters.

    >>> turned((10, 20, 30, 25), 1, 600, 800)
    (775, 10, 780, 30)
    """
    for _ in range(quarters % 4):
        left, top, right, bottom = box
        box = (height - bottom, left, height - top, right)
        width, height = height, width
    return box


def runs(letters: Letters) -> list[Run]:
    """Cut a page's letters into runs, white space folded to one space, in the file's order."""
    text = letters.characters
    seen = [at for at, character in enumerate(text) if not character.isspace()]
    if not seen:
        return []
    visible = np.array(seen)
    ends = np.array([character == "\n" for character in text]).cumsum()[visible]
    cut = np.ones(len(visible), dtype=bool)  # before each letter
    cut[1:] = ends[1:] != ends[:-1]
    cut[1:] |= np.array([text[at] == SOFT_HYPHEN for at in seen[:-1]], dtype=bool)
    leftward = _leftward(text, seen, cut)
    boxes = letters.boxes(0)[visible]
    broken = cut | _apart(boxes, leftward)
    turns = np.zeros(len(visible), dtype=int)
    starts = np.flatnonzero(broken)
    found = [letters.turn(seen[at]) for at in starts]
    if any(found):
        turns = np.repeat(found, np.diff([*starts, len(visible)]))
        broken = cut.copy()
        broken[1:] |= turns[1:] != turns[:-1]
        for turn in {0, *found}:
            mine = turns == turn
            boxes[mine] = letters.boxes(max(turn, 0))[visible][mine]
            if turn != SLANTED:
                broken |= mine & _apart(letters.boxes(turn)[visible], leftward)
    return _runs(letters, visible, boxes, broken, turns)


def _leftward(text: str, seen: Sequence[int], cut: np.ndarray) -> np.ndarray:
    """Of each letter, whether one from right to left stands before it on its line, or it is one."""
    found = np.zeros(len(seen), dtype=bool)
    if not any(map(is_leftward, set(text))):
        return found
    state = False
    for rank, at in enumerate(seen):
        state = (state and not cut[rank]) or is_leftward(text[at])
        found[rank] = state
    return found


def _apart(boxes: np.ndarray, leftward: np.ndarray) -> np.ndarray:
    """Of each letter's box, whether it does not go on where the one before it ends; the first does.

    boxes: (n, 4). Level they must be, and without a wide gap; within a line from right to left
    gaps are no sign: a number in it runs the other way.
    """
    apart = np.zeros(len(boxes), dtype=bool)
    left, top, right, bottom = boxes.T
    heights = bottom - top
    larger = np.maximum(np.maximum(heights[1:], heights[:-1]), 1.0)
    smaller = np.maximum(np.minimum(heights[1:], heights[:-1]), 0.1)
    level = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    gaps = left[1:] - right[:-1]
    close = (gaps > -WIDE * larger) & (gaps < WIDE * larger)
    around = np.maximum(gaps, left[:-1] - right[1:]) < 3 * larger
    apart[1:] = (level < 0.3 * smaller) | ~np.where(leftward[1:], around, close)
    return apart


def _runs(
    letters: Letters, visible: np.ndarray, boxes: np.ndarray, broken: np.ndarray, turns: np.ndarray
) -> list[Run]:
    left, top, right, bottom = boxes.T
    spaced = np.ones(len(visible), dtype=bool)  # whether white space stands before a letter
    spaced[1:] = np.diff(visible) > 1
    spaced[0] = visible[0] > 0
    inner = np.flatnonzero(spaced & ~broken)
    text = "".join(
        " " + letters.characters[at] if space else letters.characters[at]
        for at, space in zip(visible.tolist(), (spaced & ~broken).tolist(), strict=True)
    )
    lefts = tuple(np.insert(left, inner, right[inner - 1]).tolist())
    rights = tuple(np.insert(right, inner, np.maximum(left[inner], right[inner - 1])).tolist())
    starts = np.flatnonzero(broken)
    offsets = [*(starts + np.searchsorted(inner, starts)).tolist(), len(text)]
    tops, bottoms = np.minimum.reduceat(top, starts), np.maximum.reduceat(bottom, starts)
    heights = bottom - top
    found = []
    for order, (start, end) in enumerate(pairwise([*starts.tolist(), len(visible)])):
        a, b = offsets[order], offsets[order + 1]
        turn = int(turns[start])
        found.append(
            Run(
                text=text[a:b],
                lefts=lefts[a:b],
                rights=rights[a:b],
                top=float(tops[order]),
                bottom=float(bottoms[order]),
                baseline=letters.baseline(int(visible[start]), max(turn, 0)),
                height=round(median(heights[start:end].tolist()), 1),
                page=letters.page,
                order=order,
                turn=turn,
                spaced=bool(spaced[start]),
            )
        )
    return found


@cache
def is_leftward(character: str) -> bool:
    """Whether a character belongs to a script that is written from right to left."""
    return character > "\u0590" and unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
