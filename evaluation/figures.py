"""Outcomes become figures, each with the interval that it would move in with other questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation import metrics
from evaluation.asking import (
    CHANGED,
    HISTORY,
    JOINED,
    LAST_TURN,
    LEFT_OUT,
    NEAR,
    NEAR_LEFT_OUT,
    THERE,
    Outcomes,
)
from evaluation.bootstrap import interval
from evaluation.metrics import Floats
from evaluation.types import ANSWERABLE, Indexing, Outcome, Question

MARKED = "marked unanswerable"
MEDIANS = ("words shown", "ms a question")

Scores = dict[str, dict[str, float]]
"""Scores by question id, then by name; see `scoring.scores`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its 95 % interval, NaN where it has none; questions: how many it rests on."""

    value: float
    low: float
    high: float
    questions: int


def figures(
    questions: Sequence[Question], outcomes: Outcomes, scores: Scores, indexing: Indexing | None
) -> dict[str, Figure]:
    """The figures of a system, by the names of the table's rows.

    Refusals come in up to three kinds of unanswerable questions: gold "left out" of all documents,
    left out of a folder of "near" neighbours, and "marked unanswerable" by the set itself.
    """
    asked = outcomes[THERE]
    rows: dict[str, Figure] = {}
    for name in next(iter(scores.values())):
        rows[name] = of_values([scores[q.id][name] for q in questions], name in MEDIANS)
    for kind, (answerable, unanswerable) in kinds(questions, outcomes).items():
        if answerable and unanswerable:
            rows |= _refusals(questions, kind, answerable, unanswerable)
    rows["ms a question"] = of_values([asked[q.id].milliseconds for q in questions], True)
    if indexing:
        rows["passages a second, indexing"] = _plain(
            indexing.passages / max(indexing.seconds, 1e-9)
        )
        rows["bytes a passage, on disk"] = _plain(indexing.bytes / max(indexing.passages, 1))
    return {name: figure for name, figure in rows.items() if figure.questions}


def by_answerability(questions: Sequence[Question], asked: dict[str, Outcome]) -> dict[str, Figure]:
    """The share of questions refused, by what the set says of how they can be answered."""
    classes = dict.fromkeys(q.answerability for q in questions if q.answerability)
    return {
        one: of_values([asked[q.id].refused for q in questions if q.answerability == one])
        for one in classes
    }


def of_follow_ups(questions: Sequence[Question], outcomes: Outcomes) -> dict[str, Figure]:
    """H@1 and recall@5 of each way to ask, of the questions that have a history and gold.

    First with their own history, then behind another's; see `asking.changes`.
    """
    rows: dict[str, Figure] = {}
    for way in (LAST_TURN, JOINED, HISTORY):
        for changed in ("", CHANGED):
            found = outcomes.get(changed + way, {})
            asked = [
                q for q in questions if q.id in found and q.relevant and (changed or q.history)
            ]
            for name, k in (("recall@5", 5), ("H@1", 1)):
                metric = metrics.recall if name == "recall@5" else metrics.hit
                values = [metric(found[q.id].ranked, q.relevant, k) for q in asked]
                if values:
                    rows[f"{name}, {changed}{way}"] = of_values(values)
    return dict(sorted(rows.items(), key=lambda row: (CHANGED in row[0], row[0].split(",")[0])))


def kinds(
    questions: Sequence[Question], outcomes: Outcomes
) -> dict[str, tuple[dict[str, Outcome], dict[str, Outcome]]]:
    """For each kind of unanswerable question the outcomes of answerable and unanswerable ones."""
    asked = outcomes[THERE]
    left_out = outcomes.get(LEFT_OUT, {})
    plain = [q.id for q in questions if q.relevant and q.answerability in ("", ANSWERABLE)]
    marked = [q.id for q in questions if q.is_marked]
    return {
        LEFT_OUT: ({i: asked[i] for i in left_out}, left_out),
        NEAR: (outcomes.get(NEAR, {}), outcomes.get(NEAR_LEFT_OUT, {})),
        MARKED: ({i: asked[i] for i in plain}, {i: asked[i] for i in marked}),
    }


def of_values(values: Sequence[float], is_median: bool = False) -> Figure:
    """The mean or the median of what each question scored, NaN left out."""
    array = np.array(values, float)
    kept = int((~np.isnan(array)).sum())
    statistic = metrics.median if is_median else metrics.mean
    return _figure(lambda weights: statistic(array, weights), len(array), kept)


def _refusals(
    questions: Sequence[Question],
    kind: str,
    answerable: dict[str, Outcome],
    unanswerable: dict[str, Outcome],
) -> dict[str, Figure]:
    """AUROC of the confidence, and how the shipped threshold refuses; see `metrics`."""
    place = {question.id: i for i, question in enumerate(questions)}
    first = np.array([place[i] for i in answerable])
    second = np.array([place[i] for i in unanswerable])
    sure = np.array([one.confidence for one in answerable.values()])
    unsure = np.array([one.confidence for one in unanswerable.values()])
    wrongly = np.array([one.refused for one in answerable.values()])
    rightly = np.array([one.refused for one in unanswerable.values()])
    right = risks(questions, answerable, unanswerable)
    both, confidences = np.concatenate([first, second]), np.concatenate([sure, unsure])

    def refused(which: int) -> Callable[[Floats | None], Any]:
        return lambda w: metrics.refusals(wrongly, rightly, _of(w, first), _of(w, second))[which]

    statistics: dict[str, Callable[[Floats | None], Any]] = {
        "refusal AUROC": lambda w: metrics.auroc(sure, unsure, _of(w, first), _of(w, second)),
        "refused wrongly": lambda w: metrics.mean(wrongly, _of(w, first)),
        "refused rightly": lambda w: metrics.mean(rightly, _of(w, second)),
        "refusal precision": refused(0),
        "refusal F1": refused(2),
        "risk-coverage area": lambda w: metrics.risk_area(confidences, right, _of(w, both)),
    }
    count = len(questions)
    return {
        f"{name}, {kind}": _figure(statistic, count, len(both))
        for name, statistic in statistics.items()
    }


def risks(
    questions: Sequence[Question],
    answerable: dict[str, Outcome],
    unanswerable: dict[str, Outcome],
) -> NDArray[np.bool_]:
    """Whether answering would be right, first of the answerable questions, then of the others.

    It is right if the first document ranked is a relevant one: what a refused question would have
    been answered with is not known, but what it was ranked by is. Unanswerable ones: never.
    """
    relevant = {question.id: question.relevant for question in questions}
    right = [metrics.hit(one.ranked, relevant[i], 1) for i, one in answerable.items()]
    return np.array([*right, *(0 for _ in unanswerable)], bool)


def _figure(statistic: Callable[[Floats | None], Any], questions: int, kept: int) -> Figure:
    if not kept:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    return Figure(float(statistic(None)), *interval(statistic, questions), kept)


def _plain(value: float) -> Figure:
    return Figure(value, float("nan"), float("nan"), 1)


def _of(weights: Floats | None, columns: NDArray[np.intp]) -> Floats | None:
    return None if weights is None else weights[:, columns]
