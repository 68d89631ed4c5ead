"""The reader in a real browser: pages, marks, the map, the search, documents that change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from index.encoder import SentenceEncoder
from tests.axe import judged
from tests.browser import DESKTOP, PHONE, Visit, serving, visit
from tests.printed import book
from tests.served import served

PAGES = 24
BOOK = book(PAGES)
FIRST, LAST = BOOK.facts[2], BOOK.facts[20]
NOTES = """# Report

The walls of the abbey of Selje were painted green in 1931.

## Results

### Tides

| Month | Height |
|---|---|
| May | 31 cm |

The organ of the abbey of Selje was tuned by Éléonore Dahl on a Tuesday. Nobody listened.

## Weather

""" + "\n\n".join(
    f"On day {day} the wind blew from the west and the sea was calm." for day in range(90)
)
LONG = "The keeper saw nothing.\n\n" * 80_000  # characters: more than are shown at once
NEEDLE = "The comet of Ørland was seen at noon.\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shelf")
    (made / "book.pdf").write_bytes(BOOK.data)
    (made / "notes.md").write_text(NOTES, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the shelf, as it is started from the command line."""
    with serving(folder, tmp_path_factory.mktemp("store")) as started:
        yield started


def sheet(guest: Visit, inside: str = "") -> Any:
    return guest.page.locator(f".sheet:not([hidden]) {inside}".strip())


def open_document(guest: Visit, path: str) -> None:
    guest.page.locator(f'#library [data-do="open"][data-path="{path}"]').first.click()
    guest.page.wait_for_selector(f'.sheet:not([hidden])[data-path="{path}"]')
    guest.settled()


def is_in_view(element: Any) -> bool:
    """Whether an element begins inside the part of the document that is in sight."""
    return bool(
        element.evaluate(
            "e => { const b = e.closest('.sheet-body').getBoundingClientRect();"
            " const r = e.getBoundingClientRect();"
            " return r.top >= b.top - 1 && r.top + 8 <= b.bottom; }"
        )
    )


def is_printed(leaf: Any) -> bool:
    leaf.locator(".print").evaluate("image => image.decode()")
    return bool(leaf.locator(".print").evaluate("image => image.naturalWidth > 200"))


def ask_both(guest: Visit) -> Any:
    """An exchange that quotes the book and the notes."""
    exchange = guest.ask(
        f"{FIRST.question[:-1]} and what colour were the walls of the abbey of Selje painted?"
    )
    paths = {one.get_attribute("data-path") for one in guest.page.locator(".sheet").all()}
    assert paths == {"book.pdf", "notes.md"}
    return exchange


def highlighted(guest: Visit, name: str) -> list[str]:
    """What is set off by the search, in words."""
    script = "name => [...(CSS.highlights.get(name) ?? [])].map(String)"
    return list(guest.page.evaluate(script, name))


def look_for(guest: Visit, words: str) -> str:
    """Type words into the search; what it says of them."""
    if not sheet(guest, ".find").is_visible():
        sheet(guest, ".find-open").click()
    sheet(guest, ".find-words").fill(words)
    guest.page.wait_for_selector('.sheet:not([hidden]) .find[aria-busy="false"]')
    guest.settled()
    return str(sheet(guest, ".find-count").inner_text())


def test_a_quote_of_a_pdf_is_boxes_on_the_image_of_its_page(guest: Visit) -> None:
    exchange = guest.ask(LAST.question)
    mark = sheet(guest, "mark.cited.active").first
    assert is_in_view(mark)
    leaf = sheet(guest, f'.leaf[data-page="{LAST.page}"]')
    assert is_printed(leaf)
    assert mark.evaluate("m => m.closest('.leaf').dataset.page") == str(LAST.page)
    label = leaf.locator(".number").first.get_attribute("aria-label")
    assert label == f"Quotation 1: {LAST.sentence}"
    inner, outer = mark.bounding_box(), leaf.locator(".paper").bounding_box()
    assert outer["x"] < inner["x"]
    assert inner["x"] + inner["width"] < outer["x"] + outer["width"]
    said = " ".join(leaf.locator(".words").text_content().split())
    assert LAST.sentence in said, "the image's words, for who hears, copies or searches them"
    assert sheet(guest, ".leaf").count() == PAGES
    assert sheet(guest, ".goto").input_value() == str(LAST.page)
    assert f"of {PAGES}" in sheet(guest, ".page-at").inner_text()
    assert "Chapter" in sheet(guest, ".headings").inner_text()
    assert exchange.locator(".cite").first.get_attribute("data-current") is not None


