"""A process of our own for hostile files, as the one that started it sees it: pipes and a clock."""

import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from index.confined import HEADER
from index.errors import Stopped

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 0.1  # seconds between looks at whether to stop
_CHUNK = 1 << 16
_SECRET = ("_KEY", "_TOKEN", "_SECRET", "_PASSWORD", "_PASSWORDS")  # how names of secrets end


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds without a sign of life, seconds in all, bytes of memory."""

    quiet: float = 60.0
    total: float = 1800.0
    memory: int = 4 << 30


class Process:
    """One of our modules run as a program, and its two pipes, neither of which ever blocks.

    stop: ends whatever is waited for, by Stopped, once it is set.
    """

    def __init__(self, module: str, limits: Limits, stop: threading.Event) -> None:
        self.limits, self.stop = limits, stop
        self._popen = subprocess.Popen(
            # -P: a json.py in the current directory, say among the documents, is not imported.
            [sys.executable, "-P", "-m", module, str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={
                **_harmless(os.environ),
                "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            },
            start_new_session=True,  # Ctrl-C is for us: we end it
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._files: IO[bytes] = self._popen.stdin
        self._answers: IO[bytes] = self._popen.stdout
        for pipe in (self._files, self._answers):
            os.set_blocking(pipe.fileno(), False)
        self._began = self._heard = time.monotonic()

    @property
    def is_alive(self) -> bool:
        """Whether it runs still."""
        return self._popen.poll() is None

    def end(self) -> None:
        """End it."""
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._files, self._answers):
            with suppress(OSError):
                pipe.close()

    def send(self, *parts: bytes) -> None:
        """Give it something to do, by which its clock starts.

        Raises OSError where it has crashed, TimeoutError where it is over a limit, Stopped.
        """
        self._began = self._heard = time.monotonic()
        for part in parts:
            view = memoryview(part)
            while view:
                self._wait(self._files, selectors.EVENT_WRITE)
                view = view[os.write(self._files.fileno(), view[:_CHUNK]) :]

    def take(self, kinds: Collection[bytes]) -> tuple[bytes, bytes]:
        """The next thing that it says: one of `kinds`, and a body.

        Raises as `send` does, and EOFError where it has ended or says anything else.
        """
        kind, size = HEADER.unpack(self._take(HEADER.size))
        if kind not in kinds:
            raise EOFError
        return kind, self._take(size)

    def _take(self, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            self._wait(self._answers, selectors.EVENT_READ)
            chunk = os.read(self._answers.fileno(), min(1 << 20, size - len(taken)))
            if not chunk:
                raise EOFError
            taken += chunk
            self._heard = time.monotonic()
        return bytes(taken)

    def _wait(self, pipe: IO[bytes], event: int) -> None:
        """Until the pipe is ready. Raises TimeoutError, or Stopped."""
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, event)
            while True:  # looked at each time: one that ticks without end never keeps us waiting
                if self.stop.is_set():
                    raise Stopped("the sync was stopped; what was finished is kept")
                now = time.monotonic()
                if now - self._heard > self.limits.quiet or now - self._began > self.limits.total:
                    raise TimeoutError
                if selector.select(_PATIENCE):
                    return


def _harmless(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without secrets: who takes over a reader finds none there."""
    return {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith("FOOTNOTE_LLM") and not name.upper().endswith(_SECRET)
    }
