"""Images of the pages of PDFs: drawn in a process of their own, kept for a while in memory."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar, cast

from index.drawer import LIMITS, Drawer
from index.errors import PictureError
from index.folder import Folders
from index.kept import Kept
from index.originals import Original, Originals
from index.picture import Picture, nearest_scale, unpack_sizes
from index.process import Limits
from index.types import Box

_ROOM = 64 << 20  # bytes of images kept
_REST = 300.0  # seconds without a question, after which the drawing process is ended
_AGAIN = 60.0  # seconds after which a page that could not be drawn is tried again

Sizes = tuple[tuple[float, float], ...]
_Made = TypeVar("_Made", Picture, Sizes)


class Pictures:
    """Draws the pages of PDFs. Safe to share by threads; one for all collections is enough.

    passwords: tried on what is encrypted. room: bytes of images kept in memory. rest: seconds
    after which an idle process is ended.
    """

    def __init__(
        self,
        passwords: Sequence[str] = (),
        limits: Limits = LIMITS,
        room: int = _ROOM,
        rest: float = _REST,
    ) -> None:
        self._originals, self._stop = Originals(), threading.Event()
        self._drawer = Drawer(self._originals, passwords, limits, self._stop)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._kept, self._rest, self._used = Kept(room), rest, time.monotonic()
        self._alarm: threading.Timer | None = None

    def page(
        self, folders: Folders, path: str, sha256: str, page: int, scale: float = 2.0
    ) -> Picture:
        """A page of a document as an image.

        path, sha256: as the catalog gives them. page: its number, counted from 1. scale: pixels
        a point, rounded up to one of `index.picture.SCALES`.
        Raises PictureError, with a sentence for people, where the file has changed since it was
        read or is gone, and where the page cannot be drawn.
        """
        question = {"page": page, "scale": nearest_scale(scale), "frame": None}
        return self._picture(folders, path, sha256, question)

    def part(
        self, folders: Folders, path: str, sha256: str, frame: Box, scale: float = 2.0
    ) -> Picture:
        """The part of a page that is in a frame, as an image; see `page`."""
        edges = (frame.left, frame.top, frame.right, frame.bottom)
        question = {"page": frame.page, "scale": nearest_scale(scale), "frame": edges}
        return self._picture(folders, path, sha256, question)

    def sizes(self, folders: Folders, path: str, sha256: str) -> Sizes:
        """The width and height of each page in points, as it is seen: the boxes of a quote fit.

        Raises PictureError as `page` does.
        """
        return self._remembered(folders, path, sha256, {"do": "sizes"}, unpack_sizes, _weight)

    def close(self) -> None:
        """End the drawing process and whatever it is at; none is started afterwards."""
        self._stop.set()
        self._thread.shutdown(cancel_futures=True)
        self._drawer.close()

    def __enter__(self) -> "Pictures":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _picture(
        self, folders: Folders, path: str, sha256: str, question: dict[str, Any]
    ) -> Picture:
        asked = {"do": "page", **question}
        return self._remembered(
            folders, path, sha256, asked, Picture.unpack, lambda made: len(made.data)
        )

    def _remembered(
        self,
        folders: Folders,
        path: str,
        sha256: str,
        question: dict[str, Any],
        unpack: Callable[[bytes], _Made],
        weigh: Callable[[_Made], int],
    ) -> _Made:
        """What the drawing process answers, now or not long ago."""
        original = self._originals.find(folders, path)
        key = (sha256, path, *question.values())

        def kept() -> _Made | None:
            if not self._originals.is_known(original, sha256):
                return None
            found = self._kept.get(key)
            if isinstance(found, PictureError):
                raise PictureError(str(found))
            return cast(_Made | None, found)

        def make() -> _Made:  # in the one thread that draws
            found = kept()  # asked for by another meanwhile
            if found is not None:
                return found
            try:
                made = unpack(self._ask(folders, original, sha256, question))
            except PictureError as error:
                self._kept.put(key, error, 1, time.monotonic() + _AGAIN)
                raise
            except (ValueError, TypeError) as error:  # its memory was overwritten, say
                self._drawer.close()
                raise PictureError(f"{path} cannot be drawn: read its text here") from error
            self._kept.put(key, made, weigh(made))
            return made

        found = kept()
        if found is not None:
            return found
        try:
            return self._thread.submit(make).result()
        except (RuntimeError, CancelledError) as error:
            raise PictureError("pages are no longer drawn: the server is ending") from error

    def _ask(
        self, folders: Folders, original: Original, sha256: str, question: dict[str, Any]
    ) -> bytes:
        try:
            return self._drawer.ask(folders, original, sha256, **question)
        finally:
            self._rested()

    def _rested(self) -> None:
        self._used = time.monotonic()
        if self._alarm is None:
            self._wake_in(self._rest)

    def _wake_in(self, seconds: float) -> None:
        self._alarm = threading.Timer(seconds, self._look)
        self._alarm.daemon = True
        self._alarm.start()

    def _look(self) -> None:
        with suppress(RuntimeError):  # closed
            self._thread.submit(self._end_if_idle)

    def _end_if_idle(self) -> None:
        self._alarm = None
        left = self._used + self._rest - time.monotonic()
        if left > 0:
            self._wake_in(left)
        else:
            self._drawer.close()


def _weight(sizes: Sizes) -> int:
    return 100 * len(sizes)
