"""The headings of a document whose pages are images, for the line that says what is in view."""

from collections.abc import Iterator

from assistant.web.escaping import escape, shorten
from index.types import Document, Page

_MOST = 3_000  # headings
_LENGTH = 120  # characters of one


def render_outline(document: Document) -> str:
    """The headings as an unseen list, each with its level and the page it stands on.

    share: how much of the page's text stands before it, 0 to 1: about how far down it is.
    """
    entries = "".join(_entries(document))
    return f'<ol class="outline" hidden>{entries}</ol>' if entries else ""


def share(page: Page, start: int) -> float:
    """How much of a page's text stands before a character, 0 to 0.99."""
    return min((start - page.start) / max(page.end - page.start, 1), 0.99)


def _entries(document: Document) -> Iterator[str]:
    headings = [block for block in document.blocks if block.kind == "heading"]
    pages = {page.number: page for page in document.pages}
    for block in headings[:_MOST]:
        page = pages.get(document.page_at(block.start) or 0)
        if page is None:
            continue
        words = shorten(document.text[block.start : block.end], _LENGTH).replace("\n", " ")
        yield (
            f'<li data-page="{page.number}" data-share="{share(page, block.start):.2f}"'
            f' data-level="{block.level}">{escape(words)}</li>'
        )
