"""The one source of truth: documents, passages, vectors and signatures in a SQLite file."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import lexical
from index.reading import CatalogReader
from index.types import Document, Passage


class PassageVectors(NamedTuple):
    """What is kept of a passage of m word pieces that the model has read.

    pooled: (d,) float32, L2 norm 1. bits: (m, d / 8) uint8, see `late.pack`. pieces: (m,) int32.
    """

    pooled: NDArray[np.float32]
    bits: NDArray[np.uint8]
    pieces: NDArray[np.int32]


class Catalog(CatalogReader):
    """Documents and passages in one SQLite file; a file's whole change is one transaction.

    Safe to share by threads. Readers in other processes see each commit.
    """

    def clear(self) -> None:
        """Forget every document, and the model they were read with."""
        with self.transaction() as db:
            lexical.clear(db)
            for table in ("piece", "passage", "document"):
                db.execute(f"DELETE FROM {table}")
            db.execute("DELETE FROM meta WHERE key IN ('model', 'fingerprint')")
            self._bump(db)

    def replace(
        self,
        document: Document,
        size: int,
        passages: Sequence[Passage],
        vectors: Sequence[PassageVectors],
    ) -> None:
        """Put a document in the place of whatever stood under its path."""
        with self.transaction() as db:
            self._remove(db, document.path)
            row = db.execute(
                "INSERT INTO document (path, sha256, kind, title, size, characters, reason, pages,"
                " blocks, text) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
                (
                    document.path,
                    document.sha256,
                    document.kind,
                    document.title,
                    size,
                    len(document.text),
                    json.dumps([(p.number, p.start, p.end) for p in document.pages]),
                    json.dumps([(b.kind, b.start, b.end, b.level) for b in document.blocks]),
                    document.text,
                ),
            )
            for passage, made in zip(passages, vectors, strict=True):
                self._insert(db, int(row.lastrowid or 0), document, passage, made)
            self._bump(db)

    def replace_unread(self, path: str, sha256: str, size: int, reason: str) -> None:
        """Record a file that could not be read, in the place of whatever stood under its path."""
        with self.transaction() as db:
            self._remove(db, path)
            db.execute(
                "INSERT INTO document (path, sha256, kind, title, size, characters, reason, pages,"
                " blocks, text) VALUES (?, ?, '', ?, ?, 0, ?, '[]', '[]', '')",
                (path, sha256, path, size, reason),
            )
            self._bump(db)

    def note(self, path: str, reason: str) -> None:
        """Say of a document that its file cannot be read now; what was read of it stays."""
        with self.transaction() as db:
            db.execute("UPDATE document SET reason = ? WHERE path = ?", (reason, path))

    def rename(self, old: str, new: str) -> None:
        """A file has moved: its passages stay as they are, and so does a title that it gave."""
        with self.transaction() as db:
            db.execute(
                "UPDATE document SET path = ?1, title = CASE title WHEN path THEN ?1"
                " WHEN ?2 THEN ?3 ELSE title END WHERE path = ?4",
                (new, PurePosixPath(old).stem, PurePosixPath(new).stem, old),
            )
            self._bump(db)

    def remove(self, path: str) -> None:
        """Forget a document and its passages."""
        with self.transaction() as db:
            self._remove(db, path)
            self._bump(db)

    def _bump(self, db: sqlite3.Connection) -> None:
        db.execute(
            "INSERT INTO meta VALUES ('generation', '1')"
            " ON CONFLICT(key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
        )

    def _insert(
        self,
        db: sqlite3.Connection,
        document: int,
        whole: Document,
        passage: Passage,
        made: PassageVectors,
    ) -> None:
        text = whole.text[passage.start : passage.end]
        pieces = np.unique(made.pieces).astype(np.int32)
        row = db.execute(
            "INSERT INTO passage (document, start, end, page, heading, sentences, text, pieces,"
            " vector, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                passage.start,
                passage.end,
                passage.page,
                passage.heading,
                json.dumps(passage.sentences),
                text,
                pieces.tobytes(),
                made.pooled.astype(np.float16).tobytes(),
                made.bits.tobytes(),
            ),
        )
        lexical.add(db, int(row.lastrowid or 0), text)
        db.executemany(
            "INSERT INTO piece VALUES (?, 1) ON CONFLICT(id) DO UPDATE SET passages = passages + 1",
            [(int(piece),) for piece in pieces],
        )

    def _remove(self, db: sqlite3.Connection, path: str) -> None:
        row = db.execute("SELECT id FROM document WHERE path = ?", (path,)).fetchone()
        if row:
            self._forget(db, row[0])

    def _forget(self, db: sqlite3.Connection, document: int) -> None:
        rows = db.execute(
            "SELECT id, text, pieces FROM passage WHERE document = ?", (document,)
        ).fetchall()
        counts: Counter[int] = Counter()
        for identity, text, pieces in rows:
            lexical.remove(db, identity, text)
            counts.update(np.frombuffer(pieces, np.int32).tolist())
        db.executemany(
            "UPDATE piece SET passages = passages - ? WHERE id = ?",
            [(count, piece) for piece, count in counts.items()],
        )
        db.execute("DELETE FROM piece WHERE passages <= 0")
        db.execute("DELETE FROM document WHERE id = ?", (document,))
