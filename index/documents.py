"""A file becomes its documents, or reasons why it cannot; what is inside a file is one too."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.errors import UnreadableFile
from index.folder import MAX_BYTES, digest
from index.formats.outline import Outline, Part
from index.formats.table import OLE, ZIP, Format, format_of
from index.names import Names
from index.types import Document, well_formed

MAX_CHARACTERS = 20_000_000  # some 7,000 printed pages
MAX_PARTS = 10_000  # of one file, at any depth
MAX_DEPTH = 6  # of files in files
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

    A container all of whose text is in its parts has no reason: `kind` says what it is.
    """

    path: str
    sha256: str
    size: int
    reason: str
    kind: str = ""


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
    """Walks a file and the files inside it; what it has is what is left of the limits."""

    def __init__(self, passwords: Sequence[str]) -> None:
        self.passwords = passwords
        self.documents: list[Document] = []
        self.unread: list[Unread] = []
        self.sizes: dict[str, int] = {}
        self.parts_left, self.bytes_left = MAX_PARTS, MAX_BYTES

    def visit(self, path: str, data: bytes, depth: int) -> None:
        self.sizes[path] = len(data)
        try:
            format_, outline = _outline(path, data, self.passwords)
            if outline.text.strip() or not outline.parts:
                self.documents.append(_document(path, data, format_, outline))
            else:
                self._leave_out(path, data, outline.note, format_.kind)
        except UnreadableFile as error:
            self._leave_out(path, data, error.reason)
            return
        names = Names()
        for number, part in enumerate(outline.parts):
            if self.parts_left <= 0 or self.bytes_left <= 0:
                rest = len(outline.parts) - number
                self._leave_out(path + "/…", b"", f"too much: {rest} more files in it are not read")
                return
            self._visit_part(f"{path}/{names.safe(part.name)}", part, depth + 1)

    def _visit_part(self, path: str, part: Part, depth: int) -> None:
        self.parts_left -= 1
        if isinstance(part.data, str):
            self._leave_out(path, b"", part.data)
        elif depth > MAX_DEPTH:
            self._leave_out(path, part.data, f"nested over {MAX_DEPTH} files deep: unpack it")
        else:
            self.bytes_left -= len(part.data)
            self.visit(path, part.data, depth)

    def _leave_out(self, path: str, data: bytes, reason: str, kind: str = "") -> None:
        self.unread.append(Unread(path, digest(data), len(data), reason, kind))


def _outline(path: str, data: bytes, passwords: Sequence[str]) -> tuple[Format, Outline]:
    """Read a file's text; see `read`. Whatever its library raises is a broken file."""
    format_ = format_of(path)
    if format_ is None:
        ending = PurePosixPath(path).suffix
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
    except Exception as error:  # a hostile file can make its library raise anything
        words = " ".join(str(error).split())[:200]
        raise UnreadableFile(
            f"broken: it cannot be read as {format_.words} ({type(error).__name__}: {words})"
        ) from error
    if len(outline.text) > MAX_CHARACTERS:
        raise UnreadableFile(
            f"too large: {len(outline.text):,} characters of text, at most {MAX_CHARACTERS:,} are "
            f"read of one file; split it"
        )
    return format_, outline


def _document(path: str, data: bytes, format_: Format, outline: Outline) -> Document:
    if not outline.text.strip() or not outline.blocks:
        raise UnreadableFile(outline.note or "empty: there is no text in it")
    return Document(
        path=path,
        title=well_formed(outline.title or PurePosixPath(path).stem),
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
