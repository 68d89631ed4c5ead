"""Near duplicates, reckoned beside the page: of ten thousand files they take seconds."""

import logging
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import FootnoteError
from index.index import Index

_SOON = 0.2  # seconds that a page waits for them
_log = logging.getLogger(__name__)
Near = Mapping[str, Sequence[str]]


class Likes:
    """The near duplicates of each index, as it stood when they were reckoned last."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[str, Near]] = {}
        self._under_way: dict[Path, threading.Thread] = {}
        self._lock = threading.Lock()

    def of(self, index: Index) -> Near:
        """Those known; where the index has changed since, they are reckoned anew meanwhile."""
        stands = index.stands()
        known, near = self._known.get(index.store, ("", {}))
        if known == stands:
            return near
        with self._lock:
            thread = self._under_way.get(index.store)
            if thread is None or not thread.is_alive():
                thread = threading.Thread(target=self._reckon, args=(index, stands), daemon=True)
                self._under_way[index.store] = thread
                thread.start()
        thread.join(_SOON)
        return self._known.get(index.store, ("", {}))[1]

    def stamp(self, index: Index) -> str:
        """Changes whenever they do."""
        return self._known.get(index.store, ("", {}))[0]

    def _reckon(self, index: Index, stands: str) -> None:
        try:
            self._known[index.store] = (stands, index.near_duplicates())
        except FootnoteError as error:
            _log.warning("near duplicates could not be told: %s", error)
        except Exception:  # the list goes without; the log has the rest
            _log.exception("near duplicates could not be told")
