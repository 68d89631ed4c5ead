"""What the tests of the office formats share: files of other programs, and how to change one."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from index import documents
from index.types import Document

FILES = Path(__file__).parent.parent / "files" / "office"


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def read(name: str, data: bytes | None = None, *passwords: str) -> Document:
    return documents.read(name, file(name) if data is None else data, passwords)


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def places(document: Document) -> dict[str, str]:
    """Each block's text and where it stands."""
    return {document.text[b.start : b.end]: document.place_at(b.start) for b in document.blocks}


def place_of(document: Document, words: str) -> str:
    assert document.text.count(words) == 1
    return document.place_at(document.text.index(words))


def changed(data: bytes, members: dict[str, str | None]) -> bytes:
    """An archive with members put in, replaced, or left out where they are None."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, text in members.items():
            if text is not None:
                new.writestr(name, text)
    return made.getvalue()


def member(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()
