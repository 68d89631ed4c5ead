"""Which files of many are listed, and in which order: filtered, and a hundred at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.exchanges import fold
from index.types import FileState

AT_ONCE = 100  # files: a browser draws them in no time, and a person reads no more
MANY = 15  # files from which on there is a filter


@dataclass(frozen=True, slots=True)
class Listed:
    """The files in view, of all that match.

    first: how many come before them. matching: how many match; all: how many there are.
    """

    states: tuple[FileState, ...]
    first: int
    matching: int
    all: int


def listed(states: Sequence[FileState], words: str = "", first: int = 0) -> Listed:
    """The files that have all the words in their path or title, those inside a file under it.

    What is read comes first, then what is not, what was removed last.
    """
    wanted = fold(words).split()
    found = [
        state
        for state in states
        if not wanted or all(word in fold(f"{state.path} {state.title}") for word in wanted)
    ]
    found.sort(key=_rank)
    first = max(0, min(first, len(found) - 1)) // AT_ONCE * AT_ONCE
    return Listed(tuple(found[first : first + AT_ONCE]), first, len(found), len(states))


def _rank(state: FileState) -> tuple[bool, bool, str, str]:
    outer = state.container or state.path
    return (state.is_removed, state.is_unread, outer, state.path if state.container else "")
