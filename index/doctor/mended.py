"""The catalog under repair: what is damaged in it is cut out, a transaction at a time."""

from collections.abc import Collection, Mapping
from uuid import uuid4

import numpy as np

from index import late
from index.catalog import Catalog
from index.encoder import Encoding
from index.schema import vector_key

_VARIABLES = 500  # of one statement


class MendedCatalog(Catalog):
    """A catalog with means that only a repair may use.

    They leave the lexical index and the word pieces' counts behind: `rebuild_lexical` is due.
    """

    def sign_anew(self) -> None:
        """Say which catalog it is and count its changes on, where that was lost."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", (uuid4().hex,))
            db.execute(
                "INSERT INTO meta VALUES ('generation', '1') ON CONFLICT(key)"
                " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
            )

    def cut_orphans(self) -> None:
        """Drop the passages and printed lines of documents that are not there."""
        with self.transaction() as db:
            for table in ("passage", "layout"):
                db.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT id FROM document)")
            self._bump(db)

    def put_sizes(self, sizes: Mapping[str, int]) -> None:
        """Set the sizes of files, in bytes."""
        with self.transaction() as db:
            db.executemany(
                "UPDATE document SET size = ? WHERE path = ?",
                [(size, path) for path, size in sizes.items()],
            )

    def cut_documents(self, files: Collection[str]) -> None:
        """Drop the documents of these files, those inside them too, whatever is in their rows."""
        with self.transaction() as db:
            db.executemany(
                "DELETE FROM document WHERE path = ?1 OR container = ?1", [(f,) for f in files]
            )
            self._bump(db)

    def has_passages(self, file: str) -> bool:
        """Whether questions are answered from a file or from what is inside it."""
        return bool(
            self._rows(
                "SELECT 1 FROM passage WHERE document IN"
                " (SELECT id FROM document WHERE path = ?1 OR container = ?1) LIMIT 1",
                file,
            )
        )

    def passages_with(self, vectors: Collection[int]) -> list[int]:
        """The passages that have one of the vectors, by id."""
        listed, found = sorted(vectors), set[int]()
        for start in range(0, len(listed), _VARIABLES):
            found.update(self.passages_of(listed[start : start + _VARIABLES]))
        return sorted(found)

    def used_vectors(self) -> set[int]:
        """The ids of all vectors that passages have."""
        return {row[0] for row in self._rows("SELECT DISTINCT vector FROM passage")}

    def texts_of(self, passages: Collection[int]) -> dict[int, str]:
        """The texts of passages by id."""
        marks = ",".join("?" * len(passages))
        return dict(self._rows(f"SELECT id, text FROM passage WHERE id IN ({marks})", *passages))

    def without_vector(self, texts: Collection[str], wrong: Collection[int]) -> list[str]:
        """Those of the texts that have no vector, or a wrong one."""
        found = []
        for text in dict.fromkeys(texts):
            row = self._row("SELECT id FROM vector WHERE key = ?", vector_key(text))
            if row is None or row[0] in wrong:
                found.append(text)
        return found

    def give_vectors(
        self, texts: Mapping[int, str], made: Mapping[str, Encoding], wrong: Collection[int]
    ) -> None:
        """Give passages their texts' vectors, made now or already there.

        A vector gets a new id, for the vector store and other processes know the old one's.
        """
        with self.transaction() as db:
            for text, one in made.items():
                key = vector_key(text)
                row = db.execute("SELECT id FROM vector WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    db.execute("UPDATE vector SET key = randomblob(32) WHERE id = ?", row)
                db.execute(
                    "INSERT INTO vector (key, pieces, vector, signature) VALUES (?, ?, ?, ?)",
                    (
                        key,
                        np.unique(one.pieces).astype(np.int32).tobytes(),
                        one.pooled.astype(np.float16).tobytes(),
                        late.pack(one.tokens).tobytes(),
                    ),
                )
            db.executemany(
                "UPDATE passage SET vector = (SELECT id FROM vector WHERE key = ?) WHERE id = ?",
                [(vector_key(text), identity) for identity, text in texts.items()],
            )
            self._bump(db)
