"""Figures become tables, in Markdown."""

from collections.abc import Mapping, Sequence
from math import isnan

from evaluation.figures import Figure

NONE = "–"
_WHOLE = ("bytes", "passages a second", "words")
_TENTHS = ("ms",)
_HUNDREDTHS = ("statements",)


def table(columns: Mapping[str, Mapping[str, Figure]]) -> str:
    """The figures of several systems side by side, each with its 95 % interval."""
    rows = dict.fromkeys(row for figures in columns.values() for row in figures)
    cells = [["", *columns]]
    for row in rows:
        cells.append([row, *(cell(row, figures.get(row)) for figures in columns.values())])
    return markdown(cells)


def cell(row: str, figure: Figure | None) -> str:
    """A figure as it stands in a table: .971 (.960–.980)."""
    if figure is None or isnan(figure.value):
        return NONE
    shown = number(row, figure.value)
    if isnan(figure.low) or figure.low == figure.high or row.startswith(_TENTHS):
        return shown
    return f"{shown} ({number(row, figure.low)}–{number(row, figure.high)})"


def number(row: str, value: float) -> str:
    """A value with the digits that its row is worth."""
    if row.startswith(_WHOLE):
        return f"{value:,.0f}"
    if row.startswith(_TENTHS):
        return f"{value:.1f}"
    if row.startswith(_HUNDREDTHS):
        return f"{value:.2f}"
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


def markdown(cells: Sequence[Sequence[str]]) -> str:
    """A table: its first row the heads, its first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]

    def line(row: Sequence[str]) -> str:
        first = f"{row[0]:{widths[0]}}"
        rest = (f"{one:>{width}}" for one, width in zip(row[1:], widths[1:], strict=True))
        return f"| {' | '.join([first, *rest])} |"

    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([line(cells[0]), f"|{rule}|", *(line(row) for row in cells[1:])])
