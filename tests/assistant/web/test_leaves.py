"""The leaves of a PDF: every page, its quotes as boxes exactly on it, its words over it unseen."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.types import Citation
from assistant.web.reader.layer import by_page, render_layer
from assistant.web.reader.leaves import render_leaves
from assistant.web.reader.spots import spots
from index import documents
from index.types import Block, Document, Line, Page, Span

FILES = Path(__file__).parents[2] / "files" / "pdf"
PDFS = ("journal.pdf", "notice.pdf", "searchable.pdf", "berth.pdf")
WORDS = "<script>alert(1)</script> ${x} {{y}} `z` &amp; \"'"


class _Leaves(HTMLParser):
    """What a browser would make of it: tags with their attributes, the text of each leaf."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, list[str]] = {}
        self._page, self._in_words = 0, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found.append((tag, values))
        if tag == "section":
            self._page = int(values["data-page"] or 0)
            self.texts[self._page] = []
        self._in_words = tag in ("text", "tspan") or (self._in_words and tag != "p")

    def handle_data(self, data: str) -> None:
        if self._in_words:
            self.texts[self._page].append(data)

    def tags(self, name: str, css: str = "") -> list[dict[str, str | None]]:
        return [a for tag, a in self.found if tag == name and css in (a.get("class") or "")]


def printed(*lines: str, page: int = 1, width: float = 5.0) -> tuple[str, list[Line]]:
    """Lines of letters of one width, one under another, joined by spaces."""
    text, made = "", []
    for number, words in enumerate(lines):
        text += " " if text else ""
        edges = tuple(50 + width * at for at in range(len(words) + 1))
        top = 100.0 + 20 * number
        made.append(Line(page, len(text), len(text) + len(words), top, top + 10, edges))
        text += words
    return text, made


def document(text: str, pages: int = 1, path: str = "a.pdf") -> Document:
    numbered = tuple(
        Page(number, 0 if number == 1 else len(text), len(text)) for number in range(1, pages + 1)
    )
    return Document(path, "A", "5a", "pdf", text, (Block("paragraph", 0, len(text)),), numbered)


def cite(number: int, start: int, end: int, *words: tuple[int, int]) -> Citation:
    marks = tuple(Span(*word) for word in words)
    return Citation(number, "a.pdf", "A", "5a", 1, start, end, "", 1.0, marks)


def address(page: int, scale: float) -> str:
    return f"pages/{page}?scale={scale}&x"


def leaves(
    doc: Document, lines: list[Line], *citations: Citation, active: int | None = None
) -> _Leaves:
    sizes = [(500.0, 1000.0)] * len(doc.pages)
    return _Leaves(render_leaves(doc, sizes, lines, citations, active, address, (1,)))


def test_every_page_is_a_leaf_with_its_number_its_shape_and_its_image() -> None:
    html = render_leaves(document("x", 3), [(500, 1000), (842.4, 595)], [], (), None, address)
    found = _Leaves(html)
    sections = found.tags("section", "leaf")
    assert [one["data-page"] for one in sections] == ["1", "2", "3"]
    assert [one["aria-label"] for one in sections] == ["Page 1", "Page 2", "Page 3"]
    assert [one["style"] for one in sections] == [
        "aspect-ratio:500 / 1000",
        "aspect-ratio:842.4 / 595",
        "aspect-ratio:595.28 / 841.89",  # of a size that nobody knows
    ]
    images = found.tags("img")
    assert [one["src"] for one in images] == [address(n, 2.0) for n in (1, 2, 3)]
    assert all((one["alt"], one["loading"]) == ("", "lazy") for one in images)
    assert images[0]["srcset"] == "pages/1?scale=1.5&x 750w, pages/1?scale=2.0&x 1000w, " + (
        "pages/1?scale=3.0&x 1500w"
    )


def test_a_quote_is_a_box_on_each_of_its_lines() -> None:
    text, lines = printed("The old pier", "was repaired")
    found = leaves(document(text), lines, cite(1, 4, 16))
    assert [one["style"] for one in found.tags("mark")] == [
        "left:14.00%;top:10.00%;width:8.00%;height:1.00%",
        "left:10.00%;top:12.00%;width:3.00%;height:1.00%",
    ]


