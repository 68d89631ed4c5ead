"""Markdown: read as its page would be, each block at its line; nothing of it vanishes."""

from pathlib import Path

import pytest

from index import documents
from index.formats.marked import markdown
from index.formats.outline import Outline

FILES = Path(__file__).parent.parent / "files" / "text"


def blocks(outline: Outline) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, outline.text[b.start : b.end]) for b in outline.blocks]


def seen(source: str) -> list[tuple[str, int, str]]:
    return blocks(markdown.read(source.encode()))


def places(source: str) -> list[tuple[str, str]]:
    outline = markdown.read(source.encode())
    return [(outline.text[b.start : b.end], b.place) for b in outline.blocks]


def test_markdown_reads_as_its_page_would() -> None:
    source = (
        "# The *title*\n\nA **bold** [link](http://x.y), `code`, a < b & \\*c\\*.\nSame line.\n\n"
        "Part\n----\n\n- one\n  - two\n1. three\n\n> quoted ~~gone~~\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n```python\ndef f():\n    pass\n```\n"
    )
    assert seen(source) == [
        ("heading", 1, "The title"),
        ("paragraph", 0, "A bold link, code, a < b & *c*. Same line."),
        ("heading", 2, "Part"),
        ("item", 0, "one"),
        ("item", 0, "two"),
        ("item", 0, "three"),
        ("paragraph", 0, "quoted gone"),
        ("header", 0, "A | B"),
        ("row", 0, "1 | 2"),
        ("code", 0, "def f():"),
        ("code", 0, "    pass"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_is_kept_as_lines_and_is_no_title(end: str) -> None:
    outline = markdown.read(end.join(["---", "by: me", "on: 1", "---", "# T"]).encode())
    assert blocks(outline) == [
        ("furniture", 0, "by: me"),
        ("furniture", 0, "on: 1"),
        ("heading", 1, "T"),
    ]
    assert outline.title == "T"


def test_raw_html_in_markdown_is_read_as_html() -> None:
    assert seen("<div>raw <b>html</b><script>evil()</script></div>\n\n&copy; me") == [
        ("paragraph", 0, "raw html"),
        ("paragraph", 0, "© me"),
    ]


def test_a_file_by_pandoc_gives_its_lines() -> None:
    data = (FILES / "lighthouse.md").read_bytes()
    document = documents.read("lighthouse.md", data)
    assert (document.title, document.kind) == ("The Light at Skarholm", "markdown")
    for words, line in [
        ("How the lighthouse of Skarholm is kept", 4),
        ("It stands on a rock", 11),
        ("Three families", 17),
        ("Their geese won", 22),
        ("1932 | Gas | 18 miles", 37),
        ("return seconds", 46),
        ("The goats were called", 54),
    ]:
        assert document.place_at(document.text.index(words)) == f"line {line}"


def test_every_kind_of_block_has_its_line() -> None:
    source = (
        "# T\r\n\r\n> a\n> b\n\n- c\n\n  d\n\n    code\n\n```\n\nx\n```\n\n<div>\n\n*e*\n\n"
        "<p>\nf</p></div>\n\n(a) g\n"
    )
    assert places(source) == [
        ("T", "line 1"),
        ("a b", "line 3"),
        ("c", "line 6"),
        ("d", "line 8"),
        ("code", "line 10"),
        ("x", "line 14"),
        ("e", "line 19"),
        ("f", "line 22"),
        ("(a) g", "line 24"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Set <path> to a <file-name>.", "Set <path> to a <file-name>."),
        ("<path>\nis where it lies.", "<path> is where it lies."),
        ("Put a <script> tag into the <title> of it, and go on.", None),
        ("<script>\nnever closed\n\nThe end.", "<script> never closed The end."),
        ("See ![the <old> map](m.png) here.", "See the <old> map here."),
        ("Word[^1]\n\n[^1]: Wikipedia", "Word[^1]\n\n[^1]: Wikipedia"),
        ("a <b>bold</b> <kbd>key</kbd><br>end", "a bold key end"),
        ("a < b and c > d, x<y", "a < b and c > d, x<y"),
    ],
)
def test_nothing_that_stands_in_the_source_vanishes(source: str, text: str | None) -> None:
    assert markdown.read(source.encode()).text == (text or source)


def test_front_matter_that_tells_something_is_text_and_settings_are_furniture() -> None:
    source = (
        "---\ntitle: 'The ferry'\nauthor:\n  - Ada\n  - Nils\nabstract: |\n  It sails.\n  Daily.\n"
        "layout: post\n---\n\nBody.\n"
    )
    outline = markdown.read(source.encode())
    assert outline.title == "The ferry"
    assert blocks(outline) == [
        ("paragraph", 0, "title: 'The ferry'"),
        ("row", 0, "author: - Ada - Nils"),
        ("paragraph", 0, "abstract: It sails. Daily."),
        ("furniture", 0, "layout: post"),
        ("paragraph", 0, "Body."),
    ]
    assert outline.blocks[-1].place == "line 12"
    assert markdown.read(b'+++\ntitle = "T"\n+++\nx').title == "T"


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert seen("---\n\nA sentence.\n\n---\n")[0] == ("paragraph", 0, "A sentence.")
