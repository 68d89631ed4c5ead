"""What an open document asks the server for: images of pages, their words, hits, how it stands."""

import re
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.web.desk import Desk, Place
from assistant.web.reader.finding import find
from assistant.web.reader.layer import render_layer
from assistant.web.reader.source import Source
from assistant.web.state import Visit
from index.errors import CollectionError, FootnoteError, UnknownDocument
from index.formats.outline import CELL
from index.types import Document, Page, Span

MOST = 5_000  # hits
_LONGEST = 500  # characters to look for
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_ANEW = {"Cache-Control": "no-store"}
_OURS = {"Cross-Origin-Resource-Policy": "same-origin"}


class Served:
    """The answers; each names its document by ?collection=NAME&path=PATH&sha256=DIGEST."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def listed(self) -> list[Route]:
        """As Starlette takes them."""
        answers = (self.leaf, self.words, self.hits, self.standing)
        return [Route(f"/own/{one.__name__}", _guarded(one), methods=["GET"]) for one in answers]

    def leaf(self, request: Request) -> Response:
        """A page as an image: &page=NUMBER&scale=PIXELS A POINT."""
        asked = request.query_params
        place, path = self._place(request)
        page, scale = int(asked["page"]), float(asked["scale"])
        folders = place.assistant.index.folders
        picture = place.pictures.page(folders, path, asked["sha256"], page, scale)
        return Response(picture.data, media_type=picture.mime, headers=_FOR_EVER)

    def words(self, request: Request) -> Response:
        """The text of a page, to be laid over its image: &page=NUMBER."""
        source, document = self._document(request)
        page = _page(document, int(request.query_params["page"]))
        lines = source.lines(document.path, [Span(page.start, page.end)])
        lines = [line for line in lines if line.page == page.number]
        layer = _NO_XML.sub("\ufffd", render_layer(document, page, lines))
        drawn = f'<svg xmlns="http://www.w3.org/2000/svg">{layer}</svg>'
        return Response(drawn, media_type="image/svg+xml", headers=_ANEW)

    def hits(self, request: Request) -> Response:
        """Where words stand: &words=WORDS, and &by=page for the pages' numbers, not offsets."""
        _, document = self._document(request)
        wanted = request.query_params["words"][:_LONGEST]
        if request.query_params.get("by") != "page":
            return JSONResponse(find(document.text, wanted, MOST), headers=_ANEW)
        found: list[int] = []
        for page in document.pages:
            text = document.text[page.start : page.end].replace(CELL, " " * len(CELL))
            found += [page.number] * len(find(text, wanted, MOST - len(found)))
        return JSONResponse(found, headers=_ANEW)

    def standing(self, request: Request) -> Response:
        """Whether a document is still what was opened: "same", "changed" or "gone"."""
        try:
            place, path = self._place(request)
            now = Source(place).document(path).sha256
        except (UnknownDocument, CollectionError):  # a collection taken off the list took it along
            return JSONResponse("gone", headers=_ANEW)
        is_same = now == request.query_params["sha256"]
        return JSONResponse("same" if is_same else "changed", headers=_ANEW)

    def _place(self, request: Request) -> tuple[Place, str]:
        asked = request.query_params
        return self.desk.at(Visit(asked["collection"])), asked["path"]

    def _document(self, request: Request) -> tuple[Source, Document]:
        place, path = self._place(request)
        source = Source(place)
        document = source.document(path)
        if document.sha256 != request.query_params["sha256"]:
            raise UnknownDocument(f"{path} has changed since it was opened: open it again")
        return source, document


def _page(document: Document, number: int) -> Page:
    for page in document.pages:
        if page.number == number:
            return page
    raise UnknownDocument(f"{document.path} has no page {number}: it ends before")


def _guarded(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """What is asked amiss, or cannot be had, is a sentence."""

    def answered(request: Request) -> Response:
        try:
            response = answer(request)
        except FootnoteError as error:
            response = PlainTextResponse(str(error), 404, headers=_ANEW)
        except (KeyError, ValueError) as error:
            response = PlainTextResponse(f"asked amiss: {error}", 400, headers=_ANEW)
        response.headers.update(_OURS)
        return response

    return answered
