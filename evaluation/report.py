"""Outcomes become figures, figures a table."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from tqdm import tqdm

from evaluation import metrics
from evaluation.squad import Question, Squad
from evaluation.systems import Outcome


class System(Protocol):
    """Whatever answers questions about a set of documents."""

    name: str

    def ask(self, question: str, documents: Sequence[str] | None = None) -> Outcome:
        """One question; documents: the paths to answer from, None for all."""
        ...


def run(system: System, squad: Squad, questions: Sequence[Question]) -> dict[str, float]:
    """Ask each question with its paragraph there and with it left out; the figures by name."""
    with_gold: list[Outcome] = []
    without: list[Outcome] = []
    paths = list(squad.paragraphs)
    for question in tqdm(questions, desc=system.name, unit=" questions", leave=False):
        with_gold.append(system.ask(question.text))
        others = [path for path in paths if path != question.path]
        without.append(system.ask(question.text, others))
    return figures(questions, with_gold, without)


def figures(
    questions: Sequence[Question], with_gold: Sequence[Outcome], without: Sequence[Outcome]
) -> dict[str, float]:
    """The figures of a run, by the names of the table's rows."""
    pairs = list(zip(questions, with_gold, strict=True))
    said = sum(not outcome.refused for outcome in with_gold) / len(with_gold)
    silent = sum(outcome.refused for outcome in without) / len(without)
    refusals = silent + (1 - said)
    precision = silent / refusals if refusals else 0.0
    return {
        "H@1": _mean(outcome.ranked[:1] == (q.path,) for q, outcome in pairs),
        "MRR@10": _mean(metrics.reciprocal_rank(outcome.ranked, q.path) for q, outcome in pairs),
        "answer in the 1st quotation": _mean(_answered(q, outcome, 1) for q, outcome in pairs),
        "answer in the first 3": _mean(_answered(q, outcome, 3) for q, outcome in pairs),
        "refusal AUROC, gold left out": metrics.auroc(
            [outcome.confidence for outcome in with_gold],
            [outcome.confidence for outcome in without],
        ),
        "refused wrongly": 1 - said,
        "refused rightly": silent,
        "refusal F1": metrics.f1(precision, silent),
        "ms a question (median)": float(np.median([o.milliseconds for o in with_gold])),
    }


def table(columns: dict[str, dict[str, float]]) -> str:
    """The figures of several systems side by side, in Markdown."""
    rows = list(next(iter(columns.values())))
    width = max(len(row) for row in rows)
    lines = [
        f"| {'':{width}} | " + " | ".join(f"{name:>10}" for name in columns) + " |",
        f"|{'-' * (width + 2)}|" + "|".join("-" * 11 + ":" for _ in columns) + "|",
    ]
    for row in rows:
        values = (figures[row] for figures in columns.values())
        cells = (f"{value:10.1f}" if "ms" in row else f"{value:10.4f}" for value in values)
        lines.append(f"| {row:{width}} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _answered(question: Question, outcome: Outcome, among: int) -> bool:
    return any(
        path == question.path and metrics.holds(quote, question.answers)
        for path, quote in outcome.quoted[:among]
    )


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))
