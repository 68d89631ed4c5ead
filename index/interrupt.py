"""Ctrl-C asks once and nicely: what is under way is finished or left cleanly within a second."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_PATIENCE = 0.4  # seconds to come to rest nicely; loading a model, say, listens to nobody
INTERRUPTED = 130  # the exit status of who was interrupted


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C (or SIGTERM) sets.

    Whoever does not heed it in time is interrupted as ever, and so is everybody by a second Ctrl-C;
    what was written by then stands, what was being written is undone. For the main thread.
    """
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)

    asked = (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)
    before = {number: signal.signal(number, ask) for number in asked}
    try:
        yield stop
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def leave(status: int, at_once: bool = False) -> NoReturn:
    """End the process; an interrupted one at once, for the model's libraries take long to go.

    at_once: whether to end any at once, as where a thread may be in the middle of loading a model:
    Python would be taken down under it.
    """
    if at_once or status == INTERRUPTED:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)
