"""Dropped files come to the folder whole, safely named, over no other; or are told why not."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.adding import Added, Intake, _moved
from index.folder import MAX_BYTES, Folders
from index.formats.table import FORMATS
from tests.index.test_index import mounted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def add(folder: Path, name: str, data: bytes = b"A heron stood.") -> Added:
    """Drop a file onto a page that looks at the folder for the first time."""
    file = folder.parent / "dropped"
    file.write_bytes(data)
    added = Intake(Folders([folder])).add(file, name)
    assert file.read_bytes() == data
    return added


def files(folder: Path) -> dict[str, bytes]:
    """Every file and empty folder below, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def test_a_file_comes_to_the_folder_byte_for_byte(folder: Path) -> None:
    data = os.urandom(3_000_000)
    assert add(folder, "birds.txt", data) == Added("birds.txt", "birds.txt")
    assert files(folder) == {"birds.txt": data}
    umask = os.umask(0o022)
    os.umask(umask)
    assert (folder / "birds.txt").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("reports/2024/a.pdf", "reports/2024/a.pdf"),
        ("../../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\notes\\a.txt", "notes/a.txt"),
        ("a/../b/./c.txt", "a/b/c.txt"),
        ("a\0b\n\r\x1b[31m.txt", "ab[31m.txt"),
        ("invoice\u202etxt.md", "invoicetxt.md"),
        ("\ud800a.txt", "a.txt"),
        ("NUL.txt", "NUL-.txt"),
        ("con/lpt1.tar.gz", "con-/lpt1-.tar.gz"),
        ("a. ", "a"),
        ("", "unnamed"),
        ("Ürün 合同 سفر.txt", "Ürün 合同 سفر.txt"),
        ("<img src=x onerror=alert(1)>.md", "<img src=x onerror=alert(1)>.md"),
        ("'; DROP TABLE document; --.txt", "'; DROP TABLE document; --.txt"),
        ("合" * 300 + ".tar.gz", "合" * 64 + ".tar.gz"),
    ],
)
def test_a_name_is_made_safe_and_else_left_as_it_is(folder: Path, name: str, path: str) -> None:
    assert add(folder, name) == Added(name, path)
    assert files(folder) == {path: b"A heron stood."}
    assert set(os.listdir(folder.parent)) == {"docs", "dropped"}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("film.mp4", b"x", ".mp4 files cannot be read. What can be: PDF, Word document, "),
        ("empty.txt", b"", "empty"),
        (".env", b"x", "hidden"),
        ("site/.git/config", b"x", "hidden"),
        ("__MACOSX/a.txt", b"x", "hidden"),
        ("d/" * 40 + "a.txt", b"x", "too deep"),
        ("left.log", b"x", "ignored: a .footnoteignore"),
        ("drafts/a.txt", b"x", "ignored: a .footnoteignore"),
        ("taken.txt/a.txt", b"x", "has the name of its folder"),
        ("outside/a.txt", b"x", "is a link to another folder"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    folder: Path, name: str, data: bytes, why: str
) -> None:
    (folder / ".footnoteignore").write_text("*.log\ndrafts/\n")
    (folder / "taken.txt").write_text("Taken.")
    (folder.parent / "elsewhere").mkdir()
    (folder / "outside").symlink_to(folder.parent / "elsewhere")
    before = files(folder)
    added = add(folder, name, data)
    assert added.path == ""
    assert why in added.reason
    assert files(folder) == before
    assert files(folder.parent / "elsewhere") == {}


def test_every_kind_that_can_be_read_is_named(folder: Path) -> None:
    reason = add(folder, "a.exe").reason
    assert all(format_.words.split(" ", 1)[-1] in reason for format_ in FORMATS)


