"""A folder becomes the catalog: what is new or changed is embedded, what is gone is removed."""

import threading
from collections.abc import Sequence, Set
from pathlib import Path

from index import aside, late
from index.account import CLOSED, KEPT, Account, own_reason
from index.catalog import Catalog
from index.documents import Reading
from index.encoder import Encoder
from index.entries import Cut, Left, PassageVectors
from index.errors import Stopped
from index.folder import Folders
from index.formats.table import format_of
from index.process import Limits
from index.sandbox import Sandbox
from index.tally import OnProgress, Tally
from index.types import FileState, SyncReport

_AT_ONCE = 16  # passages given to the model together: a stop waits no longer than for these
_WAITING = 64  # passages of small files that are collected before the model reads them


def sync(
    folders: Folders,
    catalog: Catalog,
    encoder: Encoder,
    progress: OnProgress | None = None,
    *,
    skip: Path | None = None,
    passwords: Sequence[str] = (),
    stop: threading.Event | None = None,
    donor: Catalog | None = None,
    limits: Limits | None = None,
    removed: Set[str] = frozenset(),
) -> SyncReport:
    """Bring the catalog in step with the folders, each file in a transaction of its own.

    The sha256 of a file's bytes decides whether it is new, changed or merely renamed; what is
    unchanged is not read further, and of a changed file the model reads only the passages that
    are new. A file that cannot be opened keeps what was read of it before. Of several files with
    the same bytes the first by path is read, the others are noted as the same.
    skip: the index itself. passwords: tried on what is encrypted. donor: a catalog of the same
    model, whose vectors are taken over. stop: once set, the sync ends within a second and reports
    what it had finished. removed: the paths of what a person has removed, which is not read.
    Raises FolderError where a folder is not there, StoreError where the store cannot be written.
    """
    stop = stop or threading.Event()
    with Sandbox(passwords, limits, stop) as sandbox:
        run = Sync(folders, catalog, encoder, sandbox, progress, donor, removed)
        try:
            run.run(skip)
        except Stopped:
            return run.tally.report(is_complete=False)
    return run.tally.report(is_complete=True)


