"""LaTeX's tables: nodes become rows of cells, and some of these the header."""

from dataclasses import dataclass, field
from typing import Any

_RULES = frozenset("hline toprule midrule bottomrule cmidrule cline".split())
_HEADS = ("endfirsthead", "endhead")


@dataclass(slots=True)
class Row:
    """A row: the nodes of each of its cells; rules: how many rows stand above the rule over it."""

    cells: list[list[Any]] = field(default_factory=lambda: [[]])
    is_header: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it but white space and comments."""
        return not any(getattr(node, "chars", "x").strip() for cell in self.cells for node in cell
                       if type(node).__name__ != "LatexCommentNode")  # fmt: skip


def split(nodes: list[Any]) -> tuple[list[Any], list[Row]]:
    r"""The captions among a table's nodes, and its rows.

    The header is what a long table repeats on every page, once, else what stands over the
    first \midrule, or over the first of few \hline that has rows under it.
    """
    captions: list[Any] = []
    rows = [Row()]
    rules: list[tuple[str, int]] = []  # each rule, and how many rows stand above it
    for node in nodes:
        name = getattr(node, "macroname", "")
        if name == "caption":
            captions.append(node)
        elif name in _RULES:
            rules.append((name, len([row for row in rows if not row.is_empty])))
        elif name in _HEADS:
            _close_head(rows, is_first=name == "endfirsthead")
            rows.append(Row())
        elif name in ("\\", "tabularnewline", "cr"):
            rows.append(Row())
        elif getattr(node, "specials_chars", "") == "&":
            rows[-1].cells.append([])
        else:
            rows[-1].cells[-1].append(node)
    rows = [row for row in rows if not row.is_empty]
    if not any(row.is_header for row in rows):
        _mark_header(rows, rules)
    return captions, rows


def _close_head(rows: list[Row], is_first: bool) -> None:
    """What was read since the last head is a head; the second one says the same again."""
    if not is_first and any(row.is_header for row in rows):
        rows[:] = [row for row in rows if row.is_header]
    for row in rows:
        row.is_header = True


def _mark_header(rows: list[Row], rules: list[tuple[str, int]]) -> None:
    middle = [above for name, above in rules if name == "midrule"]
    lines = [above for name, above in rules if name == "hline" and 0 < above < len(rows)]
    height = middle[0] if middle else lines[0] if len(set(lines)) == 1 else 0
    for row in rows[: min(height, 3)]:
        row.is_header = True