def test_steps_lead_from_one_document_to_the_other_without_a_request(guest: Visit) -> None:
    exchange = ask_both(guest)
    total = exchange.locator(".cite").count()
    guest.page.wait_for_timeout(1_800)  # until all images of quoted pages are there
    before, sent = len(guest.requests), []
    guest.page.on("request", lambda request: sent.append(request.post_data or ""))
    shown = set()
    for number in range(2, total + 1):
        sheet(guest, '.step[data-step="1"]').click()
        guest.settled()
        assert sheet(guest, ".position").inner_text() == f"{number} of {total}"
        assert is_in_view(sheet(guest, "mark.cited.active").first)
        shown.add(sheet(guest).get_attribute("data-path"))
    assert shown == {"book.pdf", "notes.md"}
    asked = {urlsplit(url).path for url in guest.requests[before:]}
    assert {path for path in asked if path.startswith("/own/")} <= {
        "/own/leaf", "/own/words", "/own/standing", "/own/alive"
    }  # fmt: skip
    assert not any('"do"' in body for body in sent), "the reader holds both documents"


def test_the_quotes_of_a_refusal_are_set_off_more_quietly(guest: Visit) -> None:
    exchange = guest.ask("Who painted the Mona Lisa?")
    exchange.locator(".passage").first.click()
    guest.page.wait_for_selector(".pane.nearby mark.cited.active", state="attached")
    guest.settled()
    assert is_in_view(sheet(guest, "mark.cited.active").first)


def test_a_pdf_can_be_read_as_text_which_is_kept_for_the_visit(guest: Visit) -> None:
    guest.ask(LAST.question)
    sheet(guest, '.views [data-plain="1"]').click()
    guest.page.wait_for_selector(".document.kind-pdf mark.cited.active")
    guest.settled()
    assert is_in_view(sheet(guest, "mark.cited.active").first)
    assert sheet(guest, ".page-at").inner_text() == f"Page {LAST.page}"
    open_document(guest, "book.pdf")
    assert sheet(guest, ".document.kind-pdf").count() == 1
    sheet(guest, ".sheet-body").evaluate(
        "body => body.scrollTop = body.querySelector('[data-page=\"11\"]').offsetTop"
    )
    guest.settled()
    sheet(guest, '.views [data-plain="0"]').click()
    guest.page.wait_for_selector(".leaves")
    guest.settled()
    assert sheet(guest, ".goto").input_value() == "11", "one stays on the page"


def test_a_page_is_gone_to_by_its_number(guest: Visit) -> None:
    open_document(guest, "book.pdf")
    for typed, page in (("17", 17), ("999", PAGES), ("3", 3), ("x", 3), ("-4", 3)):
        sheet(guest, ".goto").fill(typed)
        sheet(guest, ".goto").press("Enter")
        guest.settled()
        assert sheet(guest, ".goto").input_value() == str(page)
    leaf = sheet(guest, '.leaf[data-page="3"]')
    assert is_in_view(leaf)
    assert is_printed(leaf)
    assert is_printed(sheet(guest, '.leaf[data-page="4"]')), "the neighbour is a scroll away"
    far = sheet(guest, f'.leaf[data-page="{PAGES // 2}"] .print')
    assert not far.evaluate("image => image.complete && image.naturalWidth > 0")


