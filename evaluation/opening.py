"""A folder opened by each of the systems asked for, on the same weights and passages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from assistant import Assistant
from assistant.writing.models import Model
from evaluation.files import size_of
from evaluation.source import Source
from evaluation.systems import Dense, Footnote, System
from evaluation.types import DatasetError, Indexing
from index.encoder import Encoder

LIBRARY = ("llamaindex", "hybrid", "bm25")
KNOWN = ("footnote", *LIBRARY, "dense")


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
    names: Sequence[str],
    folder: Path,
    place: Path,
    encoder: Encoder,
    remember: bool = False,
    model: Model | None = None,
) -> Iterator[tuple[list[System], Source]]:
    """The systems, each with its own index of the folder under `place`, and its passages.

    remember: whether LlamaIndex keeps its embeddings of texts too, as `Memo` keeps ours.
    model: Footnote's, None for none.
    Raises what `Assistant.open` raises, and ModuleNotFoundError where LlamaIndex's integrations
    are not installed.
    """
    encoder.encode(["warm"])  # loading the model is no part of indexing
    with ExitStack() as closing:
        began = perf_counter()
        assistant = closing.enter_context(
            Assistant.open(folder, place / "footnote", encoder=encoder)
        )
        seconds = perf_counter() - began
        assistant.model = model
        source = Source(assistant)
        ours = Indexing(len(source.passages), seconds, size_of(place / "footnote"))
        made: list[System] = []
        for name in names:
            if name == "footnote":
                made.append(Footnote(assistant, ours))
            elif name == "dense":
                made.append(Dense(source))
            else:
                made.append(_library(name, source, place / name, remember))
            closing.callback(made[-1].close)
        yield made, source


def _library(name: str, source: Source, place: Path, remember: bool) -> System:
    from evaluation import llamaindex  # slow to load, and not asked for by everyone

    return llamaindex.build(name, source, place, remember)
