"""The SQLite file under the catalog: its transactions, its snapshots, what it knows of itself."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import schema
from index.errors import StoreDamaged, StoreError

_WAIT = 10.0  # seconds for another process's transaction to end


class Database:
    """One SQLite file. Safe to share by threads; other processes see each commit.

    On a disk that cannot be written it is opened for reading; `is_writable` says which.
    read_only: not a byte of the file is changed, and nothing is tidied up behind a process that
    was killed.
    Raises StoreError where the file cannot be opened or is of a newer version, StoreDamaged where
    it is no database.
    """

    def __init__(self, file: Path, read_only: bool = False) -> None:
        self._lock = threading.RLock()
        self._file = file
        self._mine = threading.local()  # the snapshot that this thread reads from, if any
        self._spare: list[sqlite3.Connection] = []
        self._is_closed = False
        self.is_writable = not read_only
        with self._explained():
            if read_only:
                self._db = self._connect()
                self._check_version()
                return
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._db = self._connect()
                self._db.execute("PRAGMA journal_mode = WAL")
                self._prepare()
            except (OSError, sqlite3.OperationalError) as error:
                if not _is_read_only(error) or not file.is_file():
                    raise
                self.is_writable = False
                self._db = self._connect()
                if self._check_version() < schema.VERSION:
                    raise StoreError(
                        f"the index at {file.parent} was written by an older Footnote and cannot "
                        f"be brought up to date (its disk or directory is read-only): name "
                        f"another directory with --store"
                    ) from error

    def _connect(self) -> sqlite3.Connection:
        """A connection; of a disk that cannot be written, one that makes no files beside it."""
        if self.is_writable:
            place = str(self._file)
        else:
            wal = self._file.with_name(self._file.name + "-wal")
            # A file that others may write must not be read as if nobody could.
            frozen = not os.access(wal.parent, os.W_OK) and not (
                wal.is_file() and wal.stat().st_size
            )
            place = f"{self._file.resolve().as_uri()}?mode=ro" + ("&immutable=1" if frozen else "")
        db = sqlite3.connect(
            place,
            uri=not self.is_writable,
            check_same_thread=False,
            isolation_level=None,
            timeout=_WAIT,
        )
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _prepare(self) -> None:
        if self._check_version() == schema.VERSION:
            return
        with self.transaction():
            version = self._check_version()  # another process may have been quicker
            if version == 0:
                schema.create(self._db)
            else:
                schema.migrate(self._db, version)

    def _check_version(self) -> int:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > schema.VERSION:
            raise StoreError(
                f"the index at {self._file.parent} was written by a newer Footnote (form {version},"
                f" this is form {schema.VERSION}): use that, or name another directory with --store"
            )
        return version

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside stands together, or not at all.

        Raises StoreError where the disk is full, fails or cannot be written.
        """
        with self._lock, self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What this thread reads inside is of one moment, whatever is written meanwhile."""
        # A file that was removed (another index took its place) is read on, and changes no more.
        if getattr(self._mine, "db", None) is not None or not self._file.exists():
            yield
            return
        with self._explained(), self._lock:
            db = self._spare.pop() if self._spare else self._connect()
            db.execute("BEGIN")
            db.execute("SELECT 1 FROM meta").fetchone()  # the moment is that of the first read
        self._mine.db = db
        try:
            yield  # not explained: an error in here may be of other files than ours
        finally:
            self._mine.db = None
            if db.in_transaction:
                db.execute("ROLLBACK")
            with self._lock:
                if self._is_closed:
                    db.close()
                else:
                    self._spare.append(db)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors as sentences: a full, failing or read-only disk, a damaged file."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            words = _explanation(self._file.parent, error)
            raise (StoreDamaged if _is_damage(error) else StoreError)(words) from error

    def close(self) -> None:
        """Close the file; the catalog is of no use afterwards."""
        with self._lock:
            self._is_closed = True
            for db in (*self._spare, self._db):
                db.close()
            self._spare.clear()

    # -- what it knows about itself

    def get(self, key: str) -> str | None:
        """A remembered fact about the index, such as its model's fingerprint."""
        row = self._row("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def put(self, **facts: str) -> None:
        """Remember facts about the index."""
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The snapshot's connection where this thread has one, else the one all share."""
        with self._explained():
            db = getattr(self._mine, "db", None)
            if db is not None:
                yield db
            else:
                with self._lock:
                    yield self._db

    def _row(self, query: str, *arguments: object) -> tuple[Any, ...] | None:
        with self._reading() as db:
            row: tuple[Any, ...] | None = db.execute(query, arguments).fetchone()
            return row

    def _rows(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        with self._reading() as db:
            return db.execute(query, arguments).fetchall()


def _is_read_only(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (13, 30)
    return "readonly" in str(error) or "unable to open" in str(error)


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more of the same
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _explanation(place: Path, error: Exception) -> str:
    words = str(error)
    if "full" in words or getattr(error, "errno", 0) == 28:
        return (
            f"no room is left on the disk of the index at {place}: make some and sync again; what "
            f"was finished is kept"
        )
    if _is_damage(error):
        return (
            f"the index at {place} is damaged ({words}): `python -m index doctor FOLDER --repair` "
            f"mends it; the documents themselves are untouched"
        )
    if "readonly" in words or getattr(error, "errno", 0) in (13, 30):
        return (
            f"the index at {place} cannot be written (its disk or directory is read-only): it can "
            f"be asked; to sync, name another directory with --store"
        )
    if isinstance(error, OSError):
        return f"the index at {place} cannot be opened ({error}): name another with --store"
    return (
        f"the index at {place} failed ({words}): free the place, or name another directory with "
        f"--store; the documents themselves are untouched"
    )
