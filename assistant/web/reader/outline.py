"""The headings of a document whose pages are images, for the line that says what is in view."""

from collections.abc import Iterator

from assistant.web.escaping import escape, shorten
from index.types import Document

_MOST = 3_000  # headings
_LENGTH = 120  # characters of one


def render_outline(document: Document) -> str:
    """The headings as an unseen list, each with its level and the page it stands on."""
    entries = "".join(_entries(document))
    return f'<ol class="outline" hidden>{entries}</ol>' if entries else ""


def _entries(document: Document) -> Iterator[str]:
    headings = [block for block in document.blocks if block.kind == "heading"]
    for block in headings[:_MOST]:
        words = shorten(document.text[block.start : block.end], _LENGTH).replace("\n", " ")
        page = document.page_at(block.start)
        yield f'<li data-page="{page}" data-level="{block.level}">{escape(words)}</li>'
