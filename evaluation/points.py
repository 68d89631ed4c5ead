"""What the pictures show before anything is drawn: curves of refusals, places for names."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from evaluation.asking import LEFT_OUT, NEAR
from evaluation.figures import MARKED, kinds
from evaluation.metrics import Floats
from evaluation.run import Run
from evaluation.types import Outcome


def refusal_curves(run: Run) -> tuple[str, dict[str, tuple[Floats, Floats]]]:
    """The hardest kind of unanswerable question there is, and each system's curve on it."""
    for kind in (NEAR, LEFT_OUT, MARKED):
        curves = {}
        for name, one in run.systems.items():
            answerable, unanswerable = kinds(run.questions, one.outcomes)[kind]
            if answerable and unanswerable:
                curves[name] = shares_refused(
                    list(answerable.values()), list(unanswerable.values())
                )
        if curves:
            return kind, curves
    return "", {}


def shares_refused(
    answerable: Sequence[Outcome], unanswerable: Sequence[Outcome]
) -> tuple[Floats, Floats]:
    """The shares refused, wrongly and rightly, at every threshold that there is."""
    sure = np.sort([one.confidence for one in answerable])
    unsure = np.sort([one.confidence for one in unanswerable])
    thresholds = np.append(np.unique(np.concatenate([sure, unsure])), np.inf)
    return (
        np.searchsorted(sure, thresholds, side="left") / len(sure),
        np.searchsorted(unsure, thresholds, side="left") / len(unsure),
    )


def label_places(
    points: Sequence[tuple[str, float, float]], least: float
) -> list[tuple[str, float, float, bool]]:
    """Where each point's name goes: (name, x, y, whether to the left of it).

    Of points within a factor of three in x the first has its name to the left, the others to the
    right, moved apart in y until they are at least so far from each other.
    """
    groups: list[list[tuple[str, float, float]]] = []
    for point in sorted(points, key=lambda point: point[1]):
        if groups and point[1] < 3 * groups[-1][0][1]:
            groups[-1].append(point)
        else:
            groups.append([point])
    placed = []
    for group in groups:
        first, rest = group[0], group[1:]
        placed.append((*first, bool(rest)))
        places = apart([y for _, _, y in rest], least)
        placed += [(name, x, y, False) for (name, x, _), y in zip(rest, places, strict=True)]
    return placed


def apart(values: Sequence[float], least: float) -> list[float]:
    """Places for labels near the values, in their order, at least so far from each other."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = list(values)
    for _ in range(50):
        for a, b in pairwise(order):
            short = least - (places[b] - places[a])
            if short > 1e-9:
                places[a] -= short / 2
                places[b] += short / 2
    return places
