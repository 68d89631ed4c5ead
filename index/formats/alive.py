"""A sign of life from a reader at long work, for whoever holds it to a time limit."""

from collections.abc import Callable


def _nobody() -> None:
    pass


_listener: Callable[[], None] = _nobody


def tick() -> None:
    """Say that work goes on; called after each page or part that takes seconds."""
    _listener()


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called at each tick, in the place of any before."""
    global _listener
    _listener = listener
