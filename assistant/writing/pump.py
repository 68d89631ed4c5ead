"""What comes slowly in another thread is taken without ever waiting long for it."""

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Literal

BEAT = 0.2  # seconds: how long nothing is yielded, at most
_AHEAD = 64  # pieces that wait to be taken


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model may take, in seconds.

    first: until its first sign; models load. silence: between two signs. total: in all.
    busy: how long a server may ask to be left alone before it is asked once more.
    """

    first: float = 120
    silence: float = 30
    total: float = 600
    busy: float = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: of itself, with an error, silent for some seconds, or past the total."""

    why: Literal["end", "error", "silence", "total"]
    error: BaseException | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Over:
    error: BaseException | None


class Pump:
    """Runs an iterator of texts in a thread of its own.

    `cut` is called, in the thread of whoever takes the pieces, as soon as no more are wanted; it
    must make the iterator end or raise.
    """

    def __init__(
        self,
        pieces: Callable[[], Generator[str, None, None]],
        cut: Callable[[], None],
        patience: Patience,
    ) -> None:
        self._pieces, self._cut, self._patience = pieces, cut, patience
        self._queue: queue.Queue[str | _Over] = queue.Queue(_AHEAD)
        self._is_left = threading.Event()

    def run(self) -> Generator[str | Outcome, None, None]:
        """The pieces, "" at least every BEAT seconds, and at last how it ended."""
        threading.Thread(target=self._fill, name="model", daemon=True).start()
        began, silent, has_begun = monotonic(), 0.0, False
        try:
            while True:
                asked = monotonic()
                try:
                    got = self._queue.get(timeout=min(BEAT, self._patience.silence))
                except queue.Empty:
                    got = None
                # Only while it is waited for is it silent: who takes the pieces may be slow too.
                silent = silent + monotonic() - asked if got is None else 0.0
                has_begun = has_begun or got is not None
                if isinstance(got, _Over):
                    yield Outcome("error" if got.error else "end", got.error)
                    return
                if silent >= (self._patience.silence if has_begun else self._patience.first):
                    yield Outcome("silence", seconds=silent)
                    return
                if monotonic() - began >= self._patience.total:
                    yield Outcome("total", seconds=self._patience.total)
                    return
                yield got or ""
        finally:
            self._is_left.set()
            self._cut()

    def _fill(self) -> None:
        error: BaseException | None = None
        try:
            with closing(self._pieces()) as pieces:
                for piece in pieces:
                    if not self._put(piece):
                        return
        except BaseException as raised:  # whatever it is, it ends the text and no more
            error = raised
        self._put(_Over(error))

    def _put(self, one: str | _Over) -> bool:
        while not self._is_left.is_set():
            try:
                self._queue.put(one, timeout=BEAT)
            except queue.Full:
                continue
            return True
        return False
