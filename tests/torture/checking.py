"""What is in an index, read straight from its files, and what is wrong with it."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from index.catalog import Catalog
from index.lexical import stems
from index.place import CATALOG, Place
from index.schema import vector_key

_DOCUMENT = (
    "path, container, sha256, kind, title, size, characters, reason, language, same_as, unit,"
    " minhash, pages, blocks, text"
)
_KEPT = {CATALOG, f"{CATALOG}-wal", f"{CATALOG}-shm", "chroma.json", "writer.lock", "writer.pid"}


@dataclass(frozen=True, slots=True)
class Group:
    """One file of the folder as the catalog holds it, with the files inside it, ids aside.

    rows: of documents, layouts, passages. vectors: (n, d) float16, a row a passage; signatures:
    bytes, one a passage.
    """

    rows: tuple[tuple[Any, ...], ...]
    vectors: np.ndarray
    signatures: tuple[bytes, ...]

    @property
    def copied(self) -> str:
        """The bytes' sha256 of a copy; "" of what is read itself."""
        return str(self.rows[0][2]) if self.rows[0][9] else ""

    def differs(self, other: "Group", nearly: bool = False) -> str:
        """How it is not the other's equal, in a word; "" where it is.

        nearly: vectors may differ as a model's do when it reads a text among others.
        """
        for mine, others in zip_longest(self.rows, other.rows):
            if mine != others:
                return f"rows: {str(mine)[:300]} against {str(others)[:300]}"
        if not nearly:
            same = np.array_equal(self.vectors, other.vectors)
            return "" if same and self.signatures == other.signatures else "vectors"
        one, two = (vectors.astype(np.float32) for vectors in (self.vectors, other.vectors))
        if len(one) and float((one * two).sum(axis=1).min()) < 0.999:
            return "vectors"
        for a, b in zip(self.signatures, other.signatures, strict=True):
            x, y = (np.unpackbits(np.frombuffer(bits, np.uint8)) for bits in (a, b))
            if len(x) != len(y) or (len(x) and float((x != y).mean()) > 0.02):
                return "signatures"
        return ""


def groups(catalog: Path) -> dict[str, Group]:
    """Every file of a catalog by its path."""
    with closing(_open(catalog)) as db:
        documents = db.execute(f"SELECT id, {_DOCUMENT} FROM document ORDER BY path").fetchall()
        rows: dict[str, list[tuple[Any, ...]]] = {}
        vectors: dict[str, list[np.ndarray]] = {}
        signatures: dict[str, list[bytes]] = {}
        for identity, *document in documents:
            path = document[1] or document[0]
            mine = rows.setdefault(path, [])
            mine.append(tuple(document))
            mine += db.execute(
                "SELECT page, lines FROM layout WHERE document = ? ORDER BY page", (identity,)
            ).fetchall()
            passages = db.execute(
                "SELECT p.start, p.end, p.page, p.heading, p.sentences, p.text, v.key, v.pieces,"
                " v.vector, v.signature FROM passage p LEFT JOIN vector v ON v.id = p.vector"
                " WHERE p.document = ? ORDER BY p.start",
                (identity,),
            ).fetchall()
            for *passage, vector, signature in passages:
                mine.append(tuple(passage))
                vectors.setdefault(path, []).append(np.frombuffer(vector or b"", np.float16))
                signatures.setdefault(path, []).append(signature or b"")
        return {
            path: Group(
                tuple(mine), np.array(vectors.get(path, [])), tuple(signatures.get(path, ()))
            )
            for path, mine in rows.items()
        }


def broken(catalog: Path) -> list[str]:
    """What does not fit together in a catalog, whatever folder it is of."""
    with closing(_open(catalog)) as db:
        return [*_sqlite(db), *_passages(db, catalog), *_lexical(db), *_copies(db)]


def unused_vectors(catalog: Path) -> int:
    """How many vectors no passage has: none, after a sync came to its end."""
    with closing(_open(catalog)) as db:
        return int(
            db.execute(
                "SELECT count(*) FROM vector WHERE id NOT IN (SELECT vector FROM passage)"
            ).fetchone()[0]
        )


def staged(catalog: Path) -> set[bytes]:
    """The keys of all texts that the model has read for a catalog, used or not."""
    with closing(_open(catalog)) as db:
        return {row[0] for row in db.execute("SELECT key FROM vector")}


def made_with(catalog: Path) -> str:
    """The fingerprint of a catalog's model, "" where it has none yet."""
    with closing(_open(catalog)) as db:
        rows = db.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchall()
        return str(rows[0][0]) if rows else ""


