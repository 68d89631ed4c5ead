"""Where indexes lie in a store: the one that answers, one being built beside it, the switch.

STORE/current        the name of the directory that answers
STORE/index-1/       an index: catalog.sqlite3, chroma.json, chroma-1/, writer.lock
STORE/catalog.sqlite3 and so on: an index of an older Footnote, which lay in the store itself
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from index.errors import StoreError
from index.lock import WriterLock

CATALOG = "catalog.sqlite3"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "davfs"}
_RETIRED = "retired"
_ESCAPE = re.compile(r"\\([0-7]{3})")  # a space in a mount's path is \040


def default_store(folder: Path) -> Path:
    """Where a folder's index is kept unless told otherwise: `.footnote/NAME` beside it."""
    folder = folder.resolve()
    return folder.parent / ".footnote" / (folder.name or "root")


class Place:
    """The directories of one store."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._pointer = store / "current"

    def current(self) -> Path:
        """The directory that answers, whether or not there is anything in it yet."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            name = ""
        if name.startswith("index-") and (self.store / Path(name).name).is_dir():
            return self.store / Path(name).name
        if (self.store / CATALOG).is_file():
            return self.store
        built = [path for path in self.built() if (path / CATALOG).is_file()]
        return built[0] if built else self.store / "index-1"

    def built(self) -> list[Path]:
        """All directories of indexes, oldest first."""
        numbered = [path for path in self.store.glob("index-*") if path.name[6:].isdigit()]
        return sorted(numbered, key=lambda path: int(path.name[6:]))

    def beside(self) -> Path:
        """A directory that is not used yet."""
        built = self.built()
        return self.store / f"index-{1 + (int(built[-1].name[6:]) if built else 0)}"

    def switch(self, to: Path) -> None:
        """From now on `to` answers: one rename. Raises StoreError where it cannot be done."""
        before = self.current()
        fresh = self._pointer.with_suffix(".new")
        try:
            with fresh.open("w", encoding="utf-8") as file:
                file.write(to.name)
                file.flush()
                os.fsync(file.fileno())
            (to / _RETIRED).unlink(missing_ok=True)  # an earlier model's, taken up again
            if before not in (to, self.store) and before.is_dir():
                (before / _RETIRED).touch()  # first: killed in between, it would stay for ever
            os.replace(fresh, self._pointer)
        except OSError as error:
            raise StoreError(
                f"the index at {self.store} cannot be switched to the new one ({error.strerror}): "
                f"make room and sync again; nothing is lost"
            ) from error

    def is_retired(self, directory: Path) -> bool:
        """Whether another index has taken its place."""
        return (directory / _RETIRED).exists()

    def tidy(self, unfinished: bool = False) -> None:
        """Remove indexes that were replaced and that no process holds any more.

        unfinished: those too whose making was broken off.
        """
        current = self.current()
        for path in self.built():
            is_done = self.is_retired(path) or unfinished
            if path != current and is_done and _is_free(path):
                shutil.rmtree(path, ignore_errors=True)
        if current != self.store and (self.store / CATALOG).exists() and _is_free(self.store):
            for path in _of_old(self.store):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def check_apart(store: Path, folders: Iterable[Path]) -> None:
    """Raises StoreError where the store would lie in one of the folders that are read."""
    for folder in folders:
        if store == folder or store.is_relative_to(folder):
            raise StoreError(
                f"the index cannot be kept inside the folder it reads ({store}): name a "
                f"directory outside {folder} with --store"
            )


def check_disk(store: Path, mounts: str | None = None) -> None:
    """Raises StoreError where the store would lie on a network disk.

    mounts: the lines of /proc/self/mounts, None to read them where there are any. SQLite's
    readers and its writer share memory and locks, which such disks do not have.
    """
    if mounts is None:
        if sys.platform != "linux":
            return
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        _, place, type_, *_ = *line.split(), "", "", ""
        mounted = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), place))
        if store.is_relative_to(mounted) and len(mounted.parts) >= len(best.parts):
            best, kind = mounted, type_
    if kind in _NETWORK:
        raise StoreError(
            f"the index would lie on a network disk ({kind} at {best}), where it could be damaged "
            f"without a word: name a directory on this machine with --store; the documents may stay"
        )


def size_of(directory: Path) -> int:
    """The bytes of all files below a directory."""
    return sum(
        (Path(place) / name).lstat().st_size
        for place, _, names in os.walk(directory)
        for name in names
        if (Path(place) / name).exists()
    )


def _of_old(store: Path) -> Iterable[Path]:
    for pattern in (f"{CATALOG}*", "chroma.json", "chroma-*", "writer.*"):
        yield from store.glob(pattern)


def _is_free(directory: Path) -> bool:
    lock = WriterLock(directory)
    if lock.is_held_here:
        return False
    try:
        return lock.acquire()
    finally:
        lock.release()
