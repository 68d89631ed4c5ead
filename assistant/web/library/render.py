"""The list of documents as HTML: what is read, how much of it, what is not and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.web.escaping import escape
from assistant.web.library.listing import MANY, Listed, listed
from assistant.web.library.rows import render_row
from assistant.web.library.ticks import Ticks, present, tickable
from assistant.web.wording import Wording
from index.status import alike
from index.types import FileState


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the list is drawn from.

    near: documents that say nearly the same, by path. ticks: those that questions may use, None
    for all. words: of the filter. first: how many files come before those in view. undone: the
    document that was removed just now, "" for none.
    """

    states: Sequence[FileState]
    near: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_reading: bool = False
    ticks: Ticks = None
    words: str = ""
    first: int = 0
    undone: str = ""


def counts(states: Sequence[FileState], t: Wording) -> str:
    """The folder in one line, such as "4 documents, 37 passages; 1 could not be read"."""
    indexed = [state for state in states if state.indexed]
    passages = t("library.passages", n=sum(state.passages for state in indexed))
    unread = sum(state.is_unread for state in states)
    line = t("library.counts", n=len(indexed), passages=passages)
    return line + (f"; {t('library.unread', n=unread)}" if unread else "")


def render_shelf(shelf: Shelf, t: Wording) -> str:
    """What can be done with the documents, and a hundred of them at a time."""
    found = listed(shelf.states, shelf.words, shelf.first)
    undo = _undo(shelf.undone, t) if shelf.undone else ""
    return (
        '<div class="shelf" role="tabpanel" aria-labelledby="view-documents">'
        f'{_tools(shelf, t)}<div class="undone" role="status">{undo}</div>'
        f'<div class="shelf-list" id="files" data-first="{found.first}">'
        f"{_files(found, shelf, t)}{_pages(found, t)}</div></div>"
    )


def render_scope(states: Sequence[FileState], ticks: Ticks, t: Wording) -> str:
    """What the next question is asked among, where that is not all; "" where it is."""
    known = tickable(states)
    chosen = present(ticks, known)
    if chosen is None:
        return ""
    if not chosen:
        words = t("library.asking-none")
    elif len(chosen) == 1:
        words = t("library.asking-one", file=chosen[0])
    else:
        words = t("library.asking", n=len(chosen), all=len(known))
    return (
        f'<p class="scope"><span dir="auto">{escape(words)}</span>'
        f'<button type="button" data-do="tick-all">{escape(t("library.ask-all"))}</button></p>'
    )


def _tools(shelf: Shelf, t: Wording) -> str:
    """The filter, whose words are the browser's own, the ticks of all, and adding."""
    few = " hidden" if len(shelf.states) <= MANY and not shelf.words else ""
    known = tickable(shelf.states)
    chosen = present(shelf.ticks, known)
    number = len(known) if chosen is None else len(chosen)
    label = escape(t("library.filter"))
    return (
        f'<div class="shelf-tools"><input type="search" class="field" data-field="filter"'
        f' placeholder="{label}" aria-label="{label}" autocomplete="off" spellcheck="false"{few}>'
        f'<div class="picks"{"" if known else " hidden"}>'
        f"{_pick('all', number == len(known), t)}{_pick('none', not number, t)}</div>"
        f'<button type="button" class="add" data-do="menu" data-menu="ways" aria-haspopup="true"'
        f' aria-expanded="false">+ {escape(t("adding.add"))}</button></div>'
    )


def _pick(which: str, is_so: bool, t: Wording) -> str:
    return (
        f'<button type="button" class="pick" data-do="tick-{which}"'
        f' aria-pressed="{str(is_so).lower()}" aria-label="{escape(t(f"library.{which}.long"))}">'
        f"{escape(t(f'library.{which}'))}</button>"
    )


def _undo(path: str, t: Wording) -> str:
    return (
        f'<p dir="auto">{escape(t("library.took-out", file=path))}</p>'
        f'<button type="button" class="keep" data-do="restore" data-document="{escape(path)}">'
        f"{escape(t('library.undo'))}</button>"
    )


def _files(found: Listed, shelf: Shelf, t: Wording) -> str:
    if not found.all:
        words = t("library.looking" if shelf.is_reading else "library.empty")
        return f'<p class="empty">{escape(words)}</p>'
    if not found.matching:
        return f'<p class="empty">{escape(t("library.no-match"))}</p>'
    likes = alike(shelf.states, shelf.near)
    chosen = present(shelf.ticks, tickable(shelf.states))
    ticked = None if chosen is None else set(chosen)
    unread: dict[str, Counter[str]] = {}
    for state in shelf.states:
        if state.container and state.is_unread:
            unread.setdefault(state.container, Counter())[state.reason.partition(":")[0]] += 1
    rows = "".join(
        render_row(
            state,
            ticked is None or state.path in ticked,
            likes.get(state.path),
            t,
            unread.get(state.path),
        )
        for state in found.states
    )
    return f"<ul>{rows}</ul>"


def _pages(found: Listed, t: Wording) -> str:
    """The way to the files before and after those in view."""
    last = found.first + len(found.states)
    if len(found.states) == found.matching:
        return ""
    words = t("library.range", first=found.first + 1, last=last, all=found.matching)
    return (
        f'<nav class="list-pages" aria-label="{escape(t("library.pages"))}">'
        f"{_turn(-1, found.first > 0, t)}<span>{escape(words)}</span>"
        f"{_turn(1, last < found.matching, t)}</nav>"
    )


def _turn(step: int, is_there: bool, t: Wording) -> str:
    label = t("library.later" if step > 0 else "library.earlier")
    return (
        f'<button type="button" class="turn" data-do="turn" data-step="{step}"'
        f' aria-label="{escape(label)}"{"" if is_there else " disabled"}>'
        f"{'›' if step > 0 else '‹'}</button>"
    )
