"""What the catalog tells: how files stand, documents, passages, vectors, frequencies."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import lexical
from index.database import Database
from index.errors import UnknownDocument
from index.types import Block, Document, FileState, Page, Passage, Span


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the catalog holds it: where it stands, its words, its signature and vector.

    signature: (m, d / 8) uint8, a row a word piece. vector: (d,) float16, of L2 norm 1.
    """

    id: int
    path: str
    title: str
    text: str
    passage: Passage
    signature: NDArray[np.uint8]
    vector: NDArray[np.float16]


class CatalogReader(Database):
    """The reading half of the catalog; see `index.catalog`."""

    def generation(self) -> int:
        """A number that grows with every change to the passages."""
        return int(self.get("generation") or 0)

    def states(self) -> list[FileState]:
        """How every file stands, by path."""
        rows = self._rows(
            "SELECT path, title, kind, sha256, size, json_array_length(pages), characters,"
            " (SELECT count(*) FROM passage WHERE passage.document = document.id), reason"
            " FROM document ORDER BY path"
        )
        return [FileState(*row) for row in rows]

    def document(self, path: str) -> Document:
        """A document whole. Raises UnknownDocument where none of that path was read."""
        row = self._row(
            "SELECT title, sha256, kind, text, blocks, pages FROM document"
            " WHERE path = ? AND characters > 0",
            path,
        )
        if row is None:
            raise UnknownDocument(
                f"no document {path!r} in the index: `python -m index status FOLDER` lists them"
            )
        title, sha256, kind, text, blocks, pages = row
        return Document(
            path=path,
            title=title,
            sha256=sha256,
            kind=kind,
            text=text,
            blocks=tuple(Block(*block) for block in json.loads(blocks)),
            pages=tuple(Page(*page) for page in json.loads(pages)),
        )

    def document_ids(self, paths: Collection[str]) -> list[int]:
        """The ids of documents by path. Raises UnknownDocument for a path that is not there."""
        known = dict(
            self._rows(
                "SELECT path, id FROM document WHERE path IN (SELECT value FROM json_each(?))",
                json.dumps([*paths]),
            )
        )
        unknown = sorted(set(paths) - set(known))
        if unknown:
            raise UnknownDocument(
                f"no document {unknown[0]!r} in the index: `python -m index status FOLDER` "
                f"lists them"
            )
        return [known[path] for path in paths]

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Passages by id, in the order asked for; ids that are gone are left out."""
        rows = self._rows(
            "SELECT p.id, d.path, d.title, p.text, p.start, p.end, p.heading, p.page, p.sentences,"
            " p.signature, p.vector FROM passage p JOIN document d ON d.id = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            json.dumps([int(i) for i in ids]),
        )
        width = self._signature_width()
        found = {
            row[0]: StoredPassage(
                id=row[0],
                path=row[1],
                title=row[2],
                text=row[3],
                passage=Passage(
                    row[4], row[5], row[6], row[7], tuple(Span(*s) for s in json.loads(row[8]))
                ),
                signature=np.frombuffer(row[9], np.uint8).reshape(-1, width),
                vector=np.frombuffer(row[10], np.float16),
            )
            for row in rows
        }
        return [found[i] for i in ids if i in found]

    def count(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passage")[0][0])

    def vectors(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """Every passage's id, its document's id and its pooled vector: (n,), (n,), (n, d)."""
        rows = self._rows("SELECT id, document, vector FROM passage ORDER BY id")
        ids = np.array([row[0] for row in rows], np.int64)
        documents = np.array([row[1] for row in rows], np.int64)
        joined = np.frombuffer(b"".join(row[2] for row in rows), np.float16)
        width = len(joined) // max(1, len(rows))
        return ids, documents, joined.reshape(len(rows), width).astype(np.float32)

    def sample_vectors(self, count: int) -> NDArray[np.float32]:
        """Up to `count` passages' vectors, spread evenly over the ids: (count, d)."""
        first, last = self._rows("SELECT min(id), max(id) FROM passage")[0]
        places = np.linspace(first, last, count).astype(int).tolist()
        rows = [self._rows("SELECT vector FROM passage WHERE id >= ? LIMIT 1", p) for p in places]
        return np.array([np.frombuffer(row[0][0], np.float16) for row in rows], np.float32)

    def piece_frequencies(self, pieces: Sequence[int]) -> dict[int, int]:
        """In how many passages each word piece stands; 0 for one that stands nowhere."""
        found = dict.fromkeys((int(piece) for piece in pieces), 0)
        rows = self._rows(
            "SELECT id, passages FROM piece WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps([*found]),
        )
        found.update(rows)
        return found

    def lexical_search(
        self, stems: Sequence[str], k: int, among: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """The passages that score best by BM25; see `lexical.search`."""
        with self._lock, self._explained():
            return lexical.search(self._db, stems, k, among)

    def word_frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """In how many passages each stem stands; see `lexical.frequencies`."""
        with self._lock, self._explained():
            return lexical.frequencies(self._db, stems)

    def _signature_width(self) -> int:
        row = self._row("SELECT length(vector) / 2 FROM passage LIMIT 1")
        return -(-int(row[0]) // 8) if row else 1
