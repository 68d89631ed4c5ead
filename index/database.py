"""The SQLite file under the catalog: its tables, its transactions, what it remembers of itself."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from index import lexical
from index.errors import StoreError

SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    size INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    reason TEXT NOT NULL,
    pages TEXT NOT NULL,
    blocks TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    sentences TEXT NOT NULL,
    text TEXT NOT NULL,
    pieces BLOB NOT NULL,
    vector BLOB NOT NULL,
    signature BLOB NOT NULL
);
CREATE INDEX passage_document ON passage(document);
CREATE TABLE piece (id INTEGER PRIMARY KEY, passages INTEGER NOT NULL);
"""


class Database:
    """One SQLite file. Safe to share by threads; other processes see each commit.

    Raises StoreError where the file cannot be opened or is of another version.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.RLock()
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA busy_timeout = 10000")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"the index at {file.parent} cannot be opened ({error}): free the place or name "
                f"another directory with --store"
            ) from error

    def _prepare(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version:
            raise StoreError(
                f"the index was written by another version of Footnote (form {version}, this is "
                f"form {SCHEMA_VERSION}): remove its directory and sync again"
            )
        with self.transaction():
            if self._db.execute("PRAGMA user_version").fetchone()[0]:
                return
            for script in (_SCHEMA, lexical.SCHEMA):
                for statement in script.split(";"):
                    self._db.execute(statement)
            # Two catalogs made in one place can agree in every number; their views must not mix.
            self._db.execute("INSERT INTO meta VALUES ('identity', ?)", (uuid4().hex,))
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside stands together, or not at all."""
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
    def _explained(self) -> Iterator[None]:
        """SQLite's errors as sentences: a full or failing disk, a damaged or closed file."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"the index at {self._file.parent} failed ({error}): make room or remove that "
                f"directory, and sync again; the documents themselves are untouched"
            ) from error

    def close(self) -> None:
        """Close the file; the catalog is of no use afterwards."""
        with self._lock:
            self._db.close()

    # -- what it knows about itself

    def get(self, key: str) -> str | None:
        """A remembered fact about the index, such as its model's fingerprint."""
        row = self._row("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def put(self, **facts: str) -> None:
        """Remember facts about the index."""
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    def _row(self, query: str, *arguments: object) -> tuple[Any, ...] | None:
        with self._lock, self._explained():
            row: tuple[Any, ...] | None = self._db.execute(query, arguments).fetchone()
            return row

    def _rows(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        with self._lock, self._explained():
            return self._db.execute(query, arguments).fetchall()
