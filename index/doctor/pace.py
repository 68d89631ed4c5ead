"""How far a long look is: a bar that appears only when it takes long, and an end when asked."""

import sys
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

from index.errors import Stopped

_DELAY = 2.0  # seconds without a bar
T = TypeVar("T")


class Pace:
    """Goes through rows on behalf of whoever waits. Raises Stopped once `stop` is set."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self.stop = stop or threading.Event()

    def check(self) -> None:
        """Raises Stopped once `stop` is set."""
        if self.stop.is_set():
            raise Stopped("stopped")

    def over(self, items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
        """The items one by one, their number shown on stderr if it takes long."""
        bar = tqdm(
            items, what, total, leave=False, file=sys.stderr, delay=_DELAY, mininterval=0.5,
            unit_scale=True, disable=None,
        )  # fmt: skip
        try:
            for item in bar:
                self.check()
                yield item
        finally:
            bar.close()
