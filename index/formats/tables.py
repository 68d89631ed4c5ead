"""Sheets of data: which row names the columns, and rows that carry these names with them."""

from collections.abc import Sequence

from index.formats.outline import CELL


def has_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of a sheet's rows names the columns of the others.

    It does where it has at least two cells, all filled, no two alike and none of them a number,
    and rows follow.
    """
    if len(rows) < 2:
        return False
    names = [cell.strip() for cell in rows[0]]
    while names and not names[-1]:
        names.pop()
    return (
        len(names) > 1
        and all(names)
        and len(set(names)) == len(names)
        and not any(_is_number(name) for name in names)
    )


def named_row(names: Sequence[str], cells: Sequence[str]) -> str:
    """A row whose cells carry their columns' names; empty cells are left out.

    >>> named_row(["Model", "Price", ""], ["Falcon", "300", "new"])
    'Model: Falcon | Price: 300 | new'
    """
    said: list[str] = []
    for index, cell in enumerate(cells):
        words = " ".join(cell.split())
        if words:
            name = " ".join(names[index].split()) if index < len(names) else ""
            said.append(f"{name}: {words}" if name else words)
    return CELL.join(said)


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").strip("+- ").isdigit()
