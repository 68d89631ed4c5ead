"""A folder becomes the catalog: what is new or changed is embedded, what is gone is removed."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from index import late
from index.catalog import Catalog, PassageVectors
from index.encoder import Encoder
from index.errors import UnreadableFile
from index.folder import digest, list_files, read_bytes
from index.types import Document, FileState, Passage, Progress, SyncReport

log = logging.getLogger(__name__)

OnProgress = Callable[[Progress], None]
_AT_ONCE = 64  # passages whose float vectors are in memory together


def sync(
    folder: Path,
    catalog: Catalog,
    encoder: Encoder,
    progress: OnProgress | None = None,
    skip: Path | None = None,
) -> SyncReport:
    """Bring the catalog in step with the folder, each file in a transaction of its own.

    The sha256 of a file's bytes decides whether it is new, changed or merely renamed; what is
    unchanged is not read further. A file that cannot be opened keeps what was read of it before.
    Hidden files and folders are left out, and so is `skip` (the index itself).
    Raises FolderError where the folder is not there.
    """
    return Sync(folder, list_files(folder, skip), catalog, encoder, progress).run()


class Sync:
    """One pass over a folder; its state is what the report will say."""

    def __init__(
        self,
        folder: Path,
        files: dict[str, Path],
        catalog: Catalog,
        encoder: Encoder,
        progress: OnProgress | None,
    ) -> None:
        self.folder, self.files = folder, files
        self.catalog, self.encoder, self.progress = catalog, encoder, progress
        self.known = {state.path: state for state in catalog.states()}
        unlisted = tuple(path for path in files if path.endswith("/"))
        self.gone = {p for p in self.known if p not in files and not p.startswith(unlisted)}
        self.gone_by_content = {
            (self.known[path].sha256, PurePosixPath(path).suffix): path for path in self.gone
        }
        self.waiting: list[tuple[Document, int, list[Passage]]] = []
        self.added: list[str] = []
        self.changed: list[str] = []
        self.unread: list[str] = []
        self.done = 0
        self.embedded = 0

    def run(self) -> SyncReport:
        """Visit every file once; see `sync`."""
        for path, file in self.files.items():
            try:
                self._visit(path, file)
            except OSError as error:
                self._keep_old(path, f"it cannot be opened: {error.strerror or error}")
            if sum(len(passages) for _, _, passages in self.waiting) >= _AT_ONCE:
                self._embed()
        self._embed()
        for path in sorted(self.gone):
            self.catalog.remove(path)
        return SyncReport(
            added=tuple(sorted(self.added)),
            changed=tuple(sorted(self.changed)),
            removed=tuple(sorted(self.gone)),
            unchanged=len(self.files) - len(self.added) - len(self.changed),
            unread=tuple(sorted(self.unread)),
            passages_embedded=self.embedded,
        )

    def _visit(self, path: str, file: Path) -> None:
        data = read_bytes(self.folder, file)
        before = self.known.get(path)
        sha256 = digest(data)
        if before is not None and before.sha256 == sha256:
            self._same(before, path)
            self._report(path)
            return
        old = self._renamed_from(path, sha256) if before is None else None
        if old is not None:
            self.catalog.rename(old, path)
            self.gone.discard(old)
            self._same(self.known[old], path)
            self._record(path)
            return
        from index import documents, passages  # a second start reads nothing and skips their load

        try:
            document = documents.read(path, data)
            cut = passages.split(document, self.encoder)
        except UnreadableFile as error:
            self._leave_out(path, sha256, len(data), error.reason)
        except Exception as error:  # one hostile file must not stop the others
            log.warning("%s could not be read", path, exc_info=True)
            reason = f"broken: {type(error).__name__}: {error}"
            self._leave_out(path, sha256, len(data), reason)
        else:
            self.waiting.append((document, len(data), cut))

    def _same(self, before: FileState, path: str) -> None:
        """The bytes are those of before: what was said of opening them no longer holds."""
        if before.reason and before.indexed:
            self.catalog.note(path, "")
        elif before.reason:
            self.unread.append(path)

    def _renamed_from(self, path: str, sha256: str) -> str | None:
        """The path under which the same bytes stood that are no longer there."""
        suffix = PurePosixPath(path).suffix
        old = self.gone_by_content.get((sha256, suffix))
        return old if old in self.gone else None

    def _leave_out(self, path: str, sha256: str, size: int, reason: str) -> None:
        self.catalog.replace_unread(path, sha256, size, reason)
        self.unread.append(path)
        self._record(path)

    def _keep_old(self, path: str, reason: str) -> None:
        before = self.known.get(path)
        self.unread.append(path)
        if before is not None and before.indexed:
            self.catalog.note(path, f"{reason}; answers use what was read of it before")
            self._report(path)
        elif before is None or before.reason != reason:
            self.catalog.replace_unread(path, "", 0, reason)
            self._record(path)
        else:
            self._report(path)

    def _embed(self) -> None:
        """Give the waiting documents their vectors and commit them one by one."""
        vectors = self._vectors(
            [
                document.text[passage.start : passage.end]
                for document, _, passages in self.waiting
                for passage in passages
            ]
        )
        for document, size, passages in self.waiting:
            made = [next(vectors) for _ in passages]
            self.catalog.replace(document, size, passages, made)
            self._record(document.path)
        self.waiting.clear()

    def _vectors(self, texts: list[str]) -> Iterator[PassageVectors]:
        for start in range(0, len(texts), _AT_ONCE):
            chunk = texts[start : start + _AT_ONCE]
            if self.progress and start:
                self.progress(
                    Progress(self.done, len(self.files), self.embedded, self.waiting[0][0].path)
                )
            for encoding in self.encoder.encode(chunk):
                self.embedded += 1
                yield PassageVectors(encoding.pooled, late.pack(encoding.tokens), encoding.pieces)

    def _record(self, path: str) -> None:
        (self.changed if path in self.known else self.added).append(path)
        self._report(path)

    def _report(self, path: str) -> None:
        self.done += 1
        if self.progress:
            self.progress(Progress(self.done, len(self.files), self.embedded, path))
