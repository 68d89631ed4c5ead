"""What can be done with an answer: copy it, take it away, ask it again, judge it."""

from urllib.parse import quote, urlencode

from assistant.exchanges import Exchange
from assistant.web.chat.icons import icon
from assistant.web.escaping import escape
from assistant.web.wording import Wording

FORMS = (("html", "HTML"), ("md", "Markdown"), ("json", "JSON"))


def export_address(conversation: str, collection: str, form: str, exchange: int = 0) -> str:
    """Where a conversation, or one exchange of it, can be fetched in a form; see `FORMS`."""
    asked = {"form": form, **({"exchange": exchange} if exchange else {})}
    if collection:
        asked["collection"] = collection
    return f"/own/export/{quote(conversation, safe='')}?{urlencode(asked)}"


def render_foot(
    exchange: Exchange, conversation: str, collection: str, is_last: bool, t: Wording, kept: str
) -> str:
    """The row under an answer, and a line on what a thumb led to.

    kept: the file in which the answer was kept as a test; "" where it was not.
    """
    parts: list[str] = []
    if exchange.answer is not None:
        source = export_address(conversation, collection, "md", exchange.id)
        parts.append(
            f'<button type="button" class="deed" data-do="copy" data-source="{escape(source)}"'
            f' data-done="{escape(t("chat.copied"))}" data-failed="{escape(t("chat.not-copied"))}">'
            f'{icon("copy")}<span class="label">{escape(t("chat.copy"))}</span></button>'
        )
        parts.append(render_take(conversation, collection, t, exchange.id))
    if is_last:
        parts += [
            _deed("again", exchange.id, t("chat.again")),
            _deed("edit", exchange.id, t("chat.edit"), t("chat.edit-question")),
        ]
    if exchange.answer is not None:
        parts.append(
            f'<span class="thumbs">{_thumb("up", exchange, t)}{_thumb("down", exchange, t)}</span>'
        )
    return f'<div class="deeds">{"".join(parts)}</div>{_judged(exchange, t, kept)}'


def render_take(conversation: str, collection: str, t: Wording, exchange: int = 0) -> str:
    """The ways to take an answer away or, without an exchange, the whole conversation."""
    links = "".join(
        f'<a class="deed" download href="'
        f'{escape(export_address(conversation, collection, form, exchange))}">{name}</a>'
        for form, name in FORMS
    )
    words = t("chat.take" if exchange else "chat.take-all")
    return (
        f'<details class="take" data-take="{exchange}"><summary class="deed">{icon("take")}'
        f'<span class="label">{escape(words)}</span></summary>'
        f'<span class="forms">{links}</span></details>'
    )


def _deed(do: str, identity: int, words: str, name: str = "") -> str:
    label = f' aria-label="{escape(name)}"' if name else ""
    return (
        f'<button type="button" class="deed" data-do="{do}" data-answer="{identity}"{label}>'
        f'{icon(do)}<span class="label">{escape(words)}</span></button>'
    )


def _thumb(thumb: str, exchange: Exchange, t: Wording) -> str:
    pressed = exchange.thumb == thumb
    return (
        f'<button type="button" class="deed thumb" data-do="thumb" data-answer="{exchange.id}"'
        f' data-thumb="{thumb}" aria-pressed="{"true" if pressed else "false"}"'
        f' aria-label="{escape(t(f"chat.thumb-{thumb}"))}">{icon(thumb)}</button>'
    )


def _judged(exchange: Exchange, t: Wording, kept: str) -> str:
    if exchange.thumb == "down":
        return f'<p class="judged">{escape(t("chat.kept-down"))}</p>'
    if exchange.thumb != "up":
        return ""
    if kept:
        return f'<p class="judged" dir="auto">{escape(t("chat.pinned", file=kept))}</p>'
    return (
        f'<p class="judged">{escape(t("chat.pin-offer"))} <button type="button" class="onward"'
        f' data-do="pin" data-answer="{exchange.id}">{escape(t("chat.pin"))}</button></p>'
    )