def test_the_first_box_of_a_citation_is_numbered_in_the_margin_of_its_line() -> None:
    text, lines = printed("The old pier", "was repaired")
    found = leaves(document(text), lines, cite(3, 4, 16))
    assert [one["data-number"] for one in found.tags("i", "number")] == ["3"]
    # The box is 40 points wide and begins 20 points right of its line's beginning.
    assert [one["style"] for one in found.tags("span", "numbers")] == ["right:150.0%"]


def test_quotes_that_overlap_share_boxes() -> None:
    text, lines = printed("abcdefghij")
    found = leaves(document(text), lines, cite(1, 0, 6), cite(2, 4, 10), active=2)
    assert [(one["data-cites"], one["class"]) for one in found.tags("mark")] == [
        ("1", "cited"),
        ("1 2", "cited active"),
        ("2", "cited active"),
    ]
    assert [one["data-number"] for one in found.tags("i", "number")] == ["1", "2"]


def test_the_words_that_matched_are_set_off_each_in_its_place() -> None:
    text, lines = printed("The old pier")
    found = leaves(document(text), lines, cite(1, 0, 12, (4, 7), (90, 99)))
    assert [(one["style"], one["data-cites"]) for one in found.tags("i", "word")] == [
        ("left:14.00%;top:10.00%;width:3.00%;height:1.00%", "1")
    ]


def test_a_quote_over_the_end_of_a_page_is_marked_on_both() -> None:
    text, lines = printed("end of one")
    more = Line(2, len(text) + 1, len(text) + 4, 50.0, 60.0, (50.0, 55.0, 60.0, 65.0))
    found = leaves(document(text + " two", 2), [*lines, more], cite(1, 7, 14))
    order = [a.get("data-page") or tag for tag, a in found.found if tag in ("section", "mark")]
    assert order == ["1", "mark", "2", "mark"]


@pytest.mark.parametrize(("start", "end"), [(-3, 4), (5, 5), (9, 2), (0, 999), (10**9, 10**9 + 1)])
def test_a_citation_of_nothing_in_the_text_is_left_alone(start: int, end: int) -> None:
    text, lines = printed("The old pier")
    assert not leaves(document(text), lines, cite(1, start, end)).tags("mark")


def test_so_are_those_of_other_documents() -> None:
    text, lines = printed("The old pier")
    assert not leaves(document(text, path="b.pdf"), lines, cite(1, 0, 3)).tags("mark")


@pytest.mark.parametrize("size", [(0.0, 0.0), (-1.0, 5.0), (1e9, 5.0), (float("nan"), 1.0)])
def test_a_size_that_no_page_has_is_taken_for_a_sheet_of_paper(size: tuple[float, float]) -> None:
    html = render_leaves(document("x"), [size], [], (), None, address)
    assert "aspect-ratio:595.28 / 841.89" in html


def test_boxes_off_the_page_stay_on_its_edge() -> None:
    lines = [Line(1, 0, 2, -50.0, 5000.0, (-9e9, 10.0, 9e9))]
    found = leaves(document("ab"), lines, cite(1, 0, 2))
    assert [one["style"] for one in found.tags("mark")] == [
        "left:0.00%;top:0.00%;width:100.00%;height:100.00%"
    ]


def test_hostile_words_are_shown_and_nothing_of_them_is_a_tag() -> None:
    text, lines = printed(WORDS)
    doc = document(text, path=f'"><i>{WORDS}')
    html = render_leaves(
        doc, [], lines, [], None, lambda page, scale: f'"><b>{WORDS}', (1,), lambda key, **_: WORDS
    )
    found = _Leaves(html)
    assert {tag for tag, _ in found.found} == set("article section div img svg g text p".split())
    assert found.texts[1] == [WORDS]
    assert not set("`${}") & set(html)


def test_stretches_of_one_line_make_one_spot() -> None:
    lines = [
        Line(1, 0, 3, 10.0, 20.0, (10.0, 15.0, 20.0, 25.0)),
        Line(1, 3, 5, 10.0, 20.0, (40.0, 32.0, 25.0)),
        Line(1, 5, 6, 30.0, 40.0, (10.0, 15.0)),
    ]
    (first, second) = spots(lines, Span(0, 6))
    assert (first.left, first.right, first.top, first.bottom) == (10.0, 40.0, 10.0, 20.0)
    assert (second.left, second.right) == (10.0, 15.0)


