"""A new collection comes in by POST /own/collection: its name, and the folder if there is one."""

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.web.desk import Desk
from index.errors import CollectionError, FootnoteError

_LONGEST = 20_000  # bytes of what is asked


class Making:
    """Makes collections for the page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def make(self, request: Request) -> Response:
        """{"name": ..., "folder": ...} as JSON: {"name": ...}, or {"error": ...} saying why not."""
        try:
            name, folder = _wanted(await _body(request))
            made = await run_in_threadpool(
                self.desk.collections.create, name, folder.strip() or None
            )
        except FootnoteError as error:
            words = str(error)
            return JSONResponse({"error": words[:1].upper() + words[1:]})
        return JSONResponse({"name": made.name})


async def _body(request: Request) -> bytes:
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > _LONGEST:
            raise CollectionError("the name or the folder's path is too long: shorten it")
    return body


def _wanted(body: bytes) -> tuple[str, str]:
    try:
        wanted = json.loads(body)
        name, folder = wanted["name"], wanted.get("folder", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CollectionError("give a name and, where there is one, a folder") from error
    if not isinstance(name, str) or not isinstance(folder, str):
        raise CollectionError("a name and a folder are words")
    return name, folder
