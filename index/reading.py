"""What the catalog tells: how files stand, documents, passages, vectors, frequencies."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import lexical
from index.database import Database
from index.errors import UnknownDocument
from index.layout import unpack
from index.types import Block, Document, FileState, Line, Page, Passage, Span

_STATE = (
    "SELECT path, title, kind, sha256, size, json_array_length(pages), characters,"
    " (SELECT count(*) FROM passage WHERE passage.document = document.id), reason,"
    " language, container, same_as, unit FROM document"
)


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
        """How every file stands, and every file inside one, by path."""
        return [FileState(*row) for row in self._rows(f"{_STATE} ORDER BY path")]

    def state(self, path: str) -> FileState | None:
        """How one file stands; None where it is not known."""
        row = self._row(f"{_STATE} WHERE path = ?", path)
        return FileState(*row) if row else None

    def minhashes(self) -> dict[str, bytes]:
        """Each document's MinHash by its path; see `index.near`."""
        return dict(self._rows("SELECT path, minhash FROM document WHERE minhash != x''"))

    def document(self, path: str) -> Document:
        """A document whole; of a file that is the same as another, that other.

        Raises UnknownDocument where none of that path was read.
        """
        row = self._row(
            "SELECT path, title, sha256, kind, text, blocks, pages, unit, reason FROM document"
            " WHERE path = coalesce(nullif((SELECT same_as FROM document WHERE path = ?1), ''), ?1)"
            " AND characters > 0",
            path,
        )
        if row is None:
            raise UnknownDocument(
                f"no document {path!r} in the index: `python -m index status FOLDER` lists them"
            )
        path, title, sha256, kind, text, blocks, pages, unit, note = row
        return Document(
            path=path,
            title=title,
            sha256=sha256,
            kind=kind,
            text=text,
            blocks=tuple(Block(*block) for block in json.loads(blocks)),
            pages=tuple(Page(*page) for page in json.loads(pages)),
            unit=unit,
            note=note,
        )

    def lines(self, path: str, start: int, end: int) -> list[Line]:
        """The printed lines that show [start, end) of a document; [] where none are known."""
        rows = self._rows(  # of those pages alone: to unpack a whole book takes a second
            "WITH known AS (SELECT id, pages FROM document WHERE path ="
            " coalesce(nullif((SELECT same_as FROM document WHERE path = ?1), ''), ?1)),"
            " shown AS (SELECT json_extract(value, '$[0]') AS number FROM known, json_each(pages)"
            " WHERE json_extract(value, '$[1]') < ?3 AND json_extract(value, '$[2]') > ?2)"
            " SELECT page, lines FROM layout JOIN known ON document = id"
            " WHERE page IN (SELECT number FROM shown) ORDER BY page",
            path,
            start,
            end,
        )
        lines = [line for page, packed in rows for line in unpack(page, packed)]
        return [line for line in lines if line.start < end and line.end > start]

    def document_ids(self, paths: Collection[str]) -> list[int]:
        """The ids of documents by path, of a copy the one that was read, of an archive its files'.

        Raises UnknownDocument for a path that is not there.
        """
        known = dict(
            self._rows(
                "SELECT d.path, coalesce(o.id, d.id) FROM document d"
                " LEFT JOIN document o ON d.same_as != '' AND o.path = d.same_as"
                " WHERE d.path IN (SELECT value FROM json_each(?))",
                json.dumps([*paths]),
            )
        )
        unknown = sorted(set(paths) - set(known))
        if unknown:
            raise UnknownDocument(
                f"no document {unknown[0]!r} in the index: `python -m index status FOLDER` "
                f"lists them"
            )
        inside = self._rows(
            "SELECT part.id FROM document d JOIN document part"
            " ON part.container = coalesce(nullif(d.same_as, ''), d.path)"
            " WHERE part.container != '' AND d.path IN (SELECT value FROM json_each(?))",
            json.dumps([*paths]),
        )
        return [*(known[path] for path in paths), *(row[0] for row in inside)]

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Passages by id, in the order asked for; ids that are gone are left out."""
        rows = self._rows(
            "SELECT p.id, d.path, d.title, p.text, p.start, p.end, p.heading, p.page, p.sentences,"
            " v.signature, v.vector FROM passage p JOIN document d ON d.id = p.document"
            " JOIN vector v ON v.id = p.vector"
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

    def passage_vectors(self) -> NDArray[np.int64]:
        """Of every passage its id, its document's id and its vector's id: (n, 3)."""
        rows = self._rows("SELECT id, document, vector FROM passage ORDER BY id")
        return np.array(rows, np.int64).reshape(len(rows), 3)

    def vectors(self, above: int = 0) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The vectors in use whose ids are above a number: their ids and themselves, (n,), (n, d).

        A vector of L2 norm 1, as rounded to float16.
        """
        rows = self._rows(
            "SELECT id, vector FROM vector WHERE id > ?"
            " AND EXISTS (SELECT 1 FROM passage WHERE passage.vector = vector.id) ORDER BY id",
            above,
        )
        joined = np.frombuffer(b"".join(row[1] for row in rows), np.float16)
        width = len(joined) // max(1, len(rows))
        ids = np.array([row[0] for row in rows], np.int64)
        return ids, joined.reshape(len(rows), width).astype(np.float32)

    def passages_of(self, vectors: Sequence[int]) -> list[int]:
        """The passages that have these vectors, in the order of the vectors."""
        rows = self._rows(
            "SELECT vector, id FROM passage WHERE vector IN (SELECT value FROM json_each(?))"
            " ORDER BY id",
            json.dumps([*vectors]),
        )
        found: dict[int, list[int]] = {}
        for vector, passage in rows:
            found.setdefault(vector, []).append(passage)
        return [passage for vector in vectors for passage in found.get(vector, ())]

    def vector_count(self) -> int:
        """How many vectors are in use."""
        return int(self._rows("SELECT count(DISTINCT vector) FROM passage")[0][0])

    def sample_vectors(self, count: int) -> NDArray[np.float32]:
        """Up to `count` passages' vectors, spread evenly over the ids: (count, d)."""
        first, last = self._rows("SELECT min(id), max(id) FROM passage")[0]
        places = np.linspace(first, last, count).astype(int).tolist()
        rows = [
            self._rows(
                "SELECT v.vector FROM passage p JOIN vector v ON v.id = p.vector"
                " WHERE p.id >= ? LIMIT 1",
                place,
            )
            for place in places
        ]
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
        with self._reading() as db:
            return lexical.search(db, stems, k, among)

    def word_frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """In how many passages each stem stands; see `lexical.frequencies`."""
        with self._reading() as db:
            return lexical.frequencies(db, stems)

    def _signature_width(self) -> int:
        row = self._row("SELECT length(vector) / 2 FROM vector LIMIT 1")
        return -(-int(row[0]) // 8) if row else 1
