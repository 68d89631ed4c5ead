"""Answers as JSON and back: what is kept or handed on is checked before it is believed."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer, Citation
from index.errors import RecordError
from index.types import Span, well_formed

_LARGEST = 1 << 53  # beyond it, JSON's numbers are not exact everywhere
_Kind = TypeVar("_Kind")


def answer_to(answer: Answer) -> str:
    """An answer as one line of JSON. Raises RecordError where a number in it is none."""
    return dumped(asdict(answer))


def dumped(value: Any) -> str:
    """Plain values as JSON that anyone can read: no lone surrogates, no NaN. Raises RecordError."""
    try:
        return well_formed(json.dumps(value, ensure_ascii=False, allow_nan=False))
    except ValueError as error:
        raise RecordError("a number in it is infinite or none at all: ask again") from error


def answer_from(record: str | bytes) -> Answer:
    """The answer that `answer_to` wrote, be it an older or a newer Footnote's.

    Fields that are missing have their defaults, fields that are unknown are left aside.
    Raises RecordError, saying what is wrong with it, where it is no such answer.
    """
    answer = parsed(Answer, record, "answer")
    check(answer)
    return answer


def parsed(kind: type[_Kind], record: str | bytes, what: str) -> _Kind:
    """A record as the frozen dataclass that it should be, `what` in words. Raises RecordError."""
    try:
        found: _Kind = _adapter(cast(Any, kind)).validate_json(record, strict=True)
    except ValidationError as error:
        raise RecordError(f"it is no {what} of Footnote's: {_explained(error)}") from error
    if not all(abs(number) < _LARGEST for number in _numbers(asdict(cast(Any, found)))):
        raise RecordError(f"it is no {what} of Footnote's: a number in it is too large, or none")
    return found


def check(answer: Answer) -> None:
    """Raises RecordError where a citation's place cannot be that of its words."""
    for citation in cited(answer):
        before = citation.before or Span(0, 0)
        if not (
            0 <= citation.start < citation.end
            and citation.end - citation.start == len(citation.quote)
            and all(citation.start <= a <= b <= citation.end for a, b in citation.marks)
            and 0 <= before.start <= before.end
        ):
            raise RecordError(
                f"it is no answer of Footnote's: quotation {citation.number} does not fit its place"
            )


def _explained(error: ValidationError) -> str:
    """The first thing that is wrong, and where, in a few words."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])[:80]
    return f"{place}: {first['msg'][:120]}" if place else str(first["msg"])[:200]


def cited(answer: Answer) -> Iterator[Citation]:
    """Every citation that stands in an answer or in its prose, some of them twice."""
    yield from answer.citations
    for statement in answer.statements:
        yield from statement.citations
    yield from answer.nearest
    if answer.prose is not None:
        for sentence in answer.prose.sentences:
            yield from sentence.citations


def _numbers(value: object) -> Iterator[float]:
    """Every number anywhere in plain values."""
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _numbers(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _numbers(member)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
