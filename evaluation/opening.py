"""A folder opened by each of the systems asked for, on the same weights and passages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from assistant import Assistant
from evaluation.source import Source
from evaluation.systems import Dense, Footnote, System
from evaluation.types import DatasetError, Indexing
from index.encoder import Encoder

KNOWN = ("footnote", "dense")


def named(names: str) -> tuple[str, ...]:
    """The systems that a comma-separated list names, in the order of the tables.

    Raises DatasetError with the known ones where it names another.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in KNOWN]
    if unknown or not wanted:
        raise DatasetError(
            f"no system {', '.join(unknown) or names!r}: known are {', '.join(KNOWN)}"
        )
    return tuple(name for name in KNOWN if name in wanted)


@contextmanager
def opened(
    names: Sequence[str], folder: Path, place: Path, encoder: Encoder
) -> Iterator[tuple[list[System], Source]]:
    """The systems, each with its own index of the folder under `place`, and its passages.

    Raises what `Assistant.open` raises.
    """
    encoder.encode(["warm"])
    with ExitStack() as closing:
        began = perf_counter()
        assistant = closing.enter_context(
            Assistant.open(folder, place / "footnote", encoder=encoder)
        )
        seconds = perf_counter() - began
        source = Source(assistant)
        ours = Indexing(len(source.passages), seconds, size_of(place / "footnote"))
        made: list[System] = []
        for name in names:
            if name == "footnote":
                made.append(Footnote(assistant, ours))
            else:
                made.append(Dense(source))
            closing.callback(made[-1].close)
        yield made, source


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
