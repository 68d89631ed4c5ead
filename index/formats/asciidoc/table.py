"""AsciiDoc's tables: from bars and what is written before them to rows of cells."""

import csv
import re
from dataclasses import dataclass

_CELL = re.compile(
    r"(?:(?:(?<=\s)|^)(?P<times>\d{1,4}\*)?(?P<across>\d{1,4})?(?:\.(?P<down>\d{1,4}))?\+?"
    r"[<^>]?(?:\.[<^>])?[aehlmsdv]?)?(?<!\\)\|", re.MULTILINE
)  # fmt: skip
_COLUMNS = re.compile(r"""cols\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\]]*))""")
_MOST_COLUMNS = 200
_HEADER = re.compile(r"%[\w%]*header|(?:options|opts)\s*=\s*\"?[^\"\]]*header")
_FORMAT = re.compile(r"format\s*=\s*\"?(\w+)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line of the table, counted from 0, on which it begins, and its cells."""

    line: int
    cells: list[str]
    is_header: bool = False


def rows(lines: list[str], attributes: str, mark: str = "|") -> list[Row]:
    """The rows of a table's lines. attributes: what stands in brackets over the table.

    mark: what its delimiter begins with: "|", or "," and ":" for values parted by these.
    """
    declared = _FORMAT.search(attributes)
    kind = declared.group(1) if declared else {",": "csv", ":": "dsv"}.get(mark, "psv")
    if kind in ("csv", "tsv", "dsv"):
        delimiter = {"csv": ",", "tsv": "\t", "dsv": ":"}[kind]
        found = [Row(number, cells) for number, cells in
                 enumerate(csv.reader(lines, delimiter=delimiter)) if cells]  # fmt: skip
    else:
        found = _grouped(lines, _width(attributes, lines))
    if found and _begins_with_header(lines, attributes):
        found[0] = Row(found[0].line, found[0].cells, True)
    return found


def _begins_with_header(lines: list[str], attributes: str) -> bool:
    if _HEADER.search(attributes):
        return True
    alone = len(lines) > 2 and bool(lines[0].strip()) and not lines[1].strip()
    return alone and "noheader" not in attributes


def _width(attributes: str, lines: list[str]) -> int:
    declared = _COLUMNS.search(attributes)
    if declared:
        width = 0
        for column in re.split("[,;]", next((g for g in declared.groups() if g), "")):
            times = re.match(r"\s*(\d{1,3})\*", column)
            width += int(times.group(1)) if times else 1
        return min(_MOST_COLUMNS, max(1, width))
    first = next((line for line in lines if line.strip()), "")
    return min(
        _MOST_COLUMNS, max(1, sum(max(1, int(m["across"] or 1)) for m in _CELL.finditer(first)))
    )


def _grouped(lines: list[str], width: int) -> list[Row]:
    """Cells in rows of `width` columns, those that a cell from above reaches into left out."""
    text = "\n".join(lines)
    marks = list(_CELL.finditer(text))
    found: list[Row] = []
    cells: list[str] = []
    taken = [0] * (width + 1)  # how many more rows each column is filled from above
    filled = start = line = last = 0
    for index, mark in enumerate(marks):
        line += text.count("\n", last, mark.end())
        last = mark.end()
        start = start if cells else line
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        words = " ".join(text[mark.end() : end].replace("\\|", "|").split())
        across = 1 if mark["times"] else max(1, min(width, int(mark["across"] or 1)))
        for _ in range(min(width, int(mark["times"][:-1])) if mark["times"] else 1):
            cells.append(words)
            if mark["down"]:
                for column in range(filled, min(width, filled + across)):
                    taken[column] = int(mark["down"])
            filled += across
        while filled < width and taken[filled]:
            filled += 1
        if filled >= width:
            found.append(Row(start, cells))
            cells = []
            taken = [max(0, count - 1) for count in taken]
            filled = next((n for n, count in enumerate(taken[:width]) if not count), width)
            filled = 0 if filled == width else filled
    if cells:
        found.append(Row(start, cells))
    return found