def test_the_map_has_a_tick_for_each_quote_and_leads_there(guest: Visit) -> None:
    exchange = guest.ask(f"{FIRST.question[:-1]} and w{LAST.question[1:]}")
    assert exchange.locator(".cite").count() >= 2
    assert sheet(guest, ".map").get_attribute("aria-hidden") == "true"
    assert sheet(guest, ".map button, .map [tabindex]").count() == 0
    ticks = sheet(guest, ".tick")
    assert ticks.count() == sheet(guest, ".number").count()
    assert sheet(guest, ".tick.active").count() == 1
    heights = sorted(float(one.get_attribute("data-height")) for one in ticks.all())
    assert heights[0] == pytest.approx(FIRST.page / PAGES, abs=0.06)
    other = sheet(guest, ".tick:not(.active)").first
    number = other.get_attribute("data-number")
    other.click()
    guest.settled()
    assert is_in_view(sheet(guest, f'mark.cited.active[data-cites~="{number}"]').first)
    assert sheet(guest, ".tick.active").get_attribute("data-number") == number
    box = sheet(guest, ".map").bounding_box()
    guest.page.mouse.click(box["x"] + 5, box["y"] + box["height"] / 2)
    guest.settled()
    assert abs(int(sheet(guest, ".goto").input_value()) - PAGES / 2) <= 2


def test_words_are_found_over_elements_whatever_their_case_and_accents(guest: Visit) -> None:
    guest.ask("Who tuned the organ of the abbey of Selje?")
    assert sheet(guest, "mark.cited b.word").count() >= 2
    assert look_for(guest, "ABBEY OF  SELJE was tuned by eleonore") == "1 of 1"
    [found] = highlighted(guest, "found-here")
    assert " ".join(found.split()) == "abbey of Selje was tuned by Éléonore"
    assert look_for(guest, "wind blew") == "1 of 90"
    assert sheet(guest, ".tick.hit").count() > 20
    field = sheet(guest, ".find-words")
    for key, said in (
        ("Enter", "2 of 90"),
        ("Shift+Enter", "1 of 90"),
        ("Shift+Enter", "90 of 90"),
    ):
        field.press(key)
        guest.page.wait_for_timeout(200)
        assert sheet(guest, ".find-count").inner_text() == said
    assert "Weather" in sheet(guest, ".headings").inner_text()
    assert len(highlighted(guest, "found")) == 89
    assert look_for(guest, "no such words") == "Not found"
    field.press("Escape")
    assert not sheet(guest, ".find").is_visible()
    assert sheet(guest, ".find-open").evaluate("e => e === document.activeElement")
    assert highlighted(guest, "found") == highlighted(guest, "found-here") == []
    assert sheet(guest, ".tick.hit").count() == 0


def test_words_are_found_on_the_pages_of_a_pdf(guest: Visit) -> None:
    open_document(guest, "book.pdf")
    assert look_for(guest, "by order of the council") == f"1 of {PAGES}"
    for number in (2, 3):
        sheet(guest, ".find-words").press("Enter")
        guest.page.wait_for_timeout(500)
        assert sheet(guest, ".find-count").inner_text() == f"{number} of {PAGES}"
        [found] = highlighted(guest, "found-here")
        assert " ".join(found.split()).lower() == "by order of the council"
    assert is_in_view(sheet(guest, '.leaf[data-page="3"] .words text').first) or (
        sheet(guest, ".goto").input_value() == "3"
    )
    long = " ".join(LAST.sentence.split())
    assert look_for(guest, long.upper()) == "1 of 1"
    guest.page.wait_for_timeout(400)
    assert " ".join(highlighted(guest, "found-here")[0].split()) == long
    assert sheet(guest, ".goto").input_value() == str(LAST.page)


def test_the_browser_folds_words_as_the_server_does(guest: Visit) -> None:
    from assistant.web.reader.finding import find
    from tests.assistant.web.test_finding import CASES

    script = """async ([text, wanted]) => {
      const { fold, pattern } = await import("/own/folding.js");
      const sought = pattern(wanted);
      if (!sought) return 0;
      return [...[...text].map(fold).join("").matchAll(sought)].length;
    }"""
    for text, wanted, _ in CASES:
        assert guest.page.evaluate(script, [text, wanted]) == len(find(text, wanted, 99)), wanted


def test_the_head_says_under_which_headings_one_is(guest: Visit) -> None:
    open_document(guest, "notes.md")
    assert sheet(guest, ".document table td").count() == 2
    sheet(guest, ".sheet-body").evaluate(
        "b => b.scrollTop = b.querySelector('.level-3').offsetTop - 8"
    )
    guest.settled()
    assert sheet(guest, ".headings").inner_text().endswith("Results › Tides")
    sheet(guest, ".sheet-body").evaluate("b => b.scrollTop = 0")
    guest.settled()
    said = sheet(guest, ".headings").inner_text()
    assert "Results" not in said, "what is a third down the window is not where one is"


