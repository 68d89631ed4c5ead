"""Jupyter notebooks: text, programs and what they printed, cell by cell."""

import re
from typing import Any

from index.errors import UnreadableFile
from index.formats.data.jsondata import load
from index.formats.marked.markdown import add_markdown
from index.formats.marked.markup import add_html
from index.formats.outline import Outline

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def read(data: bytes) -> Outline:
    """A notebook of version 3 or 4; a block's place is its cell, counted from 1.

    Raises UnreadableFile where it is no JSON, or no notebook.
    """
    book = load(data)
    cells = _cells(book) if isinstance(book, dict) else None
    if cells is None:
        raise UnreadableFile("broken: there are no cells in it; is it a Jupyter notebook?")
    outline = Outline()
    pictures = 0
    for number, cell in enumerate(cells, 1):
        place = f"cell {number}"
        kind, source = cell.get("cell_type"), _text(cell.get("source", cell.get("input")))
        if kind == "markdown":
            add_markdown(outline, source, lambda line, place=place: place)  # type: ignore[misc]
        elif kind == "heading":  # of version 3
            level = cell.get("level")
            level = level if isinstance(level, int) and 1 <= level <= 6 else 1
            outline.add("heading", source, level, place)
        else:
            _add_lines(outline, source, place)
        for output in _dicts(cell.get("outputs")):
            pictures += _add_output(outline, output, place)
    if pictures:
        many = "pictures" if pictures > 1 else "picture"
        outline.note = f"{pictures} {many} among its outputs could not be read"
    return outline.finish()


def _cells(book: dict[str, Any]) -> list[dict[str, Any]] | None:
    if isinstance(book.get("cells"), list):
        return _dicts(book["cells"])
    if isinstance(book.get("worksheets"), list):
        return [cell for sheet in _dicts(book["worksheets"]) for cell in _dicts(sheet.get("cells"))]
    return None


def _add_output(outline: Outline, output: dict[str, Any], place: str) -> bool:
    """Add what an output says. Returns whether it is a picture, which says nothing."""
    data = output.get("data", output)
    if not isinstance(data, dict):
        return False
    if any(key.startswith("image/") or key in ("png", "jpeg", "svg") for key in data):
        return True
    if "ename" in output:
        _add_lines(outline, f"{output['ename']}: {_text(output.get('evalue'))}", place)
    elif text := _text(data.get("text/plain", data.get("text"))):
        _add_lines(outline, text, place)
    elif page := _text(data.get("text/html", data.get("html"))):
        add_html(outline, page, lambda line: place)
    elif text := _text(data.get("text/markdown", data.get("text/latex"))):
        add_markdown(outline, text, lambda line: place)
    return False


def _add_lines(outline: Outline, text: str, place: str) -> None:
    for line in _ESCAPE.sub("", text).splitlines():
        outline.add("code", line.rstrip(), place=place)


def _text(value: Any) -> str:
    """A text as notebooks keep it, in one string or a list of lines."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
