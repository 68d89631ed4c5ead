"""How much may still be unpacked: one allowance for all that is inside one file, at any depth."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from index.folder import MAX_BYTES

MAX_PARTS = 10_000  # files inside one file, at any depth
MAX_WORK = 1024**3  # bytes unpacked, whether they are kept or not


@dataclass
class Room:
    """What is left: of files, of bytes in files that are kept, and of bytes unpacked at all.

    An archive heeds `files` and `bytes`, which whoever takes its parts counts down; it counts
    down `work` itself, for a broken file costs as much time as a sound one.
    """

    files: int = MAX_PARTS
    bytes: int = MAX_BYTES
    work: int = MAX_WORK


_room: ContextVar[Room | None] = ContextVar("room", default=None)


def current() -> Room:
    """The allowance of the file being read; a fresh one for a reader that is called alone."""
    return _room.get() or Room()


@contextmanager
def within(room: Room) -> Iterator[None]:
    """Have what is read meanwhile share an allowance."""
    token = _room.set(room)
    try:
        yield
    finally:
        _room.reset(token)
