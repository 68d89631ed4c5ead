"""A quotation on a page of its own: where the links of other programs' answers lead."""

from functools import cache
from pathlib import Path

from assistant import exporting
from assistant.api.failing import Refused
from assistant.escaping import escape
from assistant.exporting.quote import render_quote
from assistant.types import Citation
from assistant.web.desk import Desk, Place
from index.cropping import crops
from index.errors import FootnoteError
from index.picture import Crop
from index.types import Span


def render(desk: Desk, collection: str, path: str, sha256: str, start: int, end: int) -> str:
    """The page, in HTML, with no script in it.

    start, end: offsets into the document's text. Raises CollectionError, UnknownDocument, and
    Refused where the document is not what it was or holds no such place.
    """
    place = desk.named(collection)
    document = place.assistant.document(path)
    if document.sha256 != sha256:
        raise Refused(
            404, f"{path} has changed since it was quoted: ask again.", "document_changed"
        )
    if not 0 <= start < end <= len(document.text):
        raise Refused(404, f"{path} has no characters {start} to {end}.", "no_such_place")
    citation = Citation(
        number=1,
        path=path,
        title=document.title,
        sha256=sha256,
        page=document.page_at(start),
        start=start,
        end=end,
        quote=document.text[start:end],
        score=0.0,
        place=document.place_at(start),
    )
    quote = render_quote(citation, place.assistant.document, lambda one: _crop(place, one))
    where = f' <span class="place">{escape(citation.place)}</span>' if citation.place else ""
    source = f'<p class="source"><bdi>{escape(path)}</bdi>{where}</p>'
    title = document.title or path
    return page(title, f'<ul class="notes"><li>{source}{quote}</li></ul>')


def page(title: str, body: str, style: str = "") -> str:
    """A page in the looks of an answer that was taken away. title: text; body: HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{_style()}{style}</style>\n</head>\n<body>\n"
        f'<header><h1 dir="auto">{escape(title)}</h1></header>\n<main>{body}</main>\n'
        "</body>\n</html>\n"
    )


@cache
def _style() -> str:
    file = Path(exporting.__file__).with_name("page.css")
    return file.read_text(encoding="utf-8")


def _crop(place: Place, citation: Citation) -> Crop | None:
    """A picture of where it stands in a PDF; None where there is none to be had."""
    if citation.page is None:
        return None
    try:
        document = place.assistant.document(citation.path)
        span = Span(citation.start, citation.end)
        return next(iter(crops(place.assistant.index, place.pictures, document, span)), None)
    except FootnoteError:
        return None
