"""Documents that a person has removed: their files stay, and nothing is answered from them."""

import logging
import threading
from collections.abc import Collection, Iterable, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from index import jsonfile
from index.account import Account, inside, remover
from index.catalog import Catalog
from index.documents import Reading, Unread
from index.entries import Left
from index.errors import StoreError, UnknownDocument
from index.formats.table import format_of
from index.tally import Tally
from index.types import REMOVED, Document

if TYPE_CHECKING:
    from index.upkeep import Built

log = logging.getLogger(__name__)

_FILE = "removed.json"
_VERSION = 1
_changing = threading.Lock()  # one process writes an index, by one thread at a time


def paths(store: Path, catalog: Catalog) -> frozenset[str]:
    """What was removed, by path, files inside files among them.

    A list that cannot be made sense of is put aside; the catalog knows what it said last.
    """
    try:
        content = jsonfile.load(store / _FILE)
        if content is None:
            return frozenset()
        return frozenset(_understood(content))
    except (ValueError, OSError) as error:
        known = frozenset(state.path for state in catalog.states() if state.is_removed)
        with suppress(StoreError):
            if not isinstance(error, OSError):
                kept = jsonfile.put_aside(store / _FILE)
                _save(store, known)
                log.warning(
                    "the list of removed documents could not be understood (%s) and is kept as %s: "
                    "what the index says was removed stays removed",
                    error,
                    kept,
                )
        return known


def remove(store: Path, built: "Built", path: str) -> None:
    """Put a document on the list and, in the process that keeps the index, forget it at once.

    Raises UnknownDocument where the index knows no file of that path, StoreError where the list
    cannot be written.
    """
    with _changing:
        state = built.catalog.state(path)
        if state is None:
            raise UnknownDocument(f"no document {path!r} in the index: it may be gone already")
        _save(store, paths(store, built.catalog) | {path})
        if state.is_removed or not built.lock.acquire():
            return
        for one in built.catalog.states() if state.container else [state]:
            if one.container == state.container and remover(one.path, {path}):
                left = Left(one.path, one.sha256, one.size, REMOVED, one.kind, one.container)
                built.catalog.replace(one.path, (), [left])


def restore(store: Path, built: "Built", path: str) -> None:
    """Take a document off the list: the next sync reads it. Raises as `remove` does."""
    with _changing:
        listed = paths(store, built.catalog)
        if path not in listed:
            above = remover(path, listed)
            why = f"is inside {above!r}, which was removed: restore that" if above else (
                "is not among the removed documents: nothing was done")  # fmt: skip
            raise UnknownDocument(f"{path!r} {why}")
        _save(store, listed - {path})


def settle(account: Account, catalog: Catalog, tally: Tally) -> None:
    """Note in the catalog which files of the folder were removed; what was read of them goes."""
    for path in account.aside:
        before = catalog.state(path)
        sha256, size = account.sha256[path], account.sizes[path]
        stands = before is not None and (before.is_removed, before.sha256) == (True, sha256)
        if not stands:
            known = format_of(path)
            left = Left(path, sha256, size, REMOVED, known.kind if known else "")
            catalog.replace(path, (), [left])
            (tally.added if before is None else tally.removed).append(path)
        tally.finish(path)


def without(path: str, reading: Reading, removed: Set[str]) -> Reading:
    """What the file of a path gave, but for the files inside it that were removed.

    The next of the files with the very same bytes takes the place of a removed one.
    """
    removed = inside(path, removed)
    if not removed:
        return reading
    every = {one.path for one in reading.documents} | {one.path for one in reading.unread}
    gone = {one for one in every if remover(one, removed)}
    documents: list[Document] = []
    unread = [_removed(one) if one.path in gone else one for one in reading.unread]
    sizes = dict(reading.sizes)
    for document in reading.documents:
        if document.path not in gone:
            documents.append(document)
            continue
        size = sizes.get(document.path, 0)
        unread.append(Unread(document.path, document.sha256, size, REMOVED, document.kind))
        twins = [one for one in unread if one.same_as == document.path]
        for twin in twins:
            unread.remove(twin)
        if twins:
            first = twins[0].path
            documents.append(_moved(document, first))
            sizes[first] = size
            unread += [replace(twin, same_as=first) for twin in twins[1:]]
    return Reading(tuple(documents), tuple(unread), sizes)


def _removed(unread: Unread) -> Unread:
    return replace(unread, reason=REMOVED, same_as="", note="")


def _moved(document: Document, path: str) -> Document:
    is_named = document.title == PurePosixPath(document.path).stem
    return replace(
        document, path=path, title=PurePosixPath(path).stem if is_named else document.title
    )


def _save(store: Path, listed: Collection[str]) -> None:
    jsonfile.save(store / _FILE, {"version": _VERSION, "removed": sorted(listed)})


def _understood(content: Any) -> Iterable[str]:
    """The list's paths. Raises ValueError where it is not of the known form."""
    listed = content.get("removed") if isinstance(content, dict) else None
    if not isinstance(listed, list) or content.get("version") != _VERSION:
        raise ValueError("it is of no known form")
    if not all(isinstance(one, str) for one in listed):
        raise ValueError("it holds something other than paths")
    return listed
