"""The reader's pane as HTML: the documents that an answer cites, one of them in view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader import render_document
from index.errors import FootnoteError
from index.types import Document

if TYPE_CHECKING:
    from assistant.assistant import Assistant

BUNDLE = 200_000  # characters of documents out of view that travel along with the one in view


def render_empty() -> str:
    """The pane before anything is opened."""
    return _pane(
        '<div class="nothing"><p>Here the quoted documents open, each sentence in its place.</p>'
        "</div>"
    )


def render_opened(assistant: "Assistant", path: str) -> str:
    """One document, opened from the list, nothing set off in it."""
    try:
        return _pane(_sheet(assistant.document(path), (), None))
    except FootnoteError as error:
        return _pane(_notice(str(error)))


def render_cited(
    assistant: "Assistant", answer: int, citations: Sequence[Citation], active: int
) -> str:
    """The documents of one answer, the one that holds citation `active` in view.

    answer: the answer's place in the conversation, counted from 0.
    The others are there too, hidden, as long as they are small: a click on a mark in them needs
    no request.
    """
    chosen = next((c for c in citations if c.number == active), None)
    if chosen is None:
        return render_empty()
    room = BUNDLE
    sheets: list[str] = []
    for path in dict.fromkeys(citation.path for citation in (chosen, *citations)):
        try:
            document = assistant.document(path)
        except FootnoteError as error:
            if path == chosen.path:
                return _pane(_notice(str(error)))
            continue
        if path != chosen.path:
            room -= len(document.text)
            if room < 0:
                break
        sheets.append(_sheet(document, citations, active, hidden=path != chosen.path))
    return _pane("".join(sheets), f' data-answer="{answer}" data-active="{active}"')


def _sheet(
    document: Document, citations: Sequence[Citation], active: int | None, hidden: bool = False
) -> str:
    mine = [citation for citation in citations if citation.path == document.path]
    standing = [c for c in mine if document.text[c.start : c.end] == c.quote]
    changed = (
        '<p class="notice">This document has changed since it was quoted: ask again to see the '
        "quotation in place.</p>"
        if len(standing) < len(mine)
        else ""
    )
    steps = (
        '<button type="button" class="step" data-step="-1" aria-label="Previous quotation">'
        '‹</button><span class="position"></span>'
        '<button type="button" class="step" data-step="1" aria-label="Next quotation">›</button>'
        if citations
        else ""
    )
    return (
        f'<section class="sheet" data-path="{escape(document.path)}"'
        f' data-count="{len(citations)}"{" hidden" if hidden else ""}>'
        '<header class="sheet-head"><div class="sheet-title">'
        f'<h2 dir="auto">{escape(document.title)}</h2>'
        f'<p class="path" dir="auto">{escape(document.path)}</p></div>'
        f'<div class="steps">{steps}<button type="button" class="close"'
        ' aria-label="Close the document">×</button></div></header>'
        f'<div class="sheet-body" tabindex="0" role="region" aria-label="Document">{changed}'
        f"{render_document(document, standing, active)}</div></section>"
    )


def _notice(message: str) -> str:
    return (
        '<section class="sheet"><header class="sheet-head"><div class="sheet-title"></div>'
        '<div class="steps"><button type="button" class="close" aria-label="Close">×</button>'
        f'</div></header><div class="sheet-body"><p class="notice" dir="auto">{escape(message)}</p>'
        "</div></section>"
    )


def _pane(inner: str, attributes: str = "") -> str:
    return f'<div class="pane"{attributes}>{inner}</div>'
