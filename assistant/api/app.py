"""The HTTP doors put together, with their OpenAPI document. FastAPI's door."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assistant.api import asking, examples, quotation
from assistant.api.answering import Answering
from assistant.api.chat import Chat
from assistant.api.explaining import explain
from assistant.api.failing import Refused, malformed, refused, response
from assistant.api.limiting import Limited
from assistant.api.reference import render_reference
from assistant.api.types import (
    Ask,
    ChatRequest,
    Completion,
    Failure,
    Files,
    Model,
    Models,
    Passages,
    Search,
    Text,
)
from assistant.records import dumped
from assistant.types import Answer, Finished
from assistant.web.desk import Desk
from index.errors import FootnoteError

MOST = 4 * 1024 * 1024  # bytes of a request
_ABOUT = (
    "Questions about folders of documents, answered in exact quotations on this machine. "
    "Anything can be asked without a key."
)


class Api:
    """What the HTTP doors answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._collections = desk, desk.collections
        self._answering = Answering()
        self.chat = Chat(self._collections, self._answering)

    async def ask(self, asked: Ask, request: Request) -> Response:
        """Answer a question in quotations, and in prose where a model writes.

        A refusal is an answer too: `refused` is true, and `reasons` say why.
        """
        run = self._answering.start(asking.events(self._collections, asked), asked.prose)
        async for event in run.events(request.is_disconnected):
            if isinstance(event, Finished):
                return _json(event.answer.to_dict())
        return Response(status_code=499)  # nobody is there to read it

    async def search(self, asked: Search) -> Response:
        """Find the passages that speak most of what is asked, without an answer."""
        return await self._told(lambda: asking.search(self._collections, asked))

    async def documents(self, collection: str = "") -> Response:
        """List the files of a collection, how each stands, and what collections there are."""
        return await self._told(lambda: asking.files(self._collections, collection))

    async def document(self, path: str, collection: str = "") -> Response:
        """Read a document: its text, which the offsets of citations point into, and its pages."""
        return await self._told(lambda: asking.text(self._collections, collection, path))

    async def quotation(
        self, path: str, sha256: str, start: int, end: int, collection: str = ""
    ) -> HTMLResponse:
        """Show a quotation in its context, as a page for people."""
        draw = partial(quotation.render, self._desk, collection, path, sha256, start, end)
        return _page(await self._answering.quickly(draw))

    async def _told(self, look: Callable[[], Passages | Files | Text]) -> Response:
        return _json(await self._answering.quickly(lambda: asdict(look())))


class _App(FastAPI):
    """FastAPI, whose document explains each field, and names no status that never comes."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        document = super().openapi()
        for methods in document["paths"].values():
            for one in methods.values():
                one["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(name, None)
        for schema in document["components"]["schemas"].values():
            explain(schema)
        return document


def build_app(desk: Desk) -> FastAPI:
    """The HTTP doors as an ASGI application: all under /v1/ and /api/."""
    api = Api(desk)
    app = _App(
        title="Footnote",
        version="1",
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )

    def add(path: str, answer: Any, model: Any, *amiss: int, tag: str, body: Any = None) -> None:
        responses: dict[int | str, dict[str, Any]] = {
            status: {"model": Failure, "description": _AMISS[status]} for status in amiss
        }
        extra = {"content": {"application/json": {"examples": body}}} if body else None
        app.add_api_route(
            path,
            answer,
            methods=["POST" if body else "GET"],
            response_model=model,
            responses=responses,
            tags=[tag],
            openapi_extra={"requestBody": extra} if extra else None,
        )

    chat, plain = "OpenAI's chat", "Questions and documents"
    asked_amiss = (400, 404, 413, 503)
    add("/api/ask", api.ask, Answer, *asked_amiss, tag=plain, body=examples.ASK)
    add("/api/search", api.search, Passages, *asked_amiss, tag=plain, body=examples.SEARCH)
    add("/api/documents", api.documents, Files, 404, 503, tag=plain)
    add("/api/document", api.document, Text, 400, 404, 503, tag=plain)
    add("/v1/chat/completions", api.chat.complete, Completion, *asked_amiss, tag=chat,
        body=examples.CHAT)  # fmt: skip
    add("/v1/models", api.chat.models, Models, tag=chat)
    add("/v1/models/{model:path}", api.chat.model, Model, 404, tag=chat)
    app.add_api_route(
        "/api/quotation", api.quotation, methods=["GET"], response_class=HTMLResponse,
        responses={404: {"model": Failure, "description": _AMISS[404]}}, tags=[plain],
    )  # fmt: skip

    def reference(request: Request) -> HTMLResponse:
        return _page(render_reference(app.openapi(), str(request.base_url).rstrip("/")))

    app.add_api_route("/api/docs", reference, include_in_schema=False)
    app.add_exception_handler(FootnoteError, _failed)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _failed)
    app.add_exception_handler(Exception, _failed)
    return app


def doors(desk: Desk) -> list[Route]:
    """As Starlette takes them, to be served beside the page."""
    app = Limited(build_app(desk), MOST)
    return [Route(path, app, name=path) for path in ("/v1/{rest:path}", "/api/{rest:path}")]


_BODIES = {"/api/ask": Ask, "/api/search": Search}
_AMISS = {
    400: "The request is amiss; the message says where.",
    404: "There is no such model, collection or document; the message says what there is.",
    413: f"The request has more than {MOST // 1024 // 1024} MiB.",
    503: "The collection's index or the model cannot be used now.",
}


async def _failed(request: Request, error: Exception) -> Response:
    match error:
        case RequestValidationError():
            path, given = request.url.path, request.headers.get("content-type", "none")
            is_json = request.method == "GET" or given.partition(";")[0].strip().endswith("json")
            known = _BODIES.get(path, ChatRequest)
            return response(malformed(error.errors(), known, "" if is_json else given))
        case HTTPException(status_code=413):
            words = f"The request is too large: {MOST // 1024 // 1024} MiB can be read at most."
            return response(Refused(413, words, "request_too_large"))
        case HTTPException(status_code=400):
            return response(Refused(400, "The body of the request cannot be read.", "invalid_json"))
        case HTTPException():
            words = f"{request.method} {request.url.path[:200]}: {error.detail}; see /api/docs."
            return response(Refused(error.status_code, words))
    return response(refused(error))


def _json(value: Any) -> Response:
    return Response(
        dumped(value), media_type="application/json", headers={"Cache-Control": "no-store"}
    )


def _page(written: str) -> HTMLResponse:
    sent = written.encode("utf-8", "replace")
    return HTMLResponse(sent, headers={"Cache-Control": "no-store"})
