"""The SQLite file under the conversations: opened or begun, put aside where it is broken."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

from index.errors import ConversationsError

Connection = sqlite3.Connection  # for annotations elsewhere

VERSION = 1
_OURS = 0x466F6F74  # "Foot": the application_id, so that another program's file is told apart
_WAIT = 10.0  # seconds for another process's transaction to end
_TABLES = """
CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '',
    documents TEXT,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE exchange (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer TEXT,
    error TEXT NOT NULL,
    documents TEXT,
    asked_at TEXT NOT NULL,
    thumb TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_conversation ON exchange(conversation, id)
"""
_PROBES = (
    "SELECT id, title, folded, documents, changed_at FROM conversation LIMIT 0",
    "SELECT id, conversation, question, answer, error, documents, asked_at, thumb, folded"
    " FROM exchange LIMIT 0",
)
# From each version to the next; `_STEPS[1]` will make a file of version 1 one of version 2.
_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {}


class _Broken(Exception):
    """The file is damaged or another program's; the message says which."""


class Shelf:
    """One SQLite file. Safe to share by threads; other processes see each transaction.

    file: None to keep all in memory, for as long as the process lives.
    notice: "" or, where a broken file was put aside, what happened and where it is now.
    Raises ConversationsError where the file cannot be opened or is of a newer version.
    """

    def __init__(self, file: Path | None) -> None:
        self._file, self._lock = file, threading.RLock()
        self.notice = ""
        with self._explained(), self._alone():
            try:
                self._db = self._opened()
            except _Broken as broken:
                self._put_aside(broken)
                try:
                    self._db = self._opened()
                except _Broken as error:
                    raise ConversationsError(f"{self._name} is {error}: remove it") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process opens the file meanwhile, nor takes the new one for the broken one."""
        if self._file is None:
            yield
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self._file}.lock", timeout=_WAIT):
            yield

    @property
    def _name(self) -> str:
        return f"the file of the conversations, {self._file},"

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self._file or ":memory:", check_same_thread=False, isolation_level=None, timeout=_WAIT
        )
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            with _transaction(db, "DEFERRED"):
                self._check(db)
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
                db.execute(f"PRAGMA {pragma}")
            db.execute("PRAGMA secure_delete = ON")  # deleted is deleted, not just unlinked
            _bring_up_to_date(db)
        except BaseException as error:
            db.close()
            if _is_damage(error):
                raise _Broken(f"damaged ({error})") from error
            raise
        return db

    def _check(self, db: sqlite3.Connection) -> None:
        """Raises _Broken and ConversationsError; not a byte of another's file is changed."""
        version, owner = _version(db), _pragma(db, "application_id")
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not (version or owner or tables):
            return  # a new file
        if owner != _OURS or version < 1:
            raise _Broken("another program's")
        if version > VERSION:
            raise ConversationsError(
                f"{self._name} was written by a newer Footnote (form {version}, this is form "
                f"{VERSION}): use that, or move the file away to begin anew"
            )
        (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise _Broken(f"damaged ({' '.join(verdict.split())[:120]})")
        for probe in _PROBES if version == VERSION else ():
            try:
                db.execute(probe)
            except sqlite3.OperationalError as error:
                raise _Broken(f"not what it should be ({error})") from error

    def _put_aside(self, broken: _Broken) -> None:
        """Give the file, and what SQLite keeps beside it, another name."""
        assert self._file is not None
        number = 1
        while (aside := self._file.with_name(f"{self._file.name}.broken-{number}")).exists():
            number += 1
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.rename(f"{self._file}{ending}", f"{aside}{ending}")
        self.notice = f"{self._name} is {broken}: it is kept as {aside.name}, and a new one begun"

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside stands together, or not at all. Raises ConversationsError."""
        with self._lock, self._explained(), _transaction(self._db, "IMMEDIATE"):
            yield self._db

    def rows(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        """What a query finds. Raises ConversationsError."""
        with self._lock, self._explained():
            return self._db.execute(query, arguments).fetchall()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors as sentences."""
        try:
            yield
        except (sqlite3.Error, OSError, UnicodeError, OverflowError) as error:
            raise ConversationsError(self._explanation(error)) from error

    def _explanation(self, error: Exception) -> str:
        words = str(error)
        if "full" in words or getattr(error, "errno", 0) == 28:
            return f"{self._name} cannot grow, the disk is full: make room; what was kept stays"
        if _is_damage(error):
            return f"{self._name} is damaged ({words}): start Footnote anew, which puts it aside"
        if "locked" in words or isinstance(error, TimeoutError):
            return f"{self._name} is held by another process: try again when that is done"
        if "readonly" in words or getattr(error, "errno", 0) in (13, 30):
            return f"{self._name} cannot be written: make its directory writable"
        return f"{self._name} cannot be used ({words}): look at its directory, then try again"


@contextmanager
def _transaction(db: sqlite3.Connection, kind: str) -> Iterator[None]:
    db.execute(f"BEGIN {kind}")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    if _version(db) == VERSION:
        return
    with _transaction(db, "IMMEDIATE"):
        version = _version(db)  # another process may have been quicker
        if version == 0:
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {_OURS}")
        else:
            for step in range(version, VERSION):
                _STEPS[step](db)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _version(db: sqlite3.Connection) -> int:
    return _pragma(db, "user_version")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _is_damage(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more of the same
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
