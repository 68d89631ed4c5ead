"""Where verifying looks: in the documents of an index, or in the files of folders as they are."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from assistant.types import Citation
from index import lexical
from index.documents import Reading
from index.errors import UnknownDocument, UnreadableFile
from index.folder import Folders
from index.index import Index
from index.sandbox import Sandbox
from index.types import Document, FileState

_CANDIDATES = 20  # passages in which the words of a lost citation are looked for
_MOST_STEMS = 60  # of a quote, by which those passages are found


class IndexLookup:
    """The documents of an index as they were read last; for one thread, and for a moment."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _states(self) -> dict[str, FileState]:
        return {state.path: state for state in self.index.states()}

    def document(self, path: str) -> Document:
        """See `assistant.verifying.Lookup`; of a copy, what was read of the same bytes instead."""
        try:
            return replace(self.index.document(path), path=path)
        except UnknownDocument:
            state = self._states.get(path)
            if state is not None and state.reason:
                raise UnreadableFile(state.reason) from None
            raise

    def with_bytes(self, sha256s: Collection[str]) -> Iterator[Document]:
        """See `assistant.verifying.Lookup`."""
        found = [state.path for state in self._states.values() if state.sha256 in sha256s]
        yield from self._documents(found)

    def likely(self, citations: Sequence[Citation]) -> Iterator[Document]:
        """See `assistant.verifying.Lookup`: the documents of the passages that are most alike."""
        paths: dict[str, None] = {}
        for citation in citations:
            stems = list(dict.fromkeys(lexical.stems(citation.quote)))[:_MOST_STEMS]
            found = self.index.lexical_search(stems, _CANDIDATES) if stems else []
            stored = self.index.passages([identity for identity, _ in found])
            paths.update(dict.fromkeys(passage.path for passage in stored))
        yield from self._documents(paths)

    def _documents(self, paths: Iterable[str]) -> Iterator[Document]:
        for path in paths:
            with suppress(UnknownDocument):  # it was never read, or has gone this moment
                yield self.index.document(path)


class FolderLookup:
    """The files of folders, each read anew in a process of its own; no index is needed.

    A path is looked up among what a walk of the folders finds, never opened by itself: whatever
    it is made of, nothing outside them is read. Use it in a `with`. For one thread.
    passwords: tried on whatever is encrypted.
    Raises FolderError where a folder is not there or cannot be listed.
    """

    def __init__(self, folders: Sequence[Path], passwords: Sequence[str] = ()) -> None:
        self._folders = Folders(folders)
        self._files = self._folders.listing().files
        self._sandbox = Sandbox(passwords)
        self._last: tuple[str, Reading] | None = None

    def __enter__(self) -> "FolderLookup":
        return self

    def __exit__(self, *_: object) -> None:
        self._sandbox.close()

    def document(self, path: str) -> Document:
        """See `assistant.verifying.Lookup`; a file inside a file is read with what holds it."""
        file = self._holder(path)
        if file is None:
            raise UnknownDocument(f"{path} is not in the folder: check the name")
        reading = self._read(file)
        by_path = {document.path: document for document in reading.documents}
        if path in by_path:
            return by_path[path]
        for unread in reading.unread:
            if unread.path == path and unread.same_as in by_path:
                return replace(by_path[unread.same_as], path=path)
            if unread.path in (path, file) and unread.reason:
                raise UnreadableFile(unread.reason)
        raise UnknownDocument(f"{path} is not among what is inside {file}")

    def with_bytes(self, sha256s: Collection[str]) -> Iterator[Document]:
        """See `assistant.verifying.Lookup`; of files inside files it knows nothing yet."""
        for path, file in self._files.items():
            try:
                sha256, _ = self._folders.digest(file)
            except OSError:
                continue
            if sha256 in sha256s:
                yield from self._documents(path)

    def likely(self, citations: Sequence[Citation]) -> Iterator[Document]:
        """See `assistant.verifying.Lookup`: every document there is, those named alike first."""
        names = {PurePosixPath(citation.path).name for citation in citations}
        for path in sorted(self._files, key=lambda path: PurePosixPath(path).name not in names):
            yield from self._documents(path)

    def _documents(self, path: str) -> Iterator[Document]:
        with suppress(UnreadableFile):
            yield from self._read(path).documents

    def _holder(self, path: str) -> str | None:
        """The file that a path names, or inside which it lies; or its folder that is not listed."""
        parts = path.split("/")
        wholes = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
        names = (name for whole in wholes for name in (whole, f"{whole}/"))
        return next((name for name in names if name in self._files), None)

    def _read(self, path: str) -> Reading:
        """What one file gives. Raises UnreadableFile where it cannot be opened."""
        if self._last is None or self._last[0] != path:
            self._last = None  # one file's documents are let go before the next one's are read
            try:
                data = self._folders.read(self._files[path])
            except OSError as error:
                reason = error.strerror or str(error)
                raise UnreadableFile(f"it cannot be opened: {reason}") from error
            self._last = (path, self._sandbox.read(path, data))
        return self._last[1]
