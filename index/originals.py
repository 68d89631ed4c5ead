"""The file on the disk that a document was read from, and whether it is that very file still."""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import PictureError
from index.folder import Folders, digest

_MOST = 1_000  # files whose digests are remembered
_State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Original:
    """Where a document comes from.

    path, file: of the file on the disk, in the index and there. wanted: the document's own path,
    another where it is a file inside that file. state: changes whenever the file does.
    """

    path: str
    file: Path
    wanted: str
    state: _State

    @property
    def is_inside(self) -> bool:
        """Whether the document is a file inside the file on the disk."""
        return self.wanted != self.path


class Originals:
    """Finds originals and remembers which digests they had. Safe to share by threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], _State] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, folders: Folders, path: str) -> Original:
        """The original of a document. Raises PictureError where it is not there any more."""
        for listed, file in _places(folders, path):
            try:
                if not (file.is_file() and _is_in(file, folders)):
                    continue
                found = file.stat()
            except OSError:  # a name that is too long, say
                continue
            state = (found.st_mtime_ns, found.st_size, found.st_ino)
            return Original(listed, file, path, state)
        raise PictureError(f"{path} is not in the folder any more: open the list of documents anew")

    def is_known(self, original: Original, sha256: str) -> bool:
        """Whether a document had this digest when its file was as it is now."""
        with self._lock:
            return self._known.get((str(original.file), sha256)) == original.state

    def learn(self, original: Original, sha256: str) -> None:
        """Remember that it has."""
        with self._lock:
            self._known[str(original.file), sha256] = original.state
            while len(self._known) > _MOST:
                self._known.popitem(last=False)

    def read(self, folders: Folders, original: Original, sha256: str) -> bytes:
        """The bytes of the file on the disk, whose digest is this where it is the document itself.

        Raises PictureError where they are others now, or cannot be had.
        """
        try:
            data = folders.read(original.file)
        except OSError as error:
            raise PictureError(f"{original.path} cannot be opened: {error.strerror}") from error
        if not original.is_inside:
            if digest(data) != sha256:
                raise changed(original.wanted)
            self.learn(original, sha256)
        return data


def changed(path: str) -> PictureError:
    """What to tell of a document that is not what was read."""
    return PictureError(f"{path} has changed since it was read: wait until it is read again")


def _places(folders: Folders, path: str) -> Iterator[tuple[str, Path]]:
    """The files that a document can come from, with their paths in the index: outermost first."""
    steps = path.split("/")
    if "\x00" in path or not {"", ".", ".."}.isdisjoint(steps):
        return
    for name, root in zip(folders.names, folders.roots, strict=True):
        before = name.split("/") if name else []
        if steps[: len(before)] == before:
            for count in range(len(before) + 1, len(steps) + 1):
                yield "/".join(steps[:count]), root.joinpath(*steps[len(before) : count])
    if "\\x" in path:  # may stand for bytes that are no UTF-8
        for listed, file in folders.listing().files.items():
            if path == listed or path.startswith(f"{listed}/"):
                yield listed, file


def _is_in(file: Path, folders: Folders) -> bool:
    """Whether a file's folder is one of the folders or in it, not by way of a link."""
    place = Path(os.path.realpath(file.parent))
    return place == file.parent and any(place.is_relative_to(root) for root in folders.roots)
