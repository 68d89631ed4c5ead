"""The vector store: a view of the catalog's vectors in Chroma, checked and made anew at need."""

import json
import logging
import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.errors import Stopped

log = logging.getLogger(__name__)

POINTER = "chroma.json"
COLLECTION = "passages"
_BATCH = 500  # vectors at once: whoever wants to stop waits no longer than for these
_SAMPLE = 8
_SAME = 1e-3  # cosine distance of a float16 vector to itself, with room
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}


def open_client(directory: Path) -> Any:
    """Chroma's client of the files in a directory; it makes them where there are none."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(directory), Settings(anonymized_telemetry=False))


def read_pointer(store: Path) -> dict[str, Any]:
    """What chroma.json says: directory, generation, identity; {} where it says nothing of use."""
    try:
        noted = json.loads((store / POINTER).read_text())
    except (OSError, ValueError):
        return {}
    name = noted.get("directory") if isinstance(noted, dict) else None
    return noted if isinstance(name, str) and name.startswith("chroma-") else {}


class VectorStore:
    """Chroma's nearest neighbours over the catalog's vectors, which go by their ids there.

    Chroma loses rows when two processes write to it or when one is killed in the act, and says
    nothing. So it is only a view: whoever opens it must hold the index's writer lock, a sample of
    known vectors must find itself, and what fails is made anew, in a new directory, from the
    vectors in the catalog.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._pointer = store / POINTER
        self._client: Any = None
        self._collection: Any = None
        self._count = 0
        self._changing = threading.Lock()
        self._is_closed = False
        self._stop: threading.Event | None = None
        self._stands_for = ("", -1)  # the catalog's identity and generation that it is a view of

    def is_current(self, catalog: Catalog) -> bool:
        """Whether it holds exactly what the catalog holds now."""
        return self._stands_for == (catalog.get("identity") or "", catalog.generation())

    def is_behind(self, catalog: Catalog) -> bool:
        """Whether it is in use, and the catalog has changed since."""
        return self._collection is not None and not self.is_current(catalog)

    def bring_up_to_date(self, catalog: Catalog, stop: threading.Event | None = None) -> bool:
        """Make it hold exactly the catalog's vectors; False if it cannot be made to work.

        stop: once set, it is left as it is, and answers come from exact search.
        """
        with self._changing, catalog.snapshot():
            self._stop = stop
            identity, generation = catalog.get("identity") or "", catalog.generation()
            if self._stands_for == (identity, generation):
                return True
            if self._is_closed:
                return False
            self._stands_for = ("", -1)  # from here on it holds neither what it held nor all of it
            if not self._check(catalog, generation):
                self._let_go()
                return False
            self._count = self._collection.count()
            self._stands_for = (identity, generation)
            return True

    def _check(self, catalog: Catalog, generation: int) -> bool:
        try:
            noted = self._read_pointer()
            is_ours = noted.get("identity") == catalog.get("identity")
            if not is_ours and any(self._store.glob("chroma-*")):
                log.warning("the vector store may be another catalog's: it is made anew")
                self._rebuild(catalog)
                return True
            directory = str(noted.get("directory", "chroma-1"))
            self._keep_only(directory)  # of a rebuild that was broken off more may lie there
            self._open(directory)
            if noted.get("generation") != generation:
                self._reconcile(catalog)
            if self._finds_itself(catalog):
                return True
            log.warning("the vector store does not find what it should: it is made anew")
        except Stopped:
            return False
        except Exception as error:  # whatever Chroma raises: it is only a view
            log.warning("the vector store is made anew from the catalog (%s)", error)
        try:
            self._rebuild(catalog)
        except Stopped:
            return False
        except Exception as error:
            log.warning("the vector store cannot be used, search is exact: %s", error)
            return False
        return True

    def make_anew(self, catalog: Catalog, stop: threading.Event | None = None) -> bool:
        """Make it from the catalog's vectors in a fresh directory; False if that does not work.

        Raises Stopped once `stop` is set; the old one stands until the new one does.
        """
        with self._changing:
            self._stop = stop
            try:
                self._rebuild(catalog)
                return True
            except Stopped:
                raise
            except Exception as error:  # whatever Chroma raises: it is only a view
                log.warning("the vector store cannot be made anew, search is exact: %s", error)
                return False
            finally:
                self._let_go()

    def search(self, vector: NDArray[np.float32], k: int) -> list[int] | None:
        """The ids of the k vectors nearest by cosine to a (d,) vector, nearest first.

        None where Chroma fails, as it may while another thread makes it anew.
        """
        most = min(k, self._count)
        if not most:
            return []
        try:
            found = self._collection.query(query_embeddings=[vector], n_results=most, include=[])
        except Exception as error:  # whatever Chroma raises: exact search answers instead
            log.warning("the vector store did not answer (%s)", error)
            return None
        return [int(identity) for identity in found["ids"][0]]

    def close(self) -> None:
        """Let go of Chroma's files, for good."""
        with self._changing:
            self._is_closed = True
            self._let_go()

    def _let_go(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None
        self._stands_for = ("", -1)

    def _read_pointer(self) -> dict[str, Any]:
        return read_pointer(self._store)

    def _write_pointer(self, directory: str, generation: int, catalog: Catalog) -> None:
        noted = {
            "directory": directory,
            "generation": generation,
            "identity": catalog.get("identity"),
        }
        fresh = self._pointer.with_suffix(".new")
        fresh.write_text(json.dumps(noted))
        os.replace(fresh, self._pointer)

    def _open(self, directory: str) -> None:
        if self._collection is not None:
            return
        self._client = open_client(self._store / Path(directory).name)
        # Without None here Chroma would keep an embedding function that may run remote code.
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
        )

    def _reconcile(self, catalog: Catalog) -> None:
        """Add what is missing and delete what is gone: an id's vector never changes."""
        generation = catalog.generation()
        ids, vectors = catalog.vectors()
        held = {int(identity) for identity in self._collection.get(include=[])["ids"]}
        wanted = set(ids.tolist())
        gone = sorted(held - wanted)
        if len(gone) > len(wanted):  # Chroma gives no space back for what is deleted
            self._rebuild(catalog)
            return
        for start in range(0, len(gone), _BATCH):
            self._collection.delete(ids=[str(i) for i in gone[start : start + _BATCH]])
        missing = np.array([i for i, identity in enumerate(ids) if int(identity) not in held], int)
        self._add(ids[missing].tolist(), vectors[missing])
        self._write_pointer(self._directory(), generation, catalog)

    def _add(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        for start in range(0, len(ids), _BATCH):
            chunk = slice(start, start + _BATCH)
            if self._stop is not None and self._stop.is_set():
                raise Stopped("the vector store is left as it is")
            self._collection.add(ids=[str(i) for i in ids[chunk]], embeddings=vectors[chunk])

    def _rebuild(self, catalog: Catalog) -> None:
        """A new directory from the catalog's vectors; the old one goes when the new one stands."""
        old = [path for path in self._store.glob("chroma-*") if path.is_dir()]
        number = 1 + max((int(p.name[7:]) for p in old if p.name[7:].isdigit()), default=0)
        self._let_go()
        self._open(f"chroma-{number}")
        generation = catalog.generation()
        ids, vectors = catalog.vectors()
        self._add(ids.tolist(), vectors)
        if not self._finds_itself(catalog):
            raise RuntimeError("a fresh vector store does not find its own vectors")
        self._write_pointer(f"chroma-{number}", generation, catalog)
        self._keep_only(f"chroma-{number}")

    def _keep_only(self, directory: str) -> None:
        for path in self._store.glob("chroma-*"):
            if path.is_dir() and path.name != directory:
                shutil.rmtree(path, ignore_errors=True)

    def _directory(self) -> str:
        return str(self._read_pointer().get("directory", "chroma-1"))

    def _finds_itself(self, catalog: Catalog) -> bool:
        """Whether it has as many rows as the catalog, and known vectors find an equal one."""
        count = catalog.vector_count()
        if self._collection.count() != count:
            return False
        if not count:
            return True
        sample = catalog.sample_vectors(_SAMPLE)
        found = self._collection.query(
            query_embeddings=list(sample), n_results=1, include=["distances"]
        )
        return all(len(row) == 1 and abs(row[0]) < _SAME for row in found["distances"])
