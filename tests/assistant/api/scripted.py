"""The HTTP doors in front of an assistant that says what a test gave it to say."""

import json
import socket
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from assistant import Assistant
from assistant.api.app import doors
from assistant.naming import same
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Answered,
    Citation,
    Event,
    Finished,
    Prose,
    Statement,
    Turn,
    Written,
)
from assistant.web.address import HOST, free_port
from index.errors import CollectionError
from tests.letters import LetterCounts


class Scripted:
    """An assistant whose answers are a script; it keeps what it was asked."""

    def __init__(self, script: Callable[[], Generator[Event]]) -> None:
        self.script = script
        self.index = SimpleNamespace(encoder=LetterCounts())
        self.asked: list[tuple[str, list[Turn], Any, bool]] = []

    def stream(
        self,
        question: str,
        history: Sequence[Turn],
        documents: Collection[str] | None,
        anyway: bool,
        write: bool,
    ) -> Iterator[Event]:
        self.asked.append((question, list(history), documents, anyway))
        for event in (script := self.script()):
            if isinstance(event, Answered) and not write:
                yield Finished(event.answer)
                break
            yield event
        script.close()


@contextmanager
def serving(
    assistant: Scripted | Assistant, llm: str = "", others: Sequence[str] = ()
) -> Iterator[str]:
    """The doors' address; every collection is the scripted assistant."""
    names = ("birds", *others)

    def get(name: str) -> Any:
        if same(name) not in map(same, names):
            raise CollectionError(f"no collection is named {name!r}: choose one of {names}")
        return SimpleNamespace(name=name, opened=lambda: (assistant, None))

    collections = SimpleNamespace(
        default=names[0], names=lambda: names, get=get, settings=Settings(llm=llm), writer=llm
    )
    desk: Any = SimpleNamespace(collections=collections)
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=doors(desk)), HOST, port, log_level="critical")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join()


def cited(number: int, quote: str, path: str = "birds.txt") -> Citation:
    return Citation(
        number=number,
        path=path,
        title="Birds",
        sha256="0" * 64,
        page=3,
        start=0,
        end=len(quote),
        quote=quote,
        score=0.9,
        place="page 3",
    )


def quoted(*quotes: str, prose: Prose | None = None, **more: Any) -> Answer:
    """An answer of quotations, as the assistant puts one together."""
    statements = tuple(
        Statement(quote, (cited(number, quote),)) for number, quote in enumerate(quotes, start=1)
    )
    lines = [f"{one.text} [{one.citations[0].number}]" for one in statements]
    lines = [*map(str, more.get("disagreements", ())), *lines]
    return Answer(
        question="?",
        text="\n".join(lines),
        statements=statements,
        citations=tuple(one.citations[0] for one in statements),
        refused=not statements,
        reasons=(),
        evidence=(),
        confidence=1.0,
        timings={},
        prose=prose,
        **more,
    )


def written(text: str, *numbers: int, **more: Any) -> Written:
    return Written(text, numbers, tuple(cited(one, "A gull flew.") for one in numbers), **more)


def left(address: str, body: dict[str, Any], until: Callable[[], object]) -> None:
    """Ask, and go away without an answer, once something has come about."""
    sent = json.dumps(body).encode()
    head = (
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    with socket.create_connection((HOST, urlsplit(address).port or 80)) as client:
        client.sendall(head.encode() + sent)
        end = time.monotonic() + 60
        while not until():
            assert time.monotonic() < end, "it did not come about"
            time.sleep(0.02)
