"""The conversation in a real browser: marks, ways on, judging, taking away, a lost server."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.conversations import Conversations
from assistant.exchanges import Conversation
from assistant.web.address import free_port
from index.encoder import SentenceEncoder
from tests.browser import PATIENCE, PHONE, ROOT, Visit, visit
from tests.served import served

TWOFOLD = "Who is the US ambassador and who is the Turkish foreign minister?"
ANSWERED = "Who is the US ambassador to Turkey?"
REFUSED = "How much did Turkey pay for the S-400?"
BOX = "#question textarea"


def is_inside(page: Any, selector: str) -> bool:
    """Whether an element is wholly in the window."""
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    return bool(
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )


def test_a_mark_shows_its_quotation_under_the_pointer_and_the_card_can_be_entered(
    guest: Visit,
) -> None:
    page, mark = guest.page, guest.ask(TWOFOLD).locator(".cite").nth(1)
    card = page.locator("#card")
    mark.hover()
    card.wait_for(state="visible")
    assert "Tom Barrack is the ambassador" in card.inner_text()
    assert "glossary.pdf, page 1" in card.inner_text()
    assert is_inside(page, "#card")
    assert mark.get_attribute("title") is None
    assert mark.get_attribute("aria-describedby") == "card"
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    mark.hover()
    page.mouse.move(5, 500)
    card.wait_for(state="hidden")


def test_a_card_goes_with_a_click_and_comes_back_only_with_the_pointer(guest: Visit) -> None:
    page, mark = guest.page, guest.ask(TWOFOLD).locator(".cite").nth(1)
    card = page.locator("#card")
    mark.hover()
    card.wait_for(state="visible")
    mark.click()
    assert not card.is_visible()
    guest.settled()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2 + 1)
    page.wait_for_timeout(400)
    assert not card.is_visible(), "the pointer has not left the mark"
    page.mouse.move(5, 500)
    mark.hover()
    card.wait_for(state="visible")


def test_a_mark_shows_its_quotation_to_the_keyboard(guest: Visit) -> None:
    page, exchange = guest.page, guest.ask(TWOFOLD)
    exchange.locator(".question").click()
    page.keyboard.press("Tab")
    assert exchange.locator(".cite").first.evaluate("e => e === document.activeElement")
    assert page.locator("#card").is_visible()
    page.keyboard.press("Tab")
    assert "Tom Barrack" in page.inner_text("#card")
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()
    assert exchange.locator(".cite").nth(1).evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("size", [(360, 740), PHONE, (1000, 760)])
def test_a_card_never_leaves_the_window(browser: Any, address: str, size: tuple[int, int]) -> None:
    with visit(browser, address, size) as guest:
        marks = guest.ask(TWOFOLD).locator(".cite")
        for mark in marks.all():
            mark.focus()
            mark.press("Shift")  # the keyboard is in use
            mark.evaluate("e => { e.blur(); e.focus({ focusVisible: true }); }")
            guest.page.wait_for_selector("#card", state="visible")
            assert is_inside(guest.page, "#card")


def test_a_refusal_leads_on_to_the_nearest_passages(guest: Visit) -> None:
    page, exchange = guest.page, guest.ask(REFUSED)
    assert exchange.locator(".unknown").all_inner_texts() == ["pay"]
    exchange.locator('.onward[data-do="anyway"]').click()
    page.wait_for_selector(".unsure")
    guest.settled()
    assert page.locator(".exchange").count() == 1
    assert "they may not answer the question" in page.inner_text(".unsure")
    assert page.locator(".exchange .cite").count() >= 1


def test_a_refusal_among_some_documents_widens_to_all_and_ticks_them(
    browser: Any, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "lamp.txt").write_text("The lighthouse of Aldra was built in 1837.\n")
    (folder / "dog.txt").write_text("The cook of the inn bakes bread every morning.\n")
    with (
        served(folder, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        page = guest.page
        page.locator('.file-tick[data-document="lamp.txt"]').uncheck()
        guest.settled()
        exchange = guest.ask("When was the lighthouse of Aldra built?")
        assert exchange.locator(".verdict").inner_text() == "The documents don't say."
        exchange.locator('.onward[data-do="everywhere"]').click()
        page.wait_for_selector(".exchange .sources")
        guest.settled()
        assert "1837" in page.inner_text(".exchange .quote")
        assert page.locator(".exchange").count() == 1
        assert page.locator('.file-tick[data-document="lamp.txt"]').is_checked()
        assert guest.errors == []


def test_reasons_are_told_in_the_browsers_language(browser: Any, address: str) -> None:
    context = browser.new_context(locale="de-AT")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#talk .welcome")
    page.fill(BOX, REFUSED)
    page.press(BOX, "Enter")
    page.wait_for_selector(".refusal", timeout=PATIENCE)
    assert "Die Dokumente sagen es nicht." in page.inner_text(".refusal")
    assert "Dieses Wort der Frage steht nirgends" in page.inner_text(".refusal")
    assert "Diese Stellen trotzdem durchsuchen" in page.inner_text(".ways")
    context.close()


def test_suggested_questions_come_from_the_documents_and_are_answered(guest: Visit) -> None:
    page = guest.page
    page.wait_for_selector(".example")
    asked = page.locator(".example").first.inner_text()
    page.locator(".example").first.click()
    exchange = guest.answered(0)
    assert exchange.locator(".question").inner_text() == asked
    assert exchange.locator(".cite").count() >= 1


def test_the_last_question_is_changed_or_left(guest: Visit) -> None:
    page = guest.page
    guest.ask(ANSWERED)
    page.click('.deed[data-do="edit"]')
    page.wait_for_selector(".editing")
    assert page.input_value(BOX) == ANSWERED
    assert page.locator(BOX).evaluate("e => e === document.activeElement")
    page.click('.onward[data-do="keep-question"]')
    page.wait_for_selector(".editing", state="detached")
    assert page.input_value(BOX) == ""
    page.click('.deed[data-do="edit"]')
    page.wait_for_selector(".editing")
    page.fill(BOX, "Who is the foreign minister of Turkey?")
    page.press(BOX, "Enter")
    page.wait_for_selector('.question:has-text("foreign minister")')
    guest.answered(0)
    assert page.locator(".exchange").count() == 1
    assert page.locator(".editing").count() == 0


def test_asking_again_keeps_the_place_and_the_focus(guest: Visit) -> None:
    page = guest.page
    guest.ask(TWOFOLD)
    guest.ask(ANSWERED)
    again = page.locator('.deed[data-do="again"]')
    again.focus()
    page.locator(".sources").last.evaluate("e => e.dataset.old = ''")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('[data-old]')")
    guest.answered(1)
    assert page.locator(".exchange").count() == 2
    assert again.evaluate("e => e === document.activeElement")
    top = page.locator(".exchange").last.bounding_box()["y"]
    assert 0 <= top < page.viewport_size["height"]


def test_a_thumb_keeps_its_focus_and_its_state(guest: Visit) -> None:
    page = guest.page
    guest.ask(ANSWERED)
    up = page.locator('.thumb[data-thumb="up"]')
    place = page.locator("#talk").evaluate("e => e.scrollTop")
    up.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('.thumb[data-thumb="up"][aria-pressed="true"]')
    assert up.evaluate("e => e === document.activeElement")
    assert page.locator("#talk").evaluate("e => e.scrollTop") == place
    page.click('.onward[data-do="pin"]')
    page.wait_for_selector('.judged:has-text("pinned.yaml")')
    assert "pinned.yaml" in page.inner_text("#status")
    page.click('.thumb[data-thumb="down"]')
    page.wait_for_selector('.thumb[data-thumb="down"][aria-pressed="true"]')
    assert "thumbs-down.jsonl" in page.inner_text("#status")
    page.click('.thumb[data-thumb="down"]')
    page.wait_for_selector('.thumb[data-thumb="down"][aria-pressed="false"]')


def test_an_answer_is_copied_with_its_references(guest: Visit) -> None:
    page = guest.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest.ask(ANSWERED)
    page.click('.deed[data-do="copy"]')
    page.wait_for_selector('.deed:has-text("Copied")')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Barrack" in copied
    assert "glossary.pdf" in copied
    page.wait_for_selector('.deed:has-text("Copy")')


def test_answers_are_taken_away_as_files(guest: Visit) -> None:
    page = guest.page
    guest.ask(ANSWERED)
    guest.ask(REFUSED)
    menu = page.locator(".exchange .take summary").first
    menu.focus()
    page.keyboard.press("Enter")
    for form in ("HTML", "Markdown", "JSON"):
        with page.expect_download() as started:
            page.locator(f'.exchange .take[open] a:has-text("{form}")').first.click()
        written = Path(started.value.path()).read_text(encoding="utf-8")
        assert "Barrack" in written
        assert REFUSED not in written
    assert json.loads(written)["exchanges"][0]["question"] == ANSWERED
    page.locator(".exchange .take[open] a").first.focus()
    page.keyboard.press("Escape")
    assert page.locator(".take[open]").count() == 0
    assert menu.evaluate("e => e === document.activeElement")
    page.click(".talk-end summary")
    with page.expect_download() as started:
        page.click('.talk-end a:has-text("HTML")')
    assert started.value.suggested_filename.endswith(".html")
    whole = Path(started.value.path()).read_text(encoding="utf-8")
    assert "data:image/" in whole, "a PDF's quotation comes with a picture of its place"
    assert REFUSED in whole


def spoken(page: Any) -> list[dict[str, Any]]:
    """The live regions of the accessibility tree, by role, with their texts."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}

    def texts(node: dict[str, Any]) -> Iterator[str]:
        if node.get("role", {}).get("value") == "StaticText":
            yield node["name"]["value"]
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from texts(by_id[child])

    live = ("log", "status", "alert", "timer")
    return [
        {"role": node["role"]["value"], "says": list(texts(node))}
        for node in tree
        if node.get("role", {}).get("value") in live and not node.get("ignored")
    ]


