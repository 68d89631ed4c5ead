"""What a process that handles hostile files does before it sees one; see `index.process`."""

import ctypes
import os
import resource
import signal
import struct
import sys
from typing import BinaryIO

TICK, DONE, NO_MEMORY = b"t", b"d", b"m"
HEADER = struct.Struct(">cQ")
_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
_TIRED = 1 << 30  # bytes of memory that were once in use, after which a fresh process is better


def take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for the wire alone: what a library prints goes nowhere."""
    files, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return files, answers


def limit(memory: int) -> None:
    """At most `memory` bytes, no files written, no core, no longer life than whoever asks."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def is_tired() -> bool:
    """Whether a fresh process would be better: this one has had over 1 GiB of memory in use."""
    return _memory_used() > _TIRED


def send(answers: BinaryIO, kind: bytes, body: bytes) -> None:
    """Say something to whoever asks: what kind of thing it is, and its bytes."""
    answers.write(HEADER.pack(kind, len(body)))
    answers.write(body)
    answers.flush()


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
