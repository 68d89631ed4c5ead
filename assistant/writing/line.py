"""One request to a model's server: nothing goes anywhere else, and it can be cut at once."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from assistant.writing.addresses import is_loopback

MOST_BYTES = 16 << 20  # of an answer as it comes over the wire
_CONNECTING = 10.0  # seconds
_SENT = {"host", "accept", "connection", "content-type", "content-length", "transfer-encoding"}


class Hung(Exception):
    """The server's answer is not taken any further."""


class Line:
    """What becomes of a request, and the settings of the client that makes it.

    status, retry_after: the HTTP status, 0 while there is none, and how many seconds the server
    asks to be left alone, None where it does not say. is_through: whether the server was reached.
    is_flooded: whether it sent more than anyone reads.
    """

    def __init__(self, url: str, key: str = "", seconds: float | None = None) -> None:
        self.status = 0
        self.retry_after: float | None = None
        self.is_through = self.is_flooded = False
        self._url, self._key = httpx.URL(url), key
        self._timeout = httpx.Timeout(seconds, connect=seconds or _CONNECTING)
        self._is_cut = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def options(self) -> dict[str, Any]:
        """Arguments of `httpx.Client`.

        Of the environment, a proxy and certificates count for an address elsewhere alone. The
        silence of a server is measured by who waits for it, not here.
        """
        return {
            "timeout": self._timeout,
            "trust_env": not is_loopback(str(self._url)),
            "follow_redirects": False,
            "limits": httpx.Limits(max_keepalive_connections=0),
            "event_hooks": {"request": [self._before], "response": [self._after]},
        }

    def cut(self) -> None:
        """Close the connection, from any thread, whatever is being read from it."""
        with self._lock:
            self._is_cut = True
            for one in self._sockets:
                _hang_up(one)

    def _before(self, request: httpx.Request) -> None:
        """Send what the protocol needs and the key; what a library adds of itself stays here."""
        if (request.url.scheme, request.url.netloc) != (self._url.scheme, self._url.netloc):
            raise Hung("the request would have gone elsewhere")
        for name in set(request.headers) - _SENT:
            del request.headers[name]
        request.headers["User-Agent"] = "Footnote"
        request.headers["Accept-Encoding"] = "identity"
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        request.extensions["trace"] = self._trace
        request.extensions["timeout"] = self._timeout.as_dict()  # libraries have their own

    def _after(self, response: httpx.Response) -> None:
        """Leave the words of an error unread: they may be anyone's."""
        self.status = response.status_code
        self.retry_after = _seconds(response.headers.get("Retry-After", ""))
        if not response.is_success:
            raise Hung(f"HTTP {response.status_code}")
        stream = response.stream
        assert isinstance(stream, httpx.SyncByteStream)
        response.stream = _Measured(stream, self)

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            with self._lock:
                self._sockets.append(info["return_value"].get_extra_info("socket"))
                if self._is_cut:
                    _hang_up(self._sockets[-1])
        elif event.endswith("send_request_headers.started"):
            self.is_through = True


class _Measured(httpx.SyncByteStream):
    """A stream that ends with an error where it is too long."""

    def __init__(self, stream: httpx.SyncByteStream, line: Line) -> None:
        self._stream, self._line = stream, line

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for block in self._stream:
            taken += len(block)
            if taken > MOST_BYTES:
                self._line.is_flooded = True
                raise Hung("the answer is too long")
            yield block

    def close(self) -> None:
        self._stream.close()


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        one.shutdown(socket.SHUT_RDWR)  # close() alone would wait for who reads from it


def _seconds(given: str) -> float | None:
    """What Retry-After says, in seconds or as a date; None where it says nothing."""
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, TypeError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
