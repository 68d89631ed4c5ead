"""RTF by LibreOffice and pandoc; encodings; what stands apart; files that are broken."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.formats.rtf import rtf
from tests.index.office import blocks, file, place_of, read
from tests.index.test_word import GUIDE, REPORT


def words(text: bytes, head: bytes = b"\\ansi\\deff0") -> list[tuple[str, int, str]]:
    return blocks(read("a.rtf", b"{\\rtf1" + head + b" " + text + b"}"))


def rows(report: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """RTF does not say that a table's first row is its header."""
    return [("row" if kind == "header" else kind, level, text) for kind, level, text in report]


def test_what_libreoffice_wrote_reads_as_its_word_document_does() -> None:
    document = read("report.rtf")
    assert blocks(document) == rows(REPORT)
    assert document.title == "Report of the Merrow Town Library"
    assert place_of(document, "two telescopes") == "paragraph 2"
    assert place_of(document, "closed for painting") == "table 1, row 3"
    assert place_of(document, "of them children") == "table 1, row 4"
    assert place_of(document, "Easter Sunday") == "paragraph 4"
    assert place_of(document, "its own count") == "comment on paragraph 4"
    assert place_of(document, "the brass globe") == "paragraph 12"


def test_what_pandoc_wrote_reads_as_its_word_document_does() -> None:
    document = read("guide.rtf")
    title = ("paragraph", 0, "Guide to the Skarn Lighthouse")  # in large letters, no more
    assert blocks(document) == [title, *rows(GUIDE)[1:]]
    assert place_of(document, "158 steps") == "paragraph 9"


@pytest.mark.parametrize(
    ("head", "text", "said"),
    [
        (b"\\ansi\\ansicpg1250", b"\\'a3\\'f3d\\'9f", "Łódź"),
        (b"\\ansi\\ansicpg1251", "Маяк".encode("cp1251"), "Маяк"),
        (b"\\mac", b"caf\\'8e", "café"),
        (b"\\ansi", b"\\u321?\\u243\\'f3d\\u378?", "Łódź"),
        (b"\\ansi", b"{\\uc2\\u321 ab}\\uc0\\u243 d", "Łód"),
        (b"\\ansi", b"\\u-10179?\\u-9147?", "👅"),
        (b"\\ansi", b"\\u-10179?x", "\ufffdx"),
        (b"\\ansi{\\fonttbl{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 M;}}",
         b"{\\f1\\'cc\\'e0\\'ff\\'ea} {\\f2\\'83A\\'83\\'43}", "Маяк アイ"),
        (b"\\ansi{\\fonttbl{\\f1\\fcharset2 Symbol;}}",
         b"5 {\\f1 m}g {\\f1\\u-3987?}", "5 μg μ"),
        (b"\\ansi\\ansicpg99999", b"a\\'e9", "aé"),
        (b"\\ansi", b"a\\~b\\_c\\-d\\emdash e\\lquote f\\rquote\\{\\\\\\}", "a b-cd—e‘f’{\\}"),
    ],
)  # fmt: skip
def test_letters_of_any_script(head: bytes, text: bytes, said: str) -> None:
    assert words(text, head) == [("paragraph", 0, said)]


def test_unseen_words_are_left_out_and_the_words_around_them_are_not() -> None:
    text = (
        b"a{\\v X}b{\\deleted X}c{\\*\\unknown X}d{\\pict\\bin5 }}{{\\ 0101}e"
        b"{\\field{\\*\\fldinst HYPERLINK X}{\\fldrslt f}}{\\xe X}{\\*\\bkmkstart X}g"
        b"{\\upr{X}{\\*\\ud{h}}}{\\shp{\\*\\shpinst{\\sp{\\sn X}{\\sv X}}}{\\shprslt X}}"
        b"\\v X\\plain i"
    )
    document = read("a.rtf", b"{\\rtf1\\ansi " + text + b"}trailing X")
    assert blocks(document) == [("paragraph", 0, "abcdefghi")]
    assert document.note == "1 picture is not read."


def test_headings_by_level_and_style_and_the_title() -> None:
    head = (
        b"\\ansi{\\info{\\title Presentation1}}{\\stylesheet{\\ql Normal;}{\\s1 heading 1;}"
        b"{\\s7\\outlinelevel2 Stufe;}{\\s9 Title;}{\\*\\cs10 X;}}"
    )
    text = (
        b"\\pard\\s9 The Pier\\par\\pard\\s1 One\\par\\pard\\s7 Three\\par"
        b"\\pard\\outlinelevel1 Two\\par\\pard plain\\par"
    )
    assert words(text, head) == [
        ("heading", 1, "The Pier"),
        ("heading", 1, "One"),
        ("heading", 3, "Three"),
        ("heading", 2, "Two"),
        ("paragraph", 0, "plain"),
    ]
    assert rtf.read(b"{\\rtf1" + head + text + b"}").title == "The Pier"
    assert rtf.read(b"{\\rtf1{\\info{\\title A {\\b log}}{\\author X}}words}").title == "A log"


