"""An index of folders: opened, brought up to date, searched. It only wires the other parts."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import aside, layout
from index.catalog import Catalog
from index.encoder import Encoder
from index.errors import StoreBusy
from index.exact import ExactSearch
from index.folder import Folders
from index.near import near_duplicates
from index.place import Place, check_apart, check_disk, default_store
from index.reading import StoredPassage
from index.tally import OnProgress
from index.types import Box, Document, FileState, Span, SyncReport
from index.upkeep import Built, Wanted


class Index:
    """The passages of the documents of one or more folders, and the ways to find them."""

    def __init__(self, folders: Folders, place: Place, encoder: Encoder) -> None:
        """Use `Index.open`."""
        self.folders, self.place, self.encoder = folders, place, encoder
        self._wanted = Wanted(folders, place, encoder)
        self._rebuild, self._exact = False, ExactSearch()
        self._pinned = threading.local()
        self._outlived: list[Catalog] = []
        self._unfit: Path | None = None
        self._changing = threading.RLock()  # held through a sync: no other index is moved to then
        self._built = Built(place.current())

    @classmethod
    def open(
        cls,
        folder: str | Path | Sequence[str | Path],
        store: str | Path | None,
        encoder: Encoder,
        rebuild: bool = False,
    ) -> "Index":
        """Open the index of a folder, or of several, making an empty one where there is none.

        store: the directory of the index, outside the folders; None for `default_store` of the
        first.
        rebuild: the next sync makes it anew, and with another model if the encoder is one; until
        that is done the old one answers.
        Raises FolderError where a folder is not there, StoreError where the store is inside one,
        holds another folder's index or lies on a network disk, ModelMismatch where another model
        made it.
        """
        folders = Folders([folder] if isinstance(folder, str | Path) else folder)
        place = Path(store).expanduser().resolve() if store else default_store(folders.roots[0])
        check_apart(place, folders.roots)
        check_disk(place)
        index = cls(folders, Place(place), encoder)
        try:
            index._wanted.check_owner(index._built.catalog)
            index._rebuild = rebuild
            if not rebuild:
                index._wanted.check_model(index._built.catalog)
        except BaseException:
            index.close()
            raise
        return index

    @property
    def store(self) -> Path:
        """The directory of the index."""
        return self.place.store

    @property
    def folder(self) -> Path:
        """The first of its folders."""
        return self.folders.roots[0]

    @property
    def catalog(self) -> Catalog:
        """The catalog that answers; inside `snapshot`, the one it began with."""
        pinned: Catalog | None = getattr(self._pinned, "catalog", None)
        return pinned or self._built.catalog

    @property
    def directory(self) -> Path:
        """The directory of the index that answers, in the store."""
        return self._built.directory

    # -- keeping up

    def sync(
        self,
        progress: OnProgress | None = None,
        passwords: Sequence[str] = (),
        stop: threading.Event | None = None,
    ) -> SyncReport:
        """Bring the index up to date with the folders.

        Where it was made with another model or another way of reading, a new one is made beside
        it, which takes its place when it is whole; a sync that was stopped goes on there.
        passwords: tried on what is encrypted. stop: once set, the sync ends and says so.
        Raises StoreBusy where another process writes to it, FolderError where a folder is gone,
        StoreError where the store cannot be written, ModelMismatch where another process has put
        the index of another model in its place.
        """
        wanted = replace(self._wanted, progress=progress, passwords=passwords, stop=stop)
        with self._changing:
            self._follow()
            if self._unfit is not None and self.place.current() == self._unfit:
                wanted.check_model_in(self._unfit)
            if not self._rebuild and wanted.is_met_by(self._built.catalog):
                self._built.lock.require()
                return wanted.bring_up_to_date(self._built)
            report, directory = wanted.build_beside(self._built, self._rebuild)
            if report.is_complete:
                self._rebuild = False
                self._move(directory)
                self.open_vector_store()
                self.place.tidy()
            return report

    def try_sync(
        self,
        progress: OnProgress | None = None,
        passwords: Sequence[str] = (),
        stop: threading.Event | None = None,
    ) -> SyncReport | None:
        """`sync` where no other process writes to the index; else None, and it is only read."""
        try:
            return self.sync(progress, passwords, stop) if self._built.lock.acquire() else None
        except StoreBusy:  # another process makes a new index beside this one
            return None

    def remove(self, path: str) -> None:
        """Answer no more from a document, its file untouched; the next sync reads a copy instead.

        Raises UnknownDocument where there is none, StoreError where that cannot be kept.
        """
        aside.remove(self.store, self._built, path)

    def restore(self, path: str) -> None:
        """Have the next sync read a removed document again. Raises as `remove` does."""
        aside.restore(self.store, self._built, path)

    def _follow(self) -> None:
        """Another process may have put a new index in the place of this one."""
        current = self.place.current()
        if current in (self._built.directory, self._unfit):
            return
        if not self._changing.acquire(blocking=False):
            return  # this one is being synced: later
        try:
            if current != self._built.directory:
                if self._wanted.can_answer_from(current):
                    self._move(current)
                else:
                    self._unfit = current
        finally:
            self._changing.release()

    def _move(self, directory: Path) -> None:
        """Answer from another directory; who is in the middle of an answer keeps the old one."""
        old, self._built = self._built, Built(directory)
        self._outlived.append(old.catalog)
        old.vectors.close()
        old.lock.release()

    # -- answering

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread asks of the index inside is of one moment: no file half changed."""
        if getattr(self._pinned, "catalog", None) is not None:
            yield
            return
        self._follow()
        catalog = self._built.catalog
        self._pinned.catalog = catalog
        try:
            with catalog.snapshot():
                yield
        finally:
            self._pinned.catalog = None

    def open_vector_store(self) -> bool:
        """Have Chroma ready for searches; False where another process holds it."""
        built = self._built
        return built.lock.acquire() and built.vectors.bring_up_to_date(built.catalog)

    def dense_search(
        self, vector: NDArray[np.float32], k: int, among: Sequence[int] | None = None
    ) -> list[int]:
        """The k passages nearest to a (d,) vector: by Chroma where it is open and current.

        With `among` (ids of documents), in a process that does not hold Chroma, and while Chroma
        is behind, the same by exact search.
        """
        vectors = self._built.vectors
        if among is None and vectors.is_current(self.catalog):
            found = vectors.search(vector, k)
            if found is not None and vectors.is_current(self.catalog):  # still
                return self.catalog.passages_of(found)[:k]
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

    def boxes(self, path: str, start: int, end: int) -> list[Box]:
        """Where [start, end) of a document stands on its pages; [] for a format without them."""
        return layout.boxes(self.catalog.lines(path, start, end), Span(start, end))

    def states(self) -> list[FileState]:
        """How every file of the folders stands, and every file inside one."""
        return self.catalog.states()

    def stands(self) -> str:
        """Changes whenever anything in the catalog does, another index in its place included."""
        self._follow()
        catalog = self._built.catalog
        return f"{catalog.get('identity')} {catalog.generation()}"

    def near_duplicates(self) -> dict[str, list[str]]:
        """For each document that has any, the documents that say nearly the same."""
        return near_duplicates(self.catalog.minhashes())

    def close(self) -> None:
        """Let go of the files and of the writer's lock."""
        for catalog in self._outlived:
            catalog.close()
        self._built.close()
