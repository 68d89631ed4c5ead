"""A collection of documents that need no files, for the reader's tests."""

from types import SimpleNamespace
from typing import Any

from index.errors import PictureError, UnknownDocument
from index.types import Block, Document, Line, Page


def place(*documents: Document, is_drawn: bool = True) -> Any:
    """Something that has these documents; is_drawn: whether pages of PDFs can be drawn."""
    known = {one.path: one for one in documents}

    def document(path: str) -> Document:
        if path not in known:
            raise UnknownDocument(f"no document {path}")
        return known[path]

    def lines(path: str, start: int, end: int) -> list[Line]:
        return [line for line in document(path).lines if line.start < end and line.end > start]

    def sizes(folders: object, path: str, sha256: str) -> tuple[tuple[float, float], ...]:
        if not is_drawn:
            raise PictureError(f"{path} cannot be drawn")
        return tuple((200.0, 300.0) for _ in document(path).pages)

    index = SimpleNamespace(
        document=document,
        catalog=SimpleNamespace(lines=lines),
        folders=None,
        states=lambda: [
            SimpleNamespace(path=one.path, sha256=one.sha256, reason="") for one in documents
        ],
        lexical_search=lambda stems, count: [(one.path, 1.0) for one in documents],
        passages=lambda paths: [SimpleNamespace(path=path) for path in paths],
    )
    return SimpleNamespace(
        collection=SimpleNamespace(name="letters & notes"),
        assistant=SimpleNamespace(index=index),
        pictures=SimpleNamespace(sizes=sizes),
    )


def text(path: str, words: str) -> Document:
    """A document of one paragraph."""
    return Document(path, path.upper(), "", "text", words, (Block("paragraph", 0, len(words)),))


def pdf(path: str, *pages: str) -> Document:
    """A PDF whose pages are a heading and a line each, printed in letters 10 points wide."""
    words, blocks, numbered, lines = "", [], [], []
    for number, page in enumerate(pages, start=1):
        start = len(words)
        heading, body = f"Part {number}", page
        blocks.append(Block("heading", start, start + len(heading), 1))
        blocks.append(
            Block("paragraph", start + len(heading) + 2, start + len(heading) + 2 + len(body))
        )
        for top, (a, b) in (
            (20.0, (blocks[-2].start, blocks[-2].end)),
            (50.0, (blocks[-1].start, blocks[-1].end)),
        ):
            edges = tuple(10.0 * at for at in range(b - a + 1))
            lines.append(Line(number, a, b, top, top + 12, edges))
        words += f"{heading}\n\n{body}\n\n"
        numbered.append(Page(number, start, len(words)))
    return Document(
        path,
        path.upper(),
        "ab" * 32,
        "pdf",
        words,
        tuple(blocks),
        tuple(numbered),
        lines=tuple(lines),
    )
