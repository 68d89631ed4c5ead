"""The fixed question-answer pairs: each a case of its own, with the real model on the seeds."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Answer, Assistant, Turn

PAIRS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))


def _case(entry: dict[str, Any], name: str) -> Any:
    gap = entry.get("gap")
    marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
    return pytest.param(entry, id=name, marks=marks)


def _cases(kind: str) -> list[Any]:
    return [_case(entry, entry["question"]) for entry in PAIRS[kind]]


def _says(quote: str, wanted: list[Any]) -> bool:
    """Whether a quote holds every wanted phrase; of a nested list, one is enough."""
    folded = " ".join(quote.split()).lower()
    return all(
        any(one.lower() in folded for one in (phrase if isinstance(phrase, list) else [phrase]))
        for phrase in wanted
    )


def _shown(answer: Answer) -> str:
    """What was cited instead, for the person who reads the failure."""
    cited = "\n".join(f"  [{c.number}] {c.path}: {c.quote}" for c in answer.citations)
    return f"confidence {answer.confidence:.3f}; cited:\n{cited or '  nothing: ' + answer.text}"


def _check(answer: Answer, entry: dict[str, Any]) -> None:
    if entry.get("refused"):
        assert answer.refused, f"the documents don't say it; {_shown(answer)}"
        return
    assert not answer.refused, _shown(answer)
    first = answer.citations[0]
    assert first.path in entry["files"], f"wanted {entry['files']}; {_shown(answer)}"
    assert _says(first.quote, entry["words"]), f"wanted {entry['words']}; {_shown(answer)}"


@pytest.mark.parametrize("entry", _cases("answered"))
def test_is_answered_with_the_right_words_first(
    entry: dict[str, Any], seeds_assistant: Assistant
) -> None:
    _check(seeds_assistant.ask(entry["question"]), entry)


@pytest.mark.parametrize("entry", _cases("refused"))
def test_is_refused_with_reasons(entry: dict[str, Any], seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask(entry["question"])
    _check(answer, {"refused": True})
    assert answer.reasons
    assert answer.evidence


@pytest.mark.parametrize(
    "entry",
    [_case(e, f"{e['first']['question']} {e['then']['question']}") for e in PAIRS["followups"]],
)
def test_follow_up(entry: dict[str, Any], seeds_assistant: Assistant) -> None:
    first = seeds_assistant.ask(entry["first"]["question"])
    _check(first, entry["first"])
    history = [Turn("user", first.question), Turn("assistant", first.text)]
    _check(seeds_assistant.ask(entry["then"]["question"], history), entry["then"])


def test_there_are_as_many_pairs_as_promised() -> None:
    near = [entry for entry in PAIRS["refused"] if entry.get("near")]
    passing = {kind: [e for e in PAIRS[kind] if not e.get("gap")] for kind in PAIRS}
    assert len(passing["answered"]) >= 25
    assert len(passing["refused"]) >= 10
    assert len([entry for entry in near if not entry.get("gap")]) >= 5
    assert len(passing["followups"]) >= 5
