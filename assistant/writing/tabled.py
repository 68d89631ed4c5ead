"""Figures of a sentence that stand in another row or column of their table than it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.writing.counted import Figure, counts
from assistant.writing.denied import clauses
from index import lexical
from index.formats.outline import CELL, cells

_Key = tuple[str, float]  # a figure's kind and value


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of cells; the first names the columns, the first cell of the others their row.

    places: in which rows and columns each figure stands, labels left aside.
    """

    rows: Sequence[Sequence[str]]
    places: Mapping[_Key, Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> "_Table":
        places: dict[_Key, list[tuple[int, int]]] = {}
        for r, row in enumerate(rows[1:], start=1):
            for c, cell in enumerate(row[1:], start=1):
                for one in counts(cell):
                    places.setdefault((one.kind, one.value), []).append((r, c))
        return cls(rows, places)

    def has_figures(self, rows: Sequence[int], columns: Sequence[int] | None = None) -> bool:
        """Whether figures stand in these rows, if in these columns of them."""
        return any(
            r in rows and (columns is None or c in columns)
            for several in self.places.values()
            for r, c in several
        )


def apart(text: str, source: str) -> tuple[str, ...]:
    r"""A label and a figure that the text joins and a table of the source does not; else ().

    Only a figure that stands nowhere else in the source, of a row that the text names by all the
    words of its label; of a column, only where it names that too.

    >>> table = "Region | 2018 | 2019\\nNorth | 12 | 14\\nSouth | 31 | 35"
    >>> apart("The North had 35 in 2019.", table), apart("The North had 12 in 2019.", table)
    (('North', '35'), ('2019', '12'))
    >>> apart("The North had 14 in 2019.", table)
    ()
    """
    found = list(_tables(source))
    if not found:
        return ()
    running = "\n".join(line for line in source.splitlines() if CELL not in line)
    elsewhere = {(one.kind, one.value) for one in counts(running)}
    for part in _parts(text, found):
        for figure in counts(part):
            key = figure.kind, figure.value
            holding = [table for table in found if key in table.places]
            if len(holding) != 1 or key in elsewhere:
                continue
            if pair := _apart(part, figure, holding[0]):
                return pair
    return ()


def _apart(text: str, figure: Figure, table: _Table) -> tuple[str, ...]:
    rows = _named(text, {r: row[0] for r, row in enumerate(table.rows) if r})
    every = table.places[figure.kind, figure.value]
    places = [(r, c) for r, c in every if r in rows]
    if not places:
        return (table.rows[rows[0]][0], figure.text) if table.has_figures(rows) else ()
    columns = _named(text, {c: cell for c, cell in enumerate(table.rows[0]) if c})
    if any(c in columns for _, c in places) or not table.has_figures(rows, columns):
        return ()
    return table.rows[0][columns[0]], figure.text


def _named(text: str, labels: Mapping[int, str]) -> list[int]:
    """Which labels the text names by all their words, those within longer ones left aside."""
    said = {word.stem for word in lexical.words(text)}
    stems = {i: frozenset(lexical.content_words(label)) for i, label in labels.items()}
    named = {i: own for i, own in stems.items() if own and own <= said}
    return [i for i, own in named.items() if not any(own < other for other in named.values())]


def _parts(text: str, tables: Sequence[_Table]) -> Iterator[str]:
    """The clauses, if each that names a row has a figure and the other way round; else the text."""
    parts = [text[start:end] for start, end in clauses(text)]
    labels = {i: row[0] for i, row in enumerate(row for table in tables for row in table.rows[1:])}
    if all(bool(_named(part, labels)) == any(True for _ in counts(part)) for part in parts):
        yield from parts
    else:
        yield text


def _tables(source: str) -> Iterator[_Table]:
    """The runs of lines with cells, of two rows or more."""
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if CELL in line:
            rows.append([line[a:b].strip() for a, b in cells(line, 0, len(line))])
            continue
        if len(rows) > 1:
            yield _Table.of(rows)
        rows = []
