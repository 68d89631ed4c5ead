"""Plain text: kept to the character, in whatever encoding; its blocks are seen, not changed."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import documents
from index.errors import UnreadableFile
from index.formats.text import plain

FILES = Path(__file__).parent.parent / "files" / "text"
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
FRENCH = "Le café de l'été a coûté très cher. Où est-il allé après le dîner ?\n"
POLISH = "Latarnia została zapalona w październiku. Każdego dnia łódź płynie do wioski.\n"
TURKISH = "Deniz feneri ilk kez ekim ayında yakıldı. Işık çok güçlüydü, şimdi ise değil.\n"
GREEK = "Ο φάρος άναψε τον Οκτώβριο. Κάθε μέρα το πλοίο πηγαίνει στο χωριό.\n"
JAPANESE = "灯台は十月に初めて点灯された。渡し船は毎日村へ向かい、天気を帳面に書いている。\n"
KOREAN = "등대는 시월에 처음으로 불을 밝혔다. 나룻배는 매일 마을로 간다.\n"
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
    ("text", "encoding"),
    [
        (FRENCH, "utf-8-sig"),
        *[(text, f"utf-{width}") for text in (FRENCH, CHINESE, RUSSIAN) for width in (
            "8", "16", "16-le", "16-be", "32", "32-le", "32-be")],
        (FRENCH, "latin-1"),
        ("He said “hello” – it’s £5.", "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (GREEK, "iso8859-7"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
    ],
)  # fmt: skip
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    assert plain.decode(text.encode(encoding)) == text


def test_an_encoding_is_told_from_where_the_text_leaves_ascii() -> None:
    text = "The light is on. " * 50_000 + FRENCH
    assert plain.decode(text.encode("cp1252")) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary content"):
        plain.decode(b"abc\x00def")
    with pytest.raises(UnreadableFile, match="binary content"):
        plain.decode(bytes(range(256)) * 8)
    with pytest.raises(UnreadableFile, match="binary content"):
        plain.decode(bytes(count % 7 * (count % 2) for count in range(4_000)))
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


def test_a_single_line_of_20_megabytes_is_read_in_seconds() -> None:
    text = "The light is on; " * 1_250_000
    started = time.monotonic()
    outline = plain.read(text.encode())
    assert time.monotonic() - started < 10
    assert [(b.start, b.end) for b in outline.blocks] == [(0, len(text) - 1)]


def test_a_file_written_on_another_machine_gives_its_lines() -> None:
    document = documents.read("source.txt", (FILES / "source.md").read_bytes())
    assert document.place_at(document.text.index("Salt and Pepper")) == "line 53"
