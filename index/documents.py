"""A file becomes a Document, or a reason why it cannot."""

from collections.abc import Callable
from pathlib import PurePosixPath

from index.errors import UnreadableFile
from index.folder import MAX_BYTES, digest
from index.formats import markup, pdf, plain
from index.formats.outline import Outline
from index.types import Document, well_formed

Reader = Callable[[bytes], Outline]

READERS: dict[str, tuple[str, Reader]] = {
    ".md": ("markdown", markup.read_markdown),
    ".markdown": ("markdown", markup.read_markdown),
    ".txt": ("text", plain.read),
    ".text": ("text", plain.read),
    ".html": ("html", markup.read_html),
    ".htm": ("html", markup.read_html),
    ".xhtml": ("html", markup.read_html),
    ".pdf": ("pdf", pdf.read),
}

_SIGNATURES = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"PK\x03\x04", "zip", "a ZIP archive or an office document"),
    (b"\x89PNG", "png", "a PNG image"),
    (b"\xff\xd8\xff", "jpeg", "a JPEG image"),
    (b"GIF8", "gif", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "ole", "an old office document"),
    (b"\x1f\x8b", "gzip", "a gzip archive"),
)


def read(path: str, data: bytes) -> Document:
    """Read one file. `path` is relative to the folder, POSIX; its ending names the format.

    Raises UnreadableFile, with a reason for people, where it is empty, too large, encrypted,
    broken, of an unknown kind, or not what its name says.
    """
    name = PurePosixPath(path)
    entry = READERS.get(name.suffix.lower())
    if entry is None:
        known = ", ".join(sorted(READERS))
        raise UnreadableFile(f"unknown kind of file: readable are {known}")
    kind, reader = entry
    if not data.strip():
        raise UnreadableFile("empty: there is nothing in it")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"too large: over {MAX_BYTES // 1024**2} MiB; split it")
    _check_signature(kind, name.suffix, data)
    outline = reader(data)
    if not outline.text.strip() or not outline.blocks:
        raise UnreadableFile("empty: there is no text in it")
    return Document(
        path=path,
        title=well_formed(outline.title or name.stem),
        sha256=digest(data),
        kind=kind,
        text=well_formed(outline.text),
        blocks=tuple(outline.blocks),
        pages=tuple(outline.pages),
    )


def _check_signature(kind: str, suffix: str, data: bytes) -> None:
    for signature, actual, words in _SIGNATURES:
        if data.startswith(signature) and actual != kind:
            raise UnreadableFile(f"mislabelled: it is named {suffix} but is {words}; rename it")
    if kind == "pdf" and b"%PDF-" not in data[:1024]:
        raise UnreadableFile("mislabelled: it is named .pdf but is not a PDF; rename it")