def test_only_what_is_new_is_spoken(guest: Visit) -> None:
    page = guest.page
    guest.ask(TWOFOLD)
    (log,) = [one for one in spoken(page) if one["role"] == "log"]
    assert any("Hakan Fidan is the foreign minister of Turkey." in said for said in log["says"])
    first = len(log["says"])
    # The element stays and only grows: what stood in it is not spoken of again.
    page.evaluate(
        "window.added = []; new MutationObserver((all) => all.forEach((one) => one.addedNodes"
        ".forEach((node) => added.push(node.textContent)))).observe("
        "document.querySelector('#spoken'), { childList: true, subtree: true })"
    )
    guest.ask(REFUSED)
    assert page.evaluate("added") == ["The documents don't say."]
    (log,) = [one for one in spoken(page) if one["role"] == "log"]
    assert len(log["says"]) == first + 1
    page.click('.thumb[data-thumb="up"]')
    guest.settled()
    page.reload()
    page.wait_for_selector(".exchange")
    guest.settled()
    assert page.inner_text("#spoken") == ""
    assert page.locator("#talk [aria-live], #talk [role=log]").count() == 0


def test_a_question_over_the_limit_stays_in_the_box(guest: Visit) -> None:
    page, long = guest.page, "long " * 4_001
    page.fill(BOX, long)
    page.click("#send")
    page.wait_for_function(
        "document.querySelector('#status').innerText.includes('this has 20,004')"
    )
    assert page.input_value(BOX) == long
    assert page.locator(".exchange").count() == 0


