"""An index of a folder: opened, brought up to date, searched. It only wires the other parts."""

import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.dense import ExactSearch, VectorStore
from index.encoder import Encoder
from index.errors import ModelMismatch, StoreError
from index.folder import check_is_folder
from index.lock import WriterLock
from index.reading import StoredPassage
from index.sync import OnProgress, sync
from index.types import Document, FileState, SyncReport

READING = "2"  # grows when files are read, cut or stemmed otherwise: they are then read anew


def default_store(folder: Path) -> Path:
    """Where a folder's index is kept unless told otherwise: `.footnote/NAME` beside it."""
    folder = folder.resolve()
    return folder.parent / ".footnote" / (folder.name or "root")


class Index:
    """The passages of a folder's documents, and the ways to find them."""

    def __init__(self, folder: Path, store: Path, encoder: Encoder) -> None:
        """Use `Index.open`."""
        self.folder, self.store, self.encoder = folder, store, encoder
        self.catalog = Catalog(store / "catalog.sqlite3")
        self._lock = WriterLock(store)
        self._exact = ExactSearch()
        self._vectors = VectorStore(store)

    @classmethod
    def open(
        cls,
        folder: str | Path,
        store: str | Path | None,
        encoder: Encoder,
        rebuild: bool = False,
    ) -> "Index":
        """Open the index of a folder, making an empty one where there is none.

        store: the directory of the index, outside the folder; None for `default_store`.
        rebuild: forget what is there, so that the next sync reads everything anew.
        Raises FolderError where the folder is not there, StoreError where the store is inside the
        folder or holds another folder's index, ModelMismatch where another model made it.
        """
        folder = Path(folder).expanduser()
        check_is_folder(folder)
        folder = folder.resolve()
        place = Path(store).expanduser().resolve() if store else default_store(folder)
        if place == folder or place.is_relative_to(folder):
            raise StoreError(
                f"the index cannot be kept inside the folder it reads ({place}): name a directory "
                f"outside {folder} with --store"
            )
        index = cls(folder, place, encoder)
        try:
            index._check_owner()
            if rebuild:
                index._lock.require()
                index.catalog.clear()
            index._check_model()
        except BaseException:
            index.close()
            raise
        return index

    def _check_owner(self) -> None:
        owner = self.catalog.get("folder")
        if owner is not None and Path(owner) != self.folder and Path(owner).is_dir():
            raise StoreError(
                f"{self.store} holds the index of {owner}: name another directory with --store"
            )

    def _check_model(self) -> None:
        made_with = self.catalog.get("fingerprint")
        if made_with is not None and made_with != self.encoder.fingerprint:
            raise ModelMismatch(
                f"the index at {self.store} was made with the model "
                f"{self.catalog.get('model')!r}, not {self.encoder.name!r}: ask for that model, "
                f"or make the index anew with `python -m index sync {shlex.quote(str(self.folder))}"
                f" --store {shlex.quote(str(self.store))} --model {shlex.quote(self.encoder.name)}"
                f" --rebuild`"
            )

    def sync(self, progress: OnProgress | None = None) -> SyncReport:
        """Bring the index up to date with the folder.

        Raises StoreBusy where another process writes to it, FolderError where the folder is gone.
        """
        self._lock.require()
        if self.catalog.get("reading") != READING:
            self.catalog.clear()
            self.catalog.put(reading=READING)
        if self.catalog.get("fingerprint") is None:
            self.catalog.put(model=self.encoder.name, fingerprint=self.encoder.fingerprint)
        if self.catalog.get("folder") != str(self.folder):
            self.catalog.put(folder=str(self.folder))
        report = sync(self.folder, self.catalog, self.encoder, progress, skip=self.store)
        if not report.is_current:
            self._vectors.bring_up_to_date(self.catalog)
        return report

    def try_sync(self, progress: OnProgress | None = None) -> SyncReport | None:
        """`sync` where no other process writes to the index; else None, and it is only read."""
        return self.sync(progress) if self._lock.acquire() else None

    def open_vector_store(self) -> bool:
        """Have Chroma ready for searches; False where another process holds it."""
        return self._lock.acquire() and self._vectors.bring_up_to_date(self.catalog)

    def dense_search(
        self, vector: NDArray[np.float32], k: int, among: Sequence[int] | None = None
    ) -> list[int]:
        """The k passages nearest to a (d,) vector: by Chroma where it is open and current.

        With `among` (ids of documents), in a process that does not hold Chroma, and while Chroma
        is behind, the same by exact search.
        """
        if among is None and self._vectors.generation == self.catalog.generation():
            found = self._vectors.search(vector, k)
            if found is not None:
                return found
        return self._exact.search(self.catalog, vector, k, among)

    def lexical_search(
        self, stems: Sequence[str], k: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k passages that score best by BM25, as (id, score)."""
        return self.catalog.lexical_search(stems, k, among)

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Passages by id, in the order asked for."""
        return self.catalog.passages(ids)

    def document(self, path: str) -> Document:
        """A document whole. Raises UnknownDocument where none of that path was read."""
        return self.catalog.document(path)

    def document_ids(self, paths: Collection[str]) -> list[int]:
        """The ids of documents by path. Raises UnknownDocument for a path that is not there."""
        return self.catalog.document_ids(paths)

    def states(self) -> list[FileState]:
        """How every file of the folder stands."""
        return self.catalog.states()

    def close(self) -> None:
        """Let go of the files and of the writer's lock."""
        self._vectors.close()
        self.catalog.close()
        self._lock.release()
