"""Answers as JSON: what was written comes back, what nobody wrote is refused with a sentence."""

import json
from dataclasses import asdict, replace

import pytest

from assistant.faults import Fault, Note
from assistant.reasons import Reason, Unread
from assistant.records import answer_from, answer_to
from assistant.types import (
    Answer,
    Citation,
    Disagreement,
    Evidence,
    Prose,
    Side,
    Statement,
    Written,
)
from index.errors import RecordError
from index.types import Span

CITATION = Citation(
    1, "birds.txt", "Birds", "ab" * 32, 3, 10, 24, "A heron stood.", 0.5,
    marks=(Span(12, 17),), before=Span(0, 9), place="page 3",
)  # fmt: skip
ANSWER = Answer(
    question="What stood?",
    text="A heron stood. [1]",
    statements=(Statement("A heron stood.", (CITATION,), "In the reeds."),),
    citations=(CITATION,),
    refused=False,
    reasons=("One.",),
    evidence=(Evidence("birds.txt", "Birds", "", None, 0, 24, "text", 1.5),),
    confidence=0.5,
    timings={"total": 1.25},
    disagreements=(Disagreement((Side(1, "birds.txt", "a heron", None),)),),
    nearest=(replace(CITATION, number=2),),
    why=(Reason("unread-files", files=(Unread("a.pdf", "encrypted"),), more=2),),
    is_unsure=True,
    prose=Prose(
        "ollama:wren",
        (
            Written("A heron stood.", (1,), (CITATION,), coverage=0.75),
            Written("It sang 3 times.", (1, 9), (CITATION,), (Fault("number", ("3",)),)),
        ),
        (Note("slow", "ollama:wren", "http://127.0.0.1:11434", 30.0),),
        "http://127.0.0.1:11434",
    ),
)


def plain() -> dict:  # type: ignore[type-arg]
    found: dict = json.loads(json.dumps(asdict(ANSWER)))  # type: ignore[type-arg]
    return found


def test_an_answer_comes_back_as_it_was() -> None:
    assert answer_from(answer_to(ANSWER)) == ANSWER
    found = answer_from(answer_to(ANSWER)).citations[0]
    assert (found.marks[0].start, found.before) == (12, Span(0, 9))
    assert answer_from(json.dumps(ANSWER.to_dict()).encode()) == ANSWER


def test_an_older_answer_lacks_fields_and_a_newer_one_has_more() -> None:
    older = plain()
    for name in ("disagreements", "nearest", "why", "is_unsure", "prose"):
        del older[name]
    for name in ("marks", "before", "place"):
        del older["citations"][0][name]
    found = answer_from(json.dumps(older))
    assert (found.nearest, found.why, found.is_unsure, found.prose) == ((), (), False, None)
    assert (found.citations[0].marks, found.citations[0].place) == ((), "")
    newer = plain() | {"mood": ["calm"]}
    newer["citations"][0]["colour"] = None
    assert answer_from(json.dumps(newer)) == ANSWER


def _prose_changed(**values: object) -> str:
    record = plain()
    record["prose"]["sentences"][1]["citations"][0].update(values)
    return json.dumps(record)


def _changed(**values: object) -> str:
    record = plain()
    record["citations"][0].update(values)
    return json.dumps(record)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{}",
        "[]",
        "null",
        "not JSON",
        "[" * 100_000,
        '{"a":' * 100_000,
        b"\xff\xfe{}",
        json.dumps(plain() | {"question": 3}),
        json.dumps(plain() | {"refused": "no"}),
        json.dumps(plain() | {"citations": {}}),
        json.dumps(plain() | {"confidence": float("nan")}),
        json.dumps(plain() | {"timings": {"total": float("inf")}}),
        json.dumps(plain() | {"confidence": 0}).replace('"confidence": 0', '"confidence": 1e999'),
        _changed(start=-14, end=0),
        _changed(start=10, end=10, quote=""),
        _changed(end=25),
        _changed(start="10"),
        _changed(start=10.5),
        _changed(number=10**400),
        _changed(marks=[[0, 900]]),
        _changed(marks=[[12]]),
        _changed(before=[9, 0]),
        _changed(quote="A heron stood\ud800"),
        _changed(path=None),
        _prose_changed(end=25),
        _prose_changed(start=-14, end=0),
        json.dumps(plain() | {"prose": {"model": 1}}),
        json.dumps(plain() | {"prose": plain()["prose"] | {"notes": [{"kind": "glad"}]}}),
    ],
)
def test_what_is_no_answer_is_a_sentence(record: str | bytes) -> None:
    with pytest.raises(RecordError, match=r"it is no answer of Footnote's: .") as raised:
        answer_from(record)
    assert len(str(raised.value)) < 300
    assert "\n" not in str(raised.value)


def test_an_answer_that_json_cannot_hold_is_refused_and_half_characters_are_mended() -> None:
    with pytest.raises(RecordError, match="infinite"):
        answer_to(replace(ANSWER, confidence=float("inf")))
    assert answer_from(answer_to(replace(ANSWER, question="a\ud800"))).question == "a\ufffd"
