"""An export as one page of HTML: read by a parser, it is safe, whole, and asks for nothing."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.conversations import Exchange
from assistant.exporting import as_html, export
from assistant.types import Citation
from index.errors import PictureError, UnknownDocument
from index.picture import Crop, Picture
from index.types import Box, Document
from tests.assistant.exporting.samples import (
    ASKED,
    BIRDS,
    HOSTILE,
    answer,
    citation,
    document,
    exchange,
    refusal,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


class Seen(HTMLParser):
    """Each tag with its attributes, the text, and what is inside <mark> and <b>."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "image", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("image", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def inside(self, tag: str) -> str:
        return "".join(text for tags, text in self.texts if tag in tags)


def page(source: Document, *exchanges: Exchange, **more: object) -> str:
    return as_html(export(exchanges, made_at=ASKED), lambda _: source, **more)  # type: ignore[arg-type]


def test_the_quotation_stands_in_its_context_with_its_words_set_off() -> None:
    source = document()
    heron = citation(source, "The heron stood in the reeds.", word="heron")
    html = page(source, exchange(answer(heron)))
    seen = Seen(html)
    assert not seen.open
    assert seen.inside("mark") == "The heron stood in the reeds."
    assert seen.inside("b") == "heron"
    assert seen.inside("blockquote") == (
        "They are counted in May. Nobody likes it. The heron stood in the reeds. It flew. It slept."
    )
    assert seen.inside("h1") == "What stood?"
    assert seen.inside("main").count("What stood?") == 0  # not said twice
    assert source.sha256 in seen.inside("code")
    assert "python -m assistant verify FILE.json" in seen.inside("pre")


def test_each_mark_leads_to_its_note_over_several_answers() -> None:
    source = document()
    gull, wren = citation(source, "a gull"), citation(source, "a wren", 2)
    html = page(source, exchange(answer(gull, wren)), exchange(refusal(wren, "No word.")))
    seen = Seen(html)
    ids = [given["id"] for _, given in seen.tags if "id" in given]
    targets = [given["href"] for tag, given in seen.tags if tag == "a"]
    assert ids == ["a1-1", "a1-2", "a2-2"]
    assert targets == ["#a1-1", "#a1-2", "#a1-1", "#a1-2"]  # of the disagreement, the statements
    assert "The documents disagree" in html
    assert "The documents don&#39;t say." in html
    assert "What comes nearest" in html


def test_a_quoted_row_is_a_table_with_its_header() -> None:
    source = document()
    html = page(source, exchange(answer(citation(source, "Heron | 3 | spring", word="3"))))
    table = html[html.index('<table dir="auto">') : html.index("</table>")]
    assert "<th>Bird</th><th>Number</th><th>Season</th>" in table
    assert (
        "<td><mark>Heron</mark></td><td><mark><b>3</b></mark></td><td><mark>spring</mark></td>"
        in table
    )
    assert "<td>Gull</td>" in table


def test_a_document_that_changed_or_went_is_quoted_without_context_and_says_so() -> None:
    source = document()
    heron = citation(source, "The heron stood in the reeds.", word="heron")
    changed = page(document(BIRDS + "\nMore."), exchange(answer(heron)))
    assert "The document has changed since" in changed
    assert Seen(changed).inside("blockquote") == "The heron stood in the reeds."
    assert Seen(changed).inside("b") == "heron"

    def gone(path: str) -> Document:
        raise UnknownDocument(path)

    html = as_html(export([exchange(answer(heron))]), gone)
    assert "The document is no longer there" in html
    assert Seen(html).inside("mark") == "The heron stood in the reeds."
    forged = replace(heron, quote="The stork stood in the reeds.")
    html = page(source, exchange(answer(forged)))
    assert "The document has changed since" in html


def test_a_picture_of_the_place_has_the_quotations_boxes() -> None:
    source = document()
    heron = citation(source, "The heron stood in the reeds.")

    def crop(cited: Citation) -> Crop:
        assert cited == heron
        return Crop(
            3, Picture(PNG, "image/png", 600, 200), Box(3, 0, 100, 300, 200),
            (Box(3, 0.1, 0.25, 0.5, 0.5),),
        )  # fmt: skip

    seen = Seen(page(source, exchange(answer(heron)), crop=crop))
    (image,) = [given for tag, given in seen.tags if tag == "image"]
    assert image["href"] == "data:image/png;base64," + base64.b64encode(PNG).decode()
    (rect,) = [given for tag, given in seen.tags if tag == "rect"]
    assert rect == {"x": "60.0", "y": "50.0", "width": "240.0", "height": "50.0"}
    (svg,) = [given for tag, given in seen.tags if tag == "svg"]
    assert (svg["viewbox"], svg["width"]) == ("0 0 600 200", "400")  # 300 points wide

    def fails(_: Citation) -> Crop:
        raise PictureError("the file has changed: sync")

    assert "<figure" not in page(source, exchange(answer(heron)), crop=fails)
    assert "<figure" not in page(source, exchange(answer(heron)), crop=lambda _: None)


def test_nothing_runs_and_nothing_is_fetched_whatever_the_documents_say() -> None:
    path = 'a"><script>alert(1)</script>.txt'
    source = document(HOSTILE + "\n", path)
    one = citation(source, HOSTILE, word="quoted")
    answered = replace(answer(one, question=HOSTILE), reasons=(HOSTILE,), is_unsure=True)
    failed = Exchange(HOSTILE, error=HOSTILE, documents=(HOSTILE,), asked_at=HOSTILE)
    html = page(source, exchange(answered), exchange(refusal(one, HOSTILE)), failed)
    seen = Seen(html)
    allowed = """html head meta title style body header h1 p main section h2 h3 ul li ol span bdi
        blockquote mark b code a div footer table thead tr th tbody td pre""".split()
    assert {tag for tag, _ in seen.tags} <= set(allowed)
    for _, given in seen.tags:
        assert set(given) <= {
            "lang", "charset", "http-equiv", "content", "name", "dir", "class", "href", "id",
            "aria-label",
        }  # fmt: skip
        assert (given.get("href") or "#").startswith("#")
    assert seen.inside("mark") == HOSTILE * 2
    assert seen.inside("title") == HOSTILE


def test_its_policy_allows_its_own_style_and_no_more() -> None:
    html = page(document())
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'" in html
    )
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(r'\sstyle="', html)


@pytest.mark.parametrize("quotes", [0, 300])
def test_a_conversation_of_any_length_is_a_page(quotes: int) -> None:
    source = document()
    many = [exchange(answer(citation(source, "It flew."))) for _ in range(quotes)]
    html = page(source, *many)
    assert html.count("<section>") == quotes
