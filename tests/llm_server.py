"""A language model's server whose every word is scripted: OpenAI's chat protocol and Ollama's.

It listens on loopback, in threads of its own. A script is called with the messages of a request
and gives back a text, a `Status`, or the steps of the answer: see `tests/llm_scripts.py`.

    with LLMServer(says("Herons fish at night. [1]")) as server:
        ...  # server.url for Ollama, server.openai for OpenAI's protocol
        server.requests[0].messages

As a program: `python -m tests.llm_server --script obey --port 0` prints its address and serves
until it is ended.
"""

import argparse
import json
import select
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.llm_scripts import BY_NAME, End, Messages, Script, Status, Step, Stop, Thought, Torn
from tests.llm_wires import Ollama, OpenAI, Wire


@dataclass(frozen=True)
class Received:
    """A request as it came; the names of its headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> Messages:
        return list(self.body.get("messages", []))


class LLMServer(ThreadingHTTPServer):
    """Serves the script until it is closed.

    requests: those to chat, in their order; looked_up: all others. hung_up: set once a client
    went away before its answer was over. models: the names that it has, None for any. context:
    tokens that a model reads, as /api/show tells. told: what the
    server tells of each model besides.
    """

    daemon_threads = True

    def __init__(
        self,
        script: Script,
        port: int = 0,
        models: list[str] | None = None,
        context: int = 8192,
        told: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.script, self.models, self.context, self.told = script, models, context, told or {}
        self.requests: list[Received] = []
        self.looked_up: list[Received] = []
        self.hung_up = threading.Event()
        self.closing = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.openai = f"{self.url}/v1"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "LLMServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client may leave when it likes: nothing to report."""
        self.hung_up.set()


class _Handler(BaseHTTPRequestHandler):
    server: LLMServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._receive()
        names = self.server.models or ["scripted"]
        if self.path == "/v1/models":
            listed = [{"id": one, "object": "model", **self.server.told} for one in names]
            self._send_json({"object": "list", "data": listed})
        elif self.path == "/api/version":
            self._send_json({"version": "0.6.0"})
        elif self.path == "/api/tags":
            self._send_json({"models": [{"name": one, "model": one} for one in names]})
        else:
            self._send(Status(404))

    def do_POST(self) -> None:
        received = self._receive()
        model = str(received.body.get("model", ""))
        wires: dict[str, type[Wire]] = {"/v1/chat/completions": OpenAI, "/api/chat": Ollama}
        if self.server.models is not None and model not in self.server.models:
            self._send(Status(404, json.dumps({"error": f"model '{model}' not found"}).encode()))
        elif self.path == "/api/show":
            about = {"general.architecture": "llama", "llama.context_length": self.server.context}
            told = {"model_info": about, "capabilities": ["completion"], **self.server.told}
            self._send_json(told)
        elif self.path in wires:
            wire = wires[self.path](model)
            self._answer(wire, received, bool(received.body.get("stream", wire.streams)))
        else:
            self._send(Status(404))

    def _receive(self) -> Received:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.command, self.path, headers, json.loads(body or b"{}"))
        kept = self.server.requests if "chat" in self.path else self.server.looked_up
        kept.append(received)
        return received

    def _answer(self, wire: Wire, received: Received, is_streamed: bool) -> None:
        reply = self.server.script(received.messages)
        if isinstance(reply, Status):
            return self._send(reply)
        steps: Iterable[Step] = [reply] if isinstance(reply, str) else reply
        if not is_streamed:
            text = "".join(step for step in steps if isinstance(step, str))
            return self._send_json(wire.whole(text))
        self.send_response(200)
        self.send_header("Content-Type", wire.content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for block in self._blocks(wire, steps):
            if block is None:
                self.close_connection = True
                return None
            self._write(block)
        self._write(b"")
        return None

    def _blocks(self, wire: Wire, steps: Iterable[Step]) -> Iterator[bytes | None]:
        """What to write, piece by piece; None is to drop the connection."""
        for step in steps:
            match step:
                case str():
                    yield wire.piece(step)
                case bytes():
                    yield step
                case Thought(text):
                    yield wire.thought(text)
                case Torn(text):
                    event, last = wire.piece(text), text[-1].encode()
                    yield event[: event.rindex(last) + len(last) - 1]
                    yield None
                case End(reason):
                    yield wire.end(reason)
                    return
                case Stop.CUT:
                    yield None
                case Stop.HALT:
                    return
                case threading.Event():
                    self._wait(step)
                case float() | int():
                    self._wait(threading.Event(), step)
        yield wire.end("stop")

    def _wait(self, event: threading.Event, seconds: float = 60) -> None:
        """Wait for the event, for the client to leave, or for the seconds to pass."""
        until = time.monotonic() + seconds
        while not event.is_set() and not self.server.closing.is_set() and time.monotonic() < until:
            readable, _, _ = select.select([self.connection], [], [], 0.01)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionResetError

    def _write(self, block: bytes) -> None:
        if self.server.closing.is_set():
            raise ConnectionResetError
        self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block))

    def _send_json(self, plain: object) -> None:
        self._send(Status(200, json.dumps(plain).encode()))

    def _send(self, status: Status) -> None:
        self.send_response(status.code)
        self.send_header("Content-Type", status.content_type)
        self.send_header("Content-Length", str(len(status.body)))
        for name, value in status.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(status.body)


def main() -> None:
    """Serve one of the scripts by its name until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.llm_server")
    parser.add_argument("--script", choices=sorted(BY_NAME), default="obey")
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    with LLMServer(BY_NAME[given.script], given.port) as server:
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
