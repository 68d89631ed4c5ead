"""Answers to take away: as a file of HTML, Markdown or JSON."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.exchanges import Exchange
from assistant.exporting import Export, as_html, as_json, as_markdown, export, file_name
from assistant.types import Citation
from assistant.web.chat.numbers import number
from assistant.web.desk import Desk, Place
from assistant.web.wording import Wording, language_of
from index.cropping import crops
from index.errors import ConversationsError, FootnoteError, PictureError, RecordError
from index.picture import Crop
from index.types import Span

_KINDS = {"html": "text/html", "md": "text/markdown", "json": "application/json"}
_ANEW = {"Cache-Control": "no-store"}


class Taking:
    """Answers /own/export/CONVERSATION?form=FORM, with &exchange=ID for one answer alone.

    form: "html", "md" or "json". &collection=NAME names one other than the default.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def listed(self) -> list[Route]:
        """As Starlette takes them."""
        return [Route("/own/export/{conversation}", self._answer, methods=["GET"])]

    def _answer(self, request: Request) -> Response:
        asked = request.query_params
        t = Wording(language_of(_languages(request)))
        form = asked.get("form", "html")
        if form not in _KINDS:
            words = f"there is no form {form[:20]!r}: take html, md or json"
            return PlainTextResponse(words, 400, headers=_ANEW)
        try:
            place = self.desk.named(asked.get("collection", ""))
            whole = place.conversations.get(request.path_params["conversation"])
        except FootnoteError:
            return PlainTextResponse(t("chat.no-conversation"), 404, headers=_ANEW)
        exchanges, title = whole.exchanges, whole.title
        if "exchange" in asked:
            wanted = number(asked["exchange"])
            exchanges, title = tuple(one for one in exchanges if one.id == wanted), ""
        if not exchanges:
            return PlainTextResponse(t("chat.no-conversation"), 404, headers=_ANEW)
        try:
            return _file(place, exchanges, title, form)
        except (ConversationsError, RecordError) as error:
            return PlainTextResponse(str(error), 409, headers=_ANEW)


def _file(place: Place, exchanges: tuple[Exchange, ...], title: str, form: str) -> Response:
    taken = export(exchanges, title)
    name = file_name(taken, f".{form}")
    headers = {"Content-Disposition": disposition(name), **_ANEW}
    written = _written(place, taken, form).encode("utf-8", "replace")
    return Response(written, media_type=f"{_KINDS[form]}; charset=utf-8", headers=headers)


def _written(place: Place, taken: Export, form: str) -> str:
    match form:
        case "json":
            return as_json(taken)
        case "md":
            return as_markdown(taken)
        case _:
            return as_html(taken, place.assistant.document, lambda one: _crop(place, one))


def _crop(place: Place, citation: Citation) -> Crop | None:
    """A picture of where a quotation stands in a PDF; None where there is none to be had."""
    if citation.page is None:
        return None
    try:
        document = place.assistant.document(citation.path)
        if document.sha256 != citation.sha256:
            return None
        span = Span(citation.start, citation.end)
        return next(iter(crops(place.assistant.index, place.pictures, document, span)), None)
    except (FootnoteError, PictureError):
        return None


def disposition(name: str) -> str:
    r"""A file's name for Content-Disposition, in any script (RFC 6266, RFC 5987).

    >>> disposition("größe.md")
    'attachment; filename="gr__e.md"; filename*=UTF-8\'\'gr%C3%B6%C3%9Fe.md'
    """
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _languages(request: Request) -> list[str]:
    wanted = request.headers.get("accept-language", "")
    return [part.partition(";")[0].strip() for part in wanted.split(",")]


def alive(identity: str) -> Route:
    """Answers /own/alive with what tells this server from one that is started after it."""

    async def answer(request: Request) -> Response:
        return JSONResponse({"server": identity}, headers=_ANEW)

    return Route("/own/alive", answer, methods=["GET"])
