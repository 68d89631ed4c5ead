"""Keeps a folder read while questions are answered: at the start, and whenever it changes."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import FootnoteError, StoreBusy
from index.types import Progress, SyncReport
from index.watch import changes

if TYPE_CHECKING:
    from assistant.assistant import Assistant

log = logging.getLogger(__name__)

NOT_CURRENT = (
    "Another process keeps the index, so the folder was not looked at anew: answers rest on what "
    "was read last."
)
_SOON = 1.0  # seconds in which a reading that is broken off comes to rest
STOPPED = "Reading was stopped: some files may not have been looked at yet."


@dataclass(frozen=True, slots=True)
class Keeping:
    """How far the reading of a folder is.

    progress: of the sync under way, None where none is or nothing is known of it yet.
    is_reading: whether one is under way; is_stopping: and was asked to stop. is_stopped: whether
    the last one was broken off.
    error: a sentence for people, "" where all went well.
    """

    progress: Progress | None = None
    is_reading: bool = False
    is_stopping: bool = False
    is_stopped: bool = False
    error: str = ""

    @property
    def staleness(self) -> str:
        """Why an answer may rest on less than all files, in a sentence; "" where it does not."""
        if self.error:
            return self.error
        if self.is_reading and self.progress is not None and self.progress.files_to_read:
            done, total = self.progress.files, self.progress.files_total
            return f"The folder is still being read: {done:,} of {total:,} files are done."
        if self.is_reading:
            return "The folder is still being looked at."
        return STOPPED if self.is_stopped else ""


class Keeper:
    """Reads the folder in a thread of its own, again after each change of it.

    on_read: called with the report of each reading. is_watching: False to read it once only.
    """

    def __init__(
        self,
        assistant: "Assistant",
        on_read: Callable[[SyncReport], None] | None = None,
        is_watching: bool = True,
    ) -> None:
        self.assistant, self.on_read, self.is_watching = assistant, on_read, is_watching
        self.keeping = Keeping(is_reading=True)
        self.readings = 0  # that have come to their end
        self._stop = threading.Event()
        self._held = threading.Event()  # a person has stopped it: changes do not wake it
        self._close = threading.Event()
        self._wake = threading.Event()
        self._rests = threading.Event()
        self._wake.set()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin; the first reading is under way when this returns."""
        self._tell(self.keeping)
        jobs = [self._read_when_woken, *([self._watch] if self.is_watching else [])]
        self._threads = [threading.Thread(target=job, daemon=True) for job in jobs]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Break off the reading under way, within a second; what it finished stands.

        Until `resume` nothing is read, whatever changes.
        """
        self._held.set()
        self._stop.set()
        if not self._rests.wait(_SOON):  # the model is being loaded, which nothing can hurry
            self.keeping = replace(self.keeping, is_stopping=self.keeping.is_reading)

    def resume(self) -> None:
        """Read what is new, from where a reading was broken off."""
        self._held.clear()
        self._wake.set()

    def close(self) -> None:
        """End the threads, and wait until they have."""
        for event in (self._close, self._stop, self._wake):
            event.set()
        for thread in self._threads:
            thread.join()

    def _watch(self) -> None:
        index = self.assistant.index
        for _ in changes(index.folders.roots, self._close, index.store):
            self._wake.set()

    def _read_when_woken(self) -> None:
        while self._wake.wait() and not self._close.is_set():
            self._wake.clear()
            self._stop.clear()
            if self._close.is_set():
                return
            if self._held.is_set():
                self._tell(Keeping(is_stopped=True))
                continue
            self._tell(Keeping(is_reading=True))
            self._tell(self._read())
            self.readings += 1

    def _read(self) -> Keeping:
        try:
            report = self.assistant.index.sync(
                self._follow,
                self.assistant.settings.passwords,
                self._stop,
            )
            if self.on_read is not None:
                self.on_read(report)
        except StoreBusy:
            return Keeping(error=NOT_CURRENT)
        except FootnoteError as error:
            log.warning("%s", error)
            return Keeping(error=f"The folder could not be read: {error}.")
        except Exception as error:  # the page must go on answering; the log has the rest
            log.exception("the folder could not be read")
            return Keeping(error=f"The folder could not be read ({type(error).__name__}).")
        return Keeping(is_stopped=not report.is_complete)

    def _follow(self, progress: Progress) -> None:
        self._tell(replace(self.keeping, progress=progress, is_stopping=self._stop.is_set()))

    def _tell(self, keeping: Keeping) -> None:
        self.keeping = keeping
        (self._rests.clear if keeping.is_reading else self._rests.set)()
        self.assistant.staleness = keeping.staleness
