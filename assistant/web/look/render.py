"""The menu of a person's settings as HTML; look/settings.js keeps and applies them."""

from assistant.web.escaping import escape
from assistant.web.wording import Wording

_THEMES = ("system", "light", "dark")
_SIZES = ("87.5", "100", "112.5", "125", "150")  # percent of the browser's own


def render_settings(t: Wording) -> str:
    """A button that opens the menu: theme and text size."""
    themes = "".join(_choice("theme", one, t(f"look.theme.{one}")) for one in _THEMES)
    sizes = "".join(_choice("size", one, t(f"look.size.{one}")) for one in _SIZES)
    return (
        f'<div lang="{t.language}"><button type="button" class="settings-open"'
        f' popovertarget="settings-menu">{escape(t("look.settings"))}</button>'
        f'<div id="settings-menu" class="settings-menu" popover>'
        f"<fieldset><legend>{escape(t('look.theme'))}</legend>{themes}</fieldset>"
        f"<fieldset><legend>{escape(t('look.size'))}</legend>{sizes}</fieldset></div></div>"
    )


def _choice(name: str, value: str, words: str) -> str:
    return f'<label><input type="radio" name="{name}" value="{value}">{escape(words)}</label>'
