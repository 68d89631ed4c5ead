"""What a server tells of itself: how much its model reads, where that runs, what it speaks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

from assistant.writing.explaining import Spoken
from assistant.writing.line import Line
from assistant.writing.reading import SECONDS

MOST = 8192  # tokens to read that are wanted of a model: each takes memory and time
# What servers of OpenAI's protocol add to it: vLLM, then others.
_LENGTHS = ("max_model_len", "context_length", "max_context_length", "context_window")


class About(NamedTuple):
    """A model, as its server tells.

    context: tokens that it reads, at most MOST; 0 where it does not tell. is_elsewhere: whether
    the server hands what it is given on to another, as Ollama does for models of its cloud.
    """

    context: int = 0
    is_elsewhere: bool = False


def look_up(kind: str, name: str, url: str, line: Line, seconds: float = SECONDS) -> About | None:
    """Ask the server; None where there is no answer that can be understood in so many seconds."""
    try:
        with _cut_after(seconds, line), httpx.Client(**line.options()) as client:
            if kind == "ollama":
                return _ollama(client.post(f"{url}/api/show", json={"model": name}).json())
            return _openai(client.get(f"{url}/models").json(), name)
    except Exception:  # the question itself, a moment later, says what is wrong
        return None


def spoken(kind: str, url: str, lines: Callable[[], Line], seconds: float = SECONDS) -> Spoken:
    """What is spoken at an address which did not answer as its kind does, or near it.

    lines: gives the line of each request; all go to this server, and take so many seconds each at
    most. What is spoken as it should be counts before another kind.
    """
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    bases = list(dict.fromkeys([url, url.removesuffix("/v1"), root]))
    places = {
        "ollama": bases,
        "openai-like": list(dict.fromkeys([url, *(f"{base}/v1" for base in bases)])),
    }
    for one in (kind, *(other for other in places if other != kind)):
        for place in places[one]:
            if _speaks(one, place, lines(), seconds):
                return Spoken(one, place)
    return Spoken()


def _speaks(kind: str, url: str, line: Line, seconds: float) -> bool:
    """Whether a server says what no other kind does: others imitate the rest of Ollama."""
    path, member, form = ("api/version", "version", str) if kind == "ollama" else (
        "models", "data", list,
    )  # fmt: skip
    try:
        with _cut_after(seconds, line), httpx.Client(**line.options()) as client:
            told = client.get(f"{url}/{path}").json()
            return isinstance(told, dict) and isinstance(told.get(member), form)
    except Exception:  # whatever a stranger sends or does not, it is not this
        return False


@contextmanager
def _cut_after(seconds: float, line: Line) -> Iterator[None]:
    """For so long at most: a server may dribble."""
    alarm = threading.Timer(seconds, line.cut)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def _ollama(told: Any) -> About:
    lengths = [
        value
        for key, value in told.get("model_info", {}).items()
        if key.endswith(".context_length")
    ]
    return About(_bounded(lengths), bool(told.get("remote_host") or told.get("remote_model")))


def _openai(told: Any, name: str) -> About:
    mine = [one for one in told["data"] if one.get("id") == name]
    return About(_bounded([one[key] for one in mine for key in _LENGTHS if key in one]))


def _bounded(lengths: list[Any]) -> int:
    for value in lengths:
        if isinstance(value, int) and value > 0:
            return min(MOST, value)
    return 0
