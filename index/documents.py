"""A file becomes its documents, or reasons why it cannot; what is inside a file is one too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.errors import UnreadableFile
from index.folder import MAX_BYTES, digest
from index.formats import alive, room
from index.formats.outline import Outline, Part
from index.formats.table import OLE, ZIP, Format, format_of
from index.names import Names
from index.types import Document, well_formed

MAX_CHARACTERS = 20_000_000  # some 7,000 printed pages
MAX_DEPTH = 6  # of files in files
MAX_NAMED = 100  # files inside a file that are over a limit and named one by one
MAX_TITLE = 300  # characters: it is shown beside each answer
_EMPTY = "empty: there is no text in it"
_SAVE_ANEW = "open it in the program that made it and save it anew"
# What a library says of a broken file, where people can read it: no quotes, paths or class names.
_SENTENCE = re.compile(
    r"(?=.{12,120}$)[A-Z][a-z]*(?: \(?(?:[A-Z]?[a-z]+|[A-Z]+|-?\d+)[,:;)]?){2,}\.?"
)
_FOREIGN = (
    (b"%PDF-", "pdf", "a PDF"),
    (ZIP, "", "a ZIP archive or an office document"),
    (OLE, "", "an old office document"),
    (b"\x89PNG", "", "a PNG image"),
    (b"\xff\xd8\xff", "", "a JPEG image"),
    (b"GIF8", "", "a GIF image"),
    (b"\x1f\x8b", "tar", "a gzip archive"),
    (b"{\\rtf", "rtf", "an RTF document"),
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a file inside a file, that gave no document, and why; `reason` is for people.

    A container all of whose text is in its parts has no reason: `kind` says what it is, `note`
    what of it was left out. sha256: "" where its bytes could not be had; size is 0 then.
    files: how many it stands for; over 1 in the last line of a container that holds too many.
    same_as: the file in the same container with the very same bytes that is read instead.
    """

    path: str
    sha256: str
    size: int
    reason: str
    kind: str = ""
    note: str = ""
    files: int = 1
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file gave: the file itself first, then the files inside it, in order.

    sizes: the bytes of each document's file, by path.
    """

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...]
    sizes: dict[str, int]


def read_all(path: str, data: bytes, passwords: Sequence[str] = ()) -> Reading:
    """Read one file and what is inside it. `path` is relative to the folder, POSIX.

    A file inside a file has the path "outer/inner". Every one that gives no document is named
    with its reason; nothing is raised for a bad file.
    """
    reader = _Reader(passwords)
    reader.visit(path, data, depth=0)
    return Reading(tuple(reader.documents), tuple(reader.unread), reader.sizes)


def read(path: str, data: bytes, passwords: Sequence[str] = ()) -> Document:
    """Read one file as one document, whatever is inside it left aside.

    Raises UnreadableFile, with a reason for people, where it is empty, too large, encrypted,
    broken, of an unknown kind, or not what its name says.
    """
    format_, outline = _outline(path, data, passwords)
    return _document(path, data, format_, outline)


class _Reader:
    """Walks a file and the files inside it; its room is what is left of the limits."""

    def __init__(self, passwords: Sequence[str]) -> None:
        self.passwords = passwords
        self.documents: list[Document] = []
        self.unread: list[Unread] = []
        self.sizes: dict[str, int] = {}
        self.read: dict[tuple[str, str], str] = {}  # the bytes and format of each document
        self.room = room.Room()
        self.named_left = MAX_NAMED
        self.names = Names()

    def visit(self, path: str, data: bytes, depth: int) -> None:
        self.sizes[path] = len(data)
        alive.tick()
        sha256, known = digest(data), format_of(path)
        first = self.read.get((sha256, known.kind)) if known else None
        if first is not None:
            self.unread.append(Unread(path, sha256, len(data), "", same_as=first))
            return
        try:
            with room.within(self.room):
                format_, outline = _outline(path, data, self.passwords)
        except UnreadableFile as error:
            self._leave_out(path, data, error.reason)
            return
        try:
            if outline.text.strip() or not outline.parts:
                self.documents.append(_document(path, data, format_, outline))
                self.read[sha256, format_.kind] = path
            else:
                container = Unread(path, digest(data), len(data), "", format_.kind, outline.note)
                self.unread.append(container)
        except UnreadableFile as error:
            self._leave_out(path, data, error.reason)
        self._visit_parts(path, outline.parts, depth + 1)

    def _visit_parts(self, path: str, parts: list[Part], depth: int) -> None:
        """Visit what fits; all of it is counted before the first is opened.

        So what is inside the first part cannot use up the room of the second, and only one
        container's worth of bytes is held at a time.
        """
        fitting: list[tuple[str, bytes]] = []
        uncounted = 0
        for part in parts:
            over = self._over(part, depth)
            if over and self.room.files <= 0:
                if self.named_left <= 0:
                    uncounted += 1
                    continue
                self.named_left -= 1
            self.room.files -= 1
            name = self.names.safe(part.name, under=path)
            if isinstance(part.data, str):
                self.unread.append(Unread(name, "", 0, part.data))
            elif over:
                self._leave_out(name, part.data, over)
            else:
                self.room.bytes -= len(part.data)
                fitting.append((name, part.data))
        parts.clear()
        for name, data in fitting:
            self.visit(name, data, depth)
        if uncounted:
            rest = self.names.safe("…", under=path)
            reason = f"too many files: {uncounted:,} more in it are not read; unpack it"
            self.unread.append(Unread(rest, "", 0, reason, files=uncounted))

    def _over(self, part: Part, depth: int) -> str:
        """Which limit a part is over, in words; "" for none."""
        if self.room.files <= 0:
            return f"too many files: over {room.MAX_PARTS:,} inside one file; unpack it"
        if depth > MAX_DEPTH:
            return f"nested over {MAX_DEPTH} files deep: unpack it"
        if len(part.data) > self.room.bytes and not isinstance(part.data, str):
            return f"too large: over {MAX_BYTES // 1024**2} MiB inside one file; unpack it"
        return ""

    def _leave_out(self, path: str, data: bytes, reason: str) -> None:
        self.unread.append(Unread(path, digest(data), len(data), reason))


def _outline(path: str, data: bytes, passwords: Sequence[str]) -> tuple[Format, Outline]:
    """Read a file's text; see `read`. Whatever its library raises is a broken file."""
    format_ = format_of(path)
    if format_ is None:
        ending = PurePosixPath(path).suffix or "a dot alone"
        raise UnreadableFile(
            f"unknown kind of file: {ending} is not among those that can be read; see "
            f"docs/formats.md, or save it as PDF or text"
        )
    if not data.strip():
        raise UnreadableFile("empty: there is nothing in it")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"too large: over {MAX_BYTES // 1024**2} MiB; split it")
    _check_signature(format_, path, data)
    try:
        outline = format_.read(data, passwords)
    except (UnreadableFile, MemoryError):
        raise
    except RecursionError as error:
        raise UnreadableFile(
            f"nested too deeply: it cannot be read as {format_.words}; {_SAVE_ANEW}"
        ) from error
    except Exception as error:  # a hostile file can make its library raise anything
        words = " ".join(str(error).split())
        said = f" ({words.rstrip('.')})" if _SENTENCE.fullmatch(words) else ""
        raise UnreadableFile(
            f"broken: it cannot be read as {format_.words}{said}; {_SAVE_ANEW}"
        ) from error
    return format_, outline


