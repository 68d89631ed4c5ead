"""One document as a sheet of the reader: its head, a word on how it stands, its body, its map."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader.document import render_document
from assistant.web.reader.head import close_button, render_head
from assistant.web.reader.leaves import render_leaves
from assistant.web.reader.outline import render_outline
from assistant.web.reader.source import Source
from assistant.web.wording import Wording
from index.pictures import Sizes
from index.types import Document, Span

LARGEST = 1_500_000  # characters of a document that a browser shows at once without a halt


@dataclass(frozen=True, slots=True)
class Showing:
    """How documents are shown.

    citations: of all documents of an answer. active: the number of one of them, None for none.
    is_plain: whether PDFs are shown as text. start: of a very long document, the character at which
    the stretch begins that is shown; None for the stretch around the active citation.
    moved: the numbers of the citations that stood elsewhere when they were quoted. fallen: of
    those whose words stand nowhere any more.
    """

    t: Wording
    citations: Sequence[Citation] = ()
    active: int | None = None
    is_plain: bool = False
    start: int | None = None
    moved: Collection[int] = ()
    fallen: Collection[int] = ()


def render_sheet(
    source: Source, document: Document, showing: Showing, is_hidden: bool = False
) -> str:
    """A document whole or, of a very long one, a stretch of it; its own citations set off."""
    t = showing.t
    mine = [one for one in showing.citations if one.path == document.path]
    standing = [one for one in mine if _stands(one, document, showing)]
    sizes = source.sizes(document)
    said = _waiting(t) + _fallen(mine, standing, t) + _moved(standing, showing)
    if sizes is None and document.kind == "pdf":
        said += _notice(t("reader.undrawn"), "quiet")
    if sizes is None or showing.is_plain:
        body, attributes = _text(document, standing, showing)
    else:
        body, attributes = _leaves(source, document, standing, showing, sizes)
    head = render_head(document, t, len(showing.citations), sizes is not None, showing.is_plain)
    return (
        f'<section class="sheet" data-path="{escape(document.path)}"'
        f' data-count="{len(showing.citations)}"{" hidden" if is_hidden else ""}'
        f' data-asked="{escape(source.asked(document))}"{attributes}>{head}'
        f'<div class="said" role="status">{said}</div>'
        '<div class="sheet-main"><div class="sheet-body" tabindex="0" role="region"'
        f' aria-label="{escape(t("reader.document"))}">{_whole(document, attributes, body)}</div>'
        f'<div class="map" aria-hidden="true"></div></div></section>'
    )


def render_notice(message: str, t: Wording) -> str:
    """A sheet that says why no document is in it."""
    return (
        '<section class="sheet"><header class="sheet-head"><div class="sheet-top">'
        f'<div class="sheet-title"></div><div class="tools">{close_button(t)}</div></div></header>'
        f'<div class="sheet-main"><div class="sheet-body">{_notice(message)}</div></div></section>'
    )


def _whole(document: Document, attributes: str, body: str) -> str:
    """The body in an element of its own kind.

    Gradio changes what differs of the HTML that is there, element by element; what is of another
    kind it replaces. No page of one document may be seen, even for a moment, as one of another.
    """
    shown = f"{document.path}\n{document.sha256}\n{attributes}".encode("utf-8", "replace")
    name = f"body-{hashlib.sha256(shown).hexdigest()[:16]}"
    return f'<{name} class="whole">{body}</{name}>'


def _leaves(
    source: Source,
    document: Document,
    standing: Sequence[Citation],
    showing: Showing,
    sizes: Sizes,
) -> tuple[str, str]:
    """The body of a PDF whose pages are shown as images, and what its sheet says of it."""
    lines = source.lines(document.path, [Span(one.start, one.end) for one in standing])
    leaves = render_leaves(
        document,
        sizes,
        lines,
        standing,
        showing.active,
        source.addresses(document),
        t=_quoting(showing.t, standing),
    )
    return leaves + render_outline(document), f' data-pages="{len(document.pages)}"'


def _text(document: Document, standing: Sequence[Citation], showing: Showing) -> tuple[str, str]:
    """The body of a document shown as text, and what its sheet says of it."""
    t, active = showing.t, showing.active
    window = _window(document, next((c for c in standing if c.number == active), None), showing)
    body = render_document(document, standing, active, window, t)
    if window == Span(0, len(document.text)):
        return body, ""
    shown = {"start": window.start + 1, "end": window.end, "all": len(document.text)}
    body = (
        _notice(t("reader.long", **shown), "quiet")
        + _way(t("reader.earlier"), window.start - LARGEST, "end", window.start > 0)
        + body
        + _way(t("reader.later"), window.end, "start", window.end < len(document.text))
    )
    return body, f' data-start="{window.start}" data-end="{window.end}"'


def _window(document: Document, active: Citation | None, showing: Showing) -> Span:
    """All of the document or, of a very long one, the part that is wanted."""
    length = len(document.text)
    if length <= LARGEST:
        return Span(0, length)
    start = showing.start
    if start is None:
        start = active.start - LARGEST // 2 if active else 0
    start = max(0, min(start, length - LARGEST))
    end = start + LARGEST
    return Span(start, max(end, active.end) if active and start <= active.start < end else end)


def _way(words: str, start: int, edge: str, is_there: bool) -> str:
    """To an earlier or later part; the edge of it that comes into view."""
    if not is_there:
        return ""
    return (
        f'<p class="way"><button type="button" data-do="stretch" data-start="{max(0, start)}"'
        f' data-edge="{edge}">{escape(words)}</button></p>'
    )


def _quoting(t: Wording, citations: Sequence[Citation]) -> Callable[..., str]:
    """Says the words of a quotation with its number, since an image says none."""
    quotes = {one.number: " ".join(one.quote.split()) for one in citations}

    def say(key: str, **values: object) -> str:
        said = t(key, **values)
        return said + quotes[int(str(values["number"]))] if key == "reader.quotation" else said

    return say


def _fallen(mine: Sequence[Citation], standing: Sequence[Citation], t: Wording) -> str:
    numbers = ", ".join(str(one.number) for one in mine if one not in standing)
    missing = len(mine) - len(standing)
    return _notice(t("reader.fallen", n=missing, numbers=numbers)) if missing else ""


def _stands(citation: Citation, document: Document, showing: Showing) -> bool:
    is_there = document.text[citation.start : citation.end] == citation.quote
    return is_there and citation.number not in showing.fallen


def _moved(standing: Sequence[Citation], showing: Showing) -> str:
    found = [str(one.number) for one in standing if one.number in showing.moved]
    said = showing.t("reader.moved", n=len(found), numbers=", ".join(found))
    return _notice(said, "quiet") if found else ""


def _waiting(t: Wording) -> str:
    """What to say once the document is changed or gone, unseen until then."""
    button = (
        '<button type="button" data-do="reopen" class="reopen">'
        f"{escape(t('reader.reopen'))}</button>"
    )
    return _notice(t("reader.changed"), "changed", button, " hidden") + _notice(
        t("reader.gone"), "gone", "", " hidden"
    )


def _notice(message: str, css: str = "", button: str = "", more: str = "") -> str:
    return f'<div class="notice {css}"{more}><p dir="auto">{escape(message)}</p>{button}</div>'
