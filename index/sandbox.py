"""Files are read in a process of its own: a crash, a hang or a bomb costs one file, not the sync.

The parsers of a dozen formats are fed whatever lies in a folder. So they run where memory is
limited, where nothing can be written, and where the clock of each file is watched from outside.
"""

import json
import threading
from collections.abc import Sequence

from index import wire
from index.confined import DONE, NO_MEMORY, TICK
from index.documents import Reading, Unread
from index.folder import digest
from index.process import Limits, Process


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
        self._process: Process | None = None

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
        process = self._started()
        head = {"path": path, "size": len(data), "passwords": self.passwords}
        process.send(json.dumps(head).encode() + b"\n", data)
        while True:
            kind, body = process.take((TICK, NO_MEMORY, DONE))
            if kind == DONE:
                return _unpacked(body)
            if kind == NO_MEMORY:
                return None

    def _started(self) -> Process:
        if self._process is None or not self._process.is_alive:
            self.close()
            self._process = Process("index.worker", self.limits, self.stop)
        return self._process
