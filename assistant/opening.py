"""One collection of documents: its folders under a name, opened when it is first chosen."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.assistant import Assistant
from assistant.keeping import Keeper
from assistant.settings import Settings
from index.encoder import Encoder
from index.errors import CollectionError, FootnoteError
from index.types import SyncReport

log = logging.getLogger(__name__)

OnRead = Callable[[str, SyncReport], None]


@dataclass(frozen=True, slots=True)
class Collection:
    """A set of folders under a name, open, not yet opened, or why it cannot be.

    error: a sentence for people where it could not be opened, "" otherwise.
    is_remembered: whether it was made on the page and can be taken off the list.
    """

    name: str
    folders: tuple[Path, ...]
    assistant: Assistant | None = None
    keeper: Keeper | None = None
    error: str = ""
    is_remembered: bool = False

    @property
    def folder(self) -> Path:
        """The first of its folders: what is added goes there."""
        return self.folders[0]

    def opened(self) -> tuple[Assistant, Keeper]:
        """Its assistant and keeper. Raises CollectionError, saying why, where it is not open."""
        if self.assistant is None or self.keeper is None:
            raise CollectionError(self.error or f"the collection {self.name!r} is not open yet")
        return self.assistant, self.keeper


@dataclass(frozen=True, slots=True)
class With:
    """What every collection is opened with: one model, the same settings.

    on_read: called with the name and the report of each reading. is_watching: see `Keeper`.
    """

    settings: Settings
    encoder: Encoder
    on_read: OnRead | None = None
    is_watching: bool = True


class Entry:
    """A collection on the list. One thread at a time opens or closes it."""

    def __init__(self, collection: Collection, opened_with: With, store: Path | None = None):
        self.collection = collection
        self._with, self._store = opened_with, store
        self._lock = threading.Lock()
        self._is_closed = False

    def open(self) -> Collection:
        """Open it, if it is not open, and begin to read it.

        Raises FolderError, StoreError or ModelError where it cannot be.
        """
        with self._lock:
            if self._is_closed:
                raise CollectionError(f"the collection {self.collection.name!r} was closed")
            if self.collection.keeper is None:
                self.collection = self._opened(self.collection)
            return self.collection

    def try_open(self) -> Collection:
        """Open it, if it is not open; where that cannot be, `error` says why."""
        try:
            return self.open()
        except FootnoteError as error:
            why = str(error)
        except Exception as error:  # others must go on; the log has the rest
            log.exception("the collection %s could not be opened", self.collection.name)
            why = getattr(error, "strerror", None) or type(error).__name__
        words = f"This collection cannot be opened: {why}."
        self.collection = replace(self.collection, error=words)
        return self.collection

    def rest(self) -> None:
        """End its reading; who is in the middle of an answer gets to its end."""
        with self._lock:
            if self.collection.keeper is not None:
                self.collection.keeper.close()
                self.collection = replace(self.collection, keeper=None)

    def close(self) -> None:
        """End its reading and let go of its index, for good."""
        self.rest()
        with self._lock:
            self._is_closed = True
            if self.collection.assistant is not None:
                self.collection.assistant.close()

    def _opened(self, one: Collection) -> Collection:
        settings = replace(self._with.settings, folders=one.folders, store=self._store)
        assistant = one.assistant or Assistant.open(
            one.folders, self._store, settings, encoder=self._with.encoder, is_synced=False
        )
        on_read, name = self._with.on_read, one.name
        listener = None if on_read is None else lambda report: on_read(name, report)
        keeper = Keeper(assistant, listener, self._with.is_watching)
        keeper.start()
        return replace(one, assistant=assistant, keeper=keeper, error="")
