"""The file that a document was read from: in the folder, never outside it, and unchanged."""

import os
from pathlib import Path

import pytest

from index.errors import PictureError
from index.folder import Folders, digest
from index.originals import Originals


@pytest.fixture
def folders(folder: Path) -> Folders:
    (folder / "sub").mkdir()
    (folder / "a.pdf").write_bytes(b"one")
    (folder / "sub" / "b.zip").write_bytes(b"two")
    return Folders([folder])


def test_a_file_on_the_disk_is_found(folders: Folders, folder: Path) -> None:
    found = Originals().find(folders, "a.pdf")
    assert (found.path, found.file, found.is_inside) == ("a.pdf", folder / "a.pdf", False)


def test_so_is_the_file_that_another_is_inside_of(folders: Folders, folder: Path) -> None:
    found = Originals().find(folders, "sub/b.zip/m.eml/c.pdf")
    assert (found.path, found.file) == ("sub/b.zip", folder / "sub" / "b.zip")
    assert (found.wanted, found.is_inside) == ("sub/b.zip/m.eml/c.pdf", True)


def test_of_several_folders_each_has_its_name(tmp_path: Path) -> None:
    roots = [tmp_path / "here" / "papers", tmp_path / "there" / "papers"]
    for root in roots:
        root.mkdir(parents=True)
        (root / "a.pdf").write_bytes(b"x")
    folders = Folders(roots)
    assert Originals().find(folders, "there/papers/a.pdf").file == roots[1] / "a.pdf"
    with pytest.raises(PictureError):
        Originals().find(folders, "a.pdf")


def test_a_name_whose_bytes_are_no_utf_8_is_found_by_how_it_is_shown(
    folders: Folders, folder: Path
) -> None:
    file = folder / os.fsdecode(b"caf\xe9.pdf")
    file.write_bytes(b"x")
    assert Originals().find(folders, "caf\\xe9.pdf").file == file


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../out.pdf", "sub/../../out.pdf", "sub", "b.pdf", "/etc/hostname", "a\0.pdf",
     "out.pdf", "linked/out.pdf", "sub//b.zip", "x" * 5000, "a.pdf\n"],
)  # fmt: skip
def test_nothing_else_is(folders: Folders, folder: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "out.pdf").write_bytes(b"secret")
    (folder / "linked").symlink_to(tmp_path)
    with pytest.raises(PictureError, match=r"is not in the folder any more"):
        Originals().find(folders, path)


def test_a_link_out_of_the_folder_is_not_followed(
    folders: Folders, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.pdf").write_bytes(b"secret")
    (folder / "link.pdf").symlink_to(tmp_path / "out.pdf")
    originals = Originals()
    with pytest.raises(PictureError, match="a link to a place outside"):
        originals.read(folders, originals.find(folders, "link.pdf"), digest(b"secret"))


def test_only_the_bytes_that_were_read_are_given(folders: Folders, folder: Path) -> None:
    originals = Originals()
    found = originals.find(folders, "a.pdf")
    assert not originals.is_known(found, digest(b"one"))
    assert originals.read(folders, found, digest(b"one")) == b"one"
    assert originals.is_known(found, digest(b"one"))
    (folder / "a.pdf").write_bytes(b"one more")
    changed = originals.find(folders, "a.pdf")
    assert not originals.is_known(changed, digest(b"one"))
    with pytest.raises(PictureError, match=r"a\.pdf has changed since it was read"):
        originals.read(folders, changed, digest(b"one"))