def test_a_conversation_that_is_not_there_is_a_sentence_and_a_new_one(
    browser: Any, address: str
) -> None:
    with visit(browser, f"{address}/#conversation=nothing-here") as guest:
        assert "no longer kept" in guest.page.inner_text("#status")
        assert "nothing-here" not in guest.page.url
        guest.ask(ANSWERED)
        assert guest.errors == []


def test_two_pages_ask_at_once_in_one_conversation(browser: Any, address: str) -> None:
    with visit(browser, address) as guest:
        one = guest.page
        guest.ask(ANSWERED)
        two = one.context.new_page()
        two.goto(one.url)
        two.wait_for_selector(".exchange")
        two.wait_for_timeout(500)
        for page, question in ((one, TWOFOLD), (two, REFUSED)):
            page.fill(BOX, question)
        for page in (one, two):
            page.press(BOX, "Enter")
        for page in (one, two):
            page.wait_for_function("document.querySelectorAll('.exchange').length === 3")
            page.wait_for_selector(".waiting", state="detached")
        one.wait_for_timeout(800)
        asked = [page.locator(".question").all_inner_texts() for page in (one, two)]
        assert asked[0] == asked[1]
        assert set(asked[0]) == {ANSWERED, TWOFOLD, REFUSED}
        assert guest.errors == []


