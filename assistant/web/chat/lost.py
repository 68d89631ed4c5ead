"""What the page says when its server does not answer, or is another one: written beforehand."""

from assistant.web.escaping import escape
from assistant.web.wording import Wording


def render_lost(t: Wording) -> str:
    """Two notices, hidden until the script finds that one is true."""
    return (
        f'<div class="lost" data-when="gone" role="alert" hidden><p>{escape(t("chat.gone-server"))}'
        f'</p></div><div class="lost" data-when="back" role="alert" hidden>'
        f'<p>{escape(t("chat.new-server"))}</p><button type="button" class="onward"'
        f' data-do="reload">{escape(t("chat.reload"))}</button></div>'
    )
