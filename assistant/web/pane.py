"""The reader's pane as HTML: the documents that an answer cites, one of them in view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader import render_document
from index.errors import FootnoteError
from index.types import Document, Span

if TYPE_CHECKING:
    from assistant.assistant import Assistant

BUNDLE = 200_000  # characters of documents out of view that travel along with the one in view
LARGEST = 1_500_000  # characters of a document that a browser shows at once without a halt
_CLOSE = '<button type="button" class="close" aria-label="Close the document">×</button>'


def render_empty() -> str:
    """The pane before anything is opened."""
    return _pane(
        '<div class="nothing"><p>Here the quoted documents open, each sentence in its place.</p>'
        f"{_CLOSE}</div>"
    )


def render_opened(assistant: "Assistant", path: str) -> str:
    """One document, opened from the list, nothing set off in it."""
    try:
        return _pane(_sheet(assistant.document(path), (), None))
    except FootnoteError as error:
        return _pane(_notice(str(error)))


def render_cited(
    assistant: "Assistant",
    answer: int,
    citations: Sequence[Citation],
    active: int,
    is_quoted: bool = True,
) -> str:
    """The documents of one answer, the one that holds citation `active` in view.

    answer: the answer's place in the conversation, counted from 0.
    is_quoted: False for the nearest passages of a refusal, which are set off more quietly.
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
    return _pane(
        "".join(sheets),
        f' data-answer="{answer}" data-active="{active}"',
        "pane" if is_quoted else "pane nearby",
    )


def _sheet(
    document: Document, citations: Sequence[Citation], active: int | None, hidden: bool = False
) -> str:
    mine = [citation for citation in citations if citation.path == document.path]
    standing = [c for c in mine if document.text[c.start : c.end] == c.quote]
    window = _window(document, next((c for c in standing if c.number == active), None))
    notices = ""
    if len(standing) < len(mine):
        notices += _note(
            "This document has changed since it was quoted: ask again to see the words in place."
        )
    if window.end - window.start < len(document.text):
        notices += _note(
            f"This document is too long to be shown at once: here are the characters "
            f"{window.start:,} to {window.end:,} of {len(document.text):,}."
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
        f'<div class="steps">{steps}{_CLOSE}</div></header>'
        f'<div class="sheet-body" tabindex="0" role="region" aria-label="Document">{notices}'
        f"{render_document(document, standing, active, window)}</div></section>"
    )


def _window(document: Document, active: Citation | None) -> Span:
    """All of the document or, of a very long one, the part around the active citation."""
    if len(document.text) <= LARGEST or active is None:
        return Span(0, min(len(document.text), LARGEST))
    start = max(0, min(active.start - LARGEST // 2, len(document.text) - LARGEST))
    return Span(start, max(start + LARGEST, active.end))


def _note(message: str) -> str:
    return f'<p class="notice" dir="auto">{escape(message)}</p>'


def _notice(message: str) -> str:
    return (
        '<section class="sheet"><header class="sheet-head"><div class="sheet-title"></div>'
        f'<div class="steps">{_CLOSE}</div></header>'
        f'<div class="sheet-body">{_note(message)}</div></section>'
    )


def _pane(inner: str, attributes: str = "", css: str = "pane") -> str:
    return f'<div class="{css}"{attributes}>{inner}</div>'
