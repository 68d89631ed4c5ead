"""One index of a store is brought up to date, or a new one is made beside it and takes over."""

import logging
import shlex
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index import aside
from index.catalog import Catalog
from index.database import Database
from index.dense import VectorStore
from index.encoder import Encoder
from index.errors import ModelMismatch, StoreError
from index.folder import Folders
from index.lock import WriterLock
from index.place import CATALOG, Place
from index.sync import sync
from index.tally import OnProgress
from index.types import SyncReport

READING = "3"  # grows when files are read, cut or stemmed otherwise: they are then read anew
log = logging.getLogger(__name__)


class Built:
    """One index in its directory: the catalog, the writer's lock, the vector store."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.catalog = Catalog(directory / CATALOG)
        self.lock = WriterLock(directory)
        self.vectors = VectorStore(directory)

    def close(self) -> None:
        """Let go of the files and of the lock."""
        self.vectors.close()
        self.catalog.close()
        self.lock.release()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an index shall be of and made with, and how a sync of it is told and stopped.

    passwords: tried on what is encrypted. stop: once set, the sync ends and says so.
    """

    folders: Folders
    place: Place
    encoder: Encoder
    progress: OnProgress | None = None
    passwords: Sequence[str] = field(default=(), repr=False)
    stop: threading.Event | None = None

    def is_met_by(self, catalog: Database) -> bool:
        """Whether a catalog was made with this model and this way of reading, or is empty."""
        made = (catalog.get("fingerprint"), catalog.get("reading"))
        return made in ((None, None), (self.encoder.fingerprint, READING))

    def can_answer_from(self, directory: Path) -> bool:
        """Whether this process can answer from an index: by its model, and by its form."""
        try:
            newer = Catalog(directory / CATALOG)
        except StoreError:
            return False
        made_with = newer.get("fingerprint")
        newer.close()
        return made_with == self.encoder.fingerprint

    def check_owner(self, catalog: Database) -> None:
        """Raises StoreError where the catalog is of other folders, which are still there."""
        owners = [owner for owner in (catalog.get("folder") or "").split("\n") if owner]
        others = [owner for owner in owners if Path(owner) not in self.folders.roots]
        if others and others == owners and Path(others[0]).is_dir():
            raise StoreError(
                f"{self.place.store} holds the index of {others[0]}: name another directory with "
                f"--store"
            )

    def check_model(self, catalog: Database) -> None:
        """Raises ModelMismatch where the catalog was made with another model."""
        made_with = catalog.get("fingerprint")
        if made_with is not None and made_with != self.encoder.fingerprint:
            named = " ".join(shlex.quote(str(root)) for root in self.folders.roots)
            store, model = shlex.quote(str(self.place.store)), shlex.quote(self.encoder.name)
            raise ModelMismatch(
                f"the index at {self.place.store} was made with the model "
                f"{catalog.get('model')!r}, not {self.encoder.name!r}: ask for that model, or make "
                f"the index anew with `python -m index sync {named} --store {store} --model "
                f"{model} --rebuild`; the old one answers until the new one is done"
            )

    def check_model_in(self, directory: Path) -> None:
        """Raises ModelMismatch where another model made the index of a directory."""
        catalog = Catalog(directory / CATALOG)
        try:
            self.check_model(catalog)
        finally:
            catalog.close()

    def bring_up_to_date(self, built: Built) -> SyncReport:
        """Bring an index in step with the folders; its lock must be held.

        Raises FolderError where a folder is gone, StoreError where the store cannot be written.
        """
        self._sign(built.catalog)
        if not built.catalog.lexical_is_whole():
            log.warning("the lexical index does not fit the passages: it is made anew")
            built.catalog.rebuild_lexical()
        report = self._sync(built.catalog, built.catalog)
        if report.is_complete and not (
            report.is_current and not built.vectors.is_behind(built.catalog)
        ):
            built.vectors.bring_up_to_date(built.catalog, self.stop)
        self.place.tidy()
        return report

    def build_beside(self, old: Built, is_anew: bool) -> tuple[SyncReport, Path]:
        """Make a new index in a directory of its own; once it is whole, that is the current one.

        One that was begun is gone on with. Of the same model the vectors are taken over, unless
        all is to be made anew. Returns what was done, and the directory.
        Raises StoreBusy where another process makes it already; and see `bring_up_to_date`.
        """
        is_same_model = old.catalog.get("fingerprint") == self.encoder.fingerprint
        donor = old.catalog if is_same_model and not is_anew else None
        built = Built(self._begun(old.directory, is_anew and is_same_model) or self.place.beside())
        try:
            built.lock.require()
            self._sign(built.catalog)
            report = self._sync(built.catalog, old.catalog, donor)
            if report.is_complete:
                built.vectors.bring_up_to_date(built.catalog, self.stop)
                self.place.switch(built.directory)
        finally:
            built.close()
        return report, built.directory

    def _begun(self, current: Path, is_anew: bool) -> Path | None:
        """The directory in which an index like the one wanted was begun."""
        for directory in self.place.built():
            is_retired = self.place.is_retired(directory)
            if directory == current or (is_anew and is_retired):
                continue  # what it is to be made anew from
            if (directory / CATALOG).is_file():
                begun = Catalog(directory / CATALOG)
                is_met = self.is_met_by(begun)
                begun.close()
            else:  # broken off before there was anything in it
                is_met = not is_retired
            if is_met:
                return directory
        return None

    def _sync(self, catalog: Catalog, current: Catalog, donor: Catalog | None = None) -> SyncReport:
        return sync(
            self.folders, catalog, self.encoder, self.progress, skip=self.place.store,
            passwords=self.passwords, stop=self.stop, donor=donor,
            removed=aside.paths(self.place.store, current),
        )  # fmt: skip

    def _sign(self, catalog: Catalog) -> None:
        facts = {
            "model": self.encoder.name,
            "fingerprint": self.encoder.fingerprint,
            "reading": READING,
            "folder": "\n".join(map(str, self.folders.roots)),
        }
        if any(catalog.get(key) != value for key, value in facts.items()):
            catalog.put(**facts)
