"""The reading process: files come in by stdin, readings go out by stdout; see `index.sandbox`."""

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from typing import BinaryIO

from index import documents, wire
from index.formats import alive

TICK, DONE, NO_MEMORY = b"t", b"d", b"m"
HEADER = struct.Struct(">cQ")
_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
_TIRED = 1 << 30  # bytes of memory that were once in use, after which a fresh process is better


def main() -> None:
    """Read files until stdin ends: a line of JSON (path, size, passwords), then the bytes."""
    memory = int(sys.argv[1])
    files, answers = _take_streams()
    _limit(memory)
    alive.listen(lambda: _send(answers, TICK, b""))
    while line := files.readline():
        asked = json.loads(line)
        data = files.read(asked["size"])
        try:
            reading = documents.read_all(asked["path"], data, asked["passwords"])
            _send(answers, DONE, wire.pack(reading))
        except MemoryError:
            _send(answers, NO_MEMORY, b"")
            break
        if _memory_used() > _TIRED:
            break


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for the wire alone: what a library prints goes nowhere."""
    files, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return files, answers


def _limit(memory: int) -> None:
    """At most `memory` bytes, no files written, no core, no longer life than whoever asks."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _memory_used() -> int:
    """The most bytes of memory that this process has had in use.

    On Linux getrusage would count what the process that started this one had in use.
    """
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="utf-8", errors="replace") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) << 10
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used << 10


def _send(answers: BinaryIO, kind: bytes, body: bytes) -> None:
    answers.write(HEADER.pack(kind, len(body)))
    answers.write(body)
    answers.flush()


if __name__ == "__main__":
    main()
