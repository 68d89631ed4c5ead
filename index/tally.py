"""What a sync has done so far: its report when it ends, its progress meanwhile."""

import time
from collections.abc import Callable

from index.types import Progress, SyncReport

OnProgress = Callable[[Progress], None]


class Tally:
    """Counts files, passages and bytes, and tells whoever listens.

    files, to_read, bytes_to_read: how many there are and how many are new or changed; known once
    the folder has been looked at. at_hand: bytes of files that are not done, by what is embedded.
    """

    def __init__(self, listener: OnProgress | None) -> None:
        self.listener = listener
        self.files = self.to_read = self.bytes_to_read = self.ignored = 0
        self.done = self.embedded = self.bytes_done = 0
        self.at_hand = 0.0
        self.added: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.unread: list[str] = []
        self._began = time.monotonic()

    def begin(self, to_read: int, bytes_to_read: int) -> None:
        """The reading begins now: rates are reckoned from here."""
        self.to_read, self.bytes_to_read = to_read, bytes_to_read
        self._began = time.monotonic()

    def record(self, path: str, is_known: bool) -> None:
        """A file was added, or one that was known has changed."""
        (self.changed if is_known else self.added).append(path)
        self.finish(path)

    def finish(self, path: str) -> None:
        """A file is done with."""
        self.done += 1
        self.at_hand = 0.0
        self.tell(path)

    def tell(self, path: str) -> None:
        """Say how far it is; `path` is at hand."""
        if self.listener is None:
            return
        elapsed = max(time.monotonic() - self._began, 1e-6)
        done = self.bytes_done + self.at_hand
        left = self.bytes_to_read - done
        self.listener(
            Progress(
                files=self.done,
                files_total=self.files,
                passages=self.embedded,
                path=path,
                files_to_read=self.to_read,
                rate=self.embedded / elapsed,
                seconds_left=left * elapsed / done if done else None,
            )
        )

    def report(self, is_complete: bool) -> SyncReport:
        """What was done so far."""
        return SyncReport(
            added=tuple(sorted(self.added)),
            changed=tuple(sorted(self.changed)),
            removed=tuple(sorted(self.removed)),
            unchanged=self.done - len(self.added) - len(self.changed),
            unread=tuple(sorted(self.unread)),
            passages_embedded=self.embedded,
            ignored=self.ignored,
            is_complete=is_complete,
        )
