"""The list of documents as HTML: what is read, how much of it, and what is not and why."""

from collections.abc import Mapping, Sequence

from assistant.keeping import Keeping
from assistant.web.escaping import count, escape
from index.status import alike, alike_in_words
from index.types import FileState

_MOST = 500  # files in the list: a browser halts over ten thousand


def counts(states: Sequence[FileState]) -> str:
    """The folder in one line, such as "4 documents, 37 passages; 1 could not be read"."""
    indexed = [state for state in states if state.indexed]
    passages = sum(state.passages for state in indexed)
    unread = sum(state.is_unread for state in states)
    line = f"{count(len(indexed), 'document')}, {count(passages, 'passage')}"
    return line + (f"; {unread:,} could not be read" if unread else "")


def render_library(
    states: Sequence[FileState],
    folder: str,
    near: Mapping[str, Sequence[str]] | None = None,
    is_reading: bool = False,
) -> str:
    """The folder's name, the counts and the files, the unread ones last.

    near: documents that say nearly the same, by path.
    """
    ordered = sorted(states, key=lambda state: (state.is_unread, state.container or state.path))
    likes = alike(states, near or {})
    files = "".join(_file(state, *likes.get(state.path, ((), ()))) for state in ordered[:_MOST])
    if len(ordered) > _MOST:
        rest = len(ordered) - _MOST
        files += (
            f'<li class="unread"><span class="reason">and {count(rest, "more file")}</span></li>'
        )
    empty = '<p class="empty">The folder is being looked at.</p>' if is_reading else (
        '<p class="empty">Nothing to read yet. Put documents into this folder: they are read as '
        "they come.</p>"
    )  # fmt: skip
    return (
        '<div class="shelf"><div class="shelf-head">'
        f'<h1>Footnote</h1><p class="counts">{escape(counts(states))}</p>'
        '<button type="button" class="shelf-toggle" data-do="shelf" aria-expanded="false"'
        ' aria-controls="files">Documents</button></div>'
        f'<div class="shelf-list" id="files"><h2 dir="auto">{escape(folder)}</h2>'
        f"{f'<ul>{files}</ul>' if files else empty}</div></div>"
    )


def render_keeping(keeping: Keeping) -> str:
    """How far the reading of the folder is, with the way to stop it or go on; "" at rest."""
    if keeping.is_stopping:
        return '<div class="keeping"><p>Stopping: what is at hand is brought to its end.</p></div>'
    if keeping.is_reading:
        progress = keeping.progress
        if progress is None or not progress.files_to_read:
            return ""  # most often nothing has changed: no need to speak of it
        share = progress.files / max(1, progress.files_total)
        words = (
            f"Reading: {progress.files:,} of {count(progress.files_total, 'file')}, "
            f"{count(progress.passages, 'passage')}"
        )
        if progress.passages:
            words += f", {progress.rate:.0f} a second"
        if progress.seconds_left is not None:
            words += f", {_time(progress.seconds_left)} left"
        return (
            f'<div class="keeping"><progress max="1" value="{share:.3f}" aria-label="Reading the'
            f' folder"></progress><p dir="auto">{escape(words)}</p>'
            f'<p class="at" dir="auto">{escape(progress.path)}</p>'
            '<button type="button" class="keep" data-do="keep" data-keep="stop">Stop reading'
            "</button></div>"
        )
    if keeping.error:
        return f'<div class="keeping"><p class="error" dir="auto">{escape(keeping.error)}</p></div>'
    if keeping.is_stopped:
        return (
            '<div class="keeping"><p>Reading was stopped; what was finished is kept.</p>'
            '<button type="button" class="keep" data-do="keep" data-keep="resume">Go on'
            "</button></div>"
        )
    return ""


def _file(state: FileState, same: Sequence[str], near: Sequence[str]) -> str:
    if state.is_unread:
        return _line(state, "unread", f"Not read: {state.reason}")
    if state.same_as:
        return _line(state, "copy", f"The same as {state.same_as}")
    if not state.indexed:
        note = f"; {state.reason}" if state.reason else ""
        return _line(state, "container", f"Its files are listed one by one{note}")
    size = [
        count(state.pages, state.unit) if state.pages else "",
        count(state.characters, "character"),
        count(state.passages, "passage"),
        state.language,
    ]
    notes = [state.reason, *alike_in_words(same, near)]
    note = "".join(
        f'<span class="reason" dir="auto">{escape(words[:1].upper() + words[1:])}</span>'
        for words in notes
        if words
    )
    inside = ' class="inside"' if state.container else ""
    return (
        f'<li{inside}><button type="button" class="file-open" data-do="open"'
        f' data-path="{escape(state.path)}">'
        f'<span class="title" dir="auto">{escape(state.title or state.path)}</span>'
        f'<span class="path" dir="auto">{escape(state.path)}</span>'
        f'<span class="size">{", ".join(part for part in size if part)}</span></button>{note}</li>'
    )


def _line(state: FileState, css: str, words: str) -> str:
    inside = " inside" if state.container else ""
    return (
        f'<li class="{css}{inside}"><span class="title" dir="auto">{escape(state.path)}</span>'
        f'<span class="reason" dir="auto">{escape(words)}</span></li>'
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