def test_a_file_over_the_limit_is_refused_before_it_is_read(folder: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    added = Intake(Folders([folder])).add(large, "large.pdf")
    assert added.reason.startswith("too large: 200 MiB, over the 200")
    assert files(folder) == {}
    assert "did not arrive" in Intake(Folders([folder])).add(tmp_path / "gone", "a.pdf").reason
    assert "did not arrive" in Intake(Folders([folder])).add(tmp_path, "a.pdf").reason


def test_the_same_bytes_are_named_and_not_added(folder: Path) -> None:
    add(folder, "in/a.txt", b"one")
    added = add(folder, "b.text", b"one")
    assert (added.path, added.same_as) == ("", "in/a.txt")
    assert added.reason == "it is in the folder already, as in/a.txt"
    assert add(folder, "b.md", b"one").path == "b.md", "it is read otherwise"
    assert add(folder, "c.txt", b"two").path == "c.txt"
    (folder / "kept.bin").write_bytes(b"three")
    assert add(folder, "d.txt", b"three").path == "d.txt", "the other is never read"
    file = folder.parent / "dropped"
    file.write_bytes(b"one")
    removed = Intake(Folders([folder]), removed={"in/a.txt"}).add(file, "b.txt")
    assert removed.reason.endswith("which was removed: restore that")
    assert removed.same_as == "in/a.txt"
    (folder / "in" / "a.txt").unlink()
    assert Intake(Folders([folder]), removed={"in/a.txt"}).add(file, "in/a.txt").path == (
        "in/a (2).txt"
    )


def test_one_drop_knows_what_it_has_added(folder: Path, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).write_bytes(b"same")
    intake = Intake(Folders([folder]))
    assert intake.add(tmp_path / "x", "x.txt").path == "x.txt"
    assert intake.add(tmp_path / "y", "y.txt").same_as == "x.txt"
    assert set(files(folder)) == {"x.txt"}


def test_another_file_of_that_name_is_never_written_over(folder: Path) -> None:
    for number, path in enumerate(["r.tar.gz", "r (2).tar.gz", "r (3).tar.gz"]):
        assert add(folder, "r.tar.gz", bytes([number + 1])).path == path
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    assert add(folder, "broken.txt").path == "broken (2).txt"
    (folder / "d.txt").mkdir()
    assert add(folder, "d.txt", b"other").path == "d (2).txt"


def test_in_a_race_each_file_has_a_name_of_its_own(folder: Path, tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def drop(number: int) -> None:
        file = tmp_path / f"dropped-{number}"
        file.write_text(f"number {number}")
        intake = Intake(Folders([folder]))
        start.wait()
        intake.add(file, "new/a.txt")

    threads = [threading.Thread(target=drop, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(files(folder).values()) == [b"number %d" % number for number in range(8)]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_second_names_keeps_the_other_file_too(folder: Path, code: int) -> None:
    def link(file: Path, to: Path) -> None:
        raise OSError(code, os.strerror(code))

    for number in (1, 2):
        (folder / f"{number}").write_text(f"{number}")
    assert _moved(folder / "1", folder / "a.txt", link)
    assert not _moved(folder / "2", folder / "a.txt", link)
    assert files(folder) == {"2": b"2", "a.txt": b"1"}


def test_several_folders_take_it_into_the_first(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "dropped").write_text("A heron stood.")
    intake = Intake(Folders([folder, tmp_path / "other"]))
    assert intake.add(tmp_path / "dropped", "in/a.txt").path == "docs/in/a.txt"
    assert set(files(folder)) == {"in/a.txt"}
    (tmp_path / "other" / "b.txt").write_text("A gull flew.")
    (tmp_path / "dropped").write_text("A gull flew.")
    assert Intake(intake.folders).add(tmp_path / "dropped", "b.txt").same_as == "other/b.txt"


def test_a_write_that_fails_is_a_sentence_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "dropped").write_bytes(b"x" * 100_000)
    program = (
        "import resource, sys; from pathlib import Path; from assistant.adding import Intake\n"
        "from index.folder import Folders\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "print(Intake(Folders([sys.argv[1]])).add(Path(sys.argv[2]), 'new/in/a.txt').reason)\n"
    )
    command = [sys.executable, "-c", program, str(folder), str(tmp_path / "dropped")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout == "it is too large for this disk: split it\n"
    assert os.listdir(folder) == []


def test_a_disk_that_is_full_or_read_only_is_a_sentence(folder: Path) -> None:
    with mounted(folder, "size=64k"):
        assert add(folder, "new/a.txt", b"x" * 100_000).reason.startswith("the disk is full")
        assert os.listdir(folder) == []
    with mounted(folder, "ro"):
        assert "read-only" in add(folder, "new/a.txt").reason


def test_a_folder_that_is_gone_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    intake = Intake(Folders([folder]))
    folder.rmdir()
    (tmp_path / "dropped").write_text("A heron stood.")
    assert "no folder" in intake.add(tmp_path / "dropped", "a.txt").reason
