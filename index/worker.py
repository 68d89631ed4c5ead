"""The reading process: files come in by stdin, readings go out by stdout; see `index.sandbox`."""

import json
import sys

from index import confined, documents, wire
from index.confined import DONE, NO_MEMORY, TICK
from index.formats import alive


def main() -> None:
    """Read files until stdin ends: a line of JSON (path, size, passwords), then the bytes."""
    files, answers = confined.take_streams()
    confined.limit(int(sys.argv[1]))
    alive.listen(lambda: confined.send(answers, TICK, b""))
    while line := files.readline():
        asked = json.loads(line)
        data = files.read(asked["size"])
        try:
            reading = documents.read_all(asked["path"], data, asked["passwords"])
            confined.send(answers, DONE, wire.pack(reading))
        except MemoryError:
            confined.send(answers, NO_MEMORY, b"")
            break
        if confined.is_tired():
            break


if __name__ == "__main__":
    main()