def _document(path: str, data: bytes, format_: Format, outline: Outline) -> Document:
    if not outline.text.strip() or not outline.blocks:
        note = outline.note
        # A note that gives a cause is a reason by itself; one that only counts is none.
        raise UnreadableFile(note if ":" in note else "; ".join(filter(None, (_EMPTY, note))))
    if len(outline.text) > MAX_CHARACTERS:
        raise UnreadableFile(
            f"too large: {len(outline.text):,} characters of text, at most {MAX_CHARACTERS:,} are "
            f"read of one file; split it"
        )
    title = outline.title or PurePosixPath(path).stem
    return Document(
        path=path,
        title=well_formed(title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1] + "…"),
        sha256=digest(data),
        kind=format_.kind,
        text=well_formed(outline.text),
        blocks=tuple(outline.blocks),
        pages=tuple(outline.pages),
        unit=outline.unit,
        note=outline.note,
        lines=tuple(outline.lines),
    )


def _check_signature(format_: Format, name: str, data: bytes) -> None:
    """Raises UnreadableFile where a file's first bytes are another format's than its name's."""
    foreign = [words for start, kind, words in _FOREIGN if data.startswith(start)
               and kind != format_.kind]  # fmt: skip
    if format_.kind == "pdf":
        fits = b"%PDF-" in data[:1024]
    elif format_.signatures:
        fits = data.startswith(format_.signatures)
    else:
        fits = not foreign
    if not fits:
        other = foreign[0] if foreign else f"not {format_.words}"
        ending = PurePosixPath(name).suffix or "without an ending"
        raise UnreadableFile(f"mislabelled: it is named {ending} but is {other}; rename it")
