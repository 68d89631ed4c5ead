"""Which documents a question may use: all, or those that are ticked."""

from collections.abc import Collection, Iterable, Sequence

from index.types import FileState

Ticks = tuple[str, ...] | None


def tickable(states: Iterable[FileState]) -> list[str]:
    """The paths that questions can be asked among."""
    return [state.path for state in states if state.indexed]


def present(ticks: Collection[str] | None, known: Sequence[str]) -> Ticks:
    """The ticks that still mean something; None where that is all there is.

    >>> present(("a", "gone"), ["a", "b"]), present(("a", "b"), ["a", "b"]), present(None, ["a"])
    (('a',), None, None)
    """
    if ticks is None:
        return None
    chosen = set(ticks)
    left = tuple(path for path in known if path in chosen)
    return None if left and len(left) == len(known) else left


def changed(ticks: Ticks, known: Sequence[str], paths: Collection[str], is_on: bool) -> Ticks:
    """The ticks after some were set, or taken away.

    >>> changed(None, ["a", "b"], ["a"], False), changed(("b",), ["a", "b"], ["a"], True)
    (('b',), None)
    """
    chosen = set(known if ticks is None else ticks)
    chosen = chosen | set(paths) if is_on else chosen - set(paths)
    return present(chosen, known)


def below(path: str, states: Iterable[FileState]) -> list[str]:
    """A document, or those inside a file that is only opened for what is in it."""
    return [s.path for s in states if s.indexed and path in (s.path, s.container)]
