"""A whole document as HTML: its blocks in order, its pages ruled off, its quotes set off."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from assistant.types import Citation
from assistant.web.escaping import escape
from assistant.web.reader.marking import ENGLISH, Marker, page_rule
from assistant.web.wording import Wording
from index.formats.outline import cells
from index.types import Document, Page, Span

_SAMPLE = 2_000  # characters
_OWN_BULLET = re.compile(r"\s*(?:[-*+•▪◦‣∙●–]|\w{1,3}[.)])\s")


class _Piece(NamedTuple):
    """What is shown as one element: a block, or a stretch that no block covers ("gap")."""

    kind: str
    start: int
    end: int
    level: int
    group: int


def render_document(
    document: Document,
    citations: Sequence[Citation] = (),
    active: int | None = None,
    window: Span | None = None,
    t: Wording = ENGLISH,
) -> str:
    """The document as an <article>, in which the citations of this document are set off.

    active: the number of the citation to set off most strongly, None for none.
    window: the stretch of the text to show, None for all of it.
    Every character of the text is in it, but for white space between blocks and the bars
    between the cells of a row, which are drawn.
    """
    mine = [citation for citation in citations if citation.path == document.path]
    window = window or Span(0, len(document.text))
    body = _Body(document, Marker(document.text, mine, active, document.unit, t), window)
    return (
        f'<article class="document kind-{escape(document.kind)}" dir="{_direction(document)}"'
        f' data-path="{escape(document.path)}">{"".join(body.render())}</article>'
    )


def _direction(document: Document) -> str:
    """Which way most of it runs, by its first letter.

    A browser could tell, but would look for that letter again with every paragraph it takes in.
    """
    for letter in document.text[:_SAMPLE]:
        way = unicodedata.bidirectional(letter)
        if way in ("L", "R", "AL"):
            return "ltr" if way == "L" else "rtl"
    return "ltr"


class _Body:
    """Walks a document's pieces and pages side by side."""

    def __init__(self, document: Document, marker: Marker, window: Span) -> None:
        self.document, self.marker, self.window = document, marker, window
        self.pages = deque(p for p in document.pages if window.start <= p.start <= window.end)

    def render(self) -> Iterator[str]:
        for _, members in groupby(
            _pieces(self.document, self.window), key=lambda piece: piece.group
        ):
            run: list[_Piece] = []
            for piece in members:
                rules = [self._rule(page) for page in self._pages_until(piece.start)]
                if rules:
                    yield self._run(run)
                    yield from rules
                    run = []
                run.append(piece)
            yield self._run(run)
        yield from (self._rule(page) for page in self._pages_until(self.window.end))

    def _pages_until(self, offset: int) -> list[Page]:
        """Takes the pages that start at `offset` or before it."""
        taken = []
        while self.pages and self.pages[0].start <= offset:
            taken.append(self.pages.popleft())
        return taken

    def _rule(self, page: Page) -> str:
        return page_rule(page, self.document.unit, t=self.marker.t)

    def _inline(self, start: int, end: int) -> str:
        return self.marker.render(start, end, self._pages_until(end - 1))

    def _run(self, run: Sequence[_Piece]) -> str:
        """Pieces of one group: a list, a table, a listing, or one paragraph or heading."""
        if not run:
            return ""
        first = run[0]
        if first.kind == "item":
            return f"<ul>{''.join(self._item(piece) for piece in run)}</ul>"
        if first.kind in ("header", "row"):
            return f'<div class="table" tabindex="0"><table>{self._rows(run)}</table></div>'
        if first.kind == "code":
            return f'<pre dir="auto"><code>{self._inline(first.start, run[-1].end)}</code></pre>'
        inline = self._inline(first.start, first.end)
        if first.kind == "heading":
            level = min(max(first.level, 1), 6)
            tag = f"h{min(level + 2, 6)}"
            return f'<{tag} class="level-{level}" dir="auto">{inline}</{tag}>'
        css = f' class="{first.kind}"' if first.kind in ("gap", "furniture") else ""
        return f'<p{css} dir="auto">{inline}</p>'

    def _item(self, piece: _Piece) -> str:
        bulleted = _OWN_BULLET.match(self.document.text, piece.start, piece.end)
        css = ' class="bulleted"' if bulleted else ""
        return f'<li{css} dir="auto">{self._inline(piece.start, piece.end)}</li>'

    def _rows(self, run: Sequence[_Piece]) -> str:
        names: list[str] = []
        rows: list[str] = []
        for piece in run:
            spans = list(cells(self.document.text, piece.start, piece.end))
            if piece.kind == "header":
                names = [self.document.text[start:end].strip() for start, end in spans]
                row = [f'<th scope="col" dir="auto">{self._inline(*span)}</th>' for span in spans]
            else:
                row = self._row(spans, names)
            rows.append(f"<tr>{''.join(row)}</tr>")
        return "".join(rows)

    def _row(self, spans: Sequence[Span], names: Sequence[str]) -> list[str]:
        """The cells of a row, each under its column's name where it says that name itself.

        Data sheets leave empty cells out of a row, so a cell may belong further on.
        """
        row: list[str] = []
        for start, end in spans:
            label = 0
            for column in range(len(row), len(names)):
                said = f"{names[column]}: "
                if names[column] and self.document.text.startswith(said, start, end):
                    row += ["<td></td>"] * (column - len(row))
                    label = len(said)
                    break
            row.append(f'<td dir="auto">{self._named(start, start + label, end)}</td>')
        return row

    def _named(self, start: int, split: int, end: int) -> str:
        """A cell, unseen up to `split`: there stands its column's name once more.

        The name has no mark of its own, lest a quotation's number be unseen with it.
        """
        if start == split or self.marker.ends_in(start, split):
            return self._inline(start, end)
        name = escape(self.document.text[start:split])
        return f'<span class="unseen">{name}</span>{self._inline(split, end)}'


def _pieces(document: Document, window: Span) -> Iterator[_Piece]:
    """The blocks in order, none reaching into another, and whatever text lies between them."""
    text, group, last = document.text, 0, ""
    position, stop = max(window.start, 0), min(window.end, len(document.text))
    for block in sorted(document.blocks, key=lambda block: (block.start, block.end)):
        start, end = max(block.start, position), min(block.end, stop)
        if start >= end:
            continue
        if text[position:start].strip():
            group, last = group + 1, "gap"
            yield _gap(text, position, start, group)
        if not _joins(last, block.kind):
            group += 1
        yield _Piece(block.kind, start, end, block.level, group)
        position, last = end, block.kind
    if text[position:stop].strip():
        yield _gap(text, position, stop, group + 1)


def _gap(text: str, start: int, end: int, group: int) -> _Piece:
    body = text[start:end]
    inner = body.lstrip()
    start += len(body) - len(inner)
    return _Piece("gap", start, start + len(inner.rstrip()), 0, group)


def _joins(last: str, kind: str) -> bool:
    if kind == "row":
        return last in ("row", "header")
    if kind == "header":
        return last == "header"
    return kind in ("item", "code") and last == kind