class Sync:
    """One pass over the folders; its state is what the report will say."""

    def __init__(
        self,
        folders: Folders,
        catalog: Catalog,
        encoder: Encoder,
        sandbox: Sandbox,
        progress: OnProgress | None,
        donor: Catalog | None,
        removed: Set[str],
    ) -> None:
        self.folders, self.catalog, self.encoder = folders, catalog, encoder
        self.sandbox, self.donor, self.removed = sandbox, donor, removed
        self.tally = Tally(progress)
        self.account = Account(folders, {}, ())
        self.waiting: list[tuple[str, Reading, list[Cut], list[str]]] = []

    def run(self, skip: Path | None) -> None:
        """Look at every file, then read what must be read; see `sync`."""
        listing = self.folders.listing(skip)
        self.tally.files, self.tally.ignored = len(listing.files), len(listing.ignored)
        self.account = Account(self.folders, listing.files, self.catalog.states(), self.removed)
        self.account.take(self._check_stop, bool(self.sandbox.passwords))
        self.tally.begin(len(self.account.to_read), self.account.bytes_to_read)
        for path, reason in self.account.unopened.items():
            self._keep_old(path, reason)
        self._read_all(self.account.to_read[: self.account.former_copies])
        for path in self.account.removed:
            self.catalog.remove(path)
            self.tally.removed.append(path)
        for old, new in self.account.renames.items():
            twin = self.account.known[old]
            is_copy = old in self.account.copies
            self.catalog.rename(old, new, self._left(old, new, twin) if is_copy else None)
        aside.settle(self.account, self.catalog, self.tally)
        for path in self.account.same:
            self._same(path)
        self._read_all(self.account.to_read[self.account.former_copies :])
        for path, first in self.account.copies.items():
            self._copy(path, first)
        if not self.removed:  # what is restored is not read by the model again
            self.catalog.drop_unused_vectors()

    def _read_all(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._check_stop()
            self.tally.tell(path)
            self._read(path)
        self._embed()

    def _check_stop(self) -> None:
        if self.sandbox.stop.is_set():
            raise Stopped("the sync was stopped; what was finished is kept")

    def _same(self, path: str) -> None:
        """The bytes are those of before: what was said of opening them no longer holds."""
        before = self.account.before(path)
        if before.reason.endswith(KEPT):
            self.catalog.note(path, own_reason(before.reason))
        elif before.is_unread:
            self.tally.unread.append(path)
        if self.account.is_renamed(path):
            self._record(path)
        else:
            self.tally.finish(path)

    def _keep_old(self, path: str, why: str) -> None:
        """A file that cannot be opened: what was read of it before still answers."""
        before = self.account.known.get(path)
        self.tally.unread.append(path)
        reason = f"{CLOSED}{why}"
        if before is not None and self.account.is_read(path):
            own = own_reason(before.reason)
            reason = f"{own}; {reason}{KEPT}" if own else f"{reason}{KEPT}"
            if before.reason != reason:
                self.catalog.note(path, reason)
            self.tally.finish(path)
        elif before is None or before.reason != reason:
            self.catalog.replace(path, (), [Left(path, "", 0, reason)])
            self._record(path)
        else:
            self.tally.finish(path)

    def _read(self, path: str) -> None:
        from index.cutting import cut  # a second start reads nothing and skips its libraries

        try:
            # What is of no known kind is named so without its bytes: a film has many.
            data = self.folders.read(self.account.files[path]) if format_of(path) else b""
        except OSError as error:
            self._keep_old(path, str(error.strerror or error))
            return
        reading = aside.without(path, self.sandbox.read(path, data), self.removed)
        if self._is_as_before(path, reading):
            self.tally.finish(path)
            return
        cuts = []
        for document in reading.documents:
            self._check_stop()
            container = "" if document.path == path else path
            cuts.append(cut(document, reading.sizes[document.path], container, self.encoder))
        texts = [one.document.searched(p.start, p.end) for one in cuts for p in one.passages]
        self.waiting.append((path, reading, cuts, texts))
        if sum(1 + len(texts) for *_, texts in self.waiting) >= _WAITING:
            self._embed()

    def _embed(self) -> None:
        """Give the waiting files' passages their vectors, and commit the files one by one."""
        texts = [text for *_, texts in self.waiting for text in texts]
        if self.donor is not None and texts:
            self.catalog.stage_from(self.donor, self.catalog.unknown(texts))
        new = self.catalog.unknown(texts)
        size = sum(self.account.sizes.get(path, 0) for path, *_ in self.waiting)
        for start in range(0, len(new), _AT_ONCE):
            self._check_stop()
            some = new[start : start + _AT_ONCE]
            made = {
                text: PassageVectors(one.pooled, late.pack(one.tokens), one.pieces)
                for text, one in zip(some, self.encoder.encode(some), strict=True)
            }
            self.catalog.stage(made)
            self.tally.embedded += len(made)
            self.tally.at_hand = size * (start + len(some)) / len(new)
            if start + _AT_ONCE < len(new):
                self.tally.tell(self.waiting[0][0])
        for path, reading, cuts, _ in self.waiting:
            self._check_stop()
            self._commit(path, reading, cuts)
        self.waiting.clear()

    def _is_as_before(self, path: str, reading: Reading) -> bool:
        """Whether a file that was tried again, its bytes the same, gave what it gave before."""
        before = self.account.known.get(path)
        if before is None or before.same_as or before.sha256 != self.account.sha256[path]:
            return False
        left = self._without_text(path, reading)
        found = {(one.path, one.sha256, one.reason, one.same_as) for one in left}
        found |= {(one.path, one.sha256, one.note, "") for one in reading.documents}
        if found != self.account.outcome(path):
            return False
        self.tally.bytes_done += self.account.sizes[path]
        if before.is_unread:
            self.tally.unread.append(path)
        return True

    def _without_text(self, path: str, reading: Reading) -> list[Left]:
        """What gave no document; the file itself by its whole bytes, though not all were read."""
        whole = self.account.sha256[path], self.account.sizes[path]
        left = []
        for one in reading.unread:
            is_itself = one.path == path
            sha256, size = whole if is_itself else (one.sha256, one.size)
            reason, container = one.reason or one.note, "" if is_itself else path
            left.append(
                Left(one.path, sha256, size, reason, one.kind, container, same_as=one.same_as)
            )
        return left

    def _commit(self, path: str, reading: Reading, cuts: Sequence[Cut]) -> None:
        self.catalog.replace(path, cuts, self._without_text(path, reading))
        if any(one.reason and one.path == path for one in reading.unread):
            self.tally.unread.append(path)
        self.tally.bytes_done += self.account.sizes.get(path, 0)
        self._record(path)

    def _copy(self, path: str, first: str) -> None:
        """The same bytes are read under another path, or could not be read there either."""
        before = self.account.known.get(path)
        one = self._left(path, first, self.catalog.state(first))
        if one.reason:
            self.tally.unread.append(path)
        stands = before and (before.sha256, before.reason, before.same_as)
        if stands == (one.sha256, one.reason, one.same_as):
            self.tally.finish(path)
            return
        self.catalog.replace(path, (), [one])
        self._record(path)

    def _left(self, path: str, first: str, twin: FileState | None) -> Left:
        """A file with the bytes of the first of its kind, and how that one stands."""
        sha256, size = self.account.sha256[path], self.account.sizes[path]
        if twin is not None and twin.is_unread:
            return Left(path, sha256, size, twin.reason)
        return Left(path, sha256, size, same_as=first)

    def _record(self, path: str) -> None:
        self.tally.record(path, path in self.account.known)
