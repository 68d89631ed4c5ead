"""Exact nearest neighbours over the catalog's vectors: any filter, any process, no recall loss."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog


class ExactSearch:
    """Nearest neighbours by one matrix product: no recall loss, any filter, any process."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._identity = ""
        self._generation = -1
        self._ids = np.empty(0, np.int64)
        self._vectors = np.empty((0, 0), np.float32)
        self._passages = np.empty((0, 3), np.int64)

    def search(
        self, catalog: Catalog, vector: NDArray[np.float32], k: int, among: Sequence[int] | None
    ) -> list[int]:
        """The ids of the k passages nearest by cosine to a (d,) vector, nearest first.

        among: the ids of the documents to look in, None for all.
        """
        passages, ids, vectors = self._held(catalog)
        if among is not None:
            passages = passages[np.isin(passages[:, 1], among)]
        rows = np.searchsorted(ids, passages[:, 2])
        if not len(rows):
            return []
        similarity = (vectors @ vector)[rows]
        most = min(k, len(rows))
        best = np.argpartition(-similarity, most - 1)[:most]
        order = best[np.lexsort((passages[best, 0], -similarity[best]))]
        return [int(i) for i in passages[order, 0]]

    def _held(
        self, catalog: Catalog
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """The passages (n, 3), vector ids (m,) and vectors (m, d) of the catalog as it is now.

        While a folder is being read the catalog grows all the time: only what is new is fetched.
        """
        with self._changing, catalog.snapshot():
            identity, generation = catalog.get("identity") or "", catalog.generation()
            if identity != self._identity:
                self._identity, self._generation = identity, -1
                self._ids, self._vectors = np.empty(0, np.int64), np.empty((0, 0), np.float32)
            if generation != self._generation:
                self._passages = catalog.passage_vectors()
                used = np.unique(self._passages[:, 2])
                last = int(self._ids[-1]) if len(self._ids) else 0
                ids, vectors = catalog.vectors(above=last)
                kept = np.isin(self._ids, used)
                if len(ids):
                    parts = [self._vectors[kept], vectors] if kept.any() else [vectors]
                    self._vectors = np.concatenate(parts)
                else:
                    self._vectors = self._vectors[kept]
                self._ids = np.concatenate([self._ids[kept], ids])
                if len(self._ids) != len(used):  # one is in use again that no passage had
                    self._ids, self._vectors = catalog.vectors()
                self._generation = generation
            return self._passages, self._ids, self._vectors
