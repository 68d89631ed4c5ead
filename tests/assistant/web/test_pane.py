"""The reader's pane holds the cited documents, one of them in view."""

import re
from types import SimpleNamespace
from typing import Any

from assistant.types import Citation
from assistant.web import pane
from index.errors import UnknownDocument
from index.types import Block, Document


def assistant(**texts: str) -> Any:
    """Something that has documents and nothing else."""

    def document(path: str) -> Document:
        if path not in texts:
            raise UnknownDocument(f"no document {path}: see the list")
        text = texts[path]
        return Document(path, path.upper(), "", "text", text, (Block("paragraph", 0, len(text)),))

    return SimpleNamespace(document=document)


def cite(number: int, path: str, quote: str, start: int = 0) -> Citation:
    return Citation(number, path, path, "", None, start, start + len(quote), quote, 1.0)


def sheets(html: str) -> list[tuple[str, bool]]:
    found = re.findall(r'class="sheet" data-path="([^"]+)" data-count="\d+"( hidden)?', html)
    return [(path, bool(hidden)) for path, hidden in found]


CITATIONS = (cite(1, "a", "one"), cite(2, "b", "two"), cite(3, "a", "1", 4))


def test_the_document_of_the_active_citation_is_in_view_and_the_others_wait() -> None:
    html = pane.render_cited(assistant(a="one 1", b="two"), 4, CITATIONS, 2)
    assert sheets(html) == [("b", False), ("a", True)]
    assert 'data-answer="4" data-active="2"' in html
    assert html.count('class="cited active"') == 1


def test_documents_out_of_view_come_along_only_while_they_are_small() -> None:
    large = assistant(a="one 1" + "x" * pane.BUNDLE, b="two")
    assert sheets(pane.render_cited(large, 0, CITATIONS, 2)) == [("b", False)]
    assert sheets(pane.render_cited(large, 0, CITATIONS, 1)) == [("a", False), ("b", True)]


def test_a_document_that_is_gone_is_a_sentence() -> None:
    html = pane.render_cited(assistant(b="two"), 0, CITATIONS, 1)
    assert "no document a: see the list" in html
    assert sheets(pane.render_cited(assistant(b="two"), 0, CITATIONS, 2)) == [("b", False)]
    assert "no document c: see the list" in pane.render_opened(assistant(), "c")


def test_a_quote_that_no_longer_stands_is_not_set_off() -> None:
    html = pane.render_cited(assistant(a="another text"), 0, (cite(1, "a", "one"),), 1)
    assert "<mark" not in html
    assert "has changed since it was quoted" in html


def test_a_number_that_no_citation_has_opens_nothing() -> None:
    assert pane.render_cited(assistant(a="one 1", b="two"), 0, CITATIONS, 9) == pane.render_empty()


def test_a_document_from_the_list_has_no_marks_and_no_steps() -> None:
    html = pane.render_opened(assistant(a="one"), "a")
    assert sheets(html) == [("a", False)]
    assert "<mark" not in html
    assert 'class="step"' not in html


def test_of_a_very_long_document_the_part_around_the_quotation_is_shown() -> None:
    start = 2 * pane.LARGEST
    text = "x" * start + "the quote" + "y" * start
    html = pane.render_cited(assistant(a=text), 0, (cite(1, "a", "the quote", start),), 1)
    assert len(html) < pane.LARGEST + 5_000
    assert 'data-number="1" role="img" aria-label="Quotation 1: "></i>the quote</mark>' in html
    assert "too long to be shown at once: here are the characters 2,250,000 to 3,750,000" in html


def test_a_very_long_document_opens_at_its_beginning_and_can_be_quoted_at_its_end() -> None:
    text = "begin" + "x" * 2 * pane.LARGEST + "end"
    assert "begin" in pane.render_opened(assistant(a=text), "a")
    last = cite(1, "a", "end", len(text) - 3)
    assert "end</mark>" in pane.render_cited(assistant(a=text), 0, (last,), 1)
