"""A page's own words, laid unseen over its image: to be selected, copied, searched, read aloud."""

from collections.abc import Iterable, Sequence
from statistics import mode

from assistant.web.escaping import escape
from index.formats.outline import CELL
from index.types import Document, Line, Page

_DEPTH = 0.22  # of a line's height: how far its deepest letters reach below its baseline


def by_page(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Lines by the numbers of their pages."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.page, []).append(line)
    return found


def render_layer(document: Document, page: Page, lines: Sequence[Line]) -> str:
    """What goes into a leaf's <svg class="words">: a <text> for each printed line of the page.

    lines: of this page, in the order of the text. Each is as wide as it is printed. Put end to
    end, the text nodes give the page's text, its line ends as white space: "" where a word was
    parted by a hyphen. What of the text no line shows stands at the end, marked "unplaced".
    """
    sizes = [round(line.bottom - line.top) for line in lines]
    common = mode(sizes) if sizes else 0
    parts: list[str] = []
    position = page.start
    groups = _printed(lines)
    for at, group in enumerate(groups):
        following = groups[at + 1][0].start if at + 1 < len(groups) else page.end
        gap = document.text[group[-1].end : max(following, group[-1].end)]
        after = " " if gap and not gap.strip() else escape(gap.replace("\n", " "))
        parts.append(_text(document.text, group, after if CELL in gap or after == " " else "", common))
    parts += _unplaced(document, page, lines, position)
    return f'<g font-size="{common}">{"".join(parts)}</g>'
