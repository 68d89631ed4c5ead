"""The head of a sheet: whose it is, what can be done with it, what of it is in view."""

from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.types import Document

_LENS = '<circle cx="7" cy="7" r="4.6"/><path d="m10.6 10.6 3.4 3.4"/>'
_BACK, _ON = '<path d="M10 3.5 5.5 8l4.5 4.5"/>', '<path d="M6 3.5 10.5 8 6 12.5"/>'
_UP, _DOWN = '<path d="M3.5 10 8 5.5l4.5 4.5"/>', '<path d="M3.5 6 8 10.5 12.5 6"/>'
_CROSS = '<path d="m4 4 8 8m0-8-8 8"/>'


def render_head(
    document: Document, t: Wording, citations: int, is_drawn: bool, is_plain: bool
) -> str:
    """Title, tools, what is in view, and the search field, which waits unseen.

    citations: of the whole answer, to step through. is_drawn: whether the document's pages can be
    shown as images. is_plain: whether they are shown as text all the same.
    """
    pages = len(document.pages) if is_drawn and not is_plain else 0
    views = _views(t, is_plain) if is_drawn else ""
    return (
        '<header class="sheet-head"><div class="sheet-top"><div class="sheet-title">'
        f'<h2 dir="auto">{escape(document.title)}</h2>'
        f'<p class="path" dir="auto">{escape(document.path)}</p></div>'
        f'<div class="tools">{views}{_opener(t)}{_steps(t, citations)}{close_button(t)}</div></div>'
        f"{_here(t, pages)}{_find(t)}</header>"
    )


def close_button(t: Wording) -> str:
    """What closes the reader where it lies over the conversation."""
    return _button("close", t("reader.close"), _CROSS, "close")


def _views(t: Wording, is_plain: bool) -> str:
    buttons = "".join(
        f'<button type="button" data-do="view" data-plain="{int(plain)}"'
        f' aria-pressed="{str(plain == is_plain).lower()}">{escape(t(key))}</button>'
        for key, plain in (("reader.pages", False), ("reader.text", True))
    )
    return (
        f'<div class="views" role="group" aria-label="{escape(t("reader.view"))}">{buttons}</div>'
    )


def _opener(t: Wording) -> str:
    more = ' aria-expanded="false"'
    return _button("find", t("reader.find"), _LENS, "tool find-open", more)


def _steps(t: Wording, citations: int) -> str:
    if not citations:
        return ""
    position = escape(t("reader.of", number="#", all=citations))
    return (
        '<div class="steps">'
        + _button("step", t("reader.previous"), _BACK, "tool step", ' data-step="-1"')
        + f'<span class="position" data-of="{position}"></span>'
        + _button("step", t("reader.next"), _ON, "tool step", ' data-step="1"')
        + "</div>"
    )


def _here(t: Wording, pages: int) -> str:
    """What of the document is in view; of page images, the page's number can be typed."""
    at = '<span class="page-at"></span>'
    if pages:
        before, after = t("reader.page_at", number="\n", all=pages).split("\n")
        at = (
            f'<label class="page-at">{escape(before)}<input class="goto" type="text" value="1"'
            f' size="{len(str(pages))}"'
            f' inputmode="numeric" autocomplete="off" aria-label="{escape(t("reader.goto"))}">'
            f"{escape(after)}</label>"
        )
    hidden = "" if pages else " hidden"
    return f'<div class="here"{hidden}><span class="headings" dir="auto"></span>{at}</div>'


def _find(t: Wording) -> str:
    label, count = escape(t("reader.find")), escape(t("reader.of", number="#", all="##"))
    return (
        f'<div class="find" role="search" hidden><input class="find-words" type="search"'
        f' autocomplete="off" spellcheck="false" dir="auto" placeholder="{label}"'
        f' aria-label="{label}"><output class="find-count" data-of="{count}"'
        f' data-none="{escape(t("reader.find.none"))}"></output>'
        + _button("find-step", t("reader.find.previous"), _UP, "tool", ' data-step="-1"')
        + _button("find-step", t("reader.find.next"), _DOWN, "tool", ' data-step="1"')
        + _button("find-close", t("reader.find.close"), _CROSS, "tool")
        + "</div>"
    )


def _button(do: str, label: str, strokes: str, css: str, more: str = "") -> str:
    label = escape(label)
    return (
        f'<button type="button" class="{css}" data-do="{do}"{more} aria-label="{label}"'
        f' title="{label}"><svg viewBox="0 0 16 16" width="16" height="16" fill="none"'
        ' stroke="currentColor" stroke-width="1.6" stroke-linecap="round"'
        f' stroke-linejoin="round" aria-hidden="true">{strokes}</svg></button>'
    )
