"""The list of documents as HTML: what is read, how much of it, and what is not and why."""

from collections.abc import Sequence

from assistant.web.escaping import count, escape
from index.types import FileState


def counts(states: Sequence[FileState]) -> str:
    """The folder in one line, such as "4 documents, 37 passages; 1 could not be read"."""
    indexed = [state for state in states if state.indexed]
    passages = sum(state.passages for state in indexed)
    unread = len(states) - len(indexed)
    line = f"{count(len(indexed), 'document')}, {count(passages, 'passage')}"
    return line + (f"; {unread:,} could not be read" if unread else "")


def render_library(states: Sequence[FileState], folder: str) -> str:
    """The folder's name, the counts and the files, the unread ones last."""
    ordered = sorted(states, key=lambda state: (not state.indexed, state.path))
    files = "".join(_file(state) if state.indexed else _unread(state) for state in ordered)
    empty = (
        '<p class="empty">Nothing to read yet. Put documents into this folder and start Footnote '
        "again.</p>"
    )
    return (
        '<div class="shelf"><div class="shelf-head">'
        f'<h1>Footnote</h1><p class="counts">{escape(counts(states))}</p>'
        '<button type="button" class="shelf-toggle" aria-expanded="false"'
        ' aria-controls="files">Documents</button></div>'
        f'<div class="shelf-list" id="files"><h2 dir="auto">{escape(folder)}</h2>'
        f"{f'<ul>{files}</ul>' if files else empty}</div></div>"
    )


def _file(state: FileState) -> str:
    size = [
        count(state.pages, "page") if state.pages else "",
        count(state.characters, "character"),
        count(state.passages, "passage"),
    ]
    note = f'<span class="reason" dir="auto">{escape(state.reason)}</span>' if state.reason else ""
    return (
        f'<li><button type="button" class="file-open" data-path="{escape(state.path)}">'
        f'<span class="title" dir="auto">{escape(state.title or state.path)}</span>'
        f'<span class="path" dir="auto">{escape(state.path)}</span>'
        f'<span class="size">{", ".join(part for part in size if part)}</span></button>{note}</li>'
    )


def _unread(state: FileState) -> str:
    reason = state.reason or "there was nothing to read in it"
    return (
        f'<li class="unread"><span class="title" dir="auto">{escape(state.path)}</span>'
        f'<span class="reason" dir="auto">Not read: {escape(reason)}</span></li>'
    )
