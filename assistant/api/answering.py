"""Answers under way: each in a thread, a few at a time, the others in turn."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from assistant.api.failing import refused
from assistant.types import Event, Wrote
from index.errors import FootnoteError

_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)

MOST = 4  # at once, as on the page
_NOTHING = Wrote(None)
_PATIENCE = 0.5  # seconds, after which it is looked whether the client is still there


class Answering:
    """Runs streams of events; beyond the most at once they wait, first come, first served.

    What is quick waits in a line of its own, not behind a model that writes.
    """

    def __init__(self, most: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(most, "answering")
        self._quick = ThreadPoolExecutor(most, "looking")

    def start(self, stream: Iterator[Event], writes: bool = True) -> "Run":
        """Begin, or take a place in the line; called within an event loop.

        writes: whether a model may write; without one it is quick.
        """
        run = Run(stream)
        self._line(writes).submit(run.work)
        return run

    async def whole(self, work: Callable[[], _Result], writes: bool) -> _Result:
        """What a whole answer comes to, in the line that `start` gives it."""
        return await asyncio.get_running_loop().run_in_executor(self._line(writes), work)

    async def quickly(self, work: Callable[[], _Result]) -> _Result:
        """What a piece of work comes to, that takes a moment."""
        return await self.whole(work, writes=False)

    def _line(self, writes: bool) -> ThreadPoolExecutor:
        return self._pool if writes else self._quick


class Run:
    """One answer under way. Its thread goes on at its own pace, however slowly it is read."""

    def __init__(self, stream: Iterator[Event]) -> None:
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._arrived: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._is_ended = threading.Event()

    def end(self) -> None:
        """Let go of it: the next event is its last."""
        self._is_ended.set()

    def work(self) -> None:
        """What the thread does."""
        try:
            if not self._is_ended.is_set():
                for event in self._stream:
                    if self._is_ended.is_set():
                        break
                    self._put(event)
        except FootnoteError as error:  # whoever reads the events gets it
            self._put(error)
        except Exception as error:  # a sentence will do there, the log has the rest
            _log.exception("an answer broke off")
            self._put(refused(error))
        finally:
            if isinstance(self._stream, Generator):
                self._stream.close()
            self._put(None)

    async def events(self, is_gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[Event]:
        """The events as they come; of a client that goes away, no more, and the run ends.

        Raises the FootnoteError that the stream raises, or one in place of what nobody foresaw.
        """
        try:
            while True:
                try:
                    arrived = await asyncio.wait_for(self._arrived.get(), _PATIENCE)
                except TimeoutError:
                    arrived = _NOTHING
                if arrived is None or await is_gone():
                    return
                if isinstance(arrived, Exception):
                    raise arrived
                if arrived is not _NOTHING:
                    yield arrived
        finally:
            self.end()

    def _put(self, arrived: Event | Exception | None) -> None:
        with suppress(RuntimeError):  # the server has ended, and with it the loop
            self._loop.call_soon_threadsafe(self._arrived.put_nowait, arrived)
