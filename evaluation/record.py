"""A run as JSON: its figures, and every question's outcome, to look at and to compare with."""

from collections.abc import Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

from evaluation.asking import THERE
from evaluation.figures import Figure, kinds
from evaluation.run import Asked, Run
from evaluation.types import Outcome, Quote


def record(run: Run) -> dict[str, Any]:
    """The set, the figures of each system, and each question with each system's outcomes.

    Documents are called as the set calls them; what has no value is null.
    """
    names = run.dataset.names
    judged = {name: judgements(run, asked) for name, asked in run.systems.items()}
    return {
        "set": {
            "name": run.dataset.name,
            "questions": len(run.questions),
            "documents": run.documents,
            "notes": list(run.dataset.notes),
        },
        "systems": {
            name: {
                "figures": _figures(asked.figures),
                "follow-ups": _figures(asked.follow_ups),
                "refused by answerability": _figures(asked.answerability),
            }
            for name, asked in run.systems.items()
        },
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "answerability": question.answerability,
                "turn type": question.turn_type,
                "reference": question.reference,
                "relevant": {names.get(p, p): grade for p, grade in question.relevant.items()},
                "systems": {
                    name: {
                        "scores": judged[name][question.id],
                        "outcomes": {
                            way: _outcome(found[question.id], names)
                            for way, found in asked.outcomes.items()
                            if question.id in found
                        },
                    }
                    for name, asked in run.systems.items()
                },
            }
            for question in run.questions
        ],
    }


def judgements(run: Run, asked: Asked) -> dict[str, dict[str, float | None]]:
    """Every score of each question by its id, refusals among them: 1 is right, 0 is wrong."""
    found: dict[str, dict[str, float | None]] = {
        question.id: {name: _or_null(value) for name, value in asked.scores[question.id].items()}
        for question in run.questions
    }
    for question in run.questions:
        if question.relevant:
            found[question.id]["answered at all"] = float(
                not asked.outcomes[THERE][question.id].refused
            )
    for kind, (_, unanswerable) in kinds(run.questions, asked.outcomes).items():
        for identity, outcome in unanswerable.items():
            found[identity][f"refused rightly, {kind}"] = float(outcome.refused)
    return found


def _figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {
        name: {key: _or_null(value) for key, value in asdict(figure).items()}
        for name, figure in figures.items()
    }


def _outcome(outcome: Outcome, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "ranked": [names.get(path, path) for path in outcome.ranked],
        "quoted": [_quote(quote, names) for quote in outcome.quoted],
        "nearest": [_quote(quote, names) for quote in outcome.nearest],
        "confidence": outcome.confidence,
        "refused": outcome.refused,
        "milliseconds": round(outcome.milliseconds, 2),
        "condensed": outcome.condensed,
    }


def _quote(quote: Quote, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "document": names.get(quote.place.path, quote.place.path),
        "start": quote.place.start,
        "end": quote.place.end,
        "text": quote.text,
    }


def _or_null(value: float) -> float | None:
    return None if isnan(value) else value
