"""The line about a question that waits in the box: written beforehand, shown by queued.js."""

from assistant.web.escaping import escape
from assistant.web.wording import Wording


def render_queued(t: Wording) -> str:
    """A notice, hidden until a question is sent while an answer is under way."""
    return (
        f'<p class="editing queued" hidden><span>{escape(t("chat.queued"))}</span> '
        f'<button type="button" class="onward" data-do="hold">{escape(t("chat.hold"))}</button></p>'
    )
