"""Requests of a bearable size: what is larger is not read."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Limited:
    """An application that is given no more of a request than `most` bytes.

    Where there are more, it gets an HTTPException of status 413 as soon as it reads.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        declared = Headers(scope=scope).get("content-length", "")
        read = int(declared) if declared.isdigit() and len(declared) < 20 else 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += 0 if declared else len(message.get("body", b""))
            if read > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)
