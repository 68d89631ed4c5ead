"""Files are read in a process of its own: a crash, a hang or a bomb costs one file, not the sync.

The parsers of a dozen formats are fed whatever lies in a folder. So they run where memory is
limited, where nothing can be written, and where the clock of each file is watched from outside.
"""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from index import wire
from index.documents import Reading, Unread
from index.errors import Stopped
from index.folder import digest
from index.worker import DONE, HEADER, NO_MEMORY, TICK

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 0.1  # seconds between looks at whether to stop
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds without a sign of life, seconds in all, bytes of memory."""

    quiet: float = 60.0
    total: float = 1800.0
    memory: int = 4 << 30


class _Process:
    """The reading process and its two pipes, neither of which ever blocks."""

    def __init__(self, memory: int) -> None:
        self._popen = subprocess.Popen(
            # -P: a json.py in the current directory, say among the documents, is not imported.
            [sys.executable, "-P", "-m", "index.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            },
            start_new_session=True,  # Ctrl-C is for us: we end it
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self.files: IO[bytes] = self._popen.stdin
        self.answers: IO[bytes] = self._popen.stdout
        for pipe in (self.files, self.answers):
            os.set_blocking(pipe.fileno(), False)

    @property
    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def end(self) -> None:
        self._popen.kill()
        self._popen.wait()
        for pipe in (self.files, self.answers):
            with suppress(OSError):
                pipe.close()


def _unpacked(body: bytes) -> Reading:
    """Raises EOFError for an answer that no reader gives: its memory was overwritten, say."""
    try:
        return wire.unpack(body)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise EOFError from error


class Sandbox:
    """Reads files in a process beside this one, started when first needed and again after harm.

    Use it in a `with`: the process ends with it. For one thread.
    passwords: tried on whatever is encrypted. stop: ends a reading, by Stopped, once it is set.
    """

    def __init__(
        self,
        passwords: Sequence[str] = (),
        limits: Limits | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self.passwords, self.limits = tuple(passwords), limits or Limits()
        self.stop = stop or threading.Event()
        self._process: _Process | None = None
        self._began = self._heard = 0.0

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str, data: bytes) -> Reading:
        """What `documents.read_all` makes of a file; where that fails, a reason.

        Raises Stopped once `stop` is set.
        """
        is_fresh = self._process is None
        try:
            answer = self._ask(path, data)
        except TimeoutError:
            reason = "too slow: reading it took longer than it may; split it, or save it anew"
        except (OSError, EOFError):
            self.close()
            if not is_fresh:  # the process may have been at its end: only a fresh one accuses
                return self.read(path, data)
            reason = "broken: reading it made the reader fail; open it in its program and save anew"
        else:
            if answer is not None:
                return answer
            most = self.limits.memory >> 20
            reason = f"too large: reading it takes more than {most:,} MiB of memory; split it"
        finally:
            if self.stop.is_set():
                self.close()
        self.close()
        return Reading((), (Unread(path, digest(data), len(data), reason),), {})

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _ask(self, path: str, data: bytes) -> Reading | None:
        """The answer; None where memory did not suffice. Raises OSError and EOFError of a crash."""
        self._began = self._heard = time.monotonic()
        process = self._started()
        head = {"path": path, "size": len(data), "passwords": self.passwords}
        for part in (json.dumps(head).encode() + b"\n", data):
            view = memoryview(part)
            while view:
                self._wait(process.files, selectors.EVENT_WRITE)
                view = view[os.write(process.files.fileno(), view[:_CHUNK]) :]
        while True:
            kind, size = HEADER.unpack(self._take(process, HEADER.size))
            if kind not in (TICK, NO_MEMORY, DONE):
                raise EOFError
            body = self._take(process, size)
            if kind == DONE:
                return _unpacked(body)
            if kind == NO_MEMORY:
                return None

    def _started(self) -> _Process:
        if self._process is None or not self._process.is_alive:
            self.close()
            self._process = _Process(self.limits.memory)
        return self._process

    def _take(self, process: _Process, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            self._wait(process.answers, selectors.EVENT_READ)
            chunk = os.read(process.answers.fileno(), min(1 << 20, size - len(taken)))
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
