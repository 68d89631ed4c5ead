"""What the reading process and the one that asked it say to each other, as JSON."""

import json
from dataclasses import astuple
from typing import Any

from index.documents import Reading, Unread
from index.types import Block, Document, Line, Page


def pack(reading: Reading) -> bytes:
    """A reading as bytes."""
    documents = [
        {
            "path": one.path,
            "title": one.title,
            "sha256": one.sha256,
            "kind": one.kind,
            "text": one.text,
            "unit": one.unit,
            "note": one.note,
            "blocks": [[b.kind, b.start, b.end, b.level, b.place] for b in one.blocks],
            "pages": [[p.number, p.start, p.end, p.name] for p in one.pages],
            "lines": [[n.page, n.start, n.end, n.top, n.bottom, n.edges] for n in one.lines],
        }
        for one in reading.documents
    ]
    unread = [list(astuple(one)) for one in reading.unread]
    return json.dumps({"documents": documents, "unread": unread, "sizes": reading.sizes}).encode()


def unpack(packed: bytes) -> Reading:
    """The reading that `pack` was given."""
    said: dict[str, Any] = json.loads(packed)
    return Reading(
        documents=tuple(_document(one) for one in said["documents"]),
        unread=tuple(Unread(*one) for one in said["unread"]),
        sizes=said["sizes"],
    )


def _document(said: dict[str, Any]) -> Document:
    blocks = tuple(Block(*block) for block in said.pop("blocks"))
    pages = tuple(Page(*page) for page in said.pop("pages"))
    lines = tuple(
        Line(page, start, end, top, bottom, tuple(edges))
        for page, start, end, top, bottom, edges in said.pop("lines")
    )
    return Document(**said, blocks=blocks, pages=pages, lines=lines)
