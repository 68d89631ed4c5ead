"""A stretch of a document as HTML, its quoted sentences and their matched words set off."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.types import Page

ENGLISH = Wording()
_UNITS = ("page", "slide", "sheet", "message", "chapter")


class Marker:
    """Sets off the citations of one document, stretch by stretch, in reading order.

    A quote that runs over several stretches is set off in each of them and numbered in the first.
    unit: what the document's pages are called.
    """

    def __init__(
        self,
        text: str,
        citations: Sequence[Citation],
        active: int | None = None,
        unit: str = "page",
        t: Wording = ENGLISH,
    ) -> None:
        self.text, self.unit, self.t = text, unit, t
        self.citations = [c for c in citations if 0 <= c.start < c.end <= len(text)]
        self.active = active
        self._edges = _edges(self.citations)
        self._numbered: set[int] = set()

    def render(self, start: int, end: int, pages: Iterable[Page] = ()) -> str:
        """The text of [start, end), escaped and marked; a rule where one of `pages` starts."""
        begins: dict[int, list[Page]] = {}
        for page in pages:
            if start < page.start < end:
                begins.setdefault(page.start, []).append(page)
        inner = (edge for edge in self._edges if start < edge < end)
        cuts = sorted({start, end, *begins, *inner})
        parts: list[str] = []
        open_numbers: tuple[int, ...] = ()
        for a, b in pairwise(cuts):
            numbers = self._numbers(a, b)
            if open_numbers and (numbers != open_numbers or a in begins):
                parts.append("</mark>")
                open_numbers = ()
            if a in begins:
                parts += [page_rule(page, self.unit, "span", self.t) for page in begins[a]]
            if numbers and not open_numbers:
                parts.append(self._open(numbers))
                open_numbers = numbers
            words = escape(self.text[a:b])
            parts.append(f'<b class="word">{words}</b>' if self._is_word(a, b) else words)
        if open_numbers:
            parts.append("</mark>")
        return "".join(parts)

    def ends_in(self, start: int, end: int) -> bool:
        """Whether a citation ends in (start, end]."""
        return any(start < citation.end <= end for citation in self.citations)

    def _numbers(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(c.number for c in self.citations if c.start <= start and end <= c.end)

    def _is_word(self, start: int, end: int) -> bool:
        return any(
            word.start <= start and end <= word.end
            for citation in self.citations
            if citation.start <= start and end <= citation.end
            for word in citation.marks
        )

    def _open(self, numbers: tuple[int, ...]) -> str:
        active = " active" if self.active in numbers else ""
        listed = " ".join(map(str, numbers))
        labels = "".join(
            f'<i class="number" data-number="{number}" role="img"'
            f' aria-label="{escape(self.t("reader.quotation", number=number))}"></i>'
            for number in numbers
            if number not in self._numbered
        )
        self._numbered.update(numbers)
        return f'<mark class="cited{active}" data-cites="{listed}">{labels}'


def page_rule(page: Page, unit: str = "page", tag: str = "div", t: Wording = ENGLISH) -> str:
    """The thin line under which a page (or slide, sheet, message, chapter) begins, named."""
    unit = unit if unit in _UNITS else "page"
    label = t(f"reader.{unit}", number=page.number) + (f" “{page.name}”" if page.name else "")
    return (
        f'<{tag} class="page-rule" role="separator" aria-label="{escape(label)}"'
        f' data-page="{page.number}" data-label="{escape(label)}"></{tag}>'
    )


def _edges(citations: Sequence[Citation]) -> list[int]:
    edges: set[int] = set()
    for citation in citations:
        edges.update((citation.start, citation.end))
        for word in citation.marks:
            if citation.start <= word.start < word.end <= citation.end:
                edges.update(word)
    return sorted(edges)
