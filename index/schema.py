"""The catalog's tables, and the steps that bring an older catalog to them."""

import json
import re
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from index import lexical

VERSION = 2
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    container TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    size INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    reason TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    same_as TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT 'page',
    minhash BLOB NOT NULL DEFAULT x'',
    pages TEXT NOT NULL,
    blocks TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX document_container ON document(container) WHERE container != '';
CREATE INDEX document_same_as ON document(same_as) WHERE same_as != '';
CREATE TABLE vector (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    pieces BLOB NOT NULL,
    vector BLOB NOT NULL,
    signature BLOB NOT NULL
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
    vector INTEGER NOT NULL REFERENCES vector(id)
);
CREATE INDEX passage_document ON passage(document);
CREATE INDEX passage_vector ON passage(vector);
CREATE TABLE layout (
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (document, page)
) WITHOUT ROWID;
CREATE TABLE piece (id INTEGER PRIMARY KEY, passages INTEGER NOT NULL);
"""


def vector_key(text: str) -> bytes:
    """What a passage's vectors go by: the sha256 of the text that the model read."""
    return sha256(text.encode("utf-8", errors="surrogatepass")).digest()


def names() -> set[str]:
    """The tables and indexes that a catalog has, those of FTS5 among them."""
    made = re.findall(r"CREATE (?:VIRTUAL )?(?:TABLE|INDEX) (\w+)", _TABLES + lexical.SCHEMA)
    return {*made, *(f"lexical_{part}" for part in ("data", "idx", "docsize", "config"))}


def create(db: sqlite3.Connection) -> None:
    """Make the tables in an empty file; inside a transaction."""
    for script in (_TABLES, lexical.SCHEMA):
        _run(db, script)
    # Two catalogs made in one place can agree in every number; their views must not mix.
    db.execute("INSERT INTO meta VALUES ('identity', ?)", (uuid4().hex,))
    db.execute(f"PRAGMA user_version = {VERSION}")


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring the tables of an older version to this one, step by step; inside a transaction."""
    for step in range(version, VERSION):
        _STEPS[step](db)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _run(db: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        db.execute(statement)


def _from_1(db: sqlite3.Connection) -> None:
    """Vectors go into a table of their own, by the text they are of; documents say more."""
    db.execute("ALTER TABLE passage RENAME TO old_passage")
    db.execute("ALTER TABLE document RENAME TO old_document")
    db.execute("DROP INDEX passage_document")
    tables = [
        s for s in _TABLES.split(";") if not any(f"TABLE {t} " in s for t in ("meta", "piece"))
    ]
    _run(db, ";".join(tables))
    shared = "id, path, sha256, kind, title, size, characters, reason, pages, blocks, text"
    db.execute(f"INSERT INTO document ({shared}) SELECT {shared} FROM old_document")
    rows = db.execute(
        "SELECT id, document, start, end, page, heading, sentences, text, pieces, vector, signature"
        " FROM old_passage ORDER BY id"
    )
    for *passage, pieces, vector, signature in rows:  # one by one: they may be gigabytes
        key = vector_key(passage[7])
        db.execute(
            "INSERT OR IGNORE INTO vector (key, pieces, vector, signature) VALUES (?, ?, ?, ?)",
            (key, pieces, vector, signature),
        )
        db.execute(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT id FROM vector WHERE key = ?))",
            (*passage, key),
        )
    db.execute("DROP TABLE old_passage")
    db.execute("DROP TABLE old_document")
    # The vector store went by passages, now it goes by vectors: another catalog's, as it were.
    db.execute("UPDATE meta SET value = ? WHERE key = 'identity'", (uuid4().hex,))
    blocks = db.execute("SELECT id, blocks, pages FROM document").fetchall()
    db.executemany(
        "UPDATE document SET blocks = ?, pages = ? WHERE id = ?",
        [
            (
                json.dumps([[*block, ""] for block in json.loads(of_blocks)]),
                json.dumps([[*page, ""] for page in json.loads(pages)]),
                identity,
            )
            for identity, of_blocks, pages in blocks
        ],
    )


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _from_1}
