"""The files of a folder: which count, under which name, and which are never opened."""

import os
import tempfile
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.errors import FolderError
from index.folder import list_files, read_bytes
from index.sync import Sync, sync
from tests.letters import LetterCounts


def test_files_are_listed_by_their_relative_paths_hidden_ones_and_the_index_left_out(
    folder: Path,
) -> None:
    for name in ("b.txt", "a b/é.txt", ".hidden", ".git/c.txt", "store/d.txt", "e/store/f.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "link").symlink_to(folder / "e")
    found = list_files(folder, skip=folder / "store")
    assert list(found.items()) == [
        (name, folder / name) for name in ("a b/é.txt", "b.txt", "e/store/f.txt")
    ]


def test_names_that_are_no_utf8_are_shown_with_escapes(folder: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    file.write_bytes(b"Words.")
    assert list_files(folder) == {r"caf\xe9.txt": file}
    assert read_bytes(folder, file) == b"Words."


def test_links_inside_the_folder_are_read_and_others_refused(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"Words.")
    (folder.parent / "secret.txt").write_bytes(b"Secret.")
    (folder / "in").symlink_to("a.txt")
    (folder / "out").symlink_to("../secret.txt")
    (folder / "out by two").symlink_to("out")
    (folder / "nowhere").symlink_to("gone")
    (folder / "loop").symlink_to("loop")
    assert read_bytes(folder, folder / "in") == b"Words."
    for name in ("out", "out by two"):
        with pytest.raises(OSError, match="a link to a place outside the folder"):
            read_bytes(folder, folder / name)
    for name in ("nowhere", "loop"):
        with pytest.raises(OSError, match="it is not a plain file, or a link that leads nowhere"):
            read_bytes(folder, folder / name)


def test_a_folder_that_is_itself_a_link_is_read(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"Words.")
    (folder / "in.txt").symlink_to("a.txt")
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert [read_bytes(link, file) for file in list_files(link).values()] == [b"Words."] * 2


def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(OSError, match="it is not a plain file"):
        read_bytes(folder, folder / "pipe")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match=r"no folder '.*/gone': check the name, or make it"):
        list_files(tmp_path / "gone")
    with pytest.raises(FolderError, match=r"'.*/file' is a file: name the folder that holds it"):
        list_files(tmp_path / "file")


def test_a_folder_that_cannot_be_listed_is_there_itself() -> None:
    """Seen by a process without rights to it, since nothing is closed to root."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "closed").mkdir(mode=0)
        (folder / "a.txt").touch()
        (folder / "closed" / "itself").mkdir(mode=0)
        out, into = os.pipe()
        if os.fork() == 0:
            if os.getuid() == 0:
                os.setuid(65534)
            os.write(into, " ".join(list_files(folder)).encode())
            try:
                list_files(folder / "closed")
            except FolderError as error:
                os.write(into, f" {error}".encode())
            os._exit(0)
        os.wait()
        shown = os.read(out, 1000).decode()
        assert shown.startswith("a.txt closed/ the folder")
        assert shown.endswith("cannot be listed: Permission denied")
        os.close(out)
        os.close(into)


def test_what_is_in_a_folder_that_cannot_be_listed_is_kept(
    folder: Path, tmp_path: Path, letters: LetterCounts
) -> None:
    (folder / "a.txt").write_text("A heron.")
    catalog = Catalog(tmp_path / "c.sqlite3")
    sync(folder, catalog, letters)
    catalog.rename("a.txt", "b/a.txt")  # as if it had been read there
    (folder / "a.txt").unlink()
    (folder / "b").mkdir()
    files = {"b/": folder / "b"}
    report = Sync(folder, files, catalog, letters, None).run()
    assert (report.removed, report.unread) == ((), ("b/",))
    assert [(state.path, state.reason) for state in catalog.states()] == [
        ("b/", "it cannot be opened: the folder cannot be listed"),
        ("b/a.txt", ""),
    ]
    catalog.close()