def test_the_letters_of_a_turned_line_make_one_spot_and_one_text() -> None:
    lines = [Line(1, at, at + 1, 100.0 - 6 * at, 106.0 - 6 * at, (50.0, 60.0)) for at in range(4)]
    (spot,) = spots(lines, Span(0, 4))
    assert (spot.left, spot.top, spot.right, spot.bottom) == (50.0, 82.0, 60.0, 106.0)
    html = render_layer(document("turn"), Page(1, 0, 4), lines)
    assert re.findall(r'x="([\d ]+)" y="([\d ]+)">(\w+)<', html) == [
        ("50 50 50 50", "105 99 93 87", "turn")
    ]


def test_cells_side_by_side_stay_apart() -> None:
    lines = [
        Line(1, 0, 1, 10.0, 20.0, (10.0, 15.0)),
        Line(1, 4, 5, 10.0, 20.0, (90.0, 95.0)),
    ]
    assert len(spots(lines, Span(0, 5))) == 2


def test_each_line_of_the_layer_is_as_wide_as_it_is_printed() -> None:
    text, lines = printed("The old pier", "was re")
    html = render_layer(document(text), Page(1, 0, len(text)), lines)
    assert re.findall(r'y="([\d.]+)" x="([\d.]+)" (?:word-\S+ )?textLength="([\d.]+)"', html) == [
        ("107.8", "50.0", "60.0"),
        ("127.8", "50.0", "30.0"),
    ]


def test_the_gaps_of_a_justified_line_are_as_wide_as_they_are_printed() -> None:
    def spacing(gap: float) -> float:
        edges = (0.0, 5.0, 10.0, 10.0 + gap, 15.0 + gap, 20.0 + gap)
        html = render_layer(document("ab cd"), Page(1, 0, 5), [Line(1, 0, 5, 10.0, 20.0, edges)])
        found = re.search(r'word-spacing="([-\d.]+)"', html)
        return float(found[1]) if found else 0.0

    assert spacing(2.8) == 0.0  # a font's own
    assert (spacing(1.0), spacing(12.8), spacing(9e9)) == (-1.8, 10.0, 50.0)
    assert spacing(0.0) == -2.8


def test_words_to_the_left_begin_at_their_right_edge() -> None:
    lines = [Line(1, 0, 3, 10.0, 20.0, (90.0, 80.0, 70.0, 60.0))]
    html = render_layer(document("אבג"), Page(1, 0, 3), lines)
    assert 'x="90.0" direction="rtl" textLength="30.0"' in html
    (spot,) = spots(lines, Span(1, 3))
    assert (spot.indent, spot.is_leftward) == (10.0, True)


def test_text_without_a_place_is_not_lost() -> None:
    text, lines = printed("placed", "too")
    doc = document(f"{text} and <more>")
    html = render_layer(doc, doc.pages[0], lines)
    assert html.endswith('<text class="unplaced">and &lt;more&gt;</text></g>')
    assert ">all of it<" in render_layer(document("all of it"), Page(1, 0, 9), [])


@pytest.mark.parametrize("name", PDFS)
def test_the_layers_of_a_real_pdf_say_its_text(name: str) -> None:
    doc = documents.read(name, (FILES / name).read_bytes())
    lines = by_page(doc.lines)
    for page in doc.pages:
        layer = render_layer(doc, page, lines[page.number])
        said = "".join(_Leaves(f'<section data-page="1">{layer}</section>').texts[1])
        assert said.split() == doc.text[page.start : page.end].replace(" | ", " ").split()
        assert "unplaced" not in layer


@pytest.mark.parametrize("name", PDFS)
def test_every_stretch_of_a_real_pdf_has_spots_on_its_page(name: str) -> None:
    doc = documents.read(name, (FILES / name).read_bytes())
    for block in doc.blocks:
        found = spots(doc.lines, Span(block.start, block.end))
        assert found
        pages = {doc.page_at(block.start), doc.page_at(block.end - 1)}
        assert {spot.page for spot in found} <= pages
        assert all(spot.left < spot.right and spot.top < spot.bottom for spot in found)
