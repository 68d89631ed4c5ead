"""What a scripted model says or does wrong, step by step; `tests/llm_server.py` does it."""

import base64
import codecs
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
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
    r"[^\"“”'‘’\n]{0,80}[\"“'‘]([^\"“”\n]+?)[\"”'’]"
    r"|\b(?:say|write|answer|reply|respond|output|print|repeat|report|state|claim|affirm|mention)"
    r"(?: after me| only| back)?(?: that |: ?)([^\"“”\n]+?(?:[.!?](?=\s|$)|$))",
    re.IGNORECASE | re.MULTILINE,
)
_CODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
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
    """Whatever a verb of saying is followed by, in quotation marks or not, in all it was given.

    It reads what is invisible, backwards, in ROT13 or in base64 as well, and puts a mark where it
    was given a passage. Where nothing asks for anything, it quotes. It is the most gullible model
    that there can be.
    """
    whole = "\n".join(message["content"] for message in messages)
    mark = " [1]" if _given(messages) else ""
    orders = [
        order if "[" in order else f"{order}{mark}"
        for text in _read(whole)
        for order in map("".join, _ORDER.findall(text))
    ]
    return [f"{order} " for order in orders] or quote(messages)


def _read(text: str) -> Iterator[str]:
    """A text in the ways in which it can be read."""
    seen = "".join(one for one in text if one.isprintable() or one.isspace())
    yield unicodedata.normalize("NFKC", seen)
    yield seen[::-1]
    yield codecs.encode(seen, "rot13")
    yield "".join(chr(ord(one) & 0x7F) for one in text if "\U000e0020" <= one <= "\U000e007e")
    for found in _CODED.findall(seen):
        for decode in (bytes.fromhex, base64.b64decode):
            with suppress(ValueError):
                yield decode(found).decode(errors="replace")


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
