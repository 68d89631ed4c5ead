"""The process that suffers: it keeps, serves or reads an index, and says where it is.

It is given one JSON object, an `Order`, says "ready", waits for a line, and begins. Where it is
comes from Python's audit events and SQLite's trace: the index itself is left as it is.
"""

import json
import os
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from index.encoder import Encoder, Encoding, SentenceEncoder
from index.errors import FootnoteError
from index.index import Index
from index.types import Progress
from index.watch import changes
from tests.letters import LetterCounts

PIECES = 24
_BREATH = 0.01  # seconds between questions: who asks must leave the others a core
_STATEMENTS = (
    ("CREATE TABLE", "opening"),
    ("INSERT OR IGNORE INTO vector", "staging"),
    ("INSERT INTO document", "committing"),
    ("UPDATE document", "committing"),
    ("DELETE FROM document", "committing"),
    ("INSERT INTO passage", "committing"),
    ("DELETE FROM vector", "dropping"),
    ("SELECT id, vector FROM vector", "chroma"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the process is to do.

    mode: sync, serve or read. encoder: letters, others or model. pause: seconds a text.
    die: a phase and which of its events to die at, from 1; () to live.
    """

    mode: str
    folder: str
    store: str
    encoder: str = "letters"
    rebuild: bool = False
    pause: float = 0.0
    die: Sequence[Any] = ()
    questions: Sequence[str] = ()


class Others(LetterCounts):
    """Another model: what it makes of a text is what LetterCounts makes of its mirror image."""

    name = "others"
    fingerprint = "others-1"

    def _encode(self, text: str) -> Encoding:
        made = super()._encode(text)
        return Encoding(made.pooled[::-1].copy(), made.tokens[:, ::-1].copy(), made.pieces)


class Fours(SentenceEncoder):
    """The real model in float32, as it is for up to four texts.

    In bfloat16 a text's vectors depend a little on the texts that are read with it, and so on the
    history of an index: a difference that is not of interest here.
    """

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        return [
            one
            for i in range(0, len(texts), 4)
            for one in super(Fours, self).encode(texts[i : i + 4])
        ]


def encoder_of(name: str) -> Encoder:
    """The encoder that an order names."""
    if name == "model":
        return Fours()
    return {"letters": LetterCounts, "others": Others}[name](PIECES)


class Whereabouts:
    """Says each change of phase, counts the events of each, and dies at the one that is ordered."""

    def __init__(self, order: Order, out: int) -> None:
        self.folder, self.die, self.out = order.folder + os.sep, tuple(order.die), out
        self.phase, self.events, self.is_on, self.is_reading = "", Counter[str](), False, False
        sys.addaudithook(self._audit)
        connect = sqlite3.connect

        def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
            made = connect(*arguments, **options)
            made.set_trace_callback(self._trace)
            return made

        sqlite3.connect = traced  # type: ignore[assignment]

    def say(self, *words: str) -> None:
        os.write(self.out, (" ".join(words) + "\n").encode())

    def at(self, phase: str) -> None:
        if not self.is_on or not phase or threading.current_thread() is not threading.main_thread():
            return
        self.events[phase] += 1
        if phase != self.phase:
            self.phase = phase
            self.say("at", phase)
        if self.die == (phase, self.events[phase]):
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, event: str, details: tuple[Any, ...]) -> None:
        if event in ("open", "os.remove", "os.utime"):
            place = str(details[0])
            if place.startswith(self.folder):
                self.at("reading" if self.is_reading else "hashing")
            elif place.endswith("chroma.json"):
                self.at("chroma")
            elif place.endswith(("retired", "current.new")):
                self.at("switching")
        elif event == "subprocess.Popen":
            self.is_reading = True
            self.at("reading")
        elif event == "os.rename":
            self.at("switching" if str(details[1]).endswith("current") else "chroma")
        elif event == "shutil.rmtree":
            self.at("tidying")

    def _trace(self, statement: str) -> None:
        phase = next((p for start, p in _STATEMENTS if statement.startswith(start)), self.phase)
        self.at(phase)


class Slowed:
    """An encoder that takes its time and says when it is at work."""

    def __init__(self, encoder: Encoder, where: Whereabouts, pause: float) -> None:
        self._encoder, self._where, self._pause = encoder, where, pause
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.offsets = encoder.offsets

    @property
    def max_pieces(self) -> int:
        return self._encoder.max_pieces

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self._where.at("encoding")
        time.sleep(self._pause * len(texts))
        return self._encoder.encode(texts)


class Keeper:
    """Syncs and says what is done."""

    def __init__(self, order: Order, where: Whereabouts) -> None:
        self.order, self.where = order, where
        self.index = Index.open(
            order.folder,
            order.store,
            Slowed(encoder_of(order.encoder), where, order.pause),
            order.rebuild,
        )

    def sync(self) -> None:
        done, self.where.is_reading = [0], False

        def acknowledge(progress: Progress) -> None:
            if progress.files > done[0]:
                done[0] = progress.files
                self.where.say("ack", json.dumps(progress.path))

        report = self.index.sync(acknowledge)
        self.where.at("done")
        said = {"complete": report.is_complete, "events": self.where.events, **asdict(report)}
        self.where.say("done", json.dumps(said))

    def serve(self) -> None:
        """Hold Chroma, answer all the time, and sync as the folder changes."""
        self.index.open_vector_store()
        over = threading.Event()
        threading.Thread(target=self._answer, args=(over,), daemon=True).start()
        self.where.at("serving")
        for _ in changes(self.index.folders.roots, over, self.index.store):
            self.sync()

    def _answer(self, over: threading.Event) -> None:
        from assistant import Assistant, Settings

        assistant = Assistant(self.index, Settings())
        while not over.is_set():
            for question in self.order.questions:
                assistant.ask(question)
                time.sleep(_BREATH)


def read(order: Order, where: Whereabouts) -> None:
    """Ask until stdin ends, verify each answer, and say at last what was seen."""
    from assistant import Assistant, Settings
    from tests.torture.asking import unverified

    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    index = Index.open(order.folder, order.store, encoder_of(order.encoder))
    assistant = Assistant(index, Settings())
    asked, answered, slowest, wrong = 0, 0, 0.0, []
    generations = set()
    while not over.is_set():
        for question in order.questions:
            began = time.monotonic()
            with index.snapshot():
                generations.add((str(index.directory), index.catalog.generation()))
                answer = assistant.ask(question)
                wrong += unverified(assistant, answer)
            slowest = max(slowest, time.monotonic() - began)
            asked, answered = asked + 1, answered + (not answer.refused)
            time.sleep(_BREATH)
    seen = {"asked": asked, "answered": answered, "slowest": slowest, "wrong": wrong[:5]}
    where.say("seen", json.dumps({**seen, "generations": len(generations)}))
    index.close()


def main() -> int:
    out = os.dup(1)
    os.dup2(2, 1)
    order = Order(**json.loads(sys.argv[1]))
    where = Whereabouts(order, out)
    import chromadb  # noqa: F401 - what is timed is the sync, not the imports

    import index.cutting  # noqa: F401

    if order.mode == "read":
        import assistant  # noqa: F401
    if order.encoder == "model":
        encoder_of("model").encode(["warm"])
    where.say("ready")
    sys.stdin.readline()
    where.is_on = order.mode != "read"
    where.at("opening")
    try:
        if order.mode == "read":
            read(order, where)
            return 0
        keeper = Keeper(order, where)
        if order.mode == "serve":
            keeper.serve()
        else:
            keeper.sync()
        keeper.index.close()
    except FootnoteError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    with suppress(OSError):
        where.say("closed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