def chroma(directory: Path) -> tuple[int, list[str]]:
    """How many vectors were asked for in an index's Chroma, and what is wrong with it.

    The index must be closed. Each vector is looked for by itself.
    """
    import chromadb
    from chromadb.config import Settings

    with closing(_open(directory / CATALOG)) as db:
        rows = db.execute(
            "SELECT id, vector FROM vector WHERE id IN (SELECT vector FROM passage)"
        ).fetchall()
    noted = json.loads((directory / "chroma.json").read_text())
    client = chromadb.PersistentClient(
        str(directory / noted["directory"]), Settings(anonymized_telemetry=False)
    )
    try:
        collection = client.get_collection("passages", embedding_function=None)
        held = {int(identity) for identity in collection.get(include=[])["ids"]}
        wanted = {identity: np.frombuffer(vector, np.float16) for identity, vector in rows}
        wrong = [f"{len(wanted.keys() - held)} vectors are missing"] * bool(wanted.keys() - held)
        wrong += [f"{len(held - wanted.keys())} too many"] * bool(held - wanted.keys())
        if wanted:
            asked = [vector.astype(np.float32) for vector in wanted.values()]
            found = collection.query(
                query_embeddings=asked, n_results=1, include=["distances"]
            )["distances"]  # fmt: skip
            lost = sum(not row or abs(row[0]) > 1e-3 for row in found)
            wrong += [f"{lost} vectors do not find themselves"] * bool(lost)
        return len(wanted), wrong
    finally:
        client.close()


def strays(store: Path) -> list[str]:
    """What lies in a store and should not, once a sync has come to its end."""
    current = Place(store).current()
    noted = current / "chroma.json"
    kept = _KEPT | ({json.loads(noted.read_text())["directory"]} if noted.exists() else set())
    outside = [path.name for path in store.iterdir() if path.name not in ("current", current.name)]
    return [*outside, *(path.name for path in current.iterdir() if path.name not in kept)]


def _open(catalog: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)


def _sqlite(db: sqlite3.Connection) -> Iterator[str]:
    for pragma in ("integrity_check", "foreign_key_check"):
        rows = db.execute(f"PRAGMA {pragma}").fetchall()
        yield from (f"{pragma}: {row}" for row in rows if row != ("ok",))


def _passages(db: sqlite3.Connection, file: Path) -> Iterator[str]:
    """Passages tile their document, say its words, and have the vectors of those words."""
    catalog = Catalog(file)
    try:
        for identity, path, characters in db.execute(
            "SELECT id, path, characters FROM document ORDER BY path"
        ).fetchall():
            rows = db.execute(
                "SELECT p.start, p.end, p.text, p.sentences, v.key FROM passage p"
                " LEFT JOIN vector v ON v.id = p.vector WHERE document = ? ORDER BY p.start, p.end",
                (identity,),
            ).fetchall()
            edges = [0, *(row[1] for row in rows)]
            if [row[0] for row in rows] != edges[:-1] or edges[-1] != characters:
                yield f"{path}: its passages do not tile its text"
                continue
            document = catalog.document(path) if rows else None
            for start, end, text, sentences, key in rows:
                assert document is not None
                if document.searched(start, end) != text:
                    yield f"{path}: a passage's words are not the document's"
                if key != vector_key(text):
                    yield f"{path}: a passage has another text's vector"
                if any(not start <= a < b <= end for a, b in json.loads(sentences)):
                    yield f"{path}: a sentence is outside its passage"
    finally:
        catalog.close()


def _lexical(db: sqlite3.Connection) -> Iterator[str]:
    """FTS5 and the pieces' counts say what the passages say."""
    db.execute("CREATE VIRTUAL TABLE temp.said USING fts5vocab('main', 'lexical', 'instance')")
    held: dict[int, list[tuple[int, str]]] = {}
    for term, passage, offset in db.execute("SELECT term, doc, offset FROM temp.said"):
        held.setdefault(passage, []).append((offset, term))
    pieces: Counter[int] = Counter()
    rows = db.execute(
        "SELECT p.id, p.text, v.pieces FROM passage p JOIN vector v ON v.id = p.vector"
    ).fetchall()
    for passage, text, of_text in rows:
        words = [term for _, term in sorted(held.pop(passage, []))]
        if words != [part for stem in stems(text) for part in stem.split()]:
            yield f"passage {passage}: its words are not those of the lexical index"
        pieces.update(np.frombuffer(of_text, np.int32).tolist())
    if held:
        yield f"{len(held)} passages of the lexical index are gone"
    if pieces != Counter(dict(db.execute("SELECT id, passages FROM piece").fetchall())):
        yield "the word pieces are miscounted"


def _copies(db: sqlite3.Connection) -> Iterator[str]:
    """A copy names a file with its bytes."""
    rows = db.execute(
        "SELECT d.path, d.same_as FROM document d LEFT JOIN document o ON o.path = d.same_as"
        " WHERE d.same_as != '' AND o.sha256 IS NOT d.sha256"
    ).fetchall()
    yield from (f"{path} is no longer the same as {original}" for path, original in rows)


def version(catalog: Path) -> int:
    """The form of a catalog; 0 before it has its tables."""
    with closing(_open(catalog)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
