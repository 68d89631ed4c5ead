"""reStructuredText: read as its page would be; Sphinx's directives are no loss, files no risk."""

from pathlib import Path

import pytest

from index import documents
from index.formats.marked import restructured

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, str, str]]:
    outline = restructured.read(source.encode())
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def test_a_file_by_pandoc_gives_its_structure_and_lines() -> None:
    document = documents.read("lighthouse.rst", (FILES / "lighthouse.rst").read_bytes())
    text = document.text
    assert document.title == "The Light at Skarholm"
    headings = [b for b in document.blocks if b.kind == "heading"]
    assert [(b.level, text[b.start : b.end], b.place) for b in headings][1:4] == [
        (2, "The Light at Skarholm", "line 8"),
        (3, "Keepers", "line 15"),
        (4, "The weather book", "line 28"),
    ]
    kinds = {text[b.start : b.end]: b.kind for b in document.blocks}
    assert kinds["Year | Lamp | Range"] == "header"
    assert kinds["1932 | Gas | 18 miles"] == "row"
    assert kinds["Their geese won a prize in 1923."] == "item"
    for words, line in [
        ("Three families", 18),
        ("1932 | Gas", 47),
        ("return seconds", 56),
        ("Salt and Pepper", 65),
    ]:
        assert document.place_at(text.index(words)) == f"line {line}"


def test_what_only_sphinx_knows_is_read_for_its_text() -> None:
    source = (
        ".. py:function:: sail(boat)\n   :async:\n\n   See :ref:`the port <port>` and "
        ":class:`~a.Boat`.\n\n   :param boat: What sails.\n\n.. versionadded:: 1.2\n   Sails.\n\n"
        ".. code-block:: python\n   :linenos:\n\n   x = 1\n\n.. index:: hidden\n"
    )
    assert seen(source) == [
        ("paragraph", "sail(boat)", "line 1"),
        ("paragraph", "See the port and a.Boat.", "line 4"),
        ("row", "param boat: What sails.", "line 6"),
        ("paragraph", "versionadded: 1.2 Sails.", "line 8"),
        ("code", "x = 1", "line 14"),
    ]


def test_no_other_file_is_read_and_the_note_says_so(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    source = (
        f".. include:: {secret}\n\n.. literalinclude:: {secret}\n\n.. raw:: html\n"
        f"   :file: {secret}\n\n.. csv-table::\n   :file: {secret}\n\nWords.\n"
    )
    outline = restructured.read(source.encode())
    assert "the secret" not in outline.text
    assert outline.text.endswith("Words.")
    assert outline.note.startswith("2 other files that it includes were not")


def test_comments_are_left_out_and_errors_of_markup_are_no_text() -> None:
    source = ".. a comment\n\nAn *open star and a `|tick|_.\n\n|gone| word\n\n==\nA\n"
    text = " ".join(words for _, words, _ in seen(source))
    assert "comment" not in text
    assert "System Message" not in text
    assert "Undefined" not in text
    assert "An *open star and a `|tick|_." in text
    assert "|gone| word" in text


@pytest.mark.parametrize(
    "source", ["*a " * 100_000, "".join(f"{' ' * n}- a\n\n" for n in range(600))]
)
def test_markup_without_end_is_read_as_plain_text(source: str) -> None:
    outline = restructured.read(source.encode())
    assert outline.text == source
    assert outline.note.startswith("it is too deeply nested, or too long")
