"""What a server tells of its model beforehand: how much it reads, and whether it runs there."""

import threading
from typing import Any, NamedTuple

import httpx

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
    alarm = threading.Timer(seconds, line.cut)  # it may dribble
    alarm.daemon = True
    alarm.start()
    try:
        with httpx.Client(**line.options()) as client:
            if kind == "ollama":
                return _ollama(client.post(f"{url}/api/show", json={"model": name}).json())
            return _openai(client.get(f"{url}/models").json(), name)
    except Exception:  # the question itself, a moment later, says what is wrong
        return None
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
