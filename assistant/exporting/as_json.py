"""An export as JSON and back: the form that `python -m assistant verify` reads."""

import json
import re
from dataclasses import asdict, dataclass

from assistant.exporting.export import VERSION, Export
from assistant.records import check, dumped, parsed
from assistant.types import Answer
from index.errors import RecordError

_MARK = re.compile(r" \[\d+\]$")


@dataclass(frozen=True, slots=True)
class _Head:
    footnote: int


def as_json(export: Export) -> str:
    """An export as JSON, indented. Raises RecordError where a number in it is none."""
    plain = asdict(export)
    for exchange in plain["exchanges"]:
        del exchange["id"], exchange["thumb"]
    return json.dumps(json.loads(dumped(plain)), ensure_ascii=False, indent=1) + "\n"


def from_json(record: str | bytes) -> Export:
    """The export that `as_json` wrote.

    Raises RecordError, saying what is wrong with it, where it is none, was made by a newer
    Footnote, or where its statements say anything else than its quotations.
    """
    head = parsed(_Head, record, "export")
    if head.footnote != VERSION:
        raise RecordError(
            f"it is an export of form {head.footnote}, and this Footnote reads form {VERSION}: "
            f"verify it with the Footnote that made it, or a newer one"
        )
    export = parsed(Export, record, "export")
    for number, exchange in enumerate(export.exchanges, start=1):
        if exchange.answer is not None:
            check(exchange.answer)
            _check_said(exchange.answer, number)
    return export


def _check_said(answer: Answer, number: int) -> None:
    """Whether the statements say their quotations' words, and nothing else is said to be quoted."""
    lines: set[str] = set()
    for statement in answer.statements:
        quotes = [" ".join(citation.quote.split()) for citation in statement.citations]
        for line in statement.text.split("\n"):
            if not any(line in quote for quote in quotes):
                raise _altered(number, line)
            lines.add(line)
    if tuple(c for statement in answer.statements for c in statement.citations) != answer.citations:
        raise _altered(number, "its quotations")
    for line in answer.text.split("\n"):
        if _MARK.search(line) and line not in answer.reasons and not _is_among(lines, line):
            raise _altered(number, line)


def _is_among(lines: set[str], line: str) -> bool:
    """Whether a line of the text is a statement's; the document's own words may end in marks."""
    while line not in lines:
        shorter = _MARK.sub("", line)
        if shorter == line:
            return False
        line = shorter
    return True


def _altered(number: int, words: str) -> RecordError:
    return RecordError(
        f"it was altered: in answer {number}, {words[:80]!r} is not what the quotations say; take "
        f"the answer away anew"
    )
