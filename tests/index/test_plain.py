"""Plain text: kept to the character, in whatever encoding; its blocks are seen, not changed."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.formats import plain

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
FRENCH = "Le café de l'été a coûté très cher. Où est-il allé après le dîner ?\n"
CHINESE = "土耳其外交部长对制裁表示乐观。华盛顿认为该系统与北约不兼容。\n"
RUSSIAN = "Министр иностранных дел Турции настроен оптимистично.\n"


def seen(text: str) -> list[tuple[str, int, str]]:
    outline = plain.read(text.encode())
    assert outline.text == text
    return [(b.kind, b.level, text[b.start : b.end]) for b in outline.blocks]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(LETTERS))
@example("\r\n \r\rThe end\u2028.\x85\t")
@example("e\u0301 👩‍👩‍👧 👍🏽 \u200b\ufeff")
def test_any_text_comes_back_exactly(text: str) -> None:
    text = text.lstrip("\ufeff")  # at the start of a file it is no text but a mark
    outline = plain.read(text.encode())
    assert outline.text == text
    covered = "".join(text[b.start : b.end] for b in outline.blocks)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + FRENCH.encode(), FRENCH),
        (FRENCH.encode("utf-16"), FRENCH),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), FRENCH),
        (FRENCH.encode("utf-32"), FRENCH),
        (FRENCH.encode("latin-1"), FRENCH),
        ("He said “hello” – it’s £5.".encode("cp1252"), "He said “hello” – it’s £5."),
        (CHINESE.encode("gb18030"), CHINESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
    ],
    ids=["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "gb18030", "cp1251"],
)
def test_encodings_are_recognised(data: bytes, text: str) -> None:
    assert plain.decode(data) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary content"):
        plain.decode(b"abc\x00def")
    with pytest.raises(UnreadableFile, match="encoding could not be recognised: save it as UTF-8"):
        plain.decode(bytes(range(1, 256)) * 4)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_part_paragraphs_whatever_the_line_ends(end: str) -> None:
    text = f"First,{end}still first.{end} \t{end}{end}Second.{end}"
    assert seen(text) == [("paragraph", 0, f"First,{end}still first."), ("paragraph", 0, "Second.")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_underlined_lines_are_headings(end: str) -> None:
    text = end.join(["Title", "=====", "", "Part", "---", "", "Words."])
    assert seen(text) == [
        ("heading", 1, "Title"),
        ("heading", 2, "Part"),
        ("paragraph", 0, "Words."),
    ]


def test_lists_are_items_with_the_words_before_them_apart() -> None:
    assert seen("They want:\n- the jet\n  and parts\n  2) the law") == [
        ("paragraph", 0, "They want:"),
        ("item", 0, "- the jet\n  and parts"),
        ("item", 0, "2) the law"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A short  first line\n\nText.", "A short first line"),
        ("A sentence ends in a stop.\n\nText.", ""),
        ("Two\nlines\n\nText.", ""),
        ("Nothing under it", ""),
        ("x" * 91 + "\n\nText.", ""),
    ],
)
def test_a_short_first_line_without_a_stop_is_the_title(text: str, title: str) -> None:
    outline = plain.read(text.encode())
    assert outline.title == title
    assert [b.kind for b in outline.blocks if b.level == 1] == (["heading"] if title else [])
