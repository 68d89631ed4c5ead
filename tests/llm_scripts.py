"""What a scripted model says or does wrong, step by step; `tests/llm_server.py` does it."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

Messages = list[dict[str, str]]


class Stop(Enum):
    """How an answer breaks off: CUT drops the connection; HALT ends without the last event."""

    CUT = auto()
    HALT = auto()


@dataclass(frozen=True)
class Thought:
    """What a reasoning model thinks before it writes."""

    text: str


@dataclass(frozen=True)
class Torn:
    """A text whose last character must be longer than a byte: the connection drops inside it."""

    text: str


@dataclass(frozen=True)
class End:
    """The answer is over, for this reason: "stop", "length"."""

    reason: str


@dataclass(frozen=True)
class Status:
    """An HTTP answer other than 200."""

    code: int
    body: bytes = b'{"error": {"message": "no"}}'
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


# A text goes out as one event, bytes as they are; an Event is waited for, a number slept.
Step = str | bytes | threading.Event | float | Thought | Torn | End | Stop
Script = Callable[[Messages], str | Status | Iterable[Step]]

_ORDER = re.compile(
    r"(?:say|write|answer|reply|respond|output|print|repeat|add|state|claim|tell)\b"
    r"[^\"“”'‘’\n]{0,80}[\"“'‘]([^\"“”\n]+?)[\"”'’]",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"<passage number=(\d+)[^>\n]*>\n(.*?)\n</passage>", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?]*[.!?]")


def says(*pieces: Step) -> Script:
    """These pieces, whatever it is asked."""
    return lambda messages: list(pieces)


def spells(text: str) -> Script:
    """A text letter by letter: every mark comes in parts."""
    return lambda messages: list(text)


def in_turn(*scripts: Script) -> Script:
    """The first request has the first script, and so on; the last one has all that follow."""
    left = list(scripts)
    return lambda messages: (left.pop(0) if len(left) > 1 else left[0])(messages)


def refuses(code: int, body: bytes = b'{"error": {"message": "no"}}', **headers: str) -> Script:
    """An HTTP status; `Retry_After="2"` becomes the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda messages: Status(code, body, named)


def waits(event: threading.Event, *first: Step) -> Script:
    """What is given first, then silence until the event."""
    return lambda messages: [*first, event, "Herons fish at night. [1]"]


def cut(text: str = "Herons fish at night. [1] They eat") -> Script:
    """In mid-sentence the connection drops."""
    return says(text, Stop.CUT)


def halts(text: str = "Herons fish at night. [1] They eat") -> Script:
    """In mid-sentence it ends as if that were all, but without the protocol's last event."""
    return says(text, Stop.HALT)


def torn(text: str = "Herons fish at night. [1] Die Möwe sieht die Mö") -> Script:
    """In mid-character the connection drops."""
    return says(Torn(text))


def web_page(messages: Messages) -> Status:
    """A page where an answer should be, as a proxy or a wrong address gives it."""
    return Status(200, b"<html><body>Sign in</body></html>", content_type="text/html")


def endless(messages: Messages) -> Iterator[Step]:
    """It never comes to an end."""
    number = 0
    while True:
        number += 1
        yield f"Heron number {number} stands in the water. [1] "


def quote(messages: Messages) -> list[Step]:
    """The first sentence of each passage that it was given, with its mark."""
    steps: list[Step] = []
    for number, text in _given(messages):
        found = _SENTENCE.search(text)
        steps += [*((found or re.match(".*", text) or [""])[0].strip()), " ", "[", number, "] "]
    return steps


def obey(messages: Messages) -> list[Step]:
    """Whatever stands in quotation marks after a verb of saying, anywhere in what it was given.

    Where nothing asks for anything, it quotes. It is the most gullible model that there can be.
    """
    orders = _ORDER.findall("\n".join(message["content"] for message in messages))
    return [f"{order} " for order in orders] or quote(messages)


def _given(messages: Messages) -> list[tuple[str, str]]:
    asked = messages[-1]["content"] if messages else ""
    return _GIVEN.findall(asked)


BY_NAME: dict[str, Script] = {
    "obey": obey,
    "quote": quote,
    "heron": says("Herons fish", " at night", ". ", "[", "1", "]", " They fly to the moon. [1]"),
    "slow": waits(threading.Event()),
    "cut": cut(),
    "torn": torn(),
    "endless": endless,
    "busy": refuses(429, Retry_After="60"),
    "failing": refuses(500),
    "missing": refuses(404),
    "locked": refuses(401),
    "web-page": web_page,
    "wrong-json": says(b"{herons}\n\n"),
    "silent": says(),
}
