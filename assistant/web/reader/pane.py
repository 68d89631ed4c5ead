"""The reader's pane as HTML: the documents that an answer cites, one of them in view."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Citation
from assistant.web.desk import Place
from assistant.web.escaping import escape
from assistant.web.reader.head import close_button
from assistant.web.reader.sheet import Showing, render_notice, render_sheet
from assistant.web.reader.source import Source
from assistant.web.reader.today import today
from assistant.web.state import Visit
from assistant.web.wording import Wording
from index.errors import FootnoteError
from index.types import Document

BUNDLE = 400_000  # characters of documents out of view that travel along with the one in view
_LEAF = 1_000  # characters of HTML that a page shown as an image takes


def render_empty(t: Wording) -> str:
    """The pane before anything is opened."""
    return _pane(
        f'<div class="nothing"><p>{escape(t("reader.nothing"))}</p>{close_button(t)}</div>'
    )


def render_opened(place: Place, visit: Visit, path: str, start: int | None = None) -> str:
    """One document, opened from the list, nothing set off in it.

    start: of a very long one, the character at which the stretch begins that is shown.
    """
    t, source = visit.wording, Source(place)
    try:
        document = source.document(path)
    except FootnoteError:
        return _pane(render_notice(t("reader.missing", path=path), t))
    showing = Showing(t, is_plain=visit.is_plain, start=start)
    return _pane(render_sheet(source, document, showing))


def render_cited(
    place: Place,
    visit: Visit,
    answer: int | str,
    citations: Sequence[Citation],
    active: int,
    is_quoted: bool = True,
    start: int | None = None,
) -> str:
    """The documents of one answer, the one that holds citation `active` in view.

    answer: the id of the exchange, or the address of a sentence; see `Cited`.
    is_quoted: False for the nearest passages of a refusal, which are set off more quietly.
    start: of a very long document in view, the character at which the stretch begins that is shown.
    The others are there too, hidden, as long as they are small: a click on a mark in them needs
    no request.
    """
    t, source = visit.wording, Source(place)
    now = today(source, citations)
    citations = now.citations
    chosen = next((c for c in citations if c.number == active), None)
    if chosen is None:
        return render_empty(t)
    numbers = " ".join(str(one.number) for one in citations)
    attributes = f' data-answer="{answer}" data-numbers="{numbers}" data-active="{active}"'
    css = "pane" if is_quoted else "pane nearby"
    try:
        first = source.document(chosen.path)
    except FootnoteError:
        return _pane(render_notice(t("reader.missing", path=chosen.path), t), attributes, css)
    showing = Showing(t, citations, active, visit.is_plain, start, now.moved, now.fallen)
    sheets = [render_sheet(source, first, showing)]
    room = BUNDLE
    showing = replace(showing, start=None)
    for path in dict.fromkeys(one.path for one in citations if one.path != chosen.path):
        try:
            document = source.document(path)
        except FootnoteError:
            continue
        room -= _weight(document, visit)
        if room < 0:
            break
        sheets.append(render_sheet(source, document, showing, is_hidden=True))
    return _pane("".join(sheets), attributes, css)


def _weight(document: Document, visit: Visit) -> int:
    is_drawn = document.kind == "pdf" and not visit.is_plain
    return _LEAF * len(document.pages) if is_drawn else len(document.text)


def _pane(inner: str, attributes: str = "", css: str = "pane") -> str:
    return f'<div class="{css}"{attributes}>{inner}</div>'
