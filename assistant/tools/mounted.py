"""The tools at /mcp, beside the page: loaded with the first request, so that the page is not late.

Whatever the page's server checks of a request (its Host, its Origin) it has checked before.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib import import_module

from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.collections import Collections
from assistant.tools.toolset import Toolset

PATH = "/mcp"


class Mounted:
    """The protocol's address; it runs within the server's life."""

    def __init__(self, collections: Collections) -> None:
        self._toolset = Toolset(collections)
        self._loading = asyncio.Lock()
        self._answer: ASGIApp | None = None
        self._running: asyncio.Task[None] | None = None

    def listed(self) -> list[Route]:
        """As Starlette takes them."""
        return [Route(PATH, self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; there is nothing to listen to (GET) nor to end (DELETE)."""
        if scope["method"] != "POST":
            words = "Footnote's MCP tools: POST to this address, or give it to an MCP client."
            await PlainTextResponse(words, 405, {"Allow": "POST"})(scope, receive, send)
            return
        async with self._loading:
            if self._answer is None:
                server = await asyncio.to_thread(import_module, "assistant.tools.server")
                answer, running = server.over_http(self._toolset)
                started = asyncio.Event()
                self._running = asyncio.create_task(_run(running, started))
                await started.wait()
                self._answer = answer
        await self._answer(scope, receive, send)


async def _run(
    running: Callable[[], AbstractAsyncContextManager[None]], started: asyncio.Event
) -> None:
    """Hold it open until the server's loop ends, which cancels this."""
    async with running():
        started.set()
        await asyncio.Event().wait()
