"""The whole mix, made, read, read again, edited and read: what came of it, as lines to print."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from index.encoder import Encoding, SentenceEncoder
from index.index import Index
from index.status import totals
from tests.letters import LetterCounts
from tests.mixed.check import mistakes
from tests.mixed.folder import Mixed, make
from tests.mixed.strange import PASSWORD

_ROUNDS = 5
_EDITS = 20  # of each format


class _Counted:
    """An encoder that counts the texts it is given."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.encoder = encoder
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.max_pieces = encoder.max_pieces
        self.offsets = encoder.offsets
        self.texts_encoded = 0

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self.texts_encoded += len(texts)
        return self.encoder.encode(texts)


Counting = LetterCounts | _Counted


def run(root: Path, store: Path, files: int, seed: int, with_model: bool) -> int:
    """Print what came of it; 1 where anything is not as it should be."""
    began = time.perf_counter()
    mixed = make(root, files, seed)
    size = sum(len(made.data) for made in mixed.files.values())
    print(f"{mixed.on_disk:,} files, {size / 1e6:.1f} MB, made in {_since(began)}", flush=True)
    encoder = _Counted(SentenceEncoder()) if with_model else LetterCounts()
    index = Index.open(root, store, encoder)
    try:
        wrong: list[str] = []
        for line in _steps(mixed, index, encoder, wrong):
            print(line, flush=True)
    finally:
        index.close()
    print("\n".join(wrong[:50]))
    print(f"{len(wrong):,} mistakes")
    return int(bool(wrong))


def _steps(mixed: Mixed, index: Index, encoder: Counting, wrong: list[str]) -> Iterator[str]:
    began = time.perf_counter()
    index.sync()
    yield f"first sync: {_since(began)}, {encoder.texts_encoded:,} texts embedded"
    wrong += mistakes(mixed, index)
    yield str(totals(index.states(), index.folders.listing(index.store)))
    spots = sum(len(made.spots) for made in mixed.files.values())
    yield f"{len(index.states()):,} lines of the account compared, {spots:,} places of sentences"
    yield from _second(mixed, index, encoder, wrong)
    yield from _edits(mixed, index, wrong)
    wrong += mistakes(mixed, index)
    began = time.perf_counter()
    changed = index.sync(passwords=[PASSWORD]).changed
    mixed.is_unlocked = True
    wrong += mistakes(mixed, index)
    yield f"with the password: {_since(began)}, {len(changed)} files more are read"


def _second(mixed: Mixed, index: Index, encoder: Counting, wrong: list[str]) -> Iterator[str]:
    """Sync where nothing has changed: the best of a few times, beside reading the bytes alone."""
    before, times, bare = encoder.texts_encoded, list[float](), list[float]()
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        _read_bytes(mixed.root)
        bare.append(time.perf_counter() - began)
        began = time.perf_counter()
        report = index.sync()
        times.append(time.perf_counter() - began)
        if not report.is_current or report.passages_embedded or encoder.texts_encoded > before:
            wrong.append(f"the second sync did something: {report}")
    yield (
        f"second sync: {min(times):.3f} s ({max(times):.3f} at worst); walking the folder and"
        f" hashing its files alone: {min(bare):.3f} s; ratio {min(times) / min(bare):.1f};"
        f" {encoder.texts_encoded - before} texts embedded"
    )


def _edits(mixed: Mixed, index: Index, wrong: list[str]) -> Iterator[str]:
    """One paragraph or row changed in up to twenty files of each format, one file at a time."""
    embedded: dict[str, Counter[int]] = {}
    times = list[float]()
    for path in mixed.editable(_EDITS):
        mixed.edit([path])
        began = time.perf_counter()
        report = index.sync()
        times.append(time.perf_counter() - began)
        name = mixed.stories[path][0].name
        embedded.setdefault(name, Counter())[report.passages_embedded] += 1
        if report.changed != (path,) or report.added or report.removed:
            wrong.append(f"{path} was edited: {report}")
    every = sum(embedded.values(), Counter())
    few = sum(count for passages, count in every.items() if passages <= 3)
    yield (
        f"{every.total()} edits, a sync after each: {median(times):.2f} s (median); three passages"
        f" embedded at most after {few}; how many edits embedded how many, by format"
    )
    for name, counts in sorted(embedded.items()):
        yield f"  {name}: " + ", ".join(f"{n}: {counts[n]}" for n in sorted(counts))


def _read_bytes(root: Path) -> None:
    for place, _, names in os.walk(root):
        for name in names:
            path = os.path.join(place, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    hashlib.file_digest(file, "sha256")


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:.1f} s"
