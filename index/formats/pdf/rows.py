"""Runs that stand side by side make rows; a row is read as one line."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.formats.pdf.runs import Run, is_leftward

Row = Sequence[Run]


def joined(parts: Sequence[Run]) -> Run:
    """One line of several runs, in the order given, a space between what does not touch."""
    if len(parts) == 1:
        return parts[0]
    text, lefts, rights = "", list[float](), list[float]()
    for before, part in pairwise([None, *parts]):
        assert part is not None
        if before is not None and (part.spaced or part.lefts[0] - rights[-1] > 0.15 * part.height):
            text += " "
            lefts.append(rights[-1])
            rights.append(max(rights[-1], part.lefts[0]))
        text += part.text
        lefts += part.lefts
        rights += part.rights
    main = max(parts, key=lambda part: (len(part.text) * part.height, -part.order))
    return replace(
        main,
        text=text,
        lefts=tuple(lefts),
        rights=tuple(rights),
        top=min(part.top for part in parts),
        bottom=max(part.bottom for part in parts),
        order=min(part.order for part in parts),
        spaced=parts[0].spaced,
    )


def rows(found: Iterable[Run]) -> list[list[Run]]:
    """Runs that stand side by side, from the top down; a raised note stands by its word.

    Inside a row they go from left to right, or the other way where the script does.
    """
    baselines: list[float] = []
    made: list[list[Run]] = []
    for run in sorted(found, key=lambda run: (-run.height, run.baseline, run.order)):
        at = bisect_left(baselines, run.baseline)
        near = range(max(0, at - 3), min(len(made), at + 3))
        best = max(near, key=lambda index: _shared(made[index][0], run), default=-1)
        if best >= 0 and _shared(made[best][0], run) >= 0.3 and _has_room(made[best], run):
            made[best].append(run)
        else:
            baselines.insert(at, run.baseline)
            made.insert(at, [run])
    return [_in_order(row) for row in made]


def _shared(main: Run, run: Run) -> float:
    """How much of the heart of a run's letters lies level with another's, 0 to 1."""
    top, bottom = run.baseline - 0.55 * run.height, run.baseline - 0.05 * run.height
    upper, lower = main.baseline - 0.55 * main.height, main.baseline - 0.05 * main.height
    return (min(bottom, lower) - max(top, upper)) / max(bottom - top, 0.1)


def _has_room(row: list[Run], run: Run) -> bool:
    left, right = run.left, run.right
    for other in row:
        shared = min(right, other.right) - max(left, other.left)
        if shared > 0.5 * min(right - left, other.right - other.left) and shared > 2.0:
            return abs(run.baseline - other.baseline) < 0.1 * run.height
    return True


def _in_order(row: list[Run]) -> list[Run]:
    leftward = sum(len(run.text) for run in row if any(map(is_leftward, run.text)))
    backwards = 2 * leftward > sum(len(run.text) for run in row)
    return sorted(row, key=lambda run: (-run.left if backwards else run.left, run.order))
