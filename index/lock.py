"""One writer: the lock that a process holds while it may change an index."""

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreBusy, StoreError

_PATIENCE = 0.5  # seconds in which the holder's number must be there


class WriterLock:
    """Held by one process at a time; threads and indexes of that process share it."""

    def __init__(self, store: Path) -> None:
        self._lock = FileLock(store / "writer.lock", is_singleton=True, thread_local=False)
        self._holder = store / "writer.pid"
        self._is_held = False

    @property
    def is_held_here(self) -> bool:
        """Whether this process holds it, be it by another index of its own."""
        return bool(self._lock.is_locked)

    def acquire(self) -> bool:
        """Take the lock if it is free; whether it is held now. Never on a read-only disk."""
        if self._is_held:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            if error.errno in (errno.EROFS, errno.EACCES):
                return False
            raise StoreError(
                f"the index at {self._holder.parent} cannot be locked ({error.strerror}): make "
                f"room, or name another directory with --store"
            ) from error
        self._is_held = True
        with suppress(OSError):  # only for the message that others get
            self._holder.write_text(str(os.getpid()))
        return True

    def require(self) -> None:
        """Take the lock. Raises StoreBusy, naming the process that holds it."""
        if not self.acquire():
            if not os.access(self._holder.parent, os.W_OK):
                raise StoreError(
                    f"the index at {self._holder.parent} cannot be written (its disk or directory "
                    f"is read-only): it can be asked; to sync, name another directory with --store"
                )
            raise StoreBusy(
                f"the index is kept by {self._read_holder()}, which serves it or writes to it: end "
                f"that, then sync; asking needs no lock, and answers from what was read last"
            )

    def release(self) -> None:
        """Give the lock back."""
        if self._is_held:
            self._is_held = False
            self._lock.release()

    def _read_holder(self) -> str:
        """Who holds it; whoever has only just taken it has yet to write its number."""
        until = time.monotonic() + _PATIENCE
        while True:
            with suppress(OSError, ValueError):
                number = int(self._holder.read_text())
                if _is_alive(number):
                    return f"process {number}"
            if time.monotonic() > until:
                return "another process"
            time.sleep(_PATIENCE / 20)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