def test_list_items_by_what_stands_before_them() -> None:
    text = (
        b"{\\listtext 1.\\tab}one\\par{\\pntext\\'b7\\tab}two\\par \\bullet\\tab three\\par"
        b" (a)\\tab four\\par 5 boats\\tab sail\\par"
    )
    assert words(text) == [
        ("item", 0, "1. one"),
        ("item", 0, "two"),
        ("item", 0, "three"),
        ("item", 0, "(a) four"),
        ("paragraph", 0, "5 boats sail"),
    ]


def test_tables_have_headers_where_they_say_so_and_frames_are_paragraphs() -> None:
    text = (
        b"\\trowd\\trhdr\\cellx1\\cellx2\\intbl Boat\\cell Built\\cell\\row"
        b"\\trowd\\cellx1\\cellx2\\intbl Gull\\par of Merrow\\cell 1998\\cell\\row\\pard after\\par"
        b"\\trowd\\cellx1\\intbl Mind the step.\\cell\\row"
        b"\\trowd\\cellx1\\cellx2\\intbl left\\cell open"
    )
    document = read("a.rtf", b"{\\rtf1\\ansi " + text + b"}")
    assert blocks(document) == [
        ("header", 0, "Boat | Built"),
        ("row", 0, "Gull of Merrow | 1998"),
        ("paragraph", 0, "after"),
        ("paragraph", 0, "Mind the step."),
        ("row", 0, "left | open"),
    ]
    assert place_of(document, "1998") == "table 1, row 2"
    assert place_of(document, "left") == "table 2, row 2"


def test_notes_boxes_and_comments_follow_their_paragraph() -> None:
    text = (
        b"One{\\super\\chftn{\\*\\footnote\\chftn first\\par second}}{\\shp{\\*\\shpinst{"
        b"\\shptxt boxed\\par}}} end{\\footnote\\ftnalt late}.{\\*\\atnauthor Ida}\\chatn"
        b"{\\*\\annotation Is it?}\\par Two.\\par"
    )
    assert words(text) == [
        ("paragraph", 0, "One end."),
        ("paragraph", 0, "[1] first"),
        ("paragraph", 0, "second"),
        ("paragraph", 0, "boxed"),
        ("paragraph", 0, "[i] late"),
        ("paragraph", 0, "Two."),
        ("paragraph", 0, "Comment by Ida: Is it?"),
    ]


def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    data = file("report.rtf")
    document = read("a.rtf", data[: data.index(b"June}")])
    assert "Most visitors came by ferry." in document.text
    assert blocks(document)[-4:] == [
        ("row", 0, "May | 412 | 1,288"),
        ("paragraph", 0, "Comment by Ida Brandt: Ask the ferry line for its own count."),
        ("furniture", 0, "Merrow Town Library, internal"),
        ("furniture", 0, "Page 1 of the yearly report"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1 " + b"{" * 6000 + b"x", "groups nest too deeply to be read: open it"),
        (b"{\\rtf1\\ansi}", "empty: there is no text"),
        (b"{\\rtf1{\\pict 00ff}}", "1 picture is not read"),
        (b"plain words", "not an RTF document"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read("a.rtf", data)


@pytest.mark.parametrize(
    "piece",
    [b"{\\field{\\*\\fldinst HYPERLINK ", b"\\'e9", b"\\u321?", b"{}", b"x\\par ", b"\\",
     b"\\bin9 ", b"{\\footnote x}", b"{\\fonttbl", b"\\cell", b"\\nestcell", b"\\cellx1"],
)  # fmt: skip
def test_much_of_anything_takes_little_time(piece: bytes) -> None:
    begun = time.monotonic()
    data = b"{\\rtf1 " + piece * (400_000 // len(piece))
    with suppress(UnreadableFile):  # that it nests too deeply
        rtf.read(data)
    assert time.monotonic() - begun < 20


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            r"{ } \par \cell \row \pard \intbl \itap2 \nestcell \nestrow \trowd \* "
            r"{\footnote {\header {\shptxt {\*\annotation \u321 \v \v0 {\listtext \s1 \f3".split()
        )
        | st.sampled_from([" aa ", " bb ", "\\'e9", "\n"]),
        max_size=40,
    )
)
def test_whatever_is_written_no_word_is_read_twice(pieces: list[str]) -> None:
    outline = rtf.read(("{\\rtf1 " + "".join(pieces) + "}").encode("latin-1"))
    for word in ("aa", "bb"):
        assert outline.text.count(word) <= pieces.count(f" {word} ")
