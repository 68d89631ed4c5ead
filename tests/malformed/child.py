"""The process that reads the folder: a sync, a second one, a search for each good file."""

import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.index import Index
from index.process import Limits
from index.sync import sync
from tests.letters import LetterCounts

_PIECES = 256


@dataclass
class Clock:
    """When each file was opened to be read: the second time, for the first is for its digest."""

    folder: str
    opened: dict[str, int] = field(default_factory=dict)
    begun: list[tuple[str, float]] = field(default_factory=list)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Python's audit hook."""
        if event != "open" or not str(arguments[0]).startswith(self.folder):
            return
        path = str(arguments[0])
        self.opened[path] = self.opened.get(path, 0) + 1
        if self.opened[path] == 2:
            self.begun.append((path, time.monotonic()))


def main() -> None:
    """Sync twice and say how it went, as JSON on stdout."""
    order = json.loads(sys.argv[1])
    folder, store = Path(order["folder"]), Path(order["store"])
    kept = folder.with_name("kept")
    folder.rename(kept)
    folder.mkdir()  # the index is made over nothing first, so that what it is made with is noted
    letters = LetterCounts(_PIECES)
    index = Index.open(folder, store, letters)
    index.sync()
    folder.rmdir()
    kept.rename(folder)
    clock = Clock(f"{folder}/")
    sys.addaudithook(clock.hear)
    began = time.monotonic()
    first = sync(index.folders, index.catalog, letters, limits=Limits(**order["limits"]))
    ended = time.monotonic()
    embedded, reads = letters.texts_encoded, len(clock.begun)
    again = index.sync()
    read_again = [path for path, count in clock.opened.items() if count > 3]
    ends = [at for _, at in clock.begun[1:reads]] + [ended]
    pairs = zip(clock.begun[:reads], ends, strict=True)
    seconds = {os.fsencode(path).hex(): end - at for (path, at), end in pairs}
    found = {}
    for path, word in order["words"].items():
        hits = index.lexical_search([stem(word)], 1, index.document_ids([path]))
        found[path] = bool(hits)
    said = {
        "complete": first.is_complete and again.is_complete,
        "current": again.is_current,
        "embedded": embedded,
        "embedded_again": letters.texts_encoded - embedded,
        "read_again": read_again,
        "seconds": seconds,
        "total": ended - began,
        "again": time.monotonic() - ended,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10,
        "reader_memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10,
        "found": found,
        "catalog": str(index.directory / "catalog.sqlite3"),
    }
    index.close()
    print(json.dumps(said))


def stem(word: str) -> str:
    """What a word is indexed by."""
    from index.lexical import stems

    return stems(word)[0]


if __name__ == "__main__":
    main()
