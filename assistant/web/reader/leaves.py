"""A PDF as leaves: each page's image, its quotes as boxes on it, its text over it unseen."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader.layer import by_page, render_layer
from assistant.web.reader.marking import ENGLISH
from assistant.web.reader.outline import share
from assistant.web.reader.spots import Spot, spots
from index.types import Document, Line, Page, Span

SCALES = (1.5, 2.0, 3.0)  # pixels a point, of the images that a browser may choose from
_PAPER = (595.28, 841.89)  # points, of a page whose size is not known
_SMALLEST = 0.001  # of a page's sides to one another: beyond that it is shown less thin


def render_leaves(
    document: Document,
    sizes: Sequence[tuple[float, float]],
    lines: Sequence[Line],
    citations: Sequence[Citation],
    active: int | None,
    address: Callable[[int, float], str],
    layered: Collection[int] = (),
    t: Callable[..., str] = ENGLISH,
) -> str:
    """The document as an <article> of leaves, in which its citations are set off.

    sizes: of its pages, in points; see `Pictures.sizes`. lines: of the catalog, where the
    citations stand and of the pages in `layered`, in the order of the text; others are welcome.
    active: the number of the citation to set off most strongly, None for none.
    address: gives where the image of a page is, by its number and one of SCALES.
    layered: the numbers of the pages whose text is in them at once; the others have an empty
    layer to put `render_layer`'s in. t: says "reader.page" and "reader.quotation" by a `number`.
    """
    mine = [c for c in citations if c.path == document.path]
    mine = [c for c in mine if 0 <= c.start < c.end <= len(document.text)]
    marks: dict[int, list[str]] = {}
    _mark(marks, document, mine, active, lines, sizes, t)
    layers = by_page(lines)
    leaves: list[str] = []
    for page in document.pages:
        text = ""
        if page.number in layered:
            text = render_layer(document, page, layers.get(page.number, ()))
        leaves.append(_leaf(page, _size(sizes, page.number), marks, text, address, t))
    return (
        f'<article class="leaves" data-path="{escape(document.path)}"'
        f' data-sha256="{escape(document.sha256)}">{"".join(leaves)}</article>'
    )


def _leaf(
    page: Page,
    size: tuple[float, float],
    marks: dict[int, list[str]],
    text: str,
    address: Callable[[int, float], str],
    t: Callable[..., str],
) -> str:
    number, (width, height) = page.number, size
    ratio = f"{width:g} / {height:g}"
    sources = ", ".join(
        f"{escape(address(number, scale))} {max(1, round(scale * width))}w" for scale in SCALES
    )
    return (
        f'<section class="leaf" data-page="{number}"'
        f' aria-label="{escape(t("reader.page", number=number))}" style="aspect-ratio:{ratio}">'
        f'<div class="paper"><img class="print" loading="lazy" decoding="async" alt=""'
        f' src="{escape(address(number, 2.0))}" srcset="{sources}" sizes="auto, 100vw">'
        f"{''.join(marks.get(number, ()))}"
        f'<svg class="words" viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none">'
        f"{text}</svg></div>"
        f'<p class="leaf-number" aria-hidden="true">{number}</p></section>'
    )


def _mark(
    marks: dict[int, list[str]],
    document: Document,
    citations: Sequence[Citation],
    active: int | None,
    lines: Sequence[Line],
    sizes: Sequence[tuple[float, float]],
    t: Callable[..., str],
) -> None:
    """Put what sets off the citations under the numbers of their pages."""
    edges = sorted({edge for c in citations for edge in (c.start, c.end)})
    labelled: set[int] = set()
    for start, end in pairwise(edges):
        numbers = [c.number for c in citations if c.start <= start and end <= c.end]
        if not numbers:
            continue
        css = "cited active" if active in numbers else "cited"
        cites = " ".join(map(str, numbers))
        at = _at(document, start)
        for spot in spots(lines, Span(start, end)):
            new = [number for number in numbers if number not in labelled]
            labelled.update(new)
            place = _place(spot, _size(sizes, spot.page))
            marks.setdefault(spot.page, []).append(
                f'<mark class="{css}" data-cites="{cites}"{at} style="{place}">'
                f"{_labels(new, spot, t)}</mark>"
            )
    for citation in citations:
        for word in citation.marks:
            if citation.start <= word.start < word.end <= citation.end:
                for spot in spots(lines, word):
                    place = _place(spot, _size(sizes, spot.page))
                    marks.setdefault(spot.page, []).append(
                        f'<i class="word" data-cites="{citation.number}" style="{place}"></i>'
                    )


def _at(document: Document, start: int) -> str:
    """How far on a quotation begins, told as the outline tells it of the headings."""
    number = document.page_at(start)
    page = next((one for one in document.pages if one.number == number), None)
    return f' data-at="{page.number + share(page, start):.2f}"' if page else ""


def _labels(numbers: Sequence[int], spot: Spot, t: Callable[..., str]) -> str:
    """The numbers of the citations that begin in a spot, in the margin, where no words are."""
    if not numbers:
        return ""
    out = 100 * spot.indent / max(spot.right - spot.left, 1.0)
    side = "left" if spot.is_leftward else "right"
    labels = "".join(
        f'<i class="number" data-number="{number}" role="img"'
        f' aria-label="{escape(t("reader.quotation", number=number))}"></i>'
        for number in numbers
    )
    return f'<span class="numbers" style="{side}:{100 + out:.1f}%">{labels}</span>'


def _place(spot: Spot, size: tuple[float, float]) -> str:
    """Where a spot lies, as CSS in shares of the page, so that it stays there at any width."""
    width, height = size
    left, right = sorted((_share(spot.left, width), _share(spot.right, width)))
    top, bottom = sorted((_share(spot.top, height), _share(spot.bottom, height)))
    return f"left:{left:.2f}%;top:{top:.2f}%;width:{right - left:.2f}%;height:{bottom - top:.2f}%"


def _share(length: float, whole: float) -> float:
    return min(100.0, max(0.0, 100 * length / whole))


def _size(sizes: Sequence[tuple[float, float]], number: int) -> tuple[float, float]:
    if not 1 <= number <= len(sizes):
        return _PAPER
    width, height = sizes[number - 1]
    if not (0 < width <= 1e6 and 0 < height <= 1e6):
        return _PAPER
    return max(width, _SMALLEST * height), max(height, _SMALLEST * width)
