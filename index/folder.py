"""The files of one or more folders: which ones count, which are ignored, and their bytes."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from index.errors import FolderError

MAX_BYTES = 200 * 1024 * 1024
IGNORE_FILE = ".footnoteignore"
_BLOCK = 1 << 20


def digest(data: bytes) -> str:
    """The sha256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def check_is_folder(folder: Path) -> None:
    """Raises FolderError where the folder is not there or is a file."""
    if not folder.exists():
        raise FolderError(f"no folder {str(folder)!r}: check the name, or make it")
    if not folder.is_dir():
        raise FolderError(f"{str(folder)!r} is a file: name the folder that holds it")


@dataclass(slots=True)
class Listing:
    """What lies in the folders: files by their path in the index, sorted, and what is left out.

    A folder that cannot be listed is among the files, its path ending with a slash.
    ignored: hidden files and those that a .footnoteignore names, a whole folder as one line that
    ends with a slash.
    """

    files: dict[str, Path] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


class Folders:
    """One folder, whose files go by their paths in it, or several, each under a name of its own.

    Of several the name is the folder's or, where two would be alike, as much of its whole path as
    tells them apart. Raises FolderError where one is not there, or lies in another.
    """

    def __init__(self, folders: Sequence[str | Path]) -> None:
        self.roots = [Path(folder).expanduser() for folder in folders]
        for root in self.roots:
            check_is_folder(root)
        self.roots = [root.resolve() for root in self.roots]
        for inner in self.roots:
            for outer in self.roots:
                if inner is not outer and inner.is_relative_to(outer):
                    raise FolderError(f"{inner} is named twice or lies in {outer}: name only that")
        self.names = _names(self.roots)

    def __str__(self) -> str:
        """What people call them: their paths."""
        return ", ".join(map(str, self.roots))

    def listing(self, skip: Path | None = None) -> Listing:
        """Every file below the folders, but for `skip` (the index) and what is ignored.

        Links to folders are not followed. Raises FolderError where one of the folders is not there
        or cannot be listed itself.
        """
        listing = Listing()
        for name, root in zip(self.names, self.roots, strict=True):
            check_is_folder(root)
            _Walk(root, f"{name}/" if name else "", skip, listing).run()
        listing.files = dict(sorted(listing.files.items()))
        listing.ignored.sort()
        return listing

    def ignores(self, file: Path) -> bool:
        """Whether a file of the first folder, there already or to come, would be left aside."""
        return _Walk(self.roots[0], "", None, Listing()).ignores(file)

    def read(self, file: Path) -> bytes:
        """A file's bytes, up to one more than MAX_BYTES.

        Raises OSError where it cannot be opened, is a link out of the folders, or is no plain file.
        """
        self._check(file)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)

    def digest(self, file: Path) -> tuple[str, int]:
        """The sha256 of a file's bytes in hex, and how many they are; raises as `read` does."""
        self._check(file)
        found, size = hashlib.sha256(), 0
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                found.update(block)
                size += len(block)
        return found.hexdigest(), size

    def _check(self, file: Path) -> None:
        target = Path(os.path.realpath(file))  # Path.resolve raises RuntimeError on a loop of links
        if file.is_symlink() and not any(target.is_relative_to(root) for root in self.roots):
            raise OSError(0, "it is a link to a place outside the folder, which is not followed")
        if file.is_dir():
            raise OSError(0, "the folder cannot be listed")
        if not file.is_file():
            raise OSError(0, "it is not a plain file, or a link that leads nowhere")


class _Walk:
    """One folder walked from the top, its ignore files read on the way."""

    def __init__(self, root: Path, prefix: str, skip: Path | None, listing: Listing) -> None:
        self.root, self.prefix, self.skip, self.listing = root, prefix, skip, listing
        self.rules: dict[Path, GitIgnoreSpec] = {}

    def run(self) -> None:
        for place, folders, names in os.walk(self.root, onerror=self._keep, followlinks=False):
            here = Path(place)
            if IGNORE_FILE in names:
                self._learn(here)
            kept = []
            for name in folders:
                if here / name == self.skip:
                    continue
                if (here / name).is_symlink() or self._is_ignored(here / name, is_folder=True):
                    self.listing.ignored.append(self._path(here / name) + "/")
                else:
                    kept.append(name)
            folders[:] = kept
            for name in names:
                path = self._path(here / name)
                if self._is_ignored(here / name, is_folder=False):
                    self.listing.ignored.append(path)
                else:
                    self.listing.files[path] = here / name

    def ignores(self, file: Path) -> bool:
        above = [here for here in _upwards(file.parent, self.root)][::-1]
        for here in above:
            if (here / IGNORE_FILE).is_file():
                self._learn(here)
        steps = [(here, True) for here in above[1:]] + [(file, False)]
        return any(self._is_ignored(step, is_folder) for step, is_folder in steps)

    def _learn(self, here: Path) -> None:
        try:
            lines = (here / IGNORE_FILE).read_text("utf-8-sig", errors="replace").splitlines()
            self.rules[here] = GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError) as error:
            raise FolderError(
                f"{here / IGNORE_FILE} cannot be used ({error}): mend it (its syntax is that of "
                f".gitignore), or remove it"
            ) from error

    def _is_ignored(self, file: Path, is_folder: bool) -> bool:
        if file.name.startswith("."):
            return True
        for here in _upwards(file.parent, self.root) if self.rules else ():
            rules = self.rules.get(here)
            if rules:
                relative = file.relative_to(here).as_posix() + ("/" if is_folder else "")
                verdict = _verdict(rules, relative, is_folder)
                if verdict is not None:
                    return verdict
        return False

    def _keep(self, error: OSError) -> None:
        unlisted = Path(error.filename)
        if unlisted == self.root:
            raise FolderError(f"the folder {str(self.root)!r} cannot be listed: {error.strerror}")
        self.listing.files[self._path(unlisted) + "/"] = unlisted

    def _path(self, file: Path) -> str:
        """The path in the index; bytes of a name that are no UTF-8 are shown as escapes."""
        raw = os.fsencode(file.relative_to(self.root).as_posix())
        return self.prefix + raw.decode("utf-8", errors="backslashreplace")


def _verdict(rules: GitIgnoreSpec, relative: str, is_folder: bool) -> bool | None:
    """Whether the last rule that names a file or folder ignores it; None where none names it.

    pathspec's own answer takes "*" for stronger than a later "!*/". That a rule names a folder
    above a file counts no more: that folder was walked into.
    """
    for rule in reversed(list(rules.patterns)):
        found = rule.match_file(relative) if rule.include is not None else None
        if found and (is_folder or not found.match.groupdict().get("ps_d")):
            return rule.include
    return None


def _upwards(here: Path, root: Path) -> Iterator[Path]:
    yield here
    while here != root:
        here = here.parent
        yield here


def _names(roots: Sequence[Path]) -> list[str]:
    if len(roots) == 1:
        return [""]
    for count in range(1, max(len(root.parts) for root in roots) + 1):
        names = ["/".join(root.parts[-count:]).lstrip("/") or "root" for root in roots]
        if len(set(names)) == len(names):
            break
    return names
