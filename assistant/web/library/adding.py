"""What adding files needs on the page, as HTML: drawn once, filled and shown by the scripts."""

from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.folder import MAX_BYTES

_WORDS = ("drop", "looking", "progress", "added", "cancelled", "more", "nothing", "lost",
          "too-large")  # fmt: skip
# The scripts put the values in.
_PLACES = {one: f"{{{one}}}" for one in ("all", "bytes", "collection", "done", "most", "n", "size",
                                         "total")}  # fmt: skip


def render_adding(t: Wording, most: int = MAX_BYTES) -> str:
    """The pickers, the overlay while files are dragged, how far adding is, and the menus.

    most: the bytes of the largest file that is taken. What the scripts say stands in data-...,
    its places filled by them as text.
    """
    words = "".join(f' data-{one}="{escape(t(f"adding.{one}", **_PLACES))}"' for one in _WORDS)
    return (
        f'<div class="adding" data-most="{most}"{words}>'
        '<input type="file" id="pick-files" multiple hidden tabindex="-1">'
        '<input type="file" id="pick-folder" webkitdirectory hidden tabindex="-1">'
        f"{_overlay(t)}{_progress(t)}{_menus(t)}{_new_collection(t)}{_deleting(t)}</div>"
    )


def _overlay(t: Wording) -> str:
    return (
        '<div class="dropping" id="dropping" popover="manual"><p class="drop-to" dir="auto"></p>'
        f"<p>{escape(t('adding.copies'))}</p></div>"
    )


def _progress(t: Wording) -> str:
    close = escape(t("adding.close"))
    return (
        '<div class="incoming" hidden>'
        f'<progress max="1" value="0" aria-label="{escape(t("adding.label"))}"></progress>'
        '<p class="words" role="status" dir="auto"></p><p class="at" dir="auto"></p>'
        f'<div class="refused" hidden><p>{escape(t("adding.refused"))}</p><ul></ul></div>'
        f'<button type="button" class="keep" data-do="cancel-adding">{escape(t("adding.cancel"))}'
        f'</button><button type="button" class="keep" data-do="close-adding" hidden>{close}'
        '</button></div><template class="refusal-line"><li><b dir="auto"></b>'
        '<span dir="auto"></span></li></template>'
    )


def _menus(t: Wording) -> str:
    ways = "".join(
        _button(f"pick-{one}", t(f"adding.{one}")) for one in ("files", "folder")
    )  # fmt: skip
    file = _button("only", t("library.only")) + _button("remove", t("library.remove"))
    talk = _button("rename", t("past.rename")) + _button("delete", t("past.delete"))
    hint = f'<p class="hint">{escape(t("adding.hint"))}</p>'
    return (
        _menu("ways", ways + hint)
        + _menu("file", f'<p class="of" dir="auto"></p>{file}')
        + _menu("talk", f'<p class="of" dir="auto"></p>{talk}')
    )


def _menu(name: str, inner: str) -> str:
    return f'<div class="menu" id="menu-{name}" popover role="group">{inner}</div>'


def _button(do: str, words: str) -> str:
    return f'<button type="button" data-do="{do}">{escape(words)}</button>'


def _new_collection(t: Wording) -> str:
    title = escape(t("collections.new-title"))
    return (
        '<dialog class="dialog" id="new-collection" aria-labelledby="new-collection-title">'
        f'<form method="dialog"><h2 id="new-collection-title">{title}</h2>'
        f"<label>{escape(t('collections.name'))}"
        '<input name="name" class="field" dir="auto" required maxlength="60" autocomplete="off">'
        f"</label><label>{escape(t('collections.folder'))}"
        '<input name="folder" class="field" dir="auto" autocomplete="off" spellcheck="false"'
        f' aria-describedby="folder-hint"></label>'
        f'<p class="hint" id="folder-hint">{escape(t("collections.folder-hint"))}</p>'
        '<p class="error" role="alert" dir="auto"></p><div class="choices">'
        f"{_button('close-dialog', t('collections.cancel'))}"
        f'<button type="submit" class="primary">{escape(t("collections.create"))}</button>'
        "</div></form></dialog>"
    )


def _deleting(t: Wording) -> str:
    return (
        '<dialog class="dialog" id="deleting" aria-labelledby="deleting-title">'
        f'<h2 id="deleting-title">{escape(t("past.really"))}</h2><p class="of" dir="auto"></p>'
        f'<div class="choices">{_button("close-dialog", t("past.keep"))}'
        '<button type="button" class="primary" data-do="delete-really">'
        f"{escape(t('past.delete'))}</button></div></dialog>"
    )
