"""Subtitles: what is said, in whole sentences, each at the time it begins."""

from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.text import subtitles

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, str]]:
    outline = subtitles.read(source.encode())
    return [(b.place, outline.text[b.start : b.end]) for b in outline.blocks]


@pytest.mark.parametrize("name", ["guide.srt", "guide.vtt"])
def test_subtitles_by_ffmpeg_give_sentences_and_times(name: str) -> None:
    document = documents.read(name, (FILES / name).read_bytes())
    assert [(b.place, document.text[b.start : b.end]) for b in document.blocks] == [
        (
            "00:00:01",
            "Welcome aboard the ferry to Skarholm, which has sailed every day since the spring of "
            "1921.",
        ),
        (
            "00:01:12",
            "The lighthouse ahead of us is forty metres high. It was lit by paraffin lamps until "
            "1932.",
        ),
        ("01:02:05", "- Where do we land?"),
        ("01:02:05", "- At the north quay."),
    ]
    assert document.place_at(document.text.index("It was lit")) == "00:01:12"


def test_notes_styles_names_and_tags_of_webvtt_are_left_out() -> None:
    source = (
        "\ufeffWEBVTT - The tour\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE a secret\nand more\n\nintro\n00:01.000 --> 00:02.500 align:start\n"
        "<v.loud Ada Ek>Hello &amp; <c.red>welcome</c>,\n<00:00:02.000>all.\n\n"
        "NOTE\nhidden\n\n2\n100:00:03.000 --> 100:00:04.000\n"
        "{\\an8}<i>5 < 6</i>\n"
    )
    assert seen(source) == [
        ("00:00:01", "Ada Ek: Hello & welcome, all."),
        ("100:00:03", "5 < 6"),
    ]
    assert subtitles.read(source.encode()).title == "The tour"


def test_silence_and_a_new_speaker_part_what_is_said() -> None:
    source = (
        "1\n00:00:01,000 --> 00:00:02,000\nand then\n\n"
        "2\n00:00:09,000 --> 00:00:10,000\nwe sailed\n\n"
        "3\n00:00:10,000 --> 00:00:11,000\nNils: No.\n\n"
        "4\n00:00:11,000 --> 00:00:12,000\nNils: No.\n"
    )
    assert seen(source) == [
        ("00:00:01", "and then"),
        ("00:00:09", "we sailed"),
        ("00:00:10", "Nils: No."),
        ("00:00:11", "Nils: No."),
    ]


def test_lines_that_roll_up_are_said_once() -> None:
    source = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nthe ferry\n\n00:02.000 --> 00:02.010\nthe ferry\n\n"
        "00:02.010 --> 00:03.000\nthe ferry\nsails at\n\n00:03.000 --> 00:04.000\nsails at\nnoon\n"
    )
    assert seen(source) == [("00:00:01", "the ferry sails at noon")]


def test_a_number_that_is_said_is_kept_and_an_empty_line_ends_no_cue() -> None:
    source = (
        "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n\n40\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n1921\n"
    )
    assert seen(source) == [("00:00:01", "How many?"), ("00:00:01", "40 1921")]


@pytest.mark.parametrize("source", ["Just words.", "WEBVTT\n\nNOTE nothing\n", "1\n2\n3\n"])
def test_a_file_without_times_is_refused(source: str) -> None:
    with pytest.raises(UnreadableFile, match="broken: no time is in it"):
        seen(source)
