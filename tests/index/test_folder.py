"""The files of folders: which count, under which name, and which are never opened."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import FolderError
from index.folder import MAX_BYTES, Folders, Listing


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def listing(*folders: Path, skip: Path | None = None) -> Listing:
    return Folders(folders).listing(skip)


def ignore(folder: Path, *lines: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".footnoteignore").write_text("\n".join(lines))


def files(*folders: Path) -> list[str]:
    return list(listing(*folders).files)


def test_files_are_listed_by_their_relative_paths_hidden_ones_and_the_index_left_out(
    folder: Path,
) -> None:
    make(folder, "b.txt", "a b/é.txt", ".hidden", ".git/c.txt", "store/d.txt", "e/store/f.txt")
    (folder / "link").symlink_to(folder / "e")
    found = listing(folder, skip=folder / "store")
    assert list(found.files.items()) == [
        (name, folder / name) for name in ("a b/é.txt", "b.txt", "e/store/f.txt")
    ]
    assert found.ignored == [".git/", ".hidden", "link/"]


def test_names_that_are_no_utf8_are_shown_with_escapes(folder: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    file.write_bytes(b"Words.")
    assert listing(folder).files == {r"caf\xe9.txt": file}
    assert Folders([folder]).read(file) == b"Words."


def test_links_inside_the_folder_are_read_and_others_refused(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"Words.")
    (folder.parent / "secret.txt").write_bytes(b"Secret.")
    (folder / "in").symlink_to("a.txt")
    (folder / "out").symlink_to("../secret.txt")
    (folder / "out by two").symlink_to("out")
    (folder / "nowhere").symlink_to("gone")
    (folder / "loop").symlink_to("loop")
    folders = Folders([folder])
    for read in (folders.read, folders.digest):
        assert read(folder / "in") == read(folder / "a.txt")
        for name in ("out", "out by two"):
            with pytest.raises(OSError, match="a link to a place outside the folder"):
                read(folder / name)
        for name in ("nowhere", "loop"):
            with pytest.raises(OSError, match="not a plain file, or a link that leads nowhere"):
                read(folder / name)


def test_a_folder_that_is_itself_a_link_is_read(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"Words.")
    (folder / "in.txt").symlink_to("a.txt")
    link = folder.parent / "link"
    link.symlink_to(folder)
    folders = Folders([link])
    assert [folders.read(file) for file in folders.listing().files.values()] == [b"Words."] * 2


def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(OSError, match="it is not a plain file"):
        Folders([folder]).read(folder / "pipe")


def test_a_huge_file_is_digested_whole_and_read_as_far_as_the_limit(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 7)  # a hole: it takes no room
    folders = Folders([folder])
    sha256, size = folders.digest(folder / "huge.txt")
    assert (len(sha256), size) == (64, MAX_BYTES + 7)
    assert len(folders.read(folder / "huge.txt")) == MAX_BYTES + 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "gone").mkdir()
    folders = Folders([tmp_path / "gone"])
    (tmp_path / "gone").rmdir()
    with pytest.raises(FolderError, match=r"no folder '.*/gone': check the name, or make it"):
        folders.listing()
    with pytest.raises(FolderError, match=r"no folder '.*/gone': check the name, or make it"):
        Folders([tmp_path / "gone"])
    with pytest.raises(FolderError, match=r"'.*/file' is a file: name the folder that holds it"):
        Folders([tmp_path / "file"])


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
            os.write(into, " ".join(files(folder)).encode())
            try:
                listing(folder / "closed")
            except FolderError as error:
                os.write(into, f" {error}".encode())
            os._exit(0)
        os.wait()
        shown = os.read(out, 1000).decode()
        assert shown.startswith("a.txt closed/ the folder")
        assert shown.endswith("cannot be listed: Permission denied")
        os.close(out)
        os.close(into)


# -- what is ignored


def test_an_ignore_file_holds_below_it_and_the_nearest_word_counts(folder: Path) -> None:
    make(folder, "a.log", "a.txt", "sub/a.log", "sub/keep.log", "sub/deep/a.log", "other/keep.log")
    ignore(folder, "# all logs", "*.log")
    ignore(folder / "sub", "!keep.log")
    ignore(folder / "sub" / "deep", "!*.log")
    found = listing(folder)
    assert list(found.files) == ["a.txt", "sub/deep/a.log", "sub/keep.log"]
    assert found.ignored == [
        ".footnoteignore", "a.log", "other/keep.log", "sub/.footnoteignore", "sub/a.log",
        "sub/deep/.footnoteignore",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["/a.txt"], ["d/a.txt", "d/e/b.txt", "f/d"]),  # at the top alone
        (["d/"], ["a.txt", "f/d"]),  # a folder, not a file of that name
        (["d"], ["a.txt"]),
        (["d/*", "!d/e/"], ["a.txt", "d/e/b.txt", "f/d"]),
        (["d/", "!d/a.txt"], ["a.txt", "f/d"]),  # nothing comes back out of an ignored folder
        (["*", "!*/", "!b.txt"], ["d/e/b.txt"]),  # these alone, in every folder
        (["**/e/**"], ["a.txt", "d/a.txt", "f/d"]),
        (["", "  ", "#a.txt"], ["a.txt", "d/a.txt", "d/e/b.txt", "f/d"]),
        (["\ufeffa.txt"], ["d/e/b.txt", "f/d"]),  # as Windows writes it
        (["a.txt\r", "d\r"], []),
    ],
)
def test_the_rules_are_those_of_gitignore(
    folder: Path, lines: Sequence[str], left: Sequence[str]
) -> None:
    make(folder, "a.txt", "d/a.txt", "d/e/b.txt", "f/d")
    ignore(folder, *lines)
    assert files(folder) == left


def test_an_ignored_folder_is_one_line_and_is_not_walked(folder: Path) -> None:
    make(folder, "old/a.txt", "old/b/c.txt", "new.txt")
    ignore(folder, "old/")
    ignore(folder / "old", "!a.txt")
    assert listing(folder).ignored == [".footnoteignore", "old/"]


def test_hidden_files_stay_hidden_whatever_an_ignore_file_says(folder: Path) -> None:
    make(folder, ".a.txt", ".b/c.txt", "d.txt")
    ignore(folder, "!.a.txt", "!.b/")
    assert files(folder) == ["d.txt"]


def test_an_ignore_file_that_cannot_be_read_is_told_with_its_place(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / ".footnoteignore").symlink_to("gone")
    with pytest.raises(FolderError, match=r"/sub/\.footnoteignore cannot be used .*: mend it"):
        listing(folder)


# -- several folders


def test_the_files_of_several_folders_go_by_the_folders_names(tmp_path: Path) -> None:
    make(tmp_path, "x/notes/a.txt", "y/papers/a.txt")
    found = listing(tmp_path / "x" / "notes", tmp_path / "y" / "papers")
    assert found.files == {
        "notes/a.txt": tmp_path / "x/notes/a.txt", "papers/a.txt": tmp_path / "y/papers/a.txt",
    }  # fmt: skip


def test_folders_of_the_same_name_are_told_apart_by_the_ones_above(tmp_path: Path) -> None:
    make(tmp_path, "x/p/notes/a", "y/p/notes/a", "z/q/notes/a")
    assert Folders([tmp_path / "x/p/notes", tmp_path / "z/q/notes"]).names == ["p/notes", "q/notes"]
    three = Folders([tmp_path / f"{end}/notes" for end in ("x/p", "y/p", "z/q")])
    assert three.names == ["x/p/notes", "y/p/notes", "z/q/notes"]
    assert list(three.listing().files) == ["x/p/notes/a", "y/p/notes/a", "z/q/notes/a"]


def test_a_folder_in_another_or_named_twice_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.txt", "ab/c.txt")
    (tmp_path / "link").symlink_to("a")
    a = tmp_path / "a"
    for folders in ([a, a / "b"], [a / "b", a], [a, a], [a, tmp_path / "link"]):
        with pytest.raises(FolderError, match=r"is named twice or lies in .*: name only that"):
            Folders(folders)
    assert Folders([a, tmp_path / "ab"]).names == ["a", "ab"]


def test_each_folders_ignore_file_is_its_own(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/a.txt", "y/b.txt")
    ignore(tmp_path / "x", "*")
    ignore(tmp_path / "y", "b.txt")
    found = listing(tmp_path / "x", tmp_path / "y")
    assert list(found.files) == ["y/a.txt"]
    assert found.ignored == ["x/.footnoteignore", "x/a.txt", "y/.footnoteignore", "y/b.txt"]


def test_links_from_one_folder_into_another_are_read(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/b.txt")
    (tmp_path / "x" / "a.txt").write_text("Words.")
    (tmp_path / "y" / "to a.txt").symlink_to(tmp_path / "x" / "a.txt")
    folders = Folders([tmp_path / "x", tmp_path / "y"])
    assert folders.read(tmp_path / "y" / "to a.txt") == b"Words."
    with pytest.raises(OSError, match="a link to a place outside the folder"):
        Folders([tmp_path / "y"]).read(tmp_path / "y" / "to a.txt")


def test_what_would_be_ignored_is_known_before_it_is_there(folder: Path) -> None:
    ignore(folder, "*.log", "drafts/", "!keep.log")
    ignore(folder / "in", "*.md")
    folders = Folders([folder])
    names = {
        "a.txt": False, "a.log": True, "keep.log": False, "in/b.log": True, "in/b.md": True,
        "b.md": False, "drafts/b.txt": True, "in/drafts/deep/b.txt": True, "new/in/b.txt": False,
        ".hidden": True, ".git/config": True,
    }  # fmt: skip
    assert {name: folders.ignores(folder / name) for name in names} == names
    make(folder, *names)
    assert [name for name, ignored in names.items() if not ignored] == sorted(
        files(folder), key=list(names).index
    )
