"""A quotation as HTML: in its context, its words set off; of a PDF, with a picture of its place."""

import base64
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby, pairwise

from assistant.escaping import escape
from assistant.exporting.context import Piece, context
from assistant.types import Citation
from index.errors import FootnoteError
from index.formats.outline import cells
from index.picture import Crop
from index.types import Document, Span

_PIXELS = 4 / 3  # a point, on a screen


GetDocument = Callable[[str], Document]
GetCrop = Callable[[Citation], Crop | None]


def render_quote(citation: Citation, document: GetDocument, crop: GetCrop | None) -> str:
    """The quotation; where its document is not what it was, as it stood and without context."""
    source: Document | None = None
    with suppress(FootnoteError):
        source = document(citation.path)
    if source is None:
        return _alone(citation, "The document is no longer there")
    says = source.text[citation.start : citation.end]
    if source.sha256 != citation.sha256 or says != citation.quote:
        return _alone(citation, "The document has changed since")
    pieces = context(source, Span(citation.start, citation.end))
    groups = groupby(pieces, key=lambda piece: _group(piece.kind))
    body = "".join(_grouped(kind, list(of_kind), source, citation) for kind, of_kind in groups)
    return f'<blockquote class="context">{body}</blockquote>{_picture(citation, crop)}'


def _alone(citation: Citation, cause: str) -> str:
    quote = _words(citation.quote, citation.start, citation.start, citation.end, citation)
    return (
        f'<p class="since">{cause}: here is the quotation as it stood, without what was around it.'
        f'</p><blockquote class="context"><p class="alone" dir="auto">{quote}</p></blockquote>'
    )


def _group(kind: str) -> str:
    return "row" if kind == "header" else kind


def _grouped(kind: str, pieces: Sequence[Piece], source: Document, citation: Citation) -> str:
    inner = [_words(source.text, 0, piece.start, piece.end, citation) for piece in pieces]
    if kind == "row":
        rows = "".join(_row(piece, source, citation) for piece in pieces)
        return f'<div class="table"><table dir="auto">{rows}</table></div>'
    if kind == "item":
        items = "".join(f'<li dir="auto">{one}</li>' for one in inner)
        return f"<ul>{items}</ul>"
    if kind == "code":
        return "".join(f"<pre><code>{one}</code></pre>" for one in inner)
    css = f' class="{kind}"' if kind in ("heading", "furniture") else ""
    return "".join(f'<p{css} dir="auto">{one}</p>' for one in inner)


def _row(piece: Piece, source: Document, citation: Citation) -> str:
    tag = "th" if piece.kind == "header" else "td"
    drawn = (
        f"<{tag}>{_words(source.text, 0, start, end, citation)}</{tag}>"
        for start, end in cells(source.text, piece.start, piece.end)
    )
    return f"<tr>{''.join(drawn)}</tr>"


def _words(text: str, offset: int, start: int, end: int, citation: Citation) -> str:
    """The document's [start, end), of which `text` begins at `offset`; the quote marked in it."""
    edges = {citation.start, citation.end, *(edge for mark in citation.marks for edge in mark)}
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    parts: list[str] = []
    for a, b in pairwise(cuts):
        words = escape(text[a - offset : b - offset])
        if any(mark.start <= a and b <= mark.end for mark in citation.marks):
            words = f"<b>{words}</b>"
        is_quoted = citation.start <= a and b <= citation.end
        parts.append(f"<mark>{words}</mark>" if is_quoted else words)
    return "".join(parts).replace("</mark><mark>", "")


def _picture(citation: Citation, crop: GetCrop | None) -> str:
    """The place on the page; "" where there is no picture of it."""
    found: Crop | None = None
    with suppress(FootnoteError):
        found = crop(citation) if crop is not None else None
    if found is None:
        return ""
    picture, frame = found.picture, found.frame
    width, height = picture.width, picture.height
    drawn = "".join(
        f'<rect x="{box.left * width:.1f}" y="{box.top * height:.1f}"'
        f' width="{(box.right - box.left) * width:.1f}"'
        f' height="{(box.bottom - box.top) * height:.1f}"/>'
        for box in found.boxes
    )
    label = escape(f"{citation.path}, {citation.place}: the quotation on its page")
    image = base64.b64encode(picture.data).decode("ascii")
    return (
        f'<figure><svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}"'
        f' width="{(frame.right - frame.left) * _PIXELS:.0f}">'
        f'<image href="data:{escape(picture.mime)};base64,{image}" width="{width}"'
        f' height="{height}"/>{drawn}</svg></figure>'
    )
