"""Office files with a password, locked by LibreOffice; old ones under a new name."""

import pytest

from index.errors import UnreadableFile
from index.formats.office.unlocking import unlocked
from index.formats.table import OLE
from tests.index.office import blocks, file, place_of, read

KEY = "lantern"


def test_a_locked_file_is_read_with_its_password() -> None:
    document = read("locked.docx", None, "wrong", "", KEY)
    assert blocks(document) == [
        ("paragraph", 0, "The key of the lamp room hangs behind the clock.")
    ]
    assert place_of(document, "behind the clock") == "paragraph 1"
    assert place_of(read("locked.xlsx", None, KEY), "Tern | Built") == "sheet 1 “Boats”, A5:F5"


@pytest.mark.parametrize("passwords", [(), ("wrong", "Lantern")])
def test_without_its_password_it_says_how_to_give_one(passwords: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read("locked.docx", None, *passwords)
    assert raised.value.reason == (
        "encrypted: give its password with --passwords FILE (one a line), or save a copy without it"
    )


def test_an_open_file_needs_none() -> None:
    assert unlocked(file("report.docx"), [KEY]) == file("report.docx")


def test_an_old_file_under_a_new_name_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"it is a Word 97-2003 document \(.doc\) .* as .docx"):
        read("old.docx")


def test_a_locked_opendocument_file_says_so() -> None:
    with pytest.raises(UnreadableFile, match="encrypted: save a copy without its password"):
        read("locked.odt")


@pytest.mark.parametrize("end", [8, 100, 600, 4000])
def test_damaged_files_are_refused_with_a_reason(end: int) -> None:
    for data in (file("locked.docx")[:end], OLE + b"?" * end):
        with pytest.raises(UnreadableFile, match=r"broken: .* damaged|mislabelled: it is neither"):
            read("a.docx", data)
