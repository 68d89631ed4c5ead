"""The list of conversations as HTML."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from assistant.conversations import MAX_TITLE, Conversations, Summary
from assistant.web.conversations.days import day_in_words, day_of
from assistant.web.escaping import escape, shorten
from assistant.web.state import Visit
from assistant.web.wording import Wording

MOST = 200  # in the list; older ones are found by searching
_LENGTH = 90  # characters of a title


def render_past(kept: Conversations, visit: Visit) -> str:
    """The conversations that have the words of the visitor's search, the one in view marked."""
    found = kept.summaries(visit.search)
    return render_found(found, visit.wording, visit.conversation, visit.search)


def render_found(
    found: Sequence[Summary],
    t: Wording,
    current: str = "",
    search: str = "",
    today: date | None = None,
) -> str:
    """The conversations that were found, the newest first, a heading for each day.

    current: the id of the one in view. search: the words that were looked for.
    """
    today = today or date.today()
    days = groupby(found[:MOST], lambda one: day_of(one.changed_at))
    listed = "".join(
        f"<section>{_heading(day_in_words(day, today, t))}"
        f"<ul>{''.join(_line(one, current, t) for one in of_day)}</ul></section>"
        for day, of_day in days
    )
    if not found:
        words = t("past.no-match") if search.strip() else t("past.none")
        listed = f'<p class="empty">{escape(words)}</p>'
    elif len(found) > MOST:
        listed += f'<p class="empty">{escape(t("past.more-kept", n=len(found) - MOST))}</p>'
    label = escape(t("past.search"))
    return (
        '<div class="past" role="tabpanel" aria-labelledby="view-past"><div class="shelf-tools">'
        f'<input type="search" class="field" data-field="search" placeholder="{label}"'
        f' aria-label="{label}" autocomplete="off" spellcheck="false"'
        f"{'' if found or search.strip() else ' hidden'}></div>"
        f'<div class="past-list">{listed}</div></div>'
    )


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>" if words else ""


def _line(one: Summary, current: str, t: Wording) -> str:
    title = shorten(one.title, _LENGTH)
    identity = escape(one.id)
    is_current = ' aria-current="true"' if one.id == current else ""
    return (
        f'<li class="talk-line" data-key="{identity}">'
        f'<button type="button" class="past-open" data-do="take-up" data-conversation="{identity}"'
        f'{is_current}><span class="title" dir="auto">{escape(title)}</span>'
        f'<span class="size">{escape(t("past.questions", n=one.exchanges))}</span></button>'
        f'<button type="button" class="more" data-do="menu" data-menu="talk" aria-haspopup="true"'
        f' aria-expanded="false" data-conversation="{identity}"'
        f' aria-label="{escape(t("past.more", title=title))}">⋯</button>'
        f'<input class="field past-name" data-conversation="{identity}" dir="auto" hidden'
        f' maxlength="{MAX_TITLE}" autocomplete="off" data-title="{escape(one.title[:MAX_TITLE])}"'
        f' aria-label="{escape(t("past.name", title=title))}"></li>'
    )
