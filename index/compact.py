"""Space given back to the disk: what nobody uses goes, the files of what stays are made anew."""

import os
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index import lexical
from index.catalog import Catalog
from index.dense import VectorStore
from index.errors import Stopped, StoreError
from index.lock import WriterLock
from index.place import CATALOG, Place, size_of

_MARGIN = 1.05  # SQLite's log has a head on every page
_PATIENCE = 1_000  # milliseconds for readers to end
Free = Callable[[Path], int]


class _Compacted(Catalog):
    """A catalog that can be written anew in its place."""

    def vacuum(self) -> bool:
        """Write it without gaps; False where the space comes back only when readers have gone."""
        with self.transaction() as db:
            lexical.optimize(db)
        with self._lock, self._explained():
            self._db.execute("VACUUM")
            self._db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            is_busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not is_busy


def compact(place: Place, stop: threading.Event | None = None, free: Free | None = None) -> str:
    """Make a store as small as it can be; what was done, such as "12.3 MB -> 4.5 MB, ...".

    Answers stay the same, and a compacting that is broken off, however, loses nothing.
    free: the bytes that are free on the disk of a directory; None to ask the disk.
    Raises StoreBusy where another process keeps the index, StoreError where there is no room for
    a copy of it, Stopped once `stop` is set.
    """
    stop = stop or threading.Event()
    directory = place.current()
    lock = WriterLock(directory)
    lock.require()
    try:
        before = size_of(place.store)
        place.tidy(unfinished=True)
        _check_room(directory, free or (lambda where: shutil.disk_usage(where).free))
        with closing(_Compacted(directory / CATALOG)) as catalog:
            catalog.drop_unused_vectors()
            _check(stop)
            is_done = catalog.vacuum()
            _check(stop)
            vectors = VectorStore(directory)
            is_whole = vectors.make_anew(catalog, stop)
            vectors.close()
        after = size_of(place.store)
    finally:
        lock.release()
    said = f"{_size(before)} -> {_size(after)}, {_size(max(0, before - after))} given back"
    if not is_done:
        said += "; more when the process that is reading it has ended"
    if not is_whole:
        said += "; the vector store was left as it was"
    return said


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise Stopped("stopped")


def _check_room(directory: Path, free: Free) -> None:
    """Raises StoreError where a copy of the index has no room.

    SQLite writes the catalog twice, once for itself where temporary files lie and once into its
    log; Chroma's files are written once. All of it at once is the most there is.
    """
    catalog = sum(path.stat().st_size for path in directory.glob(f"{CATALOG}*"))
    chroma = sum(size_of(path) for path in directory.glob("chroma-*"))
    needed: defaultdict[int, int] = defaultdict(int)
    places: dict[int, Path] = {}
    for where, size in ((directory, catalog + chroma), (_temporary(), catalog)):
        disk = where.stat().st_dev
        needed[disk] += int(size * _MARGIN)
        places.setdefault(disk, where)
    for disk, size in needed.items():
        missing = size - free(places[disk])
        if missing > 0:
            raise StoreError(
                f"compacting writes a copy first, and {_size(missing)} are missing for it on the "
                f"disk of {places[disk]}: make that much room, then compact; nothing was changed"
            )


def _temporary() -> Path:
    """Where SQLite puts its temporary files: as Python does, but for its liking of /var/tmp."""
    named = Path(tempfile.gettempdir())
    return Path("/var/tmp") if named == Path("/tmp") and os.access("/var/tmp", os.W_OK) else named


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"
