"""Asks the drawing process; a document that harms it costs its own pictures and no others."""

import json
import threading
from collections.abc import Sequence
from typing import Any

from index.confined import DONE, NO_MEMORY
from index.errors import PictureError, Stopped
from index.folder import Folders
from index.originals import Original, Originals, changed
from index.picture import MISSING, REFUSED
from index.process import Limits, Process

LIMITS = Limits(quiet=30.0, total=30.0, memory=3 << 30)
_INSTEAD = "read its text here, or open the file in its own program"


class _Refused(Exception):
    """Why the drawing process does not do what it was asked for."""


class Drawer:
    """The drawing process, started when first needed and again after harm. For one thread.

    It has to be the same thread each time: on Linux the process ends with the thread that
    started it. stop: ends what is being asked once it is set.
    """

    def __init__(
        self, originals: Originals, passwords: Sequence[str], limits: Limits, stop: threading.Event
    ) -> None:
        self.originals, self.passwords = originals, tuple(passwords)
        self.limits, self.stop = limits, stop
        self._process: Process | None = None

    def start(self) -> Process:
        """The process, started where there is none that lives."""
        if self._process is None or not self._process.is_alive:
            self.close()
            self._process = Process("index.drawing", self.limits, self.stop)
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def ask(self, folders: Folders, original: Original, sha256: str, **question: Any) -> bytes:
        """What the drawing process answers of a document.

        Raises PictureError where the document has changed, cannot be drawn or does harm.
        """
        is_fresh = self._process is None
        try:
            if not self.originals.is_known(original, sha256):
                self._open(folders, original, sha256)
            answer = self._say(b"", sha256=sha256, **question)
            if answer is None:
                self._open(folders, original, sha256)
                answer = self._say(b"", sha256=sha256, **question)
            if answer is None:
                raise EOFError
            return answer
        except _Refused as error:
            raise PictureError(f"{original.wanted} cannot be shown: {error}") from error
        except TimeoutError as error:
            self.close()
            reason = f"{_what(original, question)} takes too long to draw: {_INSTEAD}"
            raise PictureError(reason) from error
        except MemoryError as error:
            self.close()
            most = self.limits.memory >> 20
            reason = f"{_what(original, question)} takes more than {most:,} MiB to draw: {_INSTEAD}"
            raise PictureError(reason) from error
        except (OSError, EOFError) as error:
            self.close()
            if not is_fresh:  # the process may have been at its end: only a fresh one accuses
                return self.ask(folders, original, sha256, **question)
            reason = f"{_what(original, question)} cannot be drawn without harm: {_INSTEAD}"
            raise PictureError(reason) from error
        except Stopped as error:
            self.close()
            raise PictureError("pages are no longer drawn: the server is ending") from error

    def _open(self, folders: Folders, original: Original, sha256: str) -> None:
        """Give the process a document whose digest this is."""
        answer = self._say(
            self.originals.read(folders, original, sha256),
            do="open",
            sha256=sha256,
            path=original.path,
            wanted=original.wanted,
            passwords=self.passwords,
        )
        if answer is None:
            raise changed(original.wanted)
        self.originals.learn(original, sha256)

    def _say(self, data: bytes, **question: Any) -> bytes | None:
        """One question and its answer; None where the document is not there.

        Raises OSError and EOFError of a crash, TimeoutError, MemoryError, Stopped, _Refused.
        """
        process = self.start()
        head = json.dumps({**question, "size": len(data)})
        process.send(head.encode() + b"\n", data)
        kind, body = process.take((DONE, MISSING, REFUSED, NO_MEMORY))
        if kind == NO_MEMORY:
            raise MemoryError
        if kind == REFUSED:
            raise _Refused(body.decode("utf-8", "replace"))
        return None if kind == MISSING else body


def _what(original: Original, question: dict[str, Any]) -> str:
    page = f"page {question['page']} of " if "page" in question else ""
    return page + original.wanted
