"""One file of the list as HTML: a document with its tick, or why it is none."""

from collections.abc import Mapping, Sequence

from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.types import FileState

_NAMED = 3  # documents like another one; a hundred copies would fill the screen
_UNITS = ("page", "slide", "sheet", "message", "chapter")
Likes = tuple[Sequence[str], Sequence[str]]


def render_row(
    state: FileState,
    is_ticked: bool,
    likes: Likes | None,
    t: Wording,
    unread: Mapping[str, int] | None = None,
) -> str:
    """A line of the list. likes: the documents of the same bytes, and those nearly the same.

    unread: of the files inside it those that could not be read, counted by reason.
    """
    if state.is_removed:
        restore = (
            f'<button type="button" class="keep" data-do="restore"'
            f' data-document="{escape(state.path)}">{escape(t("library.restore"))}</button>'
        )
        return _plain(state, "removed", t("library.removed-long"), t, restore)
    if state.is_unread:
        return _plain(state, "unread", t("library.not-read", reason=state.reason), t)
    if state.same_as:
        return _plain(state, "copy", t("library.same", files=state.same_as), t)
    if not state.indexed:
        said = [t("library.container")]
        if unread:
            why = ", ".join(f"{reason}: {number:,}" for reason, number in unread.items())
            said.append(t("library.inside-unread", n=sum(unread.values()), why=why))
        return _plain(
            state, "container", "; ".join(filter(None, [*said, state.reason])), t, has_menu=True
        )
    same, near = likes or ((), ())
    notes = [state.reason]
    notes += [t("library.same", files=_named(same, t))] if same else []
    notes += [t("library.near", files=_named(near, t))] if near else []
    path = escape(state.path)
    return (
        f'<li class="file{_inside(state)}" data-key="{path}">'
        f'<input type="checkbox" class="file-tick" data-document="{path}"'
        f' aria-label="{escape(t("library.tick", file=state.path))}"'
        f"{' checked' if is_ticked else ''}>"
        f'<button type="button" class="file-open" data-do="open" data-path="{path}">'
        f'<span class="title" dir="auto">{escape(state.title or state.path)}</span>'
        f'<span class="path" dir="auto">{path}</span>'
        f'<span class="size" dir="auto">{escape(_size(state, t))}</span></button>'
        f"{_more(state, t)}{''.join(map(_note, filter(None, notes)))}</li>"
    )


def _plain(
    state: FileState, css: str, words: str, t: Wording, control: str = "", has_menu: bool = False
) -> str:
    """A file that is no document: its name and what is to be said of it."""
    return (
        f'<li class="{css}{_inside(state)}" data-key="{escape(state.path)}">'
        f'<span class="title" dir="auto">{escape(state.path)}</span>'
        f"{_more(state, t) if has_menu else ''}{_note(words)}{control}</li>"
    )


def _inside(state: FileState) -> str:
    return " inside" if state.container else ""


def _size(state: FileState, t: Wording) -> str:
    unit = state.unit if state.unit in _UNITS else "page"
    parts = [
        t(f"library.{unit}", n=state.pages) if state.pages else "",
        t("library.characters", n=state.characters),
        t("library.passages", n=state.passages),
        state.language,
    ]
    return t("library.comma").join(part for part in parts if part)


def _note(words: str) -> str:
    return f'<span class="reason" dir="auto">{escape(words[:1].upper() + words[1:])}</span>'


def _more(state: FileState, t: Wording) -> str:
    return (
        f'<button type="button" class="more" data-do="menu" data-menu="file" aria-haspopup="true"'
        f' aria-expanded="false" data-document="{escape(state.path)}"'
        f' aria-label="{escape(t("library.more", file=state.path))}">⋯</button>'
    )


def _named(paths: Sequence[str], t: Wording) -> str:
    files = t("library.comma").join(paths[:_NAMED])
    more = len(paths) - _NAMED
    return t("library.and-more", files=files, n=more) if more > 0 else files
