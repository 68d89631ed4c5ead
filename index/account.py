"""The account of a folder: what each file is to the catalog, found by its bytes alone."""

import shutil
from collections.abc import Callable, Sequence, Set
from pathlib import Path

from index.errors import StoreError
from index.folder import Folders
from index.formats.table import format_of
from index.types import FileState

Content = tuple[str, str]  # the sha256 of the bytes, and the format they are read as
CLOSED = "it cannot be opened: "
KEPT = "; answers use what was read of it before"


def own_reason(reason: str) -> str:
    """What was said of a file apart from that it could not be opened."""
    return reason.partition(CLOSED)[0].removesuffix("; ")


def inside(path: str, removed: Set[str]) -> set[str]:
    """Those of the removed paths that are inside a file."""
    return {one for one in removed if one.startswith(f"{path}/")}


def remover(path: str, removed: Set[str]) -> str:
    """Of the removed paths that which a path goes by: its own, or that of a file it is inside of.

    "" where it was not removed.
    """
    steps = path.split("/") if removed else []
    above = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((one for one in above if one in removed), "")


class Account:
    """Which files are as they were, have moved, are copies of others, are gone or must be read.

    No date counts, only bytes: clocks jump, and programs restore old dates. Of files with the same
    bytes and format the first by path is read; the others are copies of it.
    removed_by_hand: what a person has removed, by path: such a file counts as if it were not there,
    and is among `aside`; of one inside another file only that other file must be read anew.
    """

    def __init__(
        self,
        folders: Folders,
        files: dict[str, Path],
        states: Sequence[FileState],
        removed_by_hand: Set[str] = frozenset(),
    ) -> None:
        self.folders, self.removed_by_hand = folders, removed_by_hand
        self.aside = {path: file for path, file in files.items() if path in removed_by_hand}
        self.files = {path: file for path, file in files.items() if path not in removed_by_hand}
        outer = {state.path: state for state in states if not state.container}
        self.known = {path: state for path, state in outer.items() if not state.is_removed}
        self._were_aside = outer.keys() - self.known.keys()
        self._inside: dict[str, list[FileState]] = {}
        for state in states:
            self._inside.setdefault(state.container or state.path, []).append(state)
        self.sha256: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.unopened: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self.renames: dict[str, str] = {}  # old path -> new path
        self._renamed: dict[str, str] = {}  # new path -> old path
        self.same: list[str] = []
        self.to_read: list[str] = []
        self.removed: list[str] = []

    @property
    def former_copies(self) -> int:
        """How many of `to_read`, the first, were copies of other files.

        They are read before what they were copies of is removed or written over: until then their
        words stand there alone.
        """
        return sum(self._was_copy(path) for path in self.to_read)

    @property
    def bytes_to_read(self) -> int:
        """How many bytes the files have that must be read."""
        return sum(self.sizes[path] for path in self.to_read)

    def take(self, check: Callable[[], None], passwords: bool = False) -> None:
        """Look at every file's bytes and decide; `check` is called before each file.

        passwords: whether any are at hand, so that encrypted files are tried again.
        """
        for path, file in self.files.items():
            check()
            try:
                self.sha256[path], self.sizes[path] = self.folders.digest(file)
            except OSError as error:
                self.unopened[path] = str(error.strerror or error)
        self._find_copies()
        held = self._held()
        for path in self.sha256:
            if path not in self.copies:
                self._decide(path, held, passwords)
        self.to_read.sort(key=lambda path: not self._was_copy(path))
        there = (*self.files, *self.aside, *self.renames)
        unlisted = tuple(path for path in self.files if path.endswith("/"))
        gone = {*self.known, *self._were_aside}.difference(there)
        self.removed = sorted(path for path in gone if not path.startswith(unlisted))
        for path, file in self.aside.items():
            check()
            try:
                self.sha256[path], self.sizes[path] = self.folders.digest(file)
            except OSError:
                self.sha256[path], self.sizes[path] = "", 0

    def _was_copy(self, path: str) -> bool:
        return path in self.known and bool(self.known[path].same_as)

    def before(self, path: str) -> FileState:
        """How the file stood, under whatever path. Raises StoreError where it is new."""
        old = self._renamed.get(path, path)
        if old not in self.known:
            raise StoreError(f"{path} is not in the index yet")
        return self.known[old]

    def is_renamed(self, path: str) -> bool:
        """Whether the file stood under another path before."""
        return path in self._renamed

    def is_read(self, path: str) -> bool:
        """Whether anything was read of what stood under a path, or of the files inside it."""
        return any(state.indexed for state in self._inside.get(path, ()))

    def outcome(self, path: str) -> set[tuple[str, str, str, str]]:
        """What was made of a path's file and those inside it: paths, digests, reasons, twins."""
        states = self._inside.get(path, ())
        return {(one.path, one.sha256, one.reason, one.same_as) for one in states}

    def _content(self, path: str, sha256: str) -> Content | None:
        """What makes two files the same document; None for one that is never read."""
        format_ = format_of(path)
        return (sha256, format_.kind) if format_ and sha256 else None

    def _find_copies(self) -> None:
        first: dict[Content, str] = {}
        for path in sorted(self.sha256):
            content = self._content(path, self.sha256[path])
            if content is not None and self.sizes[path]:
                original = first.setdefault(content, path)
                if original != path:
                    self.copies[path] = original

    def _held(self) -> dict[Content, str]:
        """What the catalog has read under paths that are free now: content -> path."""
        held: dict[Content, str] = {}
        for path, state in self.known.items():
            content = self._content(path, state.sha256)
            moved = path in self.copies and self.sha256[path] == state.sha256
            if content is not None and not state.same_as and (moved or path not in self.files):
                held[content] = path
        return held

    def _decide(self, path: str, held: dict[Content, str], passwords: bool) -> None:
        before = self.known.get(path)
        sha256 = self.sha256[path]
        content = self._content(path, sha256)
        if before is not None and before.sha256 == sha256 and not before.same_as:
            is_same = not self._may_be_read_now(path, passwords)
        else:
            old = held.pop(content, None) if content is not None else None
            is_same = old is not None and not self._may_be_read_now(old, passwords)
            if old is not None and is_same:
                self.renames[old], self._renamed[path] = path, old
        (self.same if is_same else self.to_read).append(path)

    def _may_be_read_now(self, path: str, passwords: bool) -> bool:
        """Whether more of it can be read than before, or more was removed than before."""
        parts = [state for state in self._inside.get(path, ()) if state.container]
        removed = inside(path, self.removed_by_hand) if parts else set()
        if any(bool(remover(one.path, removed)) != one.is_removed for one in parts):
            return True
        if any(remover(one.same_as, removed) for one in parts):
            return True
        reasons = [state.reason for state in self._inside.get(path, ())]
        if passwords and any("encrypted" in reason for reason in reasons):
            return True
        waits = any("install Tesseract" in reason for reason in reasons)
        return waits and shutil.which("tesseract") is not None
