"""The order in which what stands on a page is read, by where it stands."""

from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def in_order(spots: Iterable[tuple[float, float, Thing]], same_line: float) -> list[Thing]:
    """Things from top to bottom, those that stand side by side from left to right.

    spots: top, left, thing. same_line: how far apart the tops of neighbours may be.

    >>> in_order([(5, 0, "under"), (1.1, 0, "left"), (1, 9, "right")], same_line=0.3)
    ['left', 'right', 'under']
    """
    rows: list[list[tuple[float, float, Thing]]] = []
    for spot in sorted(spots, key=lambda spot: spot[:2]):
        if not rows or spot[0] > rows[-1][0][0] + same_line:
            rows.append([])
        rows[-1].append(spot)
    return [spot[2] for row in rows for spot in sorted(row, key=lambda spot: spot[1])]
