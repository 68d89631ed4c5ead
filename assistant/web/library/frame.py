"""What stands around the lists, as HTML: the name, the collections, the views, adding."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.opening import Collection
from assistant.web.escaping import escape
from assistant.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Frame:
    """The collections, the one in view by its name, and its documents in one line.

    default: the name of the collection that a page begins with.
    """

    collections: Sequence[Collection]
    name: str
    default: str
    counts: str


def render_frame(frame: Frame, t: Wording) -> str:
    """The page's name, the collection in use with a menu of the others, and what is in it."""
    address = "" if frame.name == frame.default else frame.name
    label = escape(t("collections.choose", name=frame.name))
    return (
        f'<header class="frame" data-collection="{escape(address)}">'
        '<h1>Footnote</h1><button type="button" class="collection" data-do="menu"'
        f' data-menu="collections" aria-haspopup="true" aria-expanded="false" aria-label="{label}">'
        f'<span dir="auto">{escape(frame.name)}</span></button>'
        f'<p class="counts" dir="auto">{escape(frame.counts)}</p>'
        '<button type="button" class="shelf-toggle" data-do="shelf" aria-expanded="false"'
        f' aria-controls="panels">{escape(t("library.documents"))}</button>'
        f'<div class="menu" id="menu-collections" popover role="group"'
        f' aria-label="{escape(t("collections.title"))}">'
        f"<ul>{''.join(_choice(one, frame.name, t) for one in frame.collections)}</ul>"
        f'<button type="button" data-do="new-collection">{escape(t("collections.new"))}</button>'
        "</div></header>"
    )


def render_views(t: Wording) -> str:
    """The two lists to choose from."""
    tabs = "".join(
        f'<button type="button" role="tab" id="view-{view}" data-do="list" data-view="{view}"'
        f' aria-controls="{panel}" aria-selected="false">{escape(words)}</button>'
        for view, panel, words in (
            ("documents", "shelf", t("library.documents")),
            ("past", "past", t("past.title")),
        )
    )
    label = escape(t("library.views"))
    return f'<div class="lists" role="tablist" aria-label="{label}">{tabs}</div>'


def _choice(one: Collection, current: str, t: Wording) -> str:
    name = escape(one.name)
    forget = ""
    if one.is_remembered:
        forget = (
            f'<button type="button" class="forget" data-do="forget" data-name="{name}"'
            f' aria-label="{escape(t("collections.forget", name=one.name))}">×</button>'
        )
    chosen = ' aria-current="true"' if one.name == current else ""
    return (
        f'<li><button type="button" class="choice" data-do="collection" data-name="{name}"{chosen}>'
        f'<span dir="auto">{name}</span></button>{forget}</li>'
    )