@contextmanager
def started(folder: Path, store: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`python app.py` on a port of one's own; killed, not ended, afterwards."""
    command = [sys.executable, "app.py", str(folder), "--port", str(port), "--store", str(store)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            while "Read the folder:" not in (line := process.stdout.readline()):
                assert line, "app.py ended"
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def test_a_server_started_again_under_an_open_page_is_told_and_nothing_is_lost(
    browser: Any, tmp_path: Path
) -> None:
    port = free_port()
    with browser.new_context() as context:
        page = context.new_page()
        with started(ROOT / "seeds", tmp_path, port):
            page.goto(f"http://127.0.0.1:{port}")
            page.wait_for_selector("#talk .welcome")
            page.fill(BOX, ANSWERED)
            page.press(BOX, "Enter")
            page.wait_for_selector(".sources", timeout=PATIENCE)
            page.locator(BOX).press_sequentially("What I was about to ask")
        notice = page.locator('.lost[data-when="gone"]')
        notice.wait_for(state="visible", timeout=PATIENCE)
        assert "does not answer" in notice.inner_text()
        page.press(BOX, "Enter")
        assert page.input_value(BOX) == "What I was about to ask"
        assert page.locator(".toast-wrap:visible").count() == 0
        with started(ROOT / "seeds", tmp_path, port):
            back = page.locator('.lost[data-when="back"]')
            back.wait_for(state="visible", timeout=PATIENCE)
            assert "started again" in back.inner_text()
            back.locator("button").click()
            page.wait_for_selector(".exchange")
            page.wait_for_timeout(500)
            assert page.input_value(BOX) == "What I was about to ask"
            assert page.locator(".lost:visible").count() == 0
            page.press(BOX, "Enter")
            page.wait_for_function("document.querySelectorAll('.exchange').length === 2")
            assert page.locator(".question").first.inner_text() == ANSWERED


def test_an_answer_whose_document_changed_says_so(
    browser: Any, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    told = folder / "lighthouse.md"
    told.write_text("The lighthouse of Aldra was built in 1837.\n", encoding="utf-8")
    with (
        served(folder, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        page = guest.page
        guest.ask("When was the lighthouse of Aldra built?")
        guest.settled()
        page.reload()
        page.wait_for_selector('.standing:has-text("as they were quoted")')
        told.write_text("The lighthouse of Aldra was built in 1839.\n", encoding="utf-8")
        page.wait_for_selector('.cite[data-standing="altered"]', timeout=20_000)
        assert "lighthouse.md no longer says these words." in page.inner_text(".since")
        page.locator(".cite").hover()
        page.wait_for_selector("#card", state="visible")
        assert "no longer says these words" in page.inner_text("#card")
        assert re.search("no longer says", page.get_attribute(".cite", "aria-label"))
        assert guest.errors == []


@dataclass(frozen=True, slots=True)
class Slow:
    """The page with a model that takes its time to load.

    loaded: the model waits for this file. over: it is there once all work on a question has ended.
    """

    address: str
    store: Path
    loaded: Path
    over: Path

    def kept(self) -> list[Conversation]:
        """What is kept of what was asked."""
        conversations = Conversations(self.store / "conversations.sqlite3")
        try:
            return [conversations.get(one.id) for one in conversations.summaries()]
        finally:
            conversations.close()


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    store, loaded, over = (tmp_path / name for name in ("store", "loaded", "over"))
    program = (
        "import pathlib, sys, time\nimport app\nfrom assistant.web.chat.events import Chat\n"
        "from index.encoder import SentenceEncoder\n"
        "encode, ask = SentenceEncoder.encode, Chat.ask\n"
        "def waiting(self, texts):\n"
        f"    while list(texts) == ['warm'] and not pathlib.Path({str(loaded)!r}).exists():\n"
        "        time.sleep(0.05)\n"
        "    return encode(self, texts)\n"
        "def telling(self, visit, asked):\n"
        "    try:\n        yield from ask(self, visit, asked)\n"
        f"    finally:\n        pathlib.Path({str(over)!r}).touch()\n"
        "SentenceEncoder.encode, Chat.ask = waiting, telling\nsys.exit(app.main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", program, str(ROOT / "seeds"), "--port", "0"]
    with subprocess.Popen(
        [*command, "--store", str(store)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        while "Footnote serves" not in said or "Read the folder" not in said:
            said += process.stdout.readline()
        yield Slow(re.findall(r"http://127\.0\.0\.1:\d+", said)[0], store, loaded, over)
        process.terminate()


def test_stopping_puts_the_question_back_into_the_box(browser: Any, slow: Slow) -> None:
    with visit(browser, slow.address) as guest:
        page = guest.page
        page.fill(BOX, ANSWERED)
        page.click("#send")
        page.wait_for_selector("#stop", state="visible")
        assert not page.locator("#send").is_visible()
        assert page.locator("#stop").evaluate("e => e === document.activeElement")
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        page.wait_for_selector("#send", state="visible")
        page.wait_for_timeout(300)
        assert page.input_value(BOX) == ANSWERED
        assert "Stopped" in page.inner_text("#status")
        assert page.locator(".exchange").count() == 0
        assert not slow.over.exists(), "the model is still waited for"
        slow.loaded.touch()
        until(slow.over.exists)
        assert slow.kept() == []
        page.press(BOX, "Enter")
        guest.answered(0)  # the server's words to a page come in turn: none was before these
        assert page.locator(".exchange").count() == 1, "what was stopped comes no more"
        assert [len(one.exchanges) for one in slow.kept()] == [1]
        assert guest.errors == []


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what happens outside of the page."""
    last = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.02)
