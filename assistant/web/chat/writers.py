"""The model that may write, before any question: where it runs, and the switch for oneself."""

import threading

from assistant.visible import visible
from assistant.web.escaping import escape
from assistant.web.state import Visit
from assistant.web.wording import Wording
from assistant.writing.models import Model


def render_writer(model: Model | None, visit: Visit) -> str:
    """Who writes and where what is asked goes to, beside a switch; "" where no model does."""
    if model is None:
        return ""
    t = visit.wording
    key = "prose.is-off"
    if visit.writes:
        key = "prose.is-on-here" if model.is_local else "prose.is-on-there"
        key = "prose.is-on-nowhere" if model.hands_on else key
    css = "writer" if model.is_local or not visit.writes else "writer away"
    said = set_off(t, key, model=model.name, place=place_of(model.address, t))
    return (
        f'<div class="{css}"><button type="button" class="switch" role="switch" data-do="write"'
        f' aria-checked="{str(visit.writes).lower()}" aria-describedby="writer-said">'
        f'<i aria-hidden="true"></i>{escape(t("prose.switch"))}</button>'
        f'<p id="writer-said" dir="auto">{said}</p></div>'
    )


def sound(model: Model | None) -> None:
    """Have a server asked, beside all else, whether its model runs there at all."""
    if model is not None and model.address and model.is_local:
        threading.Thread(target=lambda: model.context, daemon=True).start()


def place_of(address: str, t: Wording) -> str:
    """Where what is sent elsewhere goes to."""
    return address or t("prose.elsewhere")


def set_off(t: Wording, key: str, **names: object) -> str:
    """A text as HTML, the names in it set apart, whatever is in them and however they run."""
    slots = {name: f"\ue000{number}\ue001" for number, name in enumerate(names)}
    said = escape(t(key, **slots))
    for name, value in names.items():
        shown = f"<bdi>{escape(visible(str(value)))}</bdi>"
        said = said.replace(slots[name], shown)
    return said
