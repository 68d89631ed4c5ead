"""Source code: comments and docstrings are prose, the rest is code, no character is changed."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import documents
from index.formats.text import code

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, str]]:
    outline = code.read(source.encode())
    assert outline.text == source
    return [(b.kind, source[b.start : b.end]) for b in outline.blocks]


def test_a_program_gives_its_lines() -> None:
    document = documents.read("page.js", (FILES / "page.js").read_bytes())
    assert (document.kind, document.unit) == ("code", "line")
    assert document.place_at(document.text.index("Doubles every fare")) == "line 1"
    assert document.place_at(document.text.index("return fares.map")) == "line 5"
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert kinds["return fares.map((fare) => fare * 2);"] == "code"
    assert kinds["Doubles every fare of the list.\n// Children travel free."] == "paragraph"


def test_comments_and_docstrings_are_paragraphs() -> None:
    source = (
        '#!/usr/bin/env python\n"""The timetable.\n\nWhen the Alken sails.\n"""\nimport os\n\n'
        "# One line.\n# Two lines.\n#\n# Apart.\nFARE = 4  # tail\n\n\ndef f():\n    '''Leave.'''\n"
        '    text = """\n    no comment\n    """\n# last\n'
    )
    assert seen(source) == [
        ("code", "#!/usr/bin/env python"),
        ("paragraph", "The timetable."),
        ("paragraph", "When the Alken sails."),
        ("code", "import os"),
        ("paragraph", "One line.\n# Two lines."),
        ("paragraph", "Apart."),
        ("code", "FARE = 4  # tail"),
        ("code", "def f():"),
        ("paragraph", "Leave."),
        ("code", 'text = """'),
        ("code", "no comment"),
        ("code", '"""'),
        ("paragraph", "last"),
    ]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("/*\n * Lamps.\n *\n * By Ada.\n */\n#include <a.h>\n/* a */ int y;", "ppcc"),
        ("-- Ferries.\r\nSELECT *; -- all\r\n/* end */\r\n", "pcp"),
        ("; settings\n[boat]\nname = Alken\n", "pcc"),
        ("<!-- A note -->\n<b>x</b>\n", "pc"),
        ("--count;\n%s\n#define X\n'a' + b", "cccc"),
        ("// One.\n\n// Two.\n\nint a;", "ppc"),
        ("/* never closed\nand on\n\nand on", "pp"),
    ],
)
def test_a_comment_is_told_in_many_languages(source: str, kinds: str) -> None:
    assert "".join(kind[0] for kind, _ in seen(source)) == kinds


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(['"""', "'''", "/*", "*/", "# ", "// ", "\n", "\r\n", "ab ", "é"])))
def test_every_word_is_in_a_block(parts: list[str]) -> None:
    source = "".join(parts)
    covered = "".join(words for _, words in seen(source))
    assert covered.count("ab") == source.count("ab")
    assert covered.count("é") == source.count("é")


def test_a_line_of_megabytes_is_read_in_seconds() -> None:
    started = time.monotonic()
    code.read(b"x = '''" * 2_000_000)
    assert time.monotonic() - started < 10
