"""The one source of truth: documents, passages, vectors and signatures in a SQLite file."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

import numpy as np

from index import layout, lexical
from index.entries import Cut, Left
from index.schema import vector_key
from index.staging import VectorCatalog
from index.types import Document, Passage

_STRANDED = "{} had the same bytes and was read for both until it changed: sync again to read this"


class Catalog(VectorCatalog):
    """Documents and passages in one SQLite file; a file's whole change is one transaction.

    Safe to share by threads. Readers in other processes see each commit.
    """

    def replace(self, path: str, cuts: Sequence[Cut], left: Sequence[Left] = ()) -> None:
        """Put what a file gave in the place of whatever stood under its path, parts and all.

        The vectors of the passages must have been staged.
        """
        with self.transaction() as db:
            was = db.execute("SELECT same_as, sha256 FROM document WHERE path = ?", (path,))
            was_copy_of, sha256 = was.fetchone() or ("", "")
            self._remove(db, path)
            for one in left:
                _insert_left(db, one)
            for cut in cuts:
                self._insert(db, cut)
            if was_copy_of and any(cut.document.sha256 == sha256 for cut in cuts):
                _follow(db, was_copy_of, path, sha256)
            _let_go(db, path)
            self._bump(db)

    def note(self, path: str, reason: str) -> None:
        """Say of a document that its file cannot be read now; what was read of it stays."""
        with self.transaction() as db:
            db.execute("UPDATE document SET reason = ? WHERE path = ?", (reason, path))
            self._bump(db)

    def rename(self, old: str, new: str, copy: Left | None = None) -> None:
        """A file has moved: its passages stay as they are, and so does a title that it gave.

        copy: what stands under the old path from now on, None where nothing does.
        """
        with self.transaction() as db:
            self._remove(db, new)
            db.execute(
                "UPDATE document SET path = ?1, title = CASE title WHEN path THEN ?1"
                " WHEN ?2 THEN ?3 ELSE title END WHERE path = ?4",
                (new, PurePosixPath(old).stem, PurePosixPath(new).stem, old),
            )
            db.execute(
                "UPDATE document SET path = ?1 || substr(path, ?2 + 1), container = ?1, title ="
                " CASE title WHEN path THEN ?1 || substr(path, ?2 + 1) ELSE title END"
                " WHERE container = ?3 AND container != ''",  # said, or the index is not used
                (new, len(old), old),
            )
            _follow(db, old, new)
            if copy is not None:
                _insert_left(db, copy)
            _let_go(db, new)
            self._bump(db)

    def remove(self, path: str) -> None:
        """Forget a file, the files inside it, and their passages."""
        with self.transaction() as db:
            self._remove(db, path)
            _let_go(db, path)
            self._bump(db)

    def lexical_is_whole(self) -> bool:
        """Whether the lexical index has as many rows as there are passages."""
        rows = self._rows(
            "SELECT (SELECT count(*) FROM passage) = (SELECT count(*) FROM lexical_docsize)"
        )
        return bool(rows[0][0])

    def rebuild_lexical(self) -> None:
        """Make the lexical index and the word pieces' counts anew from the passages."""
        with self.transaction() as db:
            lexical.clear(db)
            db.execute("DELETE FROM piece")
            counts: Counter[int] = Counter()
            rows = db.execute(
                "SELECT p.id, p.text, v.pieces FROM passage p JOIN vector v ON v.id = p.vector"
            )
            for identity, text, pieces in rows:
                lexical.add(db, identity, text)
                counts.update(np.frombuffer(pieces, np.int32).tolist())
            db.executemany("INSERT INTO piece VALUES (?, ?)", list(counts.items()))
            self._bump(db)

    def _bump(self, db: sqlite3.Connection) -> None:
        db.execute(
            "INSERT INTO meta VALUES ('generation', '1')"
            " ON CONFLICT(key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
        )

    def _insert(self, db: sqlite3.Connection, cut: Cut) -> None:
        document = cut.document
        row = db.execute(
            "INSERT INTO document (path, container, sha256, kind, title, size, characters, reason,"
            " language, unit, minhash, pages, blocks, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.path,
                cut.container,
                document.sha256,
                document.kind,
                document.title,
                cut.size,
                len(document.text),
                document.note,
                cut.language,
                document.unit,
                cut.minhash,
                json.dumps([(p.number, p.start, p.end, p.name) for p in document.pages]),
                json.dumps([(b.kind, b.start, b.end, b.level, b.place) for b in document.blocks]),
                document.text,
            ),
        )
        identity = int(row.lastrowid or 0)
        db.executemany(
            "INSERT INTO layout VALUES (?, ?, ?)",
            [(identity, page, packed) for page, packed in layout.pack(document.lines).items()],
        )
        counts: Counter[int] = Counter()
        for passage in cut.passages:
            counts.update(self._insert_passage(db, identity, document, passage))
        db.executemany(
            "INSERT INTO piece VALUES (?1, ?2)"
            " ON CONFLICT(id) DO UPDATE SET passages = passages + ?2",
            list(counts.items()),
        )

    def _insert_passage(
        self, db: sqlite3.Connection, document: int, whole: Document, passage: Passage
    ) -> list[int]:
        """Put one passage in; the word pieces that stand in it, each once."""
        text = whole.searched(passage.start, passage.end)
        vector, pieces = db.execute(
            "SELECT id, pieces FROM vector WHERE key = ?", (vector_key(text),)
        ).fetchone()
        row = db.execute(
            "INSERT INTO passage (document, start, end, page, heading, sentences, text, vector)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                passage.start,
                passage.end,
                passage.page,
                passage.heading,
                json.dumps(passage.sentences),
                text,
                vector,
            ),
        )
        lexical.add(db, int(row.lastrowid or 0), text)
        numbers: list[int] = np.frombuffer(pieces, np.int32).tolist()
        return numbers

    def _remove(self, db: sqlite3.Connection, path: str) -> None:
        rows = db.execute(
            "SELECT id FROM document WHERE path = ?1"
            " UNION ALL SELECT id FROM document WHERE container = ?1 AND container != ''",
            (path,),
        ).fetchall()
        for (identity,) in rows:
            self._forget(db, identity)

    def _forget(self, db: sqlite3.Connection, document: int) -> None:
        rows = db.execute(
            "SELECT p.id, p.text, v.pieces FROM passage p JOIN vector v ON v.id = p.vector"
            " WHERE p.document = ?",
            (document,),
        ).fetchall()
        counts: Counter[int] = Counter()
        for identity, text, pieces in rows:
            lexical.remove(db, identity, text)
            counts.update(np.frombuffer(pieces, np.int32).tolist())
        db.executemany(
            "UPDATE piece SET passages = passages - ? WHERE id = ?",
            [(count, piece) for piece, count in counts.items()],
        )
        if counts:
            db.execute("DELETE FROM piece WHERE passages <= 0")
        db.execute("DELETE FROM document WHERE id = ?", (document,))


def _let_go(db: sqlite3.Connection, path: str) -> None:
    """What was a copy of a file is none of what stands there now: it is taken for unread."""
    db.execute(
        "UPDATE document SET same_as = '', sha256 = '', reason = ?2"
        " WHERE same_as = ?1 AND same_as != ''"
        " AND sha256 IS NOT (SELECT sha256 FROM document WHERE path = ?1)",
        (path, _STRANDED.format(path)),
    )


def _follow(db: sqlite3.Connection, old: str, new: str, sha256: str | None = None) -> None:
    """The copies of a file are now those of another that has its bytes."""
    db.execute(
        "UPDATE document SET same_as = ?2 WHERE same_as = ?1 AND same_as != '' AND path != ?2"
        " AND sha256 = coalesce(?3, sha256)",
        (old, new, sha256),
    )


def _insert_left(db: sqlite3.Connection, left: Left) -> None:
    db.execute(
        "INSERT INTO document (path, container, sha256, kind, title, size, characters, reason,"
        " same_as, pages, blocks, text) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, '[]', '[]', '')",
        (
            left.path,
            left.container,
            left.sha256,
            left.kind,
            left.path,
            left.size,
            left.reason,
            left.same_as,
        ),
    )
