"""Chroma against the catalog's vectors: a copy of its files is opened, never the files themselves.

Opening them writes to them, and two processes that have them open lose rows.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.dense import COLLECTION, open_client, read_pointer
from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import StoredCatalog, StoredVector
from index.lock import WriterLock

_BATCH = 500
_QUESTIONS = 100  # asked at once
_ALL = 5_000  # up to so many vectors each is looked for, above it _SOME of them
_SOME = 2_000
_NEAREST = 10
_FEW = 0.01  # share of the vectors that an approximate search may well not find
_SAME = 1e-3  # how far a number may be from what was given, once float16
_TIE = 1e-3  # cosine distance of vectors that are as good as the same

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of Chroma's files, and what the pointer beside them says.

    directory: None where there are none to be compared. why: it was not looked for.
    """

    directory: Path | None
    pointer: dict[str, Any]
    why: str = ""


@contextmanager
def copied(directory: Path, catalog: StoredCatalog) -> Iterator[Copy]:
    """A copy of an index's Chroma, of the moment that is read from the catalog meanwhile.

    The writer's lock is held only while it is copied.
    """
    with ExitStack() as held:
        lock = WriterLock(directory)
        try:
            is_ours = lock.acquire()
            held.enter_context(catalog.snapshot())
            if is_ours:
                room = Path(held.enter_context(TemporaryDirectory(prefix="footnote-doctor-")))
                copy = _copy(directory, room / "chroma")
            else:
                copy = Copy(None, {}, "another process keeps it, or its disk cannot be written")
        finally:
            lock.release()
        yield copy


def _copy(directory: Path, to: Path) -> Copy:
    pointer = read_pointer(directory)
    source = directory / Path(str(pointer.get("directory", "chroma-0"))).name
    if not (source / "chroma.sqlite3").is_file():
        return Copy(None, pointer)
    try:
        shutil.copytree(source, to)
    except OSError as error:  # shutil.Error is one
        return Copy(None, pointer, f"it cannot be copied to {to.parent}: {error}")
    return Copy(to, pointer)


def check(copy: Copy, catalog: StoredCatalog, report: Report, pace: Pace) -> None:
    """Compare ids and vectors, and look for each vector by itself."""
    if copy.why:
        report.notes.append(f"the vector store was not compared: {copy.why}")
        return
    count = catalog.vector_count()
    if copy.directory is None:
        if count:
            report.add("store", "the vector store is not there, or its pointer is torn")
        return
    if copy.pointer.get("identity") != catalog.get("identity"):
        report.add("store", "the vector store is another catalog's")
        return
    noted, generation = copy.pointer.get("generation"), catalog.generation()
    if noted != generation:
        report.add("store", f"the vector store is of change {noted}, the catalog of {generation}")
    try:
        client = open_client(copy.directory)
        try:
            collection = client.get_collection(COLLECTION, embedding_function=None)
            _compare(collection, catalog, count, report, pace)
        finally:
            client.close()
    except Exception as error:  # whatever Chroma raises
        pace.check()
        report.add("store", f"the vector store cannot be read ({' '.join(str(error).split())})")


def _compare(
    collection: Any, catalog: StoredCatalog, count: int, report: Report, pace: Pace
) -> None:
    step = 1 if count <= _ALL else count / _SOME
    held = set(collection.get(include=[])["ids"])
    due, asked = 0.0, dict[int, Floats]()
    looked_for, unfound = 0, list[int]()
    rows = enumerate(row for row in pace.over(catalog.stored_vectors(), "Chroma") if row.passages)
    while batch := list(islice(rows, _BATCH)):
        vectors = _sound(row for _, row in batch)
        _compare_batch(collection, vectors, held, report)
        held.difference_update(str(row.id) for _, row in batch)
        for place, row in batch:
            if place >= due and row.id in vectors:
                due += step
                asked[row.id] = vectors[row.id]
            if len(asked) == _QUESTIONS:
                unfound += not_found(collection, asked)
                looked_for += len(asked)
                asked.clear()
    unfound += not_found(collection, asked)
    looked_for += len(asked)
    if len(unfound) <= _FEW * looked_for:
        if unfound:
            report.notes.append(
                f"the vector store does not find {len(unfound):,} of {looked_for:,} vectors: its "
                f"search is approximate, and that few are no damage"
            )
        unfound = []
    for one in unfound:
        report.add("store", f"the vector store does not find vector {one}")
    for identity in sorted(held):
        report.add("store", f"the vector store holds a vector {identity} that no passage has")


def _sound(rows: Iterator[StoredVector]) -> dict[int, Floats]:
    """Those of the vectors that have a direction; the others were complained of."""
    found = {}
    for row in rows:
        if isinstance(row.vector, bytes) and row.vector and not len(row.vector) % 2:
            vector = np.frombuffer(row.vector, np.float16).astype(np.float32)
            if np.isfinite(vector).all() and vector.any():
                found[row.id] = vector
    return found


def _compare_batch(
    collection: Any, vectors: dict[int, Floats], held: set[str], report: Report
) -> None:
    got = collection.get(ids=[str(identity) for identity in vectors], include=["embeddings"])
    given = {
        int(identity): np.asarray(vector, np.float32)
        for identity, vector in zip(got["ids"], got["embeddings"], strict=True)
    }
    for identity, vector in vectors.items():
        if identity not in given or str(identity) not in held:
            report.add("store", f"the vector store does not hold vector {identity}")
        elif given[identity].shape != vector.shape or not np.allclose(
            given[identity], vector, atol=_SAME
        ):
            report.add("store", f"the vector store holds another vector {identity}")


def not_found(collection: Any, asked: dict[int, Floats]) -> list[int]:
    """Those of the vectors (d,), by id, for which Chroma finds neither them nor their like."""
    if not asked:
        return []
    found = collection.query(
        query_embeddings=[*asked.values()],
        n_results=min(_NEAREST, collection.count()),
        include=["distances"],
    )
    return [
        identity
        for identity, ids, distances in zip(asked, found["ids"], found["distances"], strict=True)
        if str(identity) not in ids and not (distances and distances[0] < _TIE)
    ]
