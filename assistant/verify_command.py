"""`python -m assistant verify FILE.json`: every quotation of an export, held against the files."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.exporting.as_json import from_json
from assistant.exporting.export import Export, named, quoted
from assistant.lookups import FolderLookup
from assistant.types import Citation
from assistant.verifying import Verdict, verify
from index.errors import RecordError

MAX_BYTES = 64 * 1024 * 1024
MAX_QUOTATIONS = 10_000


def run(file: Path, folders: Sequence[Path], passwords: Sequence[str]) -> int:
    """Print a line for each quotation and one of counts; 0 if all words stand, else 1.

    Each line: its number, how it stands, where, and in which file; to a terminal in columns, else
    parted by tabs. No index is read or written.
    Raises RecordError where the file is no export, FolderError where a folder is not there.
    """
    export = read(file)
    each = list(numbered(export))
    with FolderLookup(folders, passwords) as lookup:
        verdicts = verify([citation for _, citation in each], lookup)
    rows = [_row(number, verdict) for (number, _), verdict in zip(each, verdicts, strict=True)]
    for line in _lines(rows, is_terminal=sys.stdout.isatty()):
        _print(line)
    counts = Counter(verdict.standing for verdict in verdicts)
    said = [f"{counts[name]} {name}" for name in ("unchanged", "moved", "altered", "gone")]
    _print(f"{_quotations(len(verdicts))}: {', '.join(said)}")
    if written := _written(export):
        _print(
            f"Of what a model wrote ({written} sentence{'s'[: written != 1]}), only the quotations "
            "were looked at: its own words, and which are struck out, are as the file has them."
        )
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def read(file: Path) -> Export:
    """The export in a file. Raises RecordError, with a sentence that names the file."""
    try:
        if not file.is_file():
            raise RecordError(f"no file {str(file)!r}: name the JSON that an answer was taken as")
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RecordError(f"{file} cannot be read ({reason}): check the file") from error
    if len(data) > MAX_BYTES:
        raise RecordError(
            f"{file} is over {MAX_BYTES >> 20} MiB: take fewer conversations away at once"
        )
    try:
        export = from_json(data)
    except RecordError as error:
        raise RecordError(f"{file} cannot be verified: {_plain(str(error))}") from error
    if sum(1 for _ in numbered(export)) > MAX_QUOTATIONS:
        raise RecordError(f"{file} holds over {MAX_QUOTATIONS:,} quotations: verify it in parts")
    return export


def numbered(export: Export) -> Iterator[tuple[str, Citation]]:
    """Each quotation with its number: of several answers "2.1" is the first of the second.

    What a model's sentence cites: "s3-1" is mark 1 of its third sentence.
    """
    for answer_number, exchange in enumerate(export.exchanges, start=1):
        answer = exchange.answer
        prefix = f"{answer_number}." if len(export.exchanges) > 1 else ""
        for citation in quoted(answer) if answer else ():
            yield f"{prefix}{citation.number}", citation
        for name, citation in named(answer.prose) if answer and answer.prose else ():
            yield f"{prefix}{name}", citation


def _written(export: Export) -> int:
    answers = (exchange.answer for exchange in export.exchanges)
    return sum(len(one.prose.sentences) for one in answers if one and one.prose)


def _row(number: str, verdict: Verdict) -> tuple[str, str, str, str]:
    citation = verdict.citation
    where = verdict.place if verdict.holds else citation.place
    if verdict.span is not None and not where:
        where = f"character {verdict.span.start}"
    path = verdict.path or citation.path
    aside = ""
    if verdict.holds and path != citation.path:
        aside = f"it was {citation.path}"
    elif verdict.standing == "unchanged" and verdict.is_file_changed:
        aside = "the file has changed elsewhere"
    elif verdict.reason:
        aside = verdict.reason
    return number, verdict.standing, where or "-", path + (f" ({aside})" if aside else "")


def _lines(rows: Sequence[tuple[str, ...]], is_terminal: bool) -> Iterator[str]:
    plain = [[_plain(cell) for cell in row] for row in rows]
    if not is_terminal:
        yield from ("\t".join(row) for row in plain)
        return
    widths = [max(len(row[column]) for row in plain) for column in range(3)] if plain else []
    for number, *middle, last in plain:
        cells = [number.rjust(widths[0])]
        cells += [cell.ljust(width) for cell, width in zip(middle, widths[1:], strict=True)]
        yield "  ".join([*cells, last])


def _plain(text: str) -> str:
    """Text that cannot steer a terminal: no control characters, nothing that turns direction."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _print(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding))


def _quotations(number: int) -> str:
    return f"{number:,} quotation{'' if number == 1 else 's'}"
