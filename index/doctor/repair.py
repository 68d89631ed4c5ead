"""What the doctor found is mended; each step stands by itself, so a broken off repair can go on.

Whatever the catalog holds was made from the files, and the vector store and the lexical index from
the catalog: mending is dropping what is wrong and making it once more. Nothing is dropped that
cannot be made.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from index.dense import VectorStore
from index.doctor.mended import MendedCatalog
from index.doctor.pace import Pace
from index.doctor.report import Report
from index.encoder import Encoder
from index.errors import Stopped
from index.folder import Folders
from index.index import Index
from index.lock import WriterLock
from index.place import CATALOG, Place
from index.progress import progress_bar
from index.sandbox import Sandbox
from index.status import count

_AT_ONCE = 64  # passages given to the model together
Say = Callable[[str], None]


def repair(
    folders: Folders,
    place: Place,
    encoder: Encoder,
    report: Report,
    say: Say,
    pace: Pace | None = None,
    passwords: Sequence[str] = (),
) -> None:
    """Mend what a report says; `say` is told each thing that was done, or that cannot be.

    Raises StoreBusy where another process keeps the index, StoreError where it cannot be written,
    Stopped where `pace` is stopped: what was mended is.
    """
    pace = pace or Pace()
    directory = place.current()
    directory.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(directory)
    lock.require()
    try:
        if report.is_lost:
            _move_aside(place, directory, say)
        elif report.has("unsigned"):
            with closing(MendedCatalog(directory / CATALOG)) as catalog:
                catalog.sign_anew()
        elif not report.has("reading"):
            with closing(MendedCatalog(directory / CATALOG)) as catalog:
                _Repair(folders, place, catalog, encoder, report, say, pace, passwords).run()
        _sync(folders, place, encoder, say, pace, passwords)
        _mend_vector_store(place, report, say, pace)
    finally:
        lock.release()


def _move_aside(place: Place, directory: Path, say: Say) -> None:
    """Keep a damaged catalog's files out of the way. Its WAL goes first: it fits no other file."""
    number = 1
    while (place.store / f"damaged-{number}").exists():
        number += 1
    aside = place.store / f"damaged-{number}"
    parts = [directory / f"{CATALOG}{ending}" for ending in ("-shm", "-wal", "")]
    moved = [path for path in parts if path.exists()]
    if moved:
        aside.mkdir()
        for path in moved:
            os.replace(path, aside / path.name)
        say(f"the damaged catalog is kept in {aside}; a new one is made from the files")


def _sync(
    folders: Folders,
    place: Place,
    encoder: Encoder,
    say: Say,
    pace: Pace,
    passwords: Sequence[str],
) -> None:
    with (
        closing(Index.open(folders.roots, place.store, encoder)) as index,
        progress_bar() as show,
    ):
        report = index.sync(show, passwords, pace.stop)
    if not report.is_complete:
        raise Stopped("stopped")
    if not report.is_current:
        read = len(report.added) + len(report.changed)
        say(f"{count(read, 'file')} read anew, {count(len(report.removed), 'file')} forgotten")


def _mend_vector_store(place: Place, report: Report, say: Say, pace: Pace) -> None:
    directory = place.current()
    with closing(MendedCatalog(directory / CATALOG)) as catalog:
        vectors = VectorStore(directory)
        try:
            if report.has("store"):
                is_whole = vectors.make_anew(catalog, pace.stop)
            else:
                is_whole = not catalog.count() or vectors.bring_up_to_date(catalog, pace.stop)
        finally:
            vectors.close()
    pace.check()
    if not is_whole:
        say("the vector store cannot be mended; answers do without it, and are the same")
    elif report.has("store"):
        say("the vector store was made anew")


class _Repair:
    """The mending of one catalog that SQLite can read."""

    def __init__(
        self,
        folders: Folders,
        place: Place,
        catalog: MendedCatalog,
        encoder: Encoder,
        report: Report,
        say: Say,
        pace: Pace,
        passwords: Sequence[str],
    ) -> None:
        self.folders, self.place, self.catalog, self.encoder = folders, place, catalog, encoder
        self.report, self.say, self.pace, self.passwords = report, say, pace, passwords

    def run(self) -> None:
        """Mend documents, then vectors, then the lexical index, each where it is needed."""
        report = self.report
        if report.sizes:
            self.catalog.put_sizes(report.sizes)
        if report.has("orphan"):
            self.catalog.cut_orphans()
        if report.documents:
            self._cut_documents()
        if report.vectors or report.astray or report.sampled:
            self._renew_vectors()
        if report.has("words", "orphan", "document", "vector"):
            self.catalog.rebuild_lexical()
            self.say("the lexical index and the word pieces' counts were made anew")

    def _cut_documents(self) -> None:
        """Drop what is damaged and can be read from its file again; the sync will."""
        files = self.folders.listing(self.place.store).files
        due = []
        with Sandbox(self.passwords, stop=self.pace.stop) as sandbox:
            for path in sorted(self.report.documents):
                self.pace.check()
                why = self._why_kept(path, files, sandbox)
                if why:
                    self.say(f"cannot be mended: {path}: {why}")
                else:
                    due.append(path)
        self.catalog.cut_documents(due)

    def _why_kept(self, path: str, files: dict[str, Path], sandbox: Sandbox) -> str:
        """Why a document that is damaged is better than none; "" where it is not."""
        if path not in files or not self.catalog.has_passages(path):
            return ""
        try:
            reading = sandbox.read(path, self.folders.read(files[path]))
        except OSError as error:
            return f"its file cannot be opened ({error.strerror or error})"
        if reading.documents:
            return ""
        return f"its file gives no text now ({reading.unread[0].reason})"

    def _renew_vectors(self) -> None:
        """Have the model make the wrong vectors once more, under new ids.

        Those by which the doctor knew come last: until all are done it will find them again.
        """
        catalog, report = self.catalog, self.report
        wrong = set(report.vectors)
        if report.sampled:
            wrong |= catalog.used_vectors()
        last = catalog.passages_with(report.sampled)
        rest = {*report.astray, *catalog.passages_with(wrong)} - {*last}
        passages = [*sorted(rest), *last]
        starts = range(0, len(passages), _AT_ONCE)
        for start in self.pace.over(starts, "vectors", len(starts)):
            texts = catalog.texts_of(passages[start : start + _AT_ONCE])
            due = catalog.without_vector(texts.values(), wrong)
            made = dict(zip(due, self.encoder.encode(due), strict=True))
            catalog.give_vectors(texts, made, wrong)
        catalog.drop_unused_vectors()
        self.say(f"{count(len(passages), 'passage')} got a vector made anew")
