"""AsciiDoc: its blocks and lines, its marks taken away, its comments left out."""

from itertools import pairwise
from pathlib import Path

import pytest

from index import documents
from index.formats.asciidoc import asciidoc

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, str, str]]:
    outline = asciidoc.read(source.encode())
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def words(source: str) -> str:
    return asciidoc.read(source.encode()).text


def test_a_file_by_pandoc_gives_its_structure_and_lines() -> None:
    document = documents.read("lighthouse.adoc", (FILES / "lighthouse.adoc").read_bytes())
    text = document.text
    assert document.title == "The Light at Skarholm"
    headings = [b for b in document.blocks if b.kind == "heading"]
    assert [(b.level, text[b.start : b.end]) for b in headings][1:] == [
        (2, "The Light at Skarholm"),
        (3, "Keepers"),
        (4, "The weather book"),
        (3, "Lamps"),
    ]
    kinds = {text[b.start : b.end]: (b.kind, b.place) for b in document.blocks}
    assert kinds["Year | Lamp | Range"] == ("header", "line 38")
    assert kinds["1932 | Gas | 18 miles"] == ("row", "line 40")
    assert kinds["Their geese won a prize in 1923."] == ("item", "line 20")
    assert kinds["    return seconds // 12"] == ("code", "line 49")
    assert document.place_at(text.index("Salt and Pepper")) == "line 14"
    assert document.place_at(text.index("the café “Måne” sells")) == "line 55"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*b* _i_ `m` **un**bound #mark# [.red]#role#", "b i m unbound mark role"),
        ("2 * 3 * 4, snake_case_name, a_b and c_d", "2 * 3 * 4, snake_case_name, a_b and c_d"),
        (r"\*not bold* and +*as is*+ and pass:[<b>]", "*not bold* and *as is* and <b>"),
        ("https://x.org[the site^], https://y.org and link:a.pdf[the file]",
         "the site, https://y.org and the file"),
        ("<<sec,the section>> and xref:b#c[there]", "the section and there"),
        ("kbd:[Ctrl+C], menu:File[Save], image:a.png[a map]", "Ctrl+C, File > Save, a map"),
        ("A ((term)) and (((hidden, words)))none", "A term and none"),
        ('"`quoted`" -- (C)...', "“quoted” — ©…"),
        (":who: Ada\n\nBy {who}, {unknown}.", "By Ada, {unknown}."),
        ("One footnote:[Of *two*.] line.", "One line.\n\nOf two."),
        ("A line +\nbroken\n// comment\nand on.", "A line broken and on."),
    ],
)  # fmt: skip
def test_marks_are_taken_away_and_words_are_not(source: str, text: str) -> None:
    assert words(source) == text


def test_blocks_of_every_kind_have_their_lines() -> None:
    source = (
        "Old title\n---------\n\n////\nhidden\n////\n\n[WARNING]\n====\nMind.\n\nThe gap.\n====\n\n"
        "CPU:: Brain\nRAM::\n  Memory\n\n* one\non\n** two\n+\nmore\n\n literal\n\n"
        "[quote, Jonas Ek]\n____\nCalm.\n____\n\ninclude::other.adoc[]\n\n....\n\nx\n"
    )
    assert seen(source) == [
        ("heading", "Old title", "line 1"),
        ("paragraph", "WARNING", "line 8"),
        ("paragraph", "Mind.", "line 10"),
        ("paragraph", "The gap.", "line 12"),
        ("item", "CPU", "line 15"),
        ("item", "Brain", "line 15"),
        ("item", "RAM", "line 16"),
        ("item", "Memory", "line 17"),
        ("item", "one on", "line 19"),
        ("item", "two", "line 21"),
        ("item", "more", "line 23"),
        ("code", " literal", "line 25"),
        ("paragraph", "— Jonas Ek", "line 27"),
        ("paragraph", "Calm.", "line 29"),
        ("code", "x", "line 36"),
    ]
    assert asciidoc.read(source.encode()).note == "1 other file that it includes was not read"


def test_cells_span_and_repeat() -> None:
    source = (
        "[cols='1,2a']\n|===\n|A |B\n\n|1\n|x\ny\n.2+|span |c\n|d\n2+|wide\n2*|same\n|===\n\n"
        "[%header,format=csv]\n|===\nn,m\n1,\"2,3\"\n|===\n"
    )  # fmt: skip
    assert seen(source) == [
        ("header", "A | B", "line 3"),
        ("row", "1 | x y", "line 5"),
        ("row", "span | c", "line 8"),
        ("row", "d", "line 9"),
        ("row", "wide", "line 10"),
        ("row", "same | same", "line 11"),
        ("header", "n | m", "line 16"),
        ("row", "1 | 2,3", "line 17"),
    ]


def test_attributes_that_multiply_do_not_explode() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    bomb = ":a: ha ha ha ha\n" + "".join(
        f":{new}: {{{old}}}{{{old}}}{{{old}}}{{{old}}}\n" for old, new in pairwise(names)
    )
    assert len(words(bomb + "\n" + "{z}" * 100_000)) < 10_000_000


def test_a_mark_without_end_keeps_the_text() -> None:
    assert words("*a " * 50_000).count("a") == 50_000
