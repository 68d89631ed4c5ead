"""HTML: tags become blocks, what no reader sees is left out, nothing else is."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import documents
from index.errors import UnreadableFile
from index.formats.marked import markup
from index.formats.outline import Outline

FILES = Path(__file__).parent.parent / "files" / "text"


def blocks(outline: Outline) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, outline.text[b.start : b.end]) for b in outline.blocks]


def html(source: str) -> list[tuple[str, int, str]]:
    return blocks(markup.read_html(source.encode()))


def test_headings_paragraphs_and_lists() -> None:
    source = "<h2>A <em>small</em><br>thing</h2><p>One\n two.<ul><li>x<li>y</ul><dl><dt>z</dl>"
    assert html(source) == [
        ("heading", 2, "A small thing"),
        ("paragraph", 0, "One two."),
        ("item", 0, "x"),
        ("item", 0, "y"),
        ("item", 0, "z"),
    ]


def test_blocks_stand_one_line_apart_in_lists_and_two_elsewhere() -> None:
    outline = markup.read_html(b"<p>One.<p>Two.<ul><li>x<li>y</ul><p>Three.")
    assert outline.text == "One.\n\nTwo.\n\nx\ny\n\nThree."


def test_table_rows_keep_their_cells_and_a_row_of_th_is_the_header() -> None:
    source = (
        "<table><caption>Jets</caption><tr><th>Name<th>Year</tr>"
        "<tr><td><p>F-<b>35</b></p><td></tr><tr><th>S-400<td>2019<br>2020</tr></table>"
    )
    assert html(source) == [
        ("paragraph", 0, "Jets"),
        ("header", 0, "Name | Year"),
        ("row", 0, "F-35 | "),
        ("row", 0, "S-400 | 2019 2020"),
    ]


def test_a_table_inside_a_cell_loses_no_words() -> None:
    source = (
        "<table><tr><td>a</td><td>outer<table><tr><td>inner</td></tr></table>after</td>"
        "<td>b</td></tr></table><table><td>no row</td></table>"
    )
    assert html(source) == [
        ("row", 0, "a | outer"),
        ("row", 0, "inner"),
        ("paragraph", 0, "after"),
        ("paragraph", 0, "b"),
        ("paragraph", 0, "no row"),
    ]


def test_what_no_reader_sees_is_left_out_and_the_words_around_it_are_not() -> None:
    source = (
        "<head><title> The\n title </title><style>p{}</style></head><body>a<script>b</script>c"
        "<!-- d -->e<?php f ?>g<p hidden>h<span>i</span></p>j<template><p>k</p></template>"
        "<noscript>l</noscript><svg><text>m</text></svg>n"
    )
    outline = markup.read_html(source.encode())
    assert outline.title == "The title"
    assert "".join(outline.text.split()) == "acegjn"


def test_entities_are_characters() -> None:
    text = html("<p>&lt;b&gt; &amp;amp; caf&eacute;&nbsp;&#8364;5 &#x1F44D; &bogus;</p>")[0][2]
    assert text == "<b> &amp; café €5 👍 &bogus;"


def test_pre_keeps_its_lines_and_their_indents() -> None:
    assert html("<pre>\nif x:\n    y\n\nz</pre>") == [
        ("code", 0, "if x:"),
        ("code", 0, "    y"),
        ("code", 0, "z"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"),
        b"<meta content='text/html; charset=iso-8859-2'><p>" + "Łódź".encode("iso-8859-2"),
        '<meta charset="no-such-thing"><p>Łódź'.encode(),
        '<meta charset="ascii"><p>Łódź'.encode(),
        '<meta charset="latin-1"><p>Łódź'.encode("utf-8-sig"),
        '<meta charset="ascii"><p>Łódź'.encode("utf-16"),
        '<?xml version="1.0" encoding="latin-1"?><p>Łódź</p>'.encode(),
    ],
)
def test_the_charset_in_meta_is_taken_where_it_is_true(data: bytes) -> None:
    assert markup.read_html(data).text == "Łódź"


def test_deep_nesting_is_read_whole_or_refused() -> None:
    def nested(depth: int) -> bytes:
        return f"<p>a</p>{'<div>' * depth}deep{'</div>' * depth}<p>b</p>".encode()

    assert markup.read_html(nested(2_000)).text == "a\n\ndeep\n\nb"
    with pytest.raises(UnreadableFile, match="nest too deeply"):
        markup.read_html(nested(3_000))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <div> </div> <b> </b> <table> </table> <tr> </tr> <td> </td> <th> <ul> <li> "
            "</li> </ul> <pre> </pre> <h1> </h1> <br> <!--x--> <x-y> </x-y> <a&b>".split()
        )
        | st.text("abc é👍", max_size=5)
    )
)
@example(["<b>", "one", "<p>", "two", "</b>", "three", "</td>", "four", "</table>", "five", "<"])
def test_malformed_html_keeps_all_its_words_in_blocks(parts: list[str]) -> None:
    outline = markup.read_html(f"<i>{''.join(parts)}".encode())
    written = "".join(part for part in parts if not part.startswith("<"))
    for letter in "abcé👍":
        assert outline.text.count(letter) == written.count(letter)
    assert "".join("".join(text for _, _, text in blocks(outline)).split()) == "".join(
        outline.text.split()
    )


@pytest.mark.parametrize("source", ["", " \n", "<p></p>", "<script>x</script>"])
def test_nothing_to_read_is_no_block(source: str) -> None:
    assert html(source) == []


@pytest.mark.parametrize("name", ["lighthouse.html", "dumped.html"])  # by pandoc, by Chromium
def test_a_page_of_another_program_gives_its_lines(name: str) -> None:
    data = (FILES / name).read_bytes()
    document = documents.read(name, data)
    source = data.decode().split("\n")
    assert document.title == "The Light at Skarholm"
    for words, written in [
        ("Three families kept", "Three families kept"),
        ("Rain is measured", "Rain is measured"),
        ("1932 | Gas", '<tr class="even">'),
        ("return seconds", ">return<"),
    ]:
        line = next(n for n, text in enumerate(source, 1) if written in text)
        assert document.place_at(document.text.index(words)) == f"line {line}"
    assert "1932 | Gas | 18 miles" in document.text
    headings = [b for b in document.blocks if b.kind == "heading"]
    assert [(b.level, document.text[b.start : b.end]) for b in headings][-3:] == [
        (2, "Keepers"),
        (3, "The weather book"),
        (2, "Lamps"),
    ]


def places(source: str) -> list[tuple[str, str]]:
    outline = markup.read_html(source.encode())
    return [(outline.text[b.start : b.end], b.place) for b in outline.blocks]


def test_each_block_has_the_line_on_which_its_first_word_stands() -> None:
    source = (
        "<?xml\nversion='1.0'?>\r\n<body>\n<p\n class='x'>\n\n one <!-- a\nb --><b>\ntwo</b></p>\n"
        "<script>\n\n</script>tail\n<pre>\nif x:\n\n  y</pre>\n<table>\n<tr>"
        "\n<td>\na</td></tr>\n</table>"
    )
    assert places(source) == [
        ("one two", "line 7"),
        ("tail", "line 12"),
        ("if x:", "line 14"),
        ("  y", "line 16"),
        ("a", "line 18"),
    ]


def test_lines_beyond_what_the_parser_counts_are_said_to_be_about_right() -> None:
    assert places("<p>a" + "\n" * 70_000 + "</p>\n\n<p>b</p>")[1] == ("b", "about line 70003")
