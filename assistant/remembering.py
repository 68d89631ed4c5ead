"""The collections made on the page, as the home directory remembers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.naming import checked, same
from index import jsonfile
from index.errors import CollectionError, StoreError

_VERSION = 1
_FILE = "collections.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A collection on the list: its name, and the whole path of its folder."""

    name: str
    folder: Path


class Memory:
    """The list in a home directory; nothing is written there before there is something to keep.

    notice: what was wrong with the list, in a sentence; "" where nothing was.
    """

    def __init__(self, home: Path | None) -> None:
        self.home = home
        self.notice = ""

    def load(self) -> list[Remembered]:
        """The list. One that cannot be made sense of is put aside, and what can be is kept."""
        if self.home is None:
            return []
        path = self.home / _FILE
        try:
            content = jsonfile.load(path)
            if content is None:
                return []
            found, is_whole = _understood(content)
        except ValueError:
            found, is_whole = [], False
        except OSError as error:
            raise StoreError(
                f"the list of collections cannot be read ({path}: {error.strerror}): allow reading "
                f"it, or move it away"
            ) from error
        if not is_whole:
            aside = jsonfile.put_aside(path)
            self.notice = (
                f"The list of collections could not be understood and was put aside as {aside}: "
                f"add those that are missing anew. No document was touched."
            )
            if found:
                self.save(found)
        return found

    def save(self, collections: Sequence[Remembered]) -> None:
        """Keep the list. Raises StoreError where it cannot be."""
        if self.home is None:
            raise StoreError("there is no place to remember collections: set FOOTNOTE_HOME")
        listed = [{"name": one.name, "folder": str(one.folder)} for one in collections]
        jsonfile.save(self.home / _FILE, {"version": _VERSION, "collections": listed})


def _understood(content: Any) -> tuple[list[Remembered], bool]:
    """What a list says, and whether all of it could be understood."""
    if not isinstance(content, dict) or content.get("version") != _VERSION:
        return [], False
    listed = content.get("collections")
    if not isinstance(listed, list):
        return [], False
    found: dict[str, Remembered] = {}
    for one in listed:
        remembered = _one(one)
        if remembered is not None:
            found.setdefault(same(remembered.name), remembered)
    return list(found.values()), len(found) == len(listed)


def _one(content: Any) -> Remembered | None:
    if not isinstance(content, dict):
        return None
    name, folder = content.get("name"), content.get("folder")
    if not isinstance(name, str) or not isinstance(folder, str) or "\0" in folder:
        return None
    try:
        remembered = Remembered(checked(name), Path(folder))
    except CollectionError:
        return None
    return remembered if remembered.folder.is_absolute() else None
