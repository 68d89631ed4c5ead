"""Two runs side by side: which questions got better and which got worse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.datafile import Value, read_json
from evaluation.scoring import ANSWER, FIRST

COMPARED = (FIRST, "recall@5", ANSWER, "answered at all", "refused rightly, ")
_MOST = 40  # questions listed of a system, better or worse
_LENGTH = 90  # characters of a question shown


def read_scores(file: Path) -> dict[str, dict[str, dict[str, float]]]:
    """The scores in a file that --json wrote: by system, question id and name.

    Raises DatasetError with the line of what is wrong.
    """
    found: dict[str, dict[str, dict[str, float]]] = {}
    for question in read_json(file).get("questions").each():
        identity, systems = question.get("id").text(), question.get("systems")
        for name in systems.it if isinstance(systems.it, dict) else ():
            scores = systems.get(name).get("scores")
            found.setdefault(name, {})[identity] = dict(_numbers(scores))
    return found


def compare(old: dict[str, dict[str, dict[str, float]]], new: dict[str, Any]) -> str:
    """What changed for each system that both runs have, question by question.

    A question of which anything got worse is listed as worse, with what got better beside it.

    new: what `record.record` makes of a run.
    """
    parts = []
    for system in new["systems"]:
        if system not in old:
            parts.append(f"{system}: not in the old run")
            continue
        better: list[str] = []
        worse: list[str] = []
        common = 0
        for question in new["questions"]:
            before = old[system].get(question["id"])
            if before is None:
                continue
            common += 1
            after = question["systems"][system]["scores"]
            changes = list(_changed(before, after))
            if not changes:
                continue
            how = "; ".join(f"{name} {was:.3g} -> {now:.3g}" for name, was, now in changes)
            line = f"{question['text']:.{_LENGTH}} [{question['id']}]: {how}"
            (worse if any(now < was for _, was, now in changes) else better).append(line)
        head = f"{system}: {len(better)} better, {len(worse)} worse, of {common} common questions"
        parts.append("\n".join([head, *_listed("better", better), *_listed("worse", worse)]))
    return "\n\n".join(parts)


def _changed(before: dict[str, float], after: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    for name, now in after.items():
        was = before.get(name)
        if name.startswith(COMPARED) and now is not None and was is not None and was != now:
            yield name, was, now


def _listed(word: str, lines: list[str]) -> list[str]:
    shown = [f"  {word}  {line}" for line in lines[:_MOST]]
    rest = len(lines) - len(shown)
    return [*shown, f"  {word}  and {rest} more"] if rest else shown


def _numbers(scores: Value) -> Iterator[tuple[str, float]]:
    if not isinstance(scores.it, dict):
        raise scores.error("is not an object of numbers")
    for name in scores.it:
        value = scores.find(name)
        if value is None:
            continue
        if isinstance(value.it, bool) or not isinstance(value.it, int | float):
            raise value.error("is not a number")
        yield name, float(value.it)
