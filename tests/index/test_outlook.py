"""Outlook messages: read like e-mails; a broken compound file costs little and says why."""

import random
import struct
import time
from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.mail import outlook

FILES = Path(__file__).parent.parent / "files" / "mail"
DATA = (FILES / "inspection.msg").read_bytes()


def test_a_message_written_by_oxmsg() -> None:
    reading = documents.read_all("a.msg", DATA)
    letter, checks, oil, receipt = reading.documents
    assert reading.unread == ()
    assert (letter.kind, letter.title) == ("msg", "Inspektion på fyren – ja")
    assert letter.text == (
        "Inspektion på fyren – ja\n\nFrom: Inga Dahl <inga@coast.example>\n"
        "To: Edda Brandt <edda@holm.example>\nCc: Jon Aske <jon@holm.example>\n"
        "Date: Mon, 02 Mar 2026 09:15:00 +0000\nSubject: Inspektion på fyren – ja\n\nDear Edda,"
        "\n\nthe inspector arrives on the ninth of March.\n\n1. bring the log\n"
        "2. open the lamp room\n\nInga"
    )
    assert letter.place_at(letter.text.index("ninth of March")) == "paragraph 2"
    assert letter.place_at(letter.text.index("Inga Dahl")) == "header"
    assert [block.kind for block in letter.blocks][-3:] == ["item", "item", "paragraph"]
    assert (checks.path, checks.title) == ("a.msg/checks.txt", "List of checks")
    assert oil.path == "a.msg/Oil for the lamp.eml"
    assert oil.place_at(oil.text.index("Forty litres of lamp oil")) == "paragraph 1"
    assert "From: Harbour Store <store@holm.example>" in oil.text
    assert receipt.path == "a.msg/Oil for the lamp.eml/receipt.txt"


def test_an_html_message() -> None:
    outline = outlook.read_outlook((FILES / "dark.msg").read_bytes())
    found = [(b.kind, b.level, outline.text[b.start : b.end]) for b in outline.blocks]
    assert found[-2:] == [
        ("heading", 2, "Lights out"),
        ("paragraph", 0, "The tower is dark on Sunday night."),
    ]


def test_a_message_of_rtf_alone_says_so() -> None:
    html = "__substg1.0_10130102".encode("utf-16-le")
    data = (FILES / "dark.msg").read_bytes()
    outline = outlook.read_outlook(data.replace(html, "__substg1.0_10090102".encode("utf-16-le")))
    assert "dark on Sunday" not in outline.text
    assert outline.note.startswith("its text is kept as RTF only, which was not read")


def test_a_cut_file_says_so() -> None:
    refused = 0
    for count in range(8, len(DATA) - 512, 500):
        try:
            outline = outlook.read_outlook(DATA[:count])
        except UnreadableFile as error:
            refused += error.reason.startswith("broken: it cannot be read as an Outlook message")
        else:
            assert "it is cut off or damaged" in outline.note
    assert refused > 5


def test_another_compound_file_is_no_message() -> None:
    name = "__properties_version1.0".encode("utf-16-le")
    data = DATA.replace(name, "WordDocument_version1.0".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="mislabelled: it is an old office document"):
        outlook.read_outlook(data)


@pytest.mark.parametrize("at", [44, 64])
def test_tables_said_to_be_endless_are_refused(at: int) -> None:
    data = bytearray(DATA)
    struct.pack_into("<I", data, at, 0x7FFFFFFF)
    start = time.monotonic()
    with pytest.raises(UnreadableFile, match="broken"):
        outlook.read_outlook(bytes(data))
    assert time.monotonic() - start < 2


def test_streams_said_to_be_larger_than_the_file_are_refused() -> None:
    data = bytearray(DATA)
    name = "__substg1.0_1000001F".encode("utf-16-le")
    struct.pack_into("<I", data, data.index(name) + 120, 0x7FFFFFFF)
    with pytest.raises(UnreadableFile, match="broken"):
        outlook.read_outlook(bytes(data))


def test_damage_anywhere_is_read_or_refused_soon() -> None:
    chance = random.Random(7)
    start, refused = time.monotonic(), 0
    for _ in range(300):
        broken = bytearray(DATA)
        for _ in range(20):
            broken[chance.randrange(8, len(DATA))] = chance.choice((0, 1, 254, 255))
        try:
            outlook.read_outlook(bytes(broken))
        except UnreadableFile:
            refused += 1
    assert 0 < refused < 300
    assert time.monotonic() - start < 60
