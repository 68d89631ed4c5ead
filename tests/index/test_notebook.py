"""Notebooks: their text read as Markdown, programs and prints as code, cell by cell."""

import json
from pathlib import Path
from typing import Any

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.text import notebook

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(book: Any) -> list[tuple[str, str, str]]:
    outline = notebook.read(json.dumps(book).encode())
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def test_a_notebook_by_pandoc_gives_its_cells() -> None:
    document = documents.read("tides.ipynb", (FILES / "tides.ipynb").read_bytes())
    text = document.text
    assert document.title == "Tides at Skarholm"
    assert document.place_at(text.index("The tide gauge")) == "cell 1"
    assert document.place_at(text.index("No crossing was cancelled")) == "cell 3"
    found = {text[b.start : b.end]: (b.kind, b.level, b.place) for b in document.blocks}
    assert found["The highest tide was 1.3"] == ("code", 0, "cell 2")
    assert found["tides = [1.2, 0.4, 1.3]"] == ("code", 0, "cell 2")
    assert found["Verdict"] == ("heading", 2, "cell 3")


def test_outputs_are_read_and_pictures_are_counted() -> None:
    outputs = [
        {"output_type": "display_data", "data": {"image/png": "aGk=", "text/plain": "<Figure>"}},
        {
            "output_type": "execute_result",
            "data": {"text/html": "<b>a</b>", "text/plain": ["1\n", "2"]},
        },
        {"output_type": "display_data", "data": {"text/html": "<table><tr><td>x</table>"}},
        {"output_type": "error", "ename": "ValueError", "evalue": "\x1b[31mno tide\x1b[0m"},
    ]
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": "run()", "outputs": outputs}]}
    assert seen(book) == [
        ("code", "run()", "cell 1"),
        ("code", "1", "cell 1"),
        ("code", "2", "cell 1"),
        ("row", "x", "cell 1"),
        ("code", "ValueError: no tide", "cell 1"),
    ]
    note = notebook.read(json.dumps(book).encode()).note
    assert note == "1 picture among its outputs could not be read"


def test_version_3_is_read() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["The tides"]},
        {"cell_type": "code", "input": "x = 1", "outputs": [{"output_type": "pyout", "text": "1"}]},
        {"cell_type": "raw", "source": "As it is."},
    ]
    assert seen({"nbformat": 3, "worksheets": [{"cells": cells}]}) == [
        ("heading", "The tides", "cell 1"),
        ("code", "x = 1", "cell 2"),
        ("code", "1", "cell 2"),
        ("code", "As it is.", "cell 3"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"cells": [', "broken: it is not JSON"),
        (b"[" * 100_000, "broken: it is not JSON"),
        (b'{"a": 1}', "broken: there are no cells in it"),
        (b"[1]", "broken: there are no cells in it"),
    ],
)
def test_what_is_no_notebook_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        notebook.read(data)


def test_parts_of_the_wrong_kind_do_no_harm() -> None:
    cells = [
        None,
        {"source": 3},
        {"cell_type": "markdown", "source": [1, "a"], "outputs": {}},
        {"cell_type": "heading", "level": "x", "source": "H", "outputs": [{"data": 1}]},
    ]
    assert [text for _, text, _ in seen({"cells": cells})] == ["a", "H"]