def test_the_head_says_the_heading_of_the_quotation_in_view(guest: Visit) -> None:
    guest.ask("Who tuned the organ of the abbey of Selje?")
    body = sheet(guest, ".sheet-body")
    for top in ("m.offsetTop - 20", "m.offsetTop - b.clientHeight + 60"):
        body.evaluate(f"b => {{ const m = b.querySelector('mark.active'); b.scrollTop = {top}; }}")
        guest.settled()
        assert is_in_view(sheet(guest, "mark.cited.active").first)
        assert sheet(guest, ".headings").inner_text().endswith("Results › Tides")
    body.evaluate("b => b.scrollTop = b.scrollHeight / 2")
    guest.settled()
    assert sheet(guest, ".headings").inner_text().endswith("Weather")


def test_on_a_phone_a_page_fits_the_width(browser: Any, address: str) -> None:
    for size in (PHONE, (360, 740)):
        with visit(browser, address, size) as caller:
            exchange = caller.ask(LAST.question)
            exchange.locator(".cite").first.click()
            caller.settled()
            assert is_in_view(sheet(caller, "mark.cited.active").first)
            box = sheet(caller, f'.leaf[data-page="{LAST.page}"] .paper').bounding_box()
            assert box["x"] >= 0
            assert size[0] * 0.85 < box["width"] <= size[0]
            body = sheet(caller, ".sheet-body")
            assert body.evaluate("body => body.scrollWidth <= innerWidth")
            viewport = caller.page.locator("meta[name=viewport]").first.get_attribute("content")
            assert "user-scalable=no" not in viewport
            assert "maximum-scale" not in viewport
            for control in sheet(caller, "button:visible").all():
                held = control.bounding_box()
                assert min(held["width"], held["height"]) >= 24
            sheet(caller, ".close").click()
            assert not caller.page.locator("#reader").is_visible()
            assert caller.errors == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_state_of_the_reader_has_a_grave_fault(
    browser: Any, address: str, size: tuple[int, int]
) -> None:
    with visit(browser, address, size) as guest:
        exchange = ask_both(guest)
        for number in (0, exchange.locator(".cite").count() - 1):
            exchange.locator(".cite").nth(number).click()
            guest.settled()
            assert look_for(guest, "the").split()[0] != "Not"
            for word in ("changed", "gone"):
                sheet(guest, f".notice.{word}").evaluate("e => (e.hidden = false)")
            assert judged(guest.page) == []
            if sheet(guest, ".close").is_visible():
                sheet(guest, ".close").click()
                guest.settled()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_quote_on_a_page_opened_in_dark_has_no_grave_fault(
    browser: Any, address: str, size: tuple[int, int]
) -> None:
    with visit(browser, address, size, "dark") as guest:
        ask_both(guest).locator(".cite").first.click()
        guest.settled()
        assert look_for(guest, "the").split()[0] != "Not"
        assert judged(guest.page, ["dark"]) == []


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    made = tmp_path / "shelf"
    made.mkdir()
    return made


