"""CSV and TSV: values in rows, each of which carries the names of its columns."""

import csv
import io
import re
from collections.abc import Iterator

from index.errors import UnreadableFile
from index.formats.outline import CELL, Outline
from index.formats.tables import has_names, named_row
from index.formats.text.plain import decode

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SAMPLE = 64_000  # characters
_LINES = 50
_DECLARED = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def read(data: bytes) -> Outline:
    """A table of values, a block a row at the line on which the row begins.

    Columns are named by the first row where it has names; titles that stand over it are
    paragraphs. Raises UnreadableFile for no text.
    """
    text = decode(data).replace("\x00", "")
    declared = _DECLARED.match(text)  # Excel's way to say it
    before = 0
    if declared:
        text, before = text[declared.end() :], 1
    rows = [row for row in _rows(text, declared.group(1) if declared else _delimiter(text))
            if any(cell.strip() for cell in row[1])]  # fmt: skip
    start = _first_row([cells for _, cells in rows])
    outline = Outline()
    names: list[str] = []
    if has_names([cells for _, cells in rows[start : start + 2]]):
        names = rows[start][1]
    for index, (line, cells) in enumerate(rows):
        place = f"line {line + before}"
        if names and index == start:
            words = (" ".join(name.split()) for name in names)
            outline.add("header", CELL.join(word for word in words if word), place=place)
        elif index < start:
            outline.add("paragraph", named_row((), cells), place=place)
        else:
            outline.add("row", named_row(names, cells), place=place)
    return outline.finish()


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row and the line, counted from 1, on which it begins."""
    csv.field_size_limit(len(text) + 1)  # a quote that is never closed makes one field of the rest
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"broken: line {line} is no row of values ({error}); save it as CSV again"
        ) from error


def _delimiter(text: str) -> str:
    """What parts the values: what most lines have, and have equally often."""
    sample = _QUOTED.sub("", text[:_SAMPLE])
    lines = [line for line in sample.splitlines()[:_LINES] if line.strip()]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        usual = max(set(counts), key=counts.count, default=0)
        return counts.count(usual), usual

    return max(_DELIMITERS, key=fit)


def _first_row(rows: list[list[str]]) -> int:
    """The index of the row that begins the table: titles of one cell may stand over it."""
    widths = [sum(1 for cell in cells if cell.strip()) for cells in rows[:_LINES]]
    wide = next((index for index, width in enumerate(widths) if width > 1), 0)
    return wide if wide <= 5 else 0
