"""An index of a mixed folder held against what was written into it."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.index import Index
from index.status import Totals, totals
from index.types import Document, FileState
from tests.mixed.folder import Mixed
from tests.mixed.written import Made


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file, or a file inside one, must stand in the index."""

    path: str
    made: Made
    container: str = ""
    same_as: str = ""

    @property
    def is_read(self) -> bool:
        return bool(self.made.text) and not self.same_as

    @property
    def is_opened(self) -> bool:
        return bool(self.made.parts) and not self.made.text and not self.same_as

    @property
    def is_unread(self) -> bool:
        return not (self.is_read or self.is_opened or self.same_as)


def wanted(mixed: Mixed) -> dict[str, Wanted]:
    """Every file of a folder, and every file inside one, by path."""
    found = [Wanted(path, Made(b"", "", "", reason=reason)) for path, reason in
             mixed.unopened.items()]  # fmt: skip
    same = mixed.originals()
    for path, made in mixed.files.items():
        made = made.unlocked if mixed.is_unlocked and made.unlocked else made
        if path not in same:
            found += _with_parts(path, made, "")
        elif made.text or made.parts:
            found.append(Wanted(path, made, same_as=same[path]))
        else:  # what is said of the first is said of its copies
            found.append(Wanted(path, made))
    return {one.path: one for one in found}


def _with_parts(path: str, made: Made, container: str) -> Iterator[Wanted]:
    yield Wanted(path, made, container)
    for name, part in made.parts:
        yield from _with_parts(f"{path}/{name}", part, container or path)


def wanted_totals(mixed: Mixed) -> Totals:
    """What the totals must be; passages are left 0: how many there are is the model's choice."""
    every = wanted(mixed).values()
    outer, read = [one for one in every if not one.container], [one for one in every if one.is_read]
    return Totals(
        files=len(outer),
        read=sum(one.is_read for one in outer),
        opened=sum(one.is_opened for one in outer),
        same=sum(bool(one.same_as) for one in outer),
        unread=sum(one.is_unread for one in outer),
        missing=0,
        ignored=len(mixed.ignored),
        inside_unread=sum(one.is_unread for one in every if one.container),
        documents=len(read),
        pages=sum(one.made.pages for one in read),
        characters=sum(len(one.made.text) for one in read),
        passages=0,
    )


def mistakes(mixed: Mixed, index: Index) -> list[str]:
    """Everything that the index says of the folder and that is not so, a line each."""
    states = {state.path: state for state in index.states()}
    must = wanted(mixed)
    found = [f"{path}: not in the index" for path in sorted(must.keys() - states.keys())]
    found += [f"{path}: not in the folder" for path in sorted(states.keys() - must.keys())]
    for path in sorted(must.keys() & states.keys()):
        found += [f"{path}: {what}" for what in _of_state(must[path], states[path])]
        if must[path].is_read and states[path].indexed:
            found += [f"{path}: {w}" for w in _of_text(must[path].made, index.document(path))]
    found += _of_totals(mixed, index)
    found += _of_disk(mixed, index)
    near: dict[str, list[str]] = {path: [] for pair in mixed.near for path in pair}
    for one, other in mixed.near:
        near[one].append(other)
        near[other].append(one)
    said = index.near_duplicates()
    for path in sorted(near.keys() | said.keys()):
        if sorted(near.get(path, [])) != said.get(path, []):
            found.append(f"{path}: near {said.get(path)}, not {near.get(path)}")
    return found


def _of_state(must: Wanted, state: FileState) -> Iterator[str]:
    made = must.made
    is_closed = not made.data  # its bytes could not be had
    read = must.is_read
    for name, said, true in (
        ("read", state.indexed, read),
        ("not read", state.is_unread, must.is_unread),
        ("characters", state.characters, len(made.text) if read else 0),
        ("pages", state.pages, made.pages if read else 0),
        ("unit", state.unit if read else "page", made.unit if read else "page"),
        ("kind", state.kind, made.kind if read or must.is_opened else ""),
        ("bytes", state.size, len(made.data)),
        ("sha256", state.sha256, "" if is_closed and not state.sha256 else
         hashlib.sha256(made.data).hexdigest()),
        ("container", state.container, must.container),
        ("same as", state.same_as, must.same_as),
        ("has a reason", bool(state.reason), bool(made.reason) and not must.same_as),
    ):  # fmt: skip
        if said != true:
            yield f"{name}: {said!r}, not {true!r} ({state.reason})"
    if not must.same_as and not state.reason.startswith(made.reason):
        yield f"reason: {state.reason!r}, not {made.reason!r}"
    if read and made.language not in (None, state.language):
        yield f"language: {state.language!r}, not {made.language!r}"


def _of_text(made: Made, document: Document) -> Iterator[str]:
    text = document.text
    if text != made.text:
        at = next((n for n, (a, b) in enumerate(zip(text, made.text, strict=False)) if a != b),
                  min(len(text), len(made.text)))  # fmt: skip
        yield f"text: at {at} {text[at : at + 40]!r}, not {made.text[at : at + 40]!r}"
        return
    for sentence, place in made.spots:
        if text.count(sentence) != 1:
            yield f"{text.count(sentence)} times: {sentence!r}"
        elif document.place_at(text.find(sentence)) != place:
            said = document.place_at(text.find(sentence))
            yield f"place: {said!r}, not {place!r}: {sentence!r}"


def _of_totals(mixed: Mixed, index: Index) -> Iterator[str]:
    states, listing = index.states(), index.folders.listing(index.store)
    said = totals(states, listing)
    if replace(said, passages=0) != wanted_totals(mixed):
        yield f"totals: {said}, not {wanted_totals(mixed)}"
    if said.passages != index.catalog.count():
        yield f"{said.passages} passages are told of, {index.catalog.count()} are there"
    if sorted(listing.ignored) != sorted(mixed.ignored):
        yield f"ignored: {set(listing.ignored) ^ set(mixed.ignored)}"


def _of_disk(mixed: Mixed, index: Index) -> Iterator[str]:
    """Every file on the disk is told of or lies under what is ignored; the sums add up."""
    outer = {state.path for state in index.states() if not state.container}
    walked = {
        os.fsencode(os.path.relpath(os.path.join(place, name), mixed.root)).decode(
            errors="backslashreplace"
        )
        for place, _, names in os.walk(mixed.root)
        for name in names
    }
    if walked != outer | mixed.left_out or outer & mixed.left_out:
        yield f"the disk and the index differ: {sorted(walked ^ (outer | mixed.left_out))[:5]}"
    if not len(walked) == len(outer) + len(mixed.left_out) == mixed.on_disk:
        yield f"{len(walked)} files lie on the disk, {mixed.on_disk} were written"
