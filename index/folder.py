"""The files of a folder: which ones count, and their bytes."""

import hashlib
import os
from pathlib import Path

from index.errors import FolderError

MAX_BYTES = 200 * 1024 * 1024


def digest(data: bytes) -> str:
    """The sha256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def check_is_folder(folder: Path) -> None:
    """Raises FolderError where the folder is not there or is a file."""
    if not folder.exists():
        raise FolderError(f"no folder {str(folder)!r}: check the name, or make it")
    if not folder.is_dir():
        raise FolderError(f"{str(folder)!r} is a file: name the folder that holds it")


def list_files(folder: Path, skip: Path | None = None) -> dict[str, Path]:
    """Every file below a folder by its path relative to it (POSIX), sorted.

    Hidden files and folders are left out, and so is `skip`. Links to folders are not followed.
    A folder that cannot be listed is there itself, its path ending with a slash.
    Raises FolderError where the folder is not there or cannot be listed itself.
    """
    check_is_folder(folder)
    files: dict[str, Path] = {}

    def keep(error: OSError) -> None:
        unlisted = Path(error.filename)
        if unlisted == folder:
            raise FolderError(f"the folder {str(folder)!r} cannot be listed: {error.strerror}")
        files[_posix(folder, unlisted) + "/"] = unlisted

    for place, folders, names in os.walk(folder, onerror=keep, followlinks=False):
        here = Path(place)
        folders[:] = [f for f in folders if not f.startswith(".") and here / f != skip]
        for name in names:
            if not name.startswith("."):
                files[_posix(folder, here / name)] = here / name
    return dict(sorted(files.items()))


def read_bytes(folder: Path, file: Path) -> bytes:
    """A file's bytes, up to one more than MAX_BYTES.

    Raises OSError where it cannot be opened, is a link out of the folder, or is no plain file.
    """
    target = Path(os.path.realpath(file))  # Path.resolve raises RuntimeError on a loop of links
    if file.is_symlink() and not target.is_relative_to(folder.resolve()):
        raise OSError(0, "it is a link to a place outside the folder, which is not followed")
    if file.is_dir():
        raise OSError(0, "the folder cannot be listed")
    if not file.is_file():
        raise OSError(0, "it is not a plain file, or a link that leads nowhere")
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _posix(folder: Path, file: Path) -> str:
    """The relative path; bytes of a name that are no UTF-8 are shown as escapes."""
    raw = os.fsencode(file.relative_to(folder).as_posix())
    return raw.decode("utf-8", errors="backslashreplace")
