"""A catalog of an older form: brought to this one with all that is in it, or refused."""

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from index import documents, late, lexical, passages, schema
from index.catalog import Catalog
from index.errors import StoreError
from index.index import Index
from index.types import FileState
from tests.letters import LetterCounts

# The first form, as it was.
TABLES_1 = """
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
MARKDOWN = b"# Ships\n\nShips sail the sea. Some sink.\n\nThe heron waits.\n"
TEXT = b"Some ships sink. Others sail on."
LETTERS = LetterCounts(max_pieces=6)


def execute(db: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        db.execute(statement)


def make_1(file: Path, folder: Path) -> None:
    """A catalog of the first form, filled as that version did: two documents, one unread file."""
    file.parent.mkdir(parents=True)
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    for script in (TABLES_1, lexical.SCHEMA):
        execute(db, script)
    facts = {
        "identity": uuid4().hex, "generation": "3", "model": "letters",
        "fingerprint": "letters-1", "reading": "2", "folder": str(folder),
    }  # fmt: skip
    db.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
    fill_1(db, "a.md", MARKDOWN)
    fill_1(db, "b.txt", TEXT)
    fill_1(db, "c.txt", TEXT)  # the same words twice
    columns = "path, sha256, kind, title, size, characters, reason, pages, blocks, text"
    db.execute(
        f"INSERT INTO document ({columns}) VALUES ('d.pdf', 'abc', '', 'd.pdf', 9, 0, 'broken',"
        " '[]', '[]', '')"
    )
    db.execute("PRAGMA user_version = 1")
    db.close()


def fill_1(db: sqlite3.Connection, path: str, data: bytes) -> None:
    document = documents.read(path, data)
    columns = "path, sha256, kind, title, size, characters, reason, pages, blocks, text"
    row = db.execute(
        f"INSERT INTO document ({columns}) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
        (
            path, document.sha256, document.kind, document.title, len(data), len(document.text),
            json.dumps([[1, 0, len(document.text)]]),
            json.dumps([(b.kind, b.start, b.end, b.level) for b in document.blocks]),
            document.text,
        ),
    )  # fmt: skip
    for passage in passages.split(document, LETTERS):
        text = document.text[passage.start : passage.end]
        made = LETTERS.encode([text])[0]
        pieces = np.unique(made.pieces).astype(np.int32)
        identity = db.execute(
            "INSERT INTO passage (document, start, end, page, heading, sentences, text, pieces,"
            " vector, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.lastrowid, passage.start, passage.end, 1, passage.heading,
                json.dumps(passage.sentences), text, pieces.tobytes(),
                made.pooled.astype(np.float16).tobytes(), late.pack(made.tokens).tobytes(),
            ),
        ).lastrowid  # fmt: skip
        lexical.add(db, int(identity or 0), text)
        db.executemany(
            "INSERT INTO piece VALUES (?, 1) ON CONFLICT(id) DO UPDATE SET passages = passages + 1",
            [(int(piece),) for piece in pieces],
        )


@pytest.fixture
def old(store: Path, folder: Path) -> Path:
    """The file of a catalog of the first form, which lay in the store itself."""
    for name, data in (("a.md", MARKDOWN), ("b.txt", TEXT), ("c.txt", TEXT), ("d.pdf", b"no PDF")):
        (folder / name).write_bytes(data)
    make_1(store / "catalog.sqlite3", folder)
    return store / "catalog.sqlite3"


def test_all_that_was_in_a_catalog_of_the_first_form_is_there(old: Path) -> None:
    before = sqlite3.connect(old)
    texts = before.execute("SELECT id, text FROM passage ORDER BY id").fetchall()
    identity = before.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()[0]
    before.close()
    catalog = Catalog(old)
    a, b, c, d = catalog.states()
    assert [(s.path, s.kind, s.passages, s.pages) for s in (a, b, c)] == [
        ("a.md", "markdown", 2, 1), ("b.txt", "text", 1, 1), ("c.txt", "text", 1, 1),
    ]  # fmt: skip
    assert d == FileState("d.pdf", "d.pdf", "", "abc", 9, 0, 0, 0, "broken")
    assert d.is_unread
    fresh = documents.read("a.md", MARKDOWN)
    kept = catalog.document("a.md")
    assert (kept.text, kept.title, kept.sha256) == (fresh.text, fresh.title, fresh.sha256)
    assert [b.kind for b in kept.blocks] == [b.kind for b in fresh.blocks]
    assert kept.pages[0].end == len(kept.text)
    stored = catalog.passages([identity for identity, _ in texts])
    assert [(p.id, p.text) for p in stored] == texts
    assert [p.passage.start for p in stored[:2]] == [
        p.start for p in passages.split(fresh, LETTERS)
    ]
    for one in stored:
        made = LETTERS.encode([one.text])[0]
        assert one.vector.tolist() == made.pooled.astype(np.float16).tolist()
        assert one.signature.tolist() == late.pack(made.tokens).tolist()
    assert catalog.vector_count() == 3  # the same words have one vector
    assert [i for i, _ in catalog.lexical_search(["heron"], 5, None)] == [2]
    assert catalog.piece_frequencies([sum(map(ord, "some"))]) == {sum(map(ord, "some")): 3}
    assert catalog.get("identity") != identity  # the vector store was another's
    catalog.close()


def test_a_catalog_brought_up_is_the_same_as_a_new_one_in_its_tables(
    old: Path, tmp_path: Path
) -> None:
    Catalog(old).close()
    Catalog(tmp_path / "new.sqlite3").close()

    def tables(file: Path) -> dict[str, str]:
        db = sqlite3.connect(file)
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.close()
        return {name: " ".join(sql.split()) for name, sql in rows}

    assert tables(old) == tables(tmp_path / "new.sqlite3")


def test_documents_of_the_first_form_can_be_changed_and_removed(old: Path) -> None:
    catalog = Catalog(old)
    catalog.rename("b.txt", "e.txt")
    catalog.remove("a.md")
    catalog.remove("c.txt")
    catalog.drop_unused_vectors()
    assert (catalog.count(), catalog.vector_count()) == (1, 1)
    assert catalog.word_frequencies(["heron", "sink"]) == {"heron": 0, "sink": 1}
    catalog.remove("e.txt")
    with catalog.transaction() as db:
        for table in ("passage", "lexical_docsize", "piece"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    catalog.close()


def test_an_index_of_the_first_form_answers_and_is_read_anew_without_the_model(
    old: Path, folder: Path, store: Path
) -> None:
    letters = LetterCounts(max_pieces=6)
    index = Index.open(folder, store, letters)
    query = LETTERS.encode(["heron waits"])[0].pooled
    assert index.directory == store
    (best,) = index.passages(index.dense_search(query, 1))
    assert best.text == "Some sink.\n\nThe heron waits."
    report = index.sync()
    assert (report.passages_embedded, letters.texts_encoded) == (0, 0)
    assert index.directory == store / "index-1"
    (best,) = index.passages(index.dense_search(query, 1))
    assert best.text == "Some sink.\n\nThe heron waits."
    assert [(s.path, s.same_as) for s in index.states() if s.same_as] == [("c.txt", "b.txt")]
    assert sorted(path.name for path in store.iterdir()) == ["current", "index-1"]
    index.close()


def test_a_step_that_fails_leaves_the_catalog_as_it_was(old: Path) -> None:
    db = sqlite3.connect(old)
    db.execute("UPDATE document SET blocks = 'torn' WHERE path = 'a.md'")
    db.commit()
    db.close()
    with pytest.raises((StoreError, ValueError)):
        Catalog(old)
    db = sqlite3.connect(old)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM passage").fetchone() == (4,)
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'vector'").fetchone() == (0,)
    db.close()


def test_a_catalog_of_a_newer_form_is_refused_and_left_alone(old: Path) -> None:
    Catalog(old).close()
    db = sqlite3.connect(old)
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    with pytest.raises(StoreError, match=r"was written by a newer Footnote .*: use that, or name"):
        Catalog(old)
    db = sqlite3.connect(old)
    assert db.execute("SELECT count(*) FROM document").fetchone() == (4,)
    db.close()