def test_a_document_deleted_or_changed_while_it_is_read_stays_and_says_so(
    browser: Any, encoder: SentenceEncoder, shelf: Path, tmp_path: Path
) -> None:
    (shelf / "book.pdf").write_bytes(book(3).data)
    notes = shelf / "notes.md"
    notes.write_text("# Notes\n\nThe ferry of Bodo sails at nine. The ferry of Bodo is red.\n")
    with (
        served(shelf, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        page = guest.page
        open_document(guest, "book.pdf")
        (shelf / "book.pdf").unlink()
        page.wait_for_selector(".sheet .notice.gone:not([hidden])")
        assert sheet(guest, ".leaf").count() == 3
        assert "no longer there" in sheet(guest, ".said").inner_text()
        exchange = guest.ask("When does the ferry of Bodo sail?")
        assert "sails at nine" in sheet(guest, "mark.cited.active").inner_text()
        notes.write_text("# Notes\n\nThe ferry of Bodo is red. It was sold in 1999.\n")
        page.wait_for_selector(".sheet .notice.changed:not([hidden])")
        assert "sails at nine" in sheet(guest, ".document").inner_text(), "it stays as it was"
        sheet(guest, ".reopen").click()
        page.wait_for_selector("text=It was sold in 1999")
        assert "no longer stand" in sheet(guest, ".said").inner_text()
        assert "sails at nine" not in sheet(guest, ".document").inner_text()
        assert not sheet(guest, ".notice.changed").is_visible()
        notes.unlink()
        page.wait_for_selector(".sheet .notice.gone:not([hidden])")
        page.reload()
        page.wait_for_selector(".exchange .cite")
        page.locator(".exchange .cite").first.click()
        page.wait_for_selector("text=is no longer among the documents")
        assert exchange.locator(".quote").count() >= 1
        assert [error for error in guest.errors if "404" not in error] == []


def test_a_quote_that_moved_is_shown_where_it_stands_now(
    browser: Any, encoder: SentenceEncoder, shelf: Path, tmp_path: Path
) -> None:
    notes = shelf / "notes.md"
    notes.write_text("# Notes\n\nThe ferry of Bodo sails at nine. The ferry of Bodo is red.\n")
    with (
        served(shelf, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        guest.ask("When does the ferry of Bodo sail?")
        said = sheet(guest, "mark.cited.active").first.inner_text()
        added = "A new beginning, of several words.\n\n" * 60
        notes.write_text(f"# Notes\n\n{added}The ferry of Bodo sails at nine. It is blue.\n")
        guest.page.wait_for_selector(".sheet .notice.changed:not([hidden])")
        sheet(guest, ".reopen").click()
        guest.page.wait_for_selector("text=Quotation 1 has moved since")
        exchange = guest.page.locator(".exchange")
        exchange.locator(".cite").first.click()
        guest.settled()
        assert sheet(guest, "mark.cited.active").first.inner_text() == said
        assert is_in_view(sheet(guest, "mark.cited.active").first)
        assert guest.errors == []


def test_a_very_long_document_is_searched_whole_and_read_part_by_part(
    browser: Any, encoder: SentenceEncoder, shelf: Path, tmp_path: Path
) -> None:
    text = LONG[: len(LONG) // 2] + NEEDLE + LONG[len(LONG) // 2 :] + NEEDLE
    (shelf / "long.txt").write_text(text, encoding="utf-8")
    with (
        served(shelf, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        open_document(guest, "long.txt")
        assert "too long to be shown at once" in sheet(guest, ".notice.quiet").inner_text()
        assert sheet(guest, '.way [data-edge="end"]').count() == 0
        assert look_for(guest, "comet of ørland").endswith("of 2")
        sheet(guest, ".find-words").press("Enter")
        guest.page.wait_for_selector("text=The comet of Ørland was seen at noon.")
        guest.page.wait_for_function("CSS.highlights.get('found-here').size === 1")
        assert highlighted(guest, "found-here") == ["comet of Ørland"]
        assert sheet(guest, ".find-words").evaluate("e => e === document.activeElement")
        before = sheet(guest).get_attribute("data-start")
        sheet(guest, '.way [data-edge="end"]').click()
        guest.page.wait_for_selector(f'.sheet:not([data-start="{before}"])')
        guest.settled()
        assert sheet(guest, '.way [data-edge="start"]').evaluate(
            "e => e.getBoundingClientRect().top < innerHeight"
        )
        assert guest.errors == []


def test_what_a_pdf_says_is_never_run(
    browser: Any, encoder: SentenceEncoder, shelf: Path, tmp_path: Path
) -> None:
    from fpdf import FPDF

    attack = "<script>window.hit=1</script>${window.hit=1}{{x}}"
    paper = FPDF()
    for _ in range(2):
        paper.add_page()
        paper.set_font("Helvetica", size=12)
        paper.text(20, 30, f"The code of the vault is {attack} today.")
    paper.output(str(shelf / "vault.pdf"))
    with (
        served(shelf, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        guest.ask("What is the code of the vault?")
        layer = sheet(guest, '.leaf[data-page="1"] .words')
        assert attack in layer.text_content()
        assert look_for(guest, "<script>window").endswith("of 2")
        assert guest.page.locator("#reader script").count() == 0
        assert guest.page.evaluate("window.hit") is None
        assert guest.errors == []
