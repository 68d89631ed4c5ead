"""All malformed files of a run, put into a folder beside good ones."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tests.malformed import bombs, endless, nested, spoiling, strange
from tests.malformed.bad import Bad, sources
from tests.malformed.good import Good, good_files

GOOD = "good"  # the folder of the good files


@dataclass(frozen=True, slots=True)
class Size:
    """How much a run makes.

    files: about how many malformed ones. line, longest: of lines without end, run: of one thing
    repeated, bomb: unpacked; in bytes. depth: of nesting. pages: of a PDF.
    """

    files: int
    line: int
    longest: int
    run: int
    every: int
    bomb: int
    depth: int
    pages: int


SHORT = Size(120, 200_000, 5_000_000, 30_000, 167, 20_000_000, 8_000, 1_000)
LONG = Size(1_000, 5_000_000, 100_000_000, 300_000, 9, 300_000_000, 100_000, 100_000)


def malformed(size: Size, seed: int, secret: Path, port: int) -> Iterator[Bad]:
    """The files one by one, for together they would not fit into memory.

    The short form has a few of each thing that is wrong, the long form all of them.
    """
    chance = random.Random(seed)
    is_long = size.files >= LONG.files
    share = 1.0 if is_long else 0.04
    odd = chain(
        nested.nested(size.depth),
        bombs.bombs(size.bomb, str(secret), port),
        endless.lines(size.line, size.longest),
        strange.named(),
        strange.drawn(size.pages),
    )
    made = 0
    for one in chain(
        (one for one in odd if is_long or chance.random() < 0.16),
        endless.runs(size.run, size.every, seed % size.every),
        spoiling.without_words(chance, share),
    ):
        made += 1
        yield one
    rest = max(size.files - made, size.files // 3)
    good = sources()
    if not is_long:
        chance.shuffle(good)
    yield from spoiling.misnamed(good, rest // 4, chance)
    yield from spoiling.spoilt(good, rest - rest // 4, chance)


@dataclass(slots=True)
class Made:
    """What was put into the folder: what is wrong with each malformed file by its path; the good.

    The path is as the index has it.
    """

    wrong: dict[str, str]
    good: Good


def put(folder: Path, files: Iterator[Bad]) -> Made:
    """Write malformed files and good ones."""
    made = Made({}, good_files())
    for number, one in enumerate(files):
        place = folder / f"{number:04}"
        place.mkdir(parents=True)
        raw = one.name if isinstance(one.name, bytes) else one.name.encode()
        (place / os.fsdecode(raw)).write_bytes(one.data)
        shown = raw.decode("utf-8", errors="backslashreplace")
        made.wrong[f"{number:04}/{shown}"] = one.wrong
    (folder / GOOD).mkdir()
    for kind, (ending, data) in made.good.items():
        (folder / GOOD / f"{kind}{ending}").write_bytes(data)
    return made
