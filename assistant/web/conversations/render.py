"""The list of conversations as HTML."""

from assistant.conversations import Conversations
from assistant.web.escaping import escape
from assistant.web.state import Visit

_MOST = 200


def render_past(kept: Conversations, visit: Visit, search: str = "") -> str:
    """The conversations, the newest first, those with the words of `search` alone."""
    t = visit.wording
    found = kept.summaries(search)
    lines = "".join(
        f'<li><button type="button" class="past-open" data-do="take-up"'
        f' data-conversation="{escape(one.id)}"'
        f"{' aria-current=true' if one.id == visit.conversation else ''}>"
        f'<span class="title" dir="auto">{escape(one.title)}</span>'
        f'<span class="size">{escape(one.changed_at[:10])}, '
        f"{escape(t('past.questions', n=one.exchanges))}</span></button></li>"
        for one in found[:_MOST]
    )
    nothing = t("past.no-match") if search.strip() else t("past.none")
    listed = f"<ul>{lines}</ul>" if lines else f'<p class="empty">{escape(nothing)}</p>'
    return f'<div class="past"><h2>{escape(t("past.title"))}</h2>{listed}</div>'
