"""Files come in by POST /own/drop, one at a time: streamed to the disk, then into the folder."""

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from assistant.adding import Added, Intake
from assistant.web.desk import Desk, Place
from assistant.web.state import Visit
from index.errors import FootnoteError
from index.folder import MAX_BYTES

_ARRIVING = "arriving"  # the directory, in the index's, where a file's bytes come together
_STALE = 3600.0  # seconds after which a file there was left behind by a process that is gone
_DROPS = 16  # whose looks at the folder are kept


class Dropping:
    """Takes what is dropped onto the page.

    most: bytes of the largest file that is taken.
    """

    def __init__(self, desk: Desk, most: int = MAX_BYTES) -> None:
        self.desk, self.most = desk, most
        self._intakes: OrderedDict[tuple[Path, str], Intake] = OrderedDict()
        self._taking = threading.Lock()

    async def take(self, request: Request) -> Response:
        """?collection=&drop=&name= and the file's bytes: what came of it, as JSON of an `Added`.

        collection: its name, "" for the default one. drop: any word, the same for all files of one
        drop. A file that is not taken is no error of HTTP: `reason` says why.
        """
        asked = request.query_params
        name = asked.get("name", "")
        try:
            place = await run_in_threadpool(
                self.desk.at, Visit(collection=asked.get("collection", ""))
            )
            if _length(request) > self.most:
                return _told(Added(name, reason=self._too_large(_length(request))))
            added = await self._taken(request, place, asked.get("drop", ""), name)
        except FootnoteError as error:
            added = Added(name, reason=str(error))
        except OSError as error:
            words = f"it could not be kept ({error.strerror}): make room and drop it again"
            added = Added(name, reason=words)
        except ClientDisconnect:
            return Response(status_code=499)  # no one listens: adding was stopped
        return _told(added)

    async def _taken(self, request: Request, place: Place, drop: str, name: str) -> Added:
        file = _fresh(place.assistant.index.store)
        try:
            size = 0
            with await asyncio.to_thread(file.open, "xb") as arriving:
                async for block in request.stream():
                    size += len(block)
                    if size > self.most:
                        return Added(name, reason=self._too_large(size))
                    await asyncio.to_thread(arriving.write, block)
            expected = _length(request)
            if expected and size != expected:
                return Added(name, reason="its bytes did not all arrive: drop it again")
            return await run_in_threadpool(self._add, place, drop, file, name)
        finally:
            file.unlink(missing_ok=True)

    def _add(self, place: Place, drop: str, file: Path, name: str) -> Added:
        index = place.assistant.index
        with self._taking:
            intake = self._intakes.get((index.store, drop))
            if intake is None or not drop:
                removed = [state.path for state in index.states() if state.is_removed]
                intake = Intake(index.folders, index.store, removed)
                self._intakes[index.store, drop] = intake
                while len(self._intakes) > _DROPS:
                    self._intakes.popitem(last=False)
            return intake.add(file, name)

    def _too_large(self, size: int) -> str:
        return (
            f"too large: {_mebibytes(size)}, over the {_mebibytes(self.most)} that are read of one "
            f"file; split it"
        )


def _fresh(store: Path) -> Path:
    """A new file's path, in the index's own directory; what was left behind there goes."""
    place = store / _ARRIVING
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("*.part"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _STALE:
                old.unlink()
    return place / f"{secrets.token_hex(8)}.part"


def _length(request: Request) -> int:
    given = request.headers.get("content-length", "")
    return int(given) if given.isascii() and given.isdigit() else 0


def _mebibytes(size: int) -> str:
    return f"{size / 1024**2:,.1f} MiB"


def _told(added: Added) -> Response:
    return JSONResponse(asdict(added))
