"""The reader's pane as HTML: the documents that an answer cites, one of them in view."""

from collections.abc import Sequence

from assistant.assistant import Assistant
from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader.document import render_document
from assistant.web.wording import Wording
from index.errors import FootnoteError
from index.types import Document, Span

BUNDLE = 200_000  # characters of documents out of view that travel along with the one in view
LARGEST = 1_500_000  # characters of a document that a browser shows at once without a halt


def render_empty(t: Wording) -> str:
    """The pane before anything is opened."""
    return _pane(f'<div class="nothing"><p>{escape(t("reader.nothing"))}</p>{_close(t)}</div>')


def render_opened(assistant: Assistant, path: str, t: Wording) -> str:
    """One document, opened from the list, nothing set off in it."""
    try:
        return _pane(_sheet(assistant.document(path), (), None, t))
    except FootnoteError as error:
        return _pane(_notice(str(error), t))


def render_cited(
    assistant: Assistant,
    answer: int,
    citations: Sequence[Citation],
    active: int,
    t: Wording,
    is_quoted: bool = True,
) -> str:
    """The documents of one answer, the one that holds citation `active` in view.

    answer: the id of the exchange.
    is_quoted: False for the nearest passages of a refusal, which are set off more quietly.
    The others are there too, hidden, as long as they are small: a click on a mark in them needs
    no request.
    """
    chosen = next((c for c in citations if c.number == active), None)
    if chosen is None:
        return render_empty(t)
    room = BUNDLE
    sheets: list[str] = []
    for path in dict.fromkeys(citation.path for citation in (chosen, *citations)):
        try:
            document = assistant.document(path)
        except FootnoteError as error:
            if path == chosen.path:
                return _pane(_notice(str(error), t))
            continue
        if path != chosen.path:
            room -= len(document.text)
            if room < 0:
                break
        sheets.append(_sheet(document, citations, active, t, hidden=path != chosen.path))
    return _pane(
        "".join(sheets),
        f' data-answer="{answer}" data-active="{active}"',
        "pane" if is_quoted else "pane nearby",
    )


def _sheet(
    document: Document,
    citations: Sequence[Citation],
    active: int | None,
    t: Wording,
    hidden: bool = False,
) -> str:
    mine = [citation for citation in citations if citation.path == document.path]
    standing = [c for c in mine if document.text[c.start : c.end] == c.quote]
    window = _window(document, next((c for c in standing if c.number == active), None))
    notices = ""
    if len(standing) < len(mine):
        notices += _note(t("reader.changed"))
    if window.end - window.start < len(document.text):
        shown = {"start": window.start, "end": window.end, "all": len(document.text)}
        notices += _note(t("reader.long", **shown))
    position = escape(t("reader.of", number="#", all=len(citations)))
    steps = (
        '<button type="button" class="step" data-do="step" data-step="-1"'
        f' aria-label="{escape(t("reader.previous"))}">‹</button>'
        '<span class="position"></span><button type="button" class="step" data-do="step"'
        f' data-step="1" aria-label="{escape(t("reader.next"))}">›</button>'
        if citations
        else ""
    )
    return (
        f'<section class="sheet" data-path="{escape(document.path)}"'
        f' data-count="{len(citations)}" data-of="{position}"{" hidden" if hidden else ""}>'
        '<header class="sheet-head"><div class="sheet-title">'
        f'<h2 dir="auto">{escape(document.title)}</h2>'
        f'<p class="path" dir="auto">{escape(document.path)}</p></div>'
        f'<div class="steps">{steps}{_close(t)}</div></header>'
        f'<div class="sheet-body" tabindex="0" role="region"'
        f' aria-label="{escape(t("reader.document"))}">{notices}'
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


def _close(t: Wording) -> str:
    label = escape(t("reader.close"))
    return f'<button type="button" class="close" data-do="close" aria-label="{label}">×</button>'


def _notice(message: str, t: Wording) -> str:
    return (
        '<section class="sheet"><header class="sheet-head"><div class="sheet-title"></div>'
        f'<div class="steps">{_close(t)}</div></header>'
        f'<div class="sheet-body">{_note(message)}</div></section>'
    )


def _pane(inner: str, attributes: str = "", css: str = "pane") -> str:
    return f'<div class="{css}"{attributes}>{inner}</div>'
