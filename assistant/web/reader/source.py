"""Where the reader's documents come from: a collection's catalog, and what draws their pages."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from assistant.lookups import IndexLookup
from assistant.types import Citation
from assistant.verifying import Verdict, verify
from assistant.web.desk import Place
from index.errors import PictureError
from index.pictures import Sizes
from index.types import Document, Line, Span

_HELD = 8  # documents in memory at once


class Source:
    """The documents of the collection that a visitor is in, for a moment."""

    def __init__(self, place: Place) -> None:
        self.collection = place.collection.name
        self._index, self._pictures = place.assistant.index, place.pictures
        self._held = lru_cache(_HELD)(self._index.document)

    def document(self, path: str) -> Document:
        """A document whole. Raises UnknownDocument where none of that path was read."""
        return self._held(path)

    def verify(self, citations: Sequence[Citation]) -> list[Verdict]:
        """How citations stand today, in their order."""
        return verify(citations, IndexLookup(self._index)) if citations else []

    def lines(self, path: str, spans: Iterable[Span]) -> list[Line]:
        """The printed lines that show any of the spans, in the order of the text."""
        found = {
            (line.start, line.page, line.top): line
            for span in spans
            for line in self._index.catalog.lines(path, *span)
        }
        return [found[key] for key in sorted(found)]

    def sizes(self, document: Document) -> Sizes | None:
        """The sizes of a PDF's pages in points; None for what has no pages that can be drawn."""
        if document.kind != "pdf" or not document.pages:
            return None
        try:
            folders = self._index.folders
            return self._pictures.sizes(folders, document.path, document.sha256)
        except PictureError:
            return None

    def addresses(self, document: Document) -> Callable[[int, float], str]:
        """Gives where the image of a page is, by its number and its scale."""
        asked = self.asked(document)
        return lambda page, scale: f"/own/leaf?{asked}&page={page}&scale={scale:g}"

    def asked(self, document: Document) -> str:
        """Which document it is, as the query of an address."""
        return urlencode(
            {
                "collection": self.collection,
                "path": document.path,
                "sha256": document.sha256,
            }
        )
