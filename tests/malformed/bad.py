"""What a malformed file is, and where files to spoil come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.formats.table import format_of
from tests.conftest import ROOT
from tests.malformed.good import good_files

_MOST = 400_000  # bytes of a file that is spoilt: what is wrong counts, not how much there is


@dataclass(frozen=True, slots=True)
class Bad:
    """A malformed file: what is wrong with it, its name (no folder), its bytes."""

    wrong: str
    name: str | bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A good file: its format, its ending, its bytes."""

    kind: str
    ending: str
    data: bytes


def sources() -> list[Source]:
    """Good files of every format: those made, those of the tests, the seeds."""
    found = [Source(kind, ending, data) for kind, (ending, data) in good_files().items()]
    for place in (ROOT / "tests" / "files", ROOT / "seeds"):
        found += [one for file in sorted(place.rglob("*")) for one in _source(file)]
    return found


def _source(file: Path) -> Iterator[Source]:
    format_ = format_of(file.name)
    if file.is_file() and format_ is not None and file.stat().st_size <= _MOST:
        endings = [one for one in format_.endings if file.name.lower().endswith(one)]
        yield Source(format_.kind, max(endings, key=len, default=".txt"), file.read_bytes())
