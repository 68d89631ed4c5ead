"""An index of folders: opened, brought up to date, searched. It only wires the other parts."""

import logging
import shlex
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import layout
from index.catalog import Catalog
from index.dense import ExactSearch, VectorStore
from index.encoder import Encoder
from index.errors import ModelMismatch, StoreError
from index.folder import Folders
from index.lock import WriterLock
from index.near import near_duplicates
from index.place import CATALOG, Place, check_disk
from index.reading import StoredPassage
from index.sync import OnProgress, sync
from index.types import Box, Document, FileState, Span, SyncReport

READING = "3"  # grows when files are read, cut or stemmed otherwise: they are then read anew
log = logging.getLogger(__name__)


def default_store(folder: Path) -> Path:
    """Where a folder's index is kept unless told otherwise: `.footnote/NAME` beside it."""
    folder = folder.resolve()
    return folder.parent / ".footnote" / (folder.name or "root")


class Index:
    """The passages of the documents of one or more folders, and the ways to find them."""

    def __init__(self, folders: Folders, place: Place, encoder: Encoder) -> None:
        """Use `Index.open`."""
        self.folders, self.place, self.encoder = folders, place, encoder
        self._exact = ExactSearch()
        self._pinned = threading.local()
        self._outlived: list[Catalog] = []
        self._rebuild = False
        self._use(place.current())

    def _use(self, directory: Path) -> None:
        self.directory = directory
        self._catalog = Catalog(directory / CATALOG)
        self._lock = WriterLock(directory)
        self._vectors = VectorStore(directory)

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
        for root in folders.roots:
            if place == root or place.is_relative_to(root):
                raise StoreError(
                    f"the index cannot be kept inside the folder it reads ({place}): name a "
                    f"directory outside {root} with --store"
                )
        check_disk(place)
        index = cls(folders, Place(place), encoder)
        try:
            index._check_owner()
            index._rebuild = rebuild
            if not rebuild:
                index._check_model()
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
        return pinned or self._catalog

    def _check_owner(self) -> None:
        owners = (self._catalog.get("folder") or "").split("\n")
        others = [owner for owner in owners if owner and Path(owner) not in self.folders.roots]
        if others and len(others) == len(owners) and Path(others[0]).is_dir():
            raise StoreError(
                f"{self.store} holds the index of {others[0]}: name another directory with --store"
            )

    def _check_model(self) -> None:
        made_with = self._catalog.get("fingerprint")
        if made_with is not None and made_with != self.encoder.fingerprint:
            named = " ".join(shlex.quote(str(root)) for root in self.folders.roots)
            raise ModelMismatch(
                f"the index at {self.store} was made with the model "
                f"{self._catalog.get('model')!r}, not {self.encoder.name!r}: ask for that model, "
                f"or make the index anew with `python -m index sync {named}"
                f" --store {shlex.quote(str(self.store))} --model {shlex.quote(self.encoder.name)}"
                f" --rebuild`; the old one answers until the new one is done"
            )

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
        StoreError where the store cannot be written.
        """
        if self._rebuild or not self._is_made_alike(self._catalog):
            return self._build_beside(progress, passwords, stop)
        self._lock.require()
        self._sign(self._catalog)
        if not self._catalog.lexical_is_whole():
            log.warning("the lexical index does not fit the passages: it is made anew")
            self._catalog.rebuild_lexical()
        report = sync(
            self.folders, self._catalog, self.encoder, progress,
            skip=self.store, passwords=passwords, stop=stop,
        )  # fmt: skip
        if report.is_complete and not report.is_current:
            self._vectors.bring_up_to_date(self._catalog, stop)
        self.place.tidy()
        return report

    def try_sync(
        self,
        progress: OnProgress | None = None,
        passwords: Sequence[str] = (),
        stop: threading.Event | None = None,
    ) -> SyncReport | None:
        """`sync` where no other process writes to the index; else None, and it is only read."""
        return self.sync(progress, passwords, stop) if self._lock.acquire() else None

    def _is_made_alike(self, catalog: Catalog) -> bool:
        made = (catalog.get("fingerprint"), catalog.get("reading"))
        return made in ((None, None), (self.encoder.fingerprint, READING))

    def _sign(self, catalog: Catalog) -> None:
        facts = {
            "model": self.encoder.name,
            "fingerprint": self.encoder.fingerprint,
            "reading": READING,
            "folder": "\n".join(map(str, self.folders.roots)),
        }
        if any(catalog.get(key) != value for key, value in facts.items()):
            catalog.put(**facts)

    def _build_beside(
        self,
        progress: OnProgress | None,
        passwords: Sequence[str],
        stop: threading.Event | None,
    ) -> SyncReport:
        is_same_model = self._catalog.get("fingerprint") == self.encoder.fingerprint
        directory = self._unfinished() or self.place.beside()
        lock = WriterLock(directory)
        built = Catalog(directory / CATALOG)
        try:
            lock.require()
            self._sign(built)
            report = sync(
                self.folders, built, self.encoder, progress, skip=self.store, passwords=passwords,
                stop=stop, donor=self._catalog if is_same_model and not self._rebuild else None,
            )  # fmt: skip
            if report.is_complete:
                vectors = VectorStore(directory)
                vectors.bring_up_to_date(built, stop)
                vectors.close()
                self.place.switch(directory)
        finally:
            built.close()
            lock.release()
        if report.is_complete:
            self._rebuild = False
            self._move(directory)
            self._lock.acquire()
            self.place.tidy()
        return report

    def _unfinished(self) -> Path | None:
        """The directory in which an index like the one wanted was begun."""
        for directory in self.place.built():
            if directory != self.directory and (directory / CATALOG).is_file():
                begun = Catalog(directory / CATALOG)
                made = (begun.get("fingerprint"), begun.get("reading"))
                begun.close()
                if made == (self.encoder.fingerprint, READING):
                    return directory
        return None

    def _move(self, directory: Path) -> None:
        """Answer from another directory; who is in the middle of an answer keeps the old one."""
        self._outlived.append(self._catalog)
        self._vectors.close()
        self._lock.release()
        self._use(directory)

    # -- answering

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread asks of the index inside is of one moment: no file half changed."""
        if getattr(self._pinned, "catalog", None) is not None:
            yield
            return
        self._follow()
        self._pinned.catalog = self._catalog
        try:
            with self._catalog.snapshot():
                yield
        finally:
            self._pinned.catalog = None

    def _follow(self) -> None:
        """Another process may have put a new index in the place of this one."""
        current = self.place.current()
        if current == self.directory:
            return
        newer = Catalog(current / CATALOG)
        fits = newer.get("fingerprint") == self.encoder.fingerprint
        newer.close()
        if fits:
            self._move(current)

    def open_vector_store(self) -> bool:
        """Have Chroma ready for searches; False where another process holds it."""
        return self._lock.acquire() and self._vectors.bring_up_to_date(self._catalog)

    def dense_search(
        self, vector: NDArray[np.float32], k: int, among: Sequence[int] | None = None
    ) -> list[int]:
        """The k passages nearest to a (d,) vector: by Chroma where it is open and current.

        With `among` (ids of documents), in a process that does not hold Chroma, and while Chroma
        is behind, the same by exact search.
        """
        if among is None and self._vectors.is_current(self.catalog):
            found = self._vectors.search(vector, k)
            if found is not None and self._vectors.is_current(self.catalog):  # still
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
        return f"{self._catalog.get('identity')} {self._catalog.generation()}"

    def near_duplicates(self) -> dict[str, list[str]]:
        """For each document that has any, the documents that say nearly the same."""
        return near_duplicates(self.catalog.minhashes())

    def close(self) -> None:
        """Let go of the files and of the writer's lock."""
        self._vectors.close()
        for catalog in (*self._outlived, self._catalog):
            catalog.close()
        self._lock.release()
