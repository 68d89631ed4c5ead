"""What was made lately, as much of it as there is room for."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from math import inf

_LEAST = 200  # bytes that anything kept weighs


class Kept:
    """Things by their keys; those asked for longest ago give way. Safe to share by threads."""

    def __init__(self, room: int) -> None:
        """Keep things of at most `room` bytes in all."""
        self._room = room
        self._lock = threading.Lock()
        self._things: OrderedDict[Hashable, tuple[object, int, float]] = OrderedDict()

    def get(self, key: Hashable) -> object | None:
        """What is kept under a key, None where nothing is (any more)."""
        with self._lock:
            thing, weight, until = self._things.get(key, (None, 0, 0.0))
            if thing is None:
                return None
            if until < time.monotonic():
                self._room += weight
                del self._things[key]
                return None
            self._things.move_to_end(key)
            return thing

    def put(self, key: Hashable, thing: object, weight: int, until: float = inf) -> None:
        """Keep a thing of so many bytes, until the monotonic clock says so."""
        weight = max(weight, _LEAST)
        with self._lock:
            _, before, _ = self._things.pop(key, (None, 0, 0.0))
            self._room += before - weight
            self._things[key] = (thing, weight, until)
            while self._room < 0 and self._things:
                self._room += self._things.popitem(last=False)[1][1]
