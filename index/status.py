"""The account of a folder for people: a line a file, and totals that add up to the disk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.folder import Listing
from index.types import FileState, SyncReport

_NAMED = 3  # documents like another one; a hundred copies would fill the screen


@dataclass(frozen=True, slots=True)
class Totals:
    """How the files of a folder stand; `files` is the sum of the five kinds after it and `removed`.

    opened: archives and mails that hold nothing but other files. missing: not yet looked at.
    documents: read files and read files inside files; the rest is theirs.
    """

    files: int
    read: int
    opened: int
    same: int
    unread: int
    missing: int
    ignored: int
    inside_unread: int
    documents: int
    pages: int
    characters: int
    passages: int
    removed: int = 0

    def __str__(self) -> str:
        """A sentence or two, such as "3 files: 2 read, 1 not; 2 documents, 38 characters, ..."."""
        kinds = [
            (self.read, "read"),
            (self.opened, "opened for what is in them"),
            (self.same, "the same as another"),
            (self.unread, "not read"),
            (self.removed, "removed"),
            (self.missing, "not looked at yet"),
        ]
        said = ", ".join(f"{number:,} {words}" for number, words in kinds if number) or "nothing"
        pages = f"{count(self.pages, 'page')}, " if self.pages else ""
        lines = (
            f"{count(self.files, 'file')}: {said}; {count(self.documents, 'document')}, {pages}"
            f"{count(self.characters, 'character')}, {count(self.passages, 'passage')}"
        )
        if self.inside_unread:
            lines += f"; {self.inside_unread:,} inside other files not read"
        return lines + (f"; {self.ignored:,} ignored" if self.ignored else "")


def totals(states: Sequence[FileState], listing: Listing | None = None) -> Totals:
    """Add up how the files stand.

    listing: what lies on the disk now, None to leave that aside.
    """
    outer = [state for state in states if not state.container]
    read = [state for state in states if state.indexed]
    known = {state.path for state in outer}
    missing = [path for path in listing.files if path not in known] if listing else []
    return Totals(
        files=len(outer) + len(missing),
        read=sum(state.indexed for state in outer),
        opened=sum(not (s.indexed or s.is_unread or s.same_as or s.is_removed) for s in outer),
        same=sum(bool(state.same_as) for state in outer),
        unread=sum(state.is_unread for state in outer),
        missing=len(missing),
        ignored=len(listing.ignored) if listing else 0,
        inside_unread=sum(state.is_unread for state in states if state.container),
        documents=len(read),
        pages=sum(state.pages for state in read),
        characters=sum(state.characters for state in read),
        passages=sum(state.passages for state in read),
        removed=sum(state.is_removed for state in outer),
    )


def table(
    states: Sequence[FileState],
    listing: Listing | None = None,
    near: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[str]:
    """The lines of a terminal's table: each file, what was read of it, what was not and why."""
    likes = alike(states, near or {})
    rows = [_row(state, *likes.get(state.path, ((), ()))) for state in states]
    known = {state.path for state in states}
    for path in listing.files if listing else ():
        if path not in known:
            rows.append((path, "", "", "", "", "not looked at yet: sync"))
    head = ("file", "pages", "characters", "passages", "language", "state")
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(5)]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [row[i].rjust(widths[i]) for i in (1, 2, 3)]
        cells += [row[4].ljust(widths[4]), row[5]]
        yield "  ".join(cells).rstrip()


def alike(
    states: Sequence[FileState], near: Mapping[str, Sequence[str]]
) -> dict[str, tuple[list[str], list[str]]]:
    """For each document that has any, the documents of the very same bytes, and those like it.

    The same bytes are read twice only where they lie inside two other files.
    """
    by_content: dict[tuple[str, str], list[str]] = {}
    for state in states:
        if state.indexed:
            by_content.setdefault((state.sha256, state.kind), []).append(state.path)
    found = {}
    for paths in by_content.values():
        for path in paths:
            same = [other for other in paths if other != path]
            other = [one for one in near.get(path, ()) if one not in same]
            if same or other:
                found[path] = (same, other)
    return found


def alike_in_words(same: Sequence[str], near: Sequence[str]) -> list[str]:
    """What is to be said of a document's likes, three of them by name."""
    kinds = (("the same as", same), ("nearly the same as", near))
    return [f"{words} {_listed(paths)}" for words, paths in kinds if paths]


def state_in_words(state: FileState, same: Sequence[str] = (), near: Sequence[str] = ()) -> str:
    """What is to be said of one file, such as "read" or the reason why it is not."""
    if state.same_as:
        return f"the same as {state.same_as}"
    if state.is_unread or state.is_removed:
        return state.reason
    said = "read" if state.indexed else "its files are listed one by one"
    if state.reason:
        said += f"; {state.reason}"
    return "; ".join([said, *alike_in_words(same, near)])


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more


def in_words(report: SyncReport) -> str:
    """What a sync did, such as "4 added, 0 changed, 0 removed, 0 unchanged; ..."."""
    if report.is_current and report.is_complete:
        return f"up to date: {count(report.unchanged, 'file')}, nothing to read"
    return (
        f"{len(report.added):,} added, {len(report.changed):,} changed, "
        f"{len(report.removed):,} removed, {report.unchanged:,} unchanged; "
        f"{count(report.passages_embedded, 'passage')} embedded"
    )


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "file"), count(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _row(
    state: FileState, same: Sequence[str], near: Sequence[str]
) -> tuple[str, str, str, str, str, str]:
    return (
        ("  " if state.container else "") + state.path,
        str(state.pages or ""),
        f"{state.characters:,}" if state.indexed else "",
        f"{state.passages:,}" if state.indexed else "",
        state.language,
        state_in_words(state, same, near),
    )
