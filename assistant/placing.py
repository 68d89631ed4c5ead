"""Where the documents of a collection lie: a folder made for it, or one that is there."""

from collections.abc import Callable
from pathlib import Path

from assistant.naming import folder_name, same
from index.errors import CollectionError, FolderError, StoreError
from index.folder import check_is_folder


def whole(folder: str | Path) -> Path:
    """A folder's whole path, links followed. Raises FolderError where it can be none."""
    try:
        return Path(folder).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FolderError(f"{str(folder)!r} cannot be used ({why}): check the name") from error


def existing(folder: str | Path) -> Path:
    """A folder that a person typed the path of.

    Raises CollectionError where it is no whole path, FolderError where no folder is there.
    """
    words = str(folder).strip().strip('"')
    if not words.startswith("~") and not Path(words).is_absolute():
        raise CollectionError(f"{words!r} is no whole path: give it from the top, or from ~")
    place = whole(words)
    try:
        check_is_folder(place)
    except OSError as error:
        raise FolderError(f"{words!r} cannot be looked at: {error.strerror}") from error
    return place


def made(home: Path | None, name: str, is_used: Callable[[Path], object]) -> Path:
    """The folder in the home directory for a collection of this name, made if need be.

    is_used: whether another collection has it; that of one taken off the list is taken up again.
    Raises StoreError where it cannot be made.
    """
    if home is None:
        raise StoreError("there is no place for new collections: set FOOTNOTE_HOME to a directory")
    parent = whole(home) / "collections"
    number = 1
    try:
        wanted = _as_it_is_spelt(parent, folder_name(name))
        place = parent / wanted
        while is_used(place.resolve()) or (place.exists() and not place.is_dir()):
            number += 1
            place = parent / f"{wanted} ({number})"
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"a folder in {parent} cannot be made ({error.strerror}): make room, allow writing "
            f"there, or set FOOTNOTE_HOME to another directory"
        ) from error
    return place.resolve()


def _as_it_is_spelt(parent: Path, name: str) -> str:
    """The name of a folder that is there and is the same without regard to case, or the name."""
    there = (one.name for one in parent.iterdir() if one.is_dir()) if parent.is_dir() else ()
    return min((one for one in there if same(one) == same(name)), default=name)
