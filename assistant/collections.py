"""Several collections of documents, each with an index of its own, chosen by name."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant import placing
from assistant.naming import checked, distinct, made_from, same
from assistant.opening import Collection, Entry, OnRead, With
from assistant.remembering import Memory, Remembered
from assistant.settings import Settings
from index.encoder import Encoder, SentenceEncoder
from index.errors import CollectionError, FolderError, StoreError


class Collections:
    """Those named at the start, then those made on the page. Safe to share by threads.

    Each is opened when it is first chosen, and stays open; all share one model.
    """

    def __init__(self, settings: Settings, opened_with: With) -> None:
        """Use `Collections.open`."""
        self.settings, self._with = settings, opened_with
        self._memory = Memory(settings.home)
        self._entries: dict[str, Entry] = {}  # by `same` of the name; replaced, never changed
        self._resting: dict[Path, Entry] = {}  # taken off the list, by folder
        self._changing = threading.Lock()  # held while the list is changed
        self._is_closed = False

    @classmethod
    def open(
        cls,
        settings: Settings,
        encoder: Encoder | None = None,
        on_read: OnRead | None = None,
        is_watching: bool = True,
    ) -> "Collections":
        """List the collections and open the default one; its reading begins.

        encoder: None is the settings' model. on_read: called with the name and the report of each
        reading. is_watching: False to read a folder only when it is opened and when asked.
        Raises FolderError, StoreError or ModelError where the default one cannot be opened.
        """
        encoder = encoder or SentenceEncoder(settings.model)
        collections = cls(settings, With(settings, encoder, on_read, is_watching))
        collections._list_named()
        try:
            collections._adopt(collections._memory.load())
        except StoreError as error:
            collections._memory.notice = f"The collections made before are not listed: {error}."
        collections._entries[same(collections.default)].open()
        return collections

    @property
    def default(self) -> str:
        """The name of the first one named at the start; it is always open."""
        return next(iter(self._entries.values())).collection.name

    @property
    def writer(self) -> str:
        """The name of the model that writes, "" where none does; the settings are the same."""
        assistant = next(iter(self._entries.values())).collection.assistant
        return assistant.model.name if assistant and assistant.model else ""

    @property
    def notice(self) -> str:
        """What was wrong with the list of those made on the page, in a sentence; "" if nothing."""
        return self._memory.notice

    def names(self) -> tuple[str, ...]:
        """The names of all, those named at the start first."""
        return tuple(one.name for one in self.listed())

    def listed(self) -> tuple[Collection, ...]:
        """All as they stand; those that were never chosen are not opened for it."""
        return tuple(entry.collection for entry in self._entries.values())

    def get(self, name: str) -> Collection:
        """A collection, opened if it is not yet; `error` says why where that cannot be.

        Opening one keeps no other waiting, and what could not be opened is tried again each time.
        Raises CollectionError where none goes by that name.
        """
        entry = self._entries.get(same(name))
        if entry is None:
            known = ", ".join(self.names())
            raise CollectionError(f"no collection is named {name!r}: choose one of {known}")
        return entry.try_open()

    def create(self, name: str, folder: str | Path | None = None) -> Collection:
        """Add a collection, open it, and remember it.

        folder: an existing one, by its whole path; None to have one made in the home directory.
        The one made for a collection that was taken off the list is taken up again by that name,
        documents and all.
        Raises CollectionError where the name cannot be used, FolderError where the folder is not
        there, StoreError where the list or the index cannot be kept.
        """
        name = checked(name)
        with self._changing:
            if self._is_closed:
                raise CollectionError("Footnote is being ended: start it again")
            remembered = self._memory.load()  # another process may have added to it
            self._adopt(remembered)
            if same(name) in {*self._entries, *(same(one.name) for one in remembered)}:
                raise CollectionError(f"there is a collection named {name!r}: choose another name")
            place = self._place(name, folder)
            entry = self._resting.pop(place, None)
            collection = Collection(name, (place,), is_remembered=True)
            if entry is None:
                entry = Entry(collection, self._with)
            else:
                entry.collection = replace(collection, assistant=entry.collection.assistant)
            try:
                entry.open()
                self._memory.save([*remembered, Remembered(name, place)])
            except BaseException:
                entry.rest()
                self._resting[place] = entry
                raise
            self._entries = {**self._entries, same(name): entry}
            return entry.collection

    def forget(self, name: str) -> None:
        """Take a collection that was made on the page off the list; nothing is deleted.

        Raises CollectionError where none goes by that name or it was named at the start, StoreError
        where the list cannot be kept.
        """
        with self._changing:
            entry = self._entries.get(same(name))
            if entry is None:
                raise CollectionError(f"no collection is named {name!r}: it may be gone already")
            if not entry.collection.is_remembered:
                raise CollectionError(
                    f"{name!r} was named when Footnote was started: leave it out there"
                )
            folder = entry.collection.folder
            self._memory.save([one for one in self._memory.load() if one.folder != folder])
            self._entries = {key: one for key, one in self._entries.items() if one is not entry}
            self._resting[folder] = entry
            entry.rest()

    def close(self) -> None:
        """End all reading and let go of every index."""
        with self._changing:
            self._is_closed = True
            for entry in (*self._entries.values(), *self._resting.values()):
                entry.close()

    def __enter__(self) -> "Collections":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _list_named(self) -> None:
        """Those of the settings; naming one twice gives it both folders."""
        named: dict[str, tuple[str, tuple[Path, ...]]] = {}
        if self.settings.folders:
            folders = tuple(placing.whole(folder) for folder in self.settings.folders)
            name = made_from([folder.name for folder in folders])
            named[same(name)] = (name, folders)
        for given, folder in self.settings.collections:
            name = checked(given)
            first, others = named.get(same(name), (name, ()))
            named[same(name)] = (first, (*others, placing.whole(folder)))
        if not named:
            raise FolderError("no folder is named: name the one to ask")
        store = self.settings.store
        for key, (name, folders) in named.items():
            self._entries[key] = Entry(Collection(name, folders), self._with, store)
            store = None  # it is the first one's

    def _adopt(self, remembered: Sequence[Remembered]) -> None:
        """List those remembered whose folder is not listed, under another name if need be."""
        entries = dict(self._entries)
        for one in remembered:
            listed = [entry.collection.folders for entry in entries.values()]
            if (one.folder,) not in listed:
                name = distinct(one.name, entries.keys())
                collection = Collection(name, (one.folder,), is_remembered=True)
                entries[same(name)] = Entry(collection, self._with)
        self._entries = entries

    def _place(self, name: str, folder: str | Path | None) -> Path:
        if folder is None:
            return placing.made(self.settings.home, name, self._holder)
        place = placing.existing(folder)
        if holder := self._holder(place):
            raise CollectionError(f"that folder is the collection {holder!r} already: choose that")
        return place

    def _holder(self, folder: Path) -> str:
        """The collection that a folder belongs to, "" where it belongs to none."""
        return next((one.name for one in self.listed() if folder in one.folders), "")
