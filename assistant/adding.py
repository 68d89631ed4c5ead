"""Files that were dropped onto the page come to the folder: checked, whole, over no other."""

import errno
import os
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.filenames import fit, numbered
from index.errors import FootnoteError, UnreadableFile
from index.folder import IGNORE_FILE, MAX_BYTES, Folders
from index.formats.table import FORMATS, format_of

_BLOCK = 1 << 20
_WHY = {
    errno.ENOSPC: "the disk is full: make room and drop it again",
    errno.EDQUOT: "your share of the disk is full: make room and drop it again",
    errno.EROFS: "the folder is on a read-only disk: choose a collection elsewhere",
    errno.EACCES: "the folder may not be written to: allow it, or choose another collection",
    errno.EPERM: "the folder may not be written to: allow it, or choose another collection",
    errno.ENOTDIR: "a file in the folder has the name of its folder: rename one of them",
    errno.EEXIST: "a file in the folder has the name of its folder: rename one of them",
    errno.EFBIG: "it is too large for this disk: split it",
    errno.ENAMETOOLONG: "its name is too long for this disk: rename it",
}
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one dropped file.

    name: as the browser gave it. path: where it is in the index from now on, "" where nothing was
    added. reason: why not, in a sentence for people; "" where it was. same_as: the file of the
    folder that has its very bytes.
    """

    name: str
    path: str = ""
    reason: str = ""
    same_as: str = ""


class Intake:
    """Takes files into the first of the folders. It looks at them once: one for each drop.

    skip: the index, where it lies inside. removed: the paths that were removed on the page; none of
    them is given to another file, which would count as removed too.
    """

    def __init__(
        self, folders: Folders, skip: Path | None = None, removed: Collection[str] = ()
    ) -> None:
        self.folders, self.removed = folders, removed
        self._root, self._prefix = folders.roots[0], folders.names[0]
        self._skip = skip
        self._by_size: dict[int, dict[str, Path]] | None = None

    def add(self, file: Path, name: str) -> Added:
        """Take a copy of a file into the folder under its name, or under one with a number.

        file: where the browser's bytes lie now; it stays. name: the file's, or its path where a
        folder was dropped. Nothing that is in the folder is written over; where anything goes
        wrong, nothing is added.
        """
        try:
            path = fit(name)
            self._check(file, path)
            if same := self._same(file, path):
                return Added(name, reason=self._known(same), same_as=same)
            return Added(name, path=self._place(file, path))
        except FootnoteError as error:
            return Added(name, reason=str(error))
        except OSError as error:
            why = _WHY.get(error.errno or 0) or f"it could not be added ({error.strerror or error})"
            return Added(name, reason=why)

    def _check(self, file: Path, path: str) -> None:
        if not file.is_file():
            raise UnreadableFile("its bytes did not arrive: drop it again")
        size = file.stat().st_size
        if format_of(path) is None:
            ending = "." + path.rpartition(".")[2]
            raise UnreadableFile(f"{ending} files cannot be read. What can be: {readable()}.")
        if size > MAX_BYTES:
            raise UnreadableFile(
                f"too large: {size / 1024**2:,.0f} MiB, over the {MAX_BYTES // 1024**2} that are "
                f"read of one file; split it"
            )
        if self.folders.ignores(self._root / path):
            raise UnreadableFile(f"ignored: a {IGNORE_FILE} in the folder names it; rename it")
        if not size:
            raise UnreadableFile("empty: there is nothing in it")

    def _known(self, same: str) -> str:
        if same in self.removed:
            return f"it is in the folder as {same}, which was removed: restore that"
        return f"it is in the folder already, as {same}"

    def _same(self, file: Path, path: str) -> str:
        """The file of the folder with the same bytes that is read as the same format, or ""."""
        if self._by_size is None:
            self._by_size = {}
            for listed, there in self.folders.listing(self._skip).files.items():
                with suppress(OSError):
                    self._by_size.setdefault(there.stat().st_size, {})[listed] = there
        sha256, format_ = "", format_of(path)
        for listed, there in self._by_size.get(file.stat().st_size, {}).items():
            if format_of(listed) is not format_:
                continue
            sha256 = sha256 or self.folders.digest(file)[0]
            with suppress(OSError):
                if self.folders.digest(there)[0] == sha256:
                    return listed
        return ""

    def _place(self, file: Path, path: str) -> str:
        *steps, name = path.split("/")
        with _folders_made(self._root, steps) as place:
            hidden = place / f".footnote-{uuid.uuid4().hex}.part"
            try:
                size = _copy(file, hidden)
                given, number = name, 1
                while self._path(steps, given) in self.removed or not _moved(hidden, place / given):
                    number += 1
                    given = numbered(name, number)
            finally:
                with suppress(FileNotFoundError):
                    hidden.unlink()
        with suppress(OSError):
            _flush(place)
        added = self._path(steps, given)
        if self._by_size is not None:
            self._by_size.setdefault(size, {})[added] = place / given
        return added

    def _path(self, steps: list[str], name: str) -> str:
        return "/".join([*([self._prefix] if self._prefix else []), *steps, name])


def readable() -> str:
    """What can be read, in words: "PDF, Word document, ..."."""
    return ", ".join(format_.words.removeprefix("a ").removeprefix("an ") for format_ in FORMATS)


@contextmanager
def _folders_made(root: Path, steps: list[str]) -> Iterator[Path]:
    """The folder below the root, made if need be; what was made goes again if all fails."""
    place, made = root, []
    try:
        for step in steps:
            place = place / step
            if place.is_symlink():
                raise UnreadableFile(
                    f"{step} is a link to another folder, which is not followed: rename one of them"
                )
            with suppress(FileExistsError):
                place.mkdir()
                made.append(place)
            if not place.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a file is in the way", str(place))
        yield place
    except BaseException:
        for one in reversed(made):
            with suppress(OSError):
                one.rmdir()
        raise


def _copy(file: Path, to: Path) -> int:
    """Copy a file's bytes onto the disk; how many they are."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    size = 0
    with file.open("rb") as source, open(os.open(to, flags, 0o666), "wb") as copy:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > MAX_BYTES:  # it has grown since it was looked at
                raise UnreadableFile("too large: it grew while it was added")
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    return size


def _moved(file: Path, to: Path, link: Callable[[Path, Path], None] = os.link) -> bool:
    """Give a file its name in one step; False where another file has the name, even just now."""
    try:
        link(file, to)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        try:  # this disk knows no second names: take the name first, then fill it
            os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            return False
        os.replace(file, to)
    return True


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
