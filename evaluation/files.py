"""Files on the disk: a set's documents written as a folder, and how much a folder holds."""

from collections.abc import Mapping
from pathlib import Path


def write(documents: Mapping[str, str], folder: Path) -> Path:
    """Each document as a text file, its characters kept.

    The paths are those that the readers made up: no id of a data file becomes part of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in documents.items():
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
