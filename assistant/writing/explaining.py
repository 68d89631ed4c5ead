"""Why a model gave no answer: from what became of the request, never from a server's words."""

import ssl
from collections.abc import Iterator
from socket import gaierror
from typing import Literal, NamedTuple, Protocol

from assistant.faults import NoteKind

Obstacle = Literal["", "no-name", "no-https", "certificate"]


class Spoken(NamedTuple):
    """What is spoken at a server: the kind, "" for none that is known, and at which address."""

    kind: str = ""
    url: str = ""


class What(NamedTuple):
    """What happened.

    status: HTTP's, 0 where there was none. retry_after: seconds that a server asks to be left
    alone, None where it does not. seconds: how long it was waited for in silence. obstacle: what
    a server could not be reached for. url, option: its address, and what that was given by.
    spoken: what is spoken there, where that was looked up.
    """

    kind: NoteKind
    status: int = 0
    retry_after: float | None = None
    seconds: float = 0.0
    obstacle: Obstacle = ""
    url: str = ""
    option: str = "--llm-url"
    spoken: Spoken | None = None


class Request(Protocol):
    """What became of a request; see `assistant.writing.line.Line`."""

    status: int
    retry_after: float | None
    is_through: bool
    is_flooded: bool


def explain(request: Request, error: BaseException) -> What:
    """What to call an error that came out of a model's library."""
    status = request.status
    if request.is_flooded:
        return What("endless")
    if status in (429, 503):
        return What("busy", status, request.retry_after)
    if 400 <= status < 500:
        return What("refused", status)
    if status and not 200 <= status < 300:
        return What("failed", status)
    if isinstance(error, ImportError | MemoryError | RecursionError):
        return What("failed")
    if not request.is_through:
        return What("unreachable", obstacle=_obstacle(error))
    if _is_of_the_line(error):
        return What("cut-off")
    # It got through and was understood, but what came cannot be read, or says that it failed.
    return What("nonsense" if isinstance(error, ValueError | TypeError | LookupError
                                         | AttributeError) else "failed")  # fmt: skip


def _is_of_the_line(error: BaseException) -> bool:
    from httpx import TransportError

    return any(isinstance(one, TransportError) for one in _behind(error))


def _obstacle(error: BaseException) -> Obstacle:
    for one in _behind(error):
        if isinstance(one, gaierror):
            return "no-name"
        if isinstance(one, ssl.SSLCertVerificationError):
            return "certificate"
        if isinstance(one, ssl.SSLError):
            return "no-https"
    return ""


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that it came of."""
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
