"""Vectors by the text that they are of: kept as they are made, found again, dropped when unused."""

from collections.abc import Collection

import numpy as np

from index.entries import PassageVectors
from index.reading import CatalogReader
from index.schema import vector_key

_VARIABLES = 500  # of one statement; SQLite takes 32,766


class VectorCatalog(CatalogReader):
    """The half of the catalog that keeps vectors; see `index.catalog`."""

    def stage(self, vectors: dict[str, PassageVectors]) -> None:
        """Keep what the model made of these texts, for passages that are still to come."""
        with self.transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO vector (key, pieces, vector, signature) VALUES (?, ?, ?, ?)",
                [
                    (
                        vector_key(text),
                        np.unique(made.pieces).astype(np.int32).tobytes(),
                        made.pooled.astype(np.float16).tobytes(),
                        made.bits.tobytes(),
                    )
                    for text, made in vectors.items()
                ],
            )

    def stage_from(self, other: CatalogReader, texts: Collection[str]) -> None:
        """Take the vectors of these texts over from another catalog of the same model."""
        keys = [vector_key(text) for text in texts]
        for start in range(0, len(keys), _VARIABLES):
            some = keys[start : start + _VARIABLES]
            marks = ",".join("?" * len(some))
            rows = other._rows(
                f"SELECT key, pieces, vector, signature FROM vector WHERE key IN ({marks})", *some
            )
            with self.transaction() as db:
                db.executemany(
                    "INSERT OR IGNORE INTO vector (key, pieces, vector, signature)"
                    " VALUES (?, ?, ?, ?)",
                    rows,
                )

    def unknown(self, texts: Collection[str]) -> list[str]:
        """Those of the texts that the model has not read yet, each once, in order."""
        keys = {vector_key(text): text for text in texts}
        listed = list(keys)
        for start in range(0, len(listed), _VARIABLES):
            some = listed[start : start + _VARIABLES]
            marks = ",".join("?" * len(some))
            for row in self._rows(f"SELECT key FROM vector WHERE key IN ({marks})", *some):
                del keys[row[0]]
        return list(keys.values())

    def drop_unused_vectors(self) -> None:
        """Forget the vectors that no passage has any more."""
        unused = "NOT EXISTS (SELECT 1 FROM passage WHERE passage.vector = vector.id)"
        if self._row(f"SELECT 1 FROM vector WHERE {unused} LIMIT 1"):
            with self.transaction() as db:
                db.execute(f"DELETE FROM vector WHERE {unused}")
