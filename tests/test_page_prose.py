"""What a model writes under the quotations, in a real browser: a scripted server on loopback."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.collections import Collections
from index.encoder import SentenceEncoder
from tests.axe import judged
from tests.browser import DESKTOP, PHONE, ROOT, Visit, visit
from tests.llm_scripts import Messages, Script, Status, cut, in_turn, refuses, says
from tests.llm_server import LLMServer
from tests.served import served
from tests.tour import TELLING, through_prose

QUESTION = "When do herons fish in the harbour?"
TRUE = "Herons fish at night in the harbour. [‹heron›] "
PIER = "The old pier was closed in May. [‹pier›] "
FALSE = "Herons fish in 1999 in Berlin. [‹heron›] "
KEY = "sk-planted-0123456789"
BOX = "#question textarea"
# How often the conversation changes within two seconds, in which the model says nothing.
REDRAWN = """async () => {
  let count = 0;
  const watcher = new MutationObserver((changes) => (count += changes.length));
  const wanted = { childList: true, subtree: true, characterData: true };
  watcher.observe(document.querySelector("#talk .talk"), wanted);
  await new Promise((done) => setTimeout(done, 2000));
  return count;
}"""
BIRDS = (
    "Herons fish at night in the harbour. They stand in the reeds. "
    "The old pier was closed in May. Nobody has walked on it since.\n"
)


def fitted(script: Script) -> Script:
    """The script, with the numbers of the passages that it was given for its ‹heron› and ‹pier›."""

    def answer(messages: Messages) -> Any:
        given = re.findall(r"<passage number=(\d+)[^>]*>(.*?)</passage>", messages[-1]["content"],
                           re.DOTALL)  # fmt: skip
        reply = script(messages)
        return reply if isinstance(reply, Status) else [_fit(step, given) for step in reply]

    return answer


def _fit(step: Any, given: list[tuple[str, str]]) -> Any:
    for name, words in (("‹heron›", "Herons fish"), ("‹pier›", "old pier was")):
        if isinstance(step, str) and name in step:
            step = step.replace(name, next(number for number, text in given if words in text))
    return step


class Site:
    """The page with a model that says what `say` tells it to."""

    def __init__(self, address: str, server: LLMServer, collections: Collections) -> None:
        self.address, self.server, self.collections = address, server, collections

    def say(self, *scripts: Script) -> None:
        self.server.script = fitted(in_turn(*scripts))
        self.server.requests.clear()
        self.server.hung_up.clear()


@pytest.fixture(scope="module")
def site(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = tmp_path_factory.mktemp("prose")
    with serving(place, encoder=encoder) as one:
        yield one


@contextmanager
def serving(place: Path, url: str = "", **more: Any) -> Iterator[Site]:
    """The page over two small documents; url: of the model's server, "" for the scripted one."""
    folder = place / "docs"
    folder.mkdir()
    (folder / "birds.txt").write_text(BIRDS)
    (folder / "dogs.txt").write_text("The keeper of the tower had a dog. It slept all day.\n")
    with LLMServer(fitted(says(TRUE))) as server:
        settings = {"llm": "openai-like:wren", "llm_url": url or server.openai, "llm_key": KEY}
        with served(folder, place, **settings | more) as (address, collections):
            yield Site(address, server, collections)


@pytest.fixture
def guest(browser: Any, site: Site) -> Iterator[Visit]:
    with visit(browser, site.address) as visitor:
        yield visitor
        assert visitor.errors == []
        assert visitor.hosts == {urlsplit(site.address).netloc}


def ask(guest: Visit, question: str = QUESTION) -> Any:
    """Ask, and wait for the quotations alone."""
    number = guest.page.locator(".exchange").count()
    guest.page.fill(BOX, question)
    guest.page.press(BOX, "Enter")
    exchange = guest.page.locator(".exchange").nth(number)
    exchange.locator(".sources").wait_for()
    return exchange


def quotes(exchange: Any) -> list[str]:
    return list(exchange.locator(".quote").all_inner_texts())


def done(exchange: Any) -> Any:
    """Wait until the model is through; the section that it wrote."""
    exchange.locator(".deeds").wait_for()
    return exchange.locator(".written")


def test_the_quotations_stand_before_the_models_first_byte_and_sentences_follow_one_by_one(
    guest: Visit, site: Site
) -> None:
    first, second = threading.Event(), threading.Event()
    # Marks come in parts, and a sentence is known to have ended when the next one begins.
    site.say(says(first, "Herons fish at ni", "ght in the harbour. [", "‹heron›", "] The", second,
                  PIER.removeprefix("The")))  # fmt: skip
    page, exchange = guest.page, ask(guest)
    assert "Herons fish at night in the harbour." in " ".join(quotes(exchange))
    assert "birds.txt" in exchange.locator(".sources").inner_text()
    waiting = exchange.locator(".written .writing")
    assert "openai-like:wren is writing. Stop ends it" in waiting.inner_text()
    assert exchange.locator(".sentence").count() == 0
    page.wait_for_selector("#reader mark.active")  # the quotation can be read meanwhile
    guest.settled()
    assert page.evaluate(REDRAWN) == 0
    first.set()
    exchange.locator(".sentence").first.wait_for()
    assert exchange.locator(".sentence").count() == 1
    assert waiting.is_visible()
    assert page.locator("#stop").is_visible()
    second.set()
    written = done(exchange)
    assert [said.rstrip("123") for said in written.locator(".sentence").all_inner_texts()] == [
        "Herons fish at night in the harbour.", "The old pier was closed in May.",
    ]  # fmt: skip
    assert written.locator(".writing, .fallen, .note").count() == 0
    assert page.locator("#send").is_visible()


def test_a_mark_shows_and_opens_the_very_words_that_its_sentence_rests_on(
    guest: Visit, site: Site
) -> None:
    site.say(says(TRUE, PIER))
    page, exchange = guest.page, ask(guest)
    mark = done(exchange).locator(".sentence .cite").nth(1)
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector("#card", state="visible")
    assert page.inner_text("#card .said") == "The old pier was closed in May."
    assert page.inner_text("#card .aside").startswith("Other words of this source than quotation")
    page.keyboard.press("Enter")
    page.wait_for_selector('#reader .pane[data-answer$=".2"]')
    assert page.inner_text("#reader mark.active") == "The old pier was closed in May."
    assert mark.get_attribute("data-current") is not None
    assert exchange.locator(".quote .cite[data-current]").count() == 0
    exchange.locator(".quote .cite").first.click()
    page.wait_for_selector('#reader .pane:not([data-answer*="."])')


def test_what_fails_is_struck_out_with_its_reasons_and_a_mark_of_nothing_leads_nowhere(
    guest: Visit, site: Site
) -> None:
    site.say(says(FALSE, "Herons fish at night. [7] "))
    exchange = ask(guest)
    written = done(exchange)
    fallen = written.locator(".fallen")
    assert fallen.count() == 2
    assert fallen.nth(0).locator("del").inner_text().startswith("Herons fish in 1999 in Berlin.")
    assert "do not give these figures or dates: 1999" in fallen.nth(0).inner_text()
    assert "Struck out:" in fallen.nth(0).text_content()
    assert "names a source that was not given: [7]" in fallen.nth(1).inner_text()
    assert fallen.nth(1).locator("button").count() == 0
    assert "No sentence of openai-like:wren stands" in written.locator(".note").inner_text()


def test_many_struck_out_in_a_row_are_folded_and_stay_unfolded_while_more_come(
    guest: Visit, site: Site
) -> None:
    more, last = threading.Event(), threading.Event()
    bad = [f"Herons fish in {year} in Berlin. [‹heron›] " for year in range(1990, 1997)]
    site.say(says(*bad[:5], "The", more, *bad[5:], "Then", last))
    page, exchange = guest.page, ask(guest)
    fold = exchange.locator(".fold")
    fold.locator("summary", has_text="2 more sentences struck out").wait_for()
    assert exchange.locator(".fallen:visible").count() == 3
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    exchange.locator(".fallen:visible >> nth=4").wait_for()
    more.set()
    fold.locator("summary", has_text="4 more sentences struck out").wait_for()
    assert exchange.locator(".fallen:visible").count() == 7
    assert page.evaluate("document.activeElement.matches('.fold > summary')")
    last.set()
    done(exchange)
    assert exchange.locator(".fallen:visible").count() >= 7
    heard = page.text_content("#spoken")
    assert [f"in {year} in Berlin" in heard for year in (1992, 1993)] == [True, False]
    assert re.search(r"\d more sentences struck out", heard)
    page.keyboard.press("Enter")
    fold.locator(".fallen").first.wait_for(state="hidden")


def answers_of(page: Any) -> str:
    return str(page.inner_text(".exchange .answer"))


def test_stop_keeps_the_quotations_and_what_was_written_also_after_a_reload(
    guest: Visit, site: Site
) -> None:
    never = threading.Event()
    site.say(says(TRUE, FALSE, "The old pi", never))
    page, exchange = guest.page, ask(guest)
    exchange.locator(".sentence").first.wait_for()
    exchange.locator(".fallen").wait_for()
    page.click("#stop")
    written = done(exchange)
    assert written.locator(".sentence").count() == 1
    assert written.locator(".fallen").count() == 1
    assert written.locator(".note").inner_text() == "openai-like:wren was stopped."
    assert "Stopped. The quotations and what was written stay." in page.inner_text("#status")
    assert page.input_value(BOX) == ""
    assert site.server.hung_up.wait(20)  # it writes for nobody
    shown = answers_of(page)
    guest.settled()
    page.reload()
    page.wait_for_selector(".exchange .deeds")
    assert answers_of(page) == shown
    site.say(says(TRUE))
    page.click('.deed[data-do="again"]')
    page.wait_for_selector(".written .note", state="detached")
    page.wait_for_selector(".exchange .deeds")
    assert page.locator(".exchange").count() == 1
    assert page.locator(".written .note").count() == 0


def queue(guest: Visit, question: str) -> Any:
    """Send a question while an answer is under way; the line that says what becomes of it."""
    guest.page.fill(BOX, question)
    guest.page.press(BOX, "Enter")
    line = guest.page.locator(".queued")
    line.wait_for()
    return line


def test_a_question_sent_while_a_model_writes_waits_in_the_box_and_is_asked_when_it_is_done(
    guest: Visit, site: Site
) -> None:
    more, last = threading.Event(), threading.Event()
    site.say(says(TRUE, "The", more, PIER.removeprefix("The"), "The", last), says(PIER))
    page, exchange = guest.page, ask(guest)
    exchange.locator(".sentence").first.wait_for()
    assert page.locator(".queued").is_hidden()
    page.press(BOX, "Enter")  # of nothing
    assert page.locator(".queued").is_hidden()
    line = queue(guest, "When was the old pier closed?")
    assert "is asked when this answer is done" in line.inner_text()
    assert "is asked when this answer is done" in page.text_content("#spoken")
    more.set()
    exchange.locator(".sentence").nth(1).wait_for()
    assert line.is_visible()  # though all was drawn anew
    assert page.input_value(BOX) == "When was the old pier closed?"
    last.set()
    second = page.locator(".exchange").nth(1)
    second.locator(".deeds").wait_for()
    assert second.locator(".question").inner_text() == "When was the old pier closed?"
    assert page.input_value(BOX) == ""
    assert page.locator(".exchange").count() == 2
    assert exchange.locator(".written .note").count() == 0  # the first came to its end


def test_stop_asks_the_question_that_waits_at_once(guest: Visit, site: Site) -> None:
    site.say(says(TRUE, threading.Event()), says(PIER))
    exchange = ask(guest)
    queue(guest, "When was the old pier closed?")
    guest.page.click("#stop")
    second = guest.page.locator(".exchange").nth(1)
    second.locator(".deeds").wait_for()
    assert "was stopped" in exchange.locator(".written .note").inner_text()
    assert guest.page.locator(".exchange").count() == 2


@pytest.mark.parametrize("way", ["button", "typing"])
def test_a_question_that_waits_can_be_called_off_and_stays_in_the_box(
    guest: Visit, site: Site, way: str
) -> None:
    last = threading.Event()
    site.say(says(TRUE, last))
    page, exchange = guest.page, ask(guest)
    line = queue(guest, "When was the old pier closed?")
    if way == "button":
        line.locator("button").click()
    else:
        page.type(BOX, " And")
    line.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('#question textarea')")
    last.set()
    done(exchange)
    guest.settled()
    assert page.locator(".exchange").count() == 1
    assert page.input_value(BOX).startswith("When was the old pier closed?")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (cut(TRUE + "The old pier was"), "broke off"),
        (refuses(500), "failed (HTTP 500)."),
        (refuses(401), "FOOTNOTE_LLM_KEY"),
        (says(), "is no answer"),
    ],
)
def test_a_model_that_fails_leaves_the_quotations_and_a_line(
    guest: Visit, site: Site, script: Script, told: str
) -> None:
    site.say(script)
    exchange = ask(guest)
    written = done(exchange)
    assert told in " ".join(written.locator(".note").all_inner_texts())
    assert site.server.openai in written.inner_text()
    assert KEY not in guest.page.content()
    assert exchange.locator(".quote .cite").count()


def test_a_server_that_is_not_there_is_named_with_what_to_do(browser: Any, tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/v1"
    with serving(tmp_path, nowhere) as site, visit(browser, site.address) as guest:
        said = done(ask(guest)).locator(".note").inner_text()
        assert f"openai-like:wren at {nowhere} could not be reached." in said
        assert "check --llm-url" in said
        assert guest.errors == []


def test_the_switch_holds_for_oneself_and_after_a_reload(guest: Visit, site: Site) -> None:
    site.say(says(TRUE))
    page = guest.page
    switch = page.locator("#scope .switch")
    assert "by openai-like:wren, on this machine" in page.inner_text("#scope")
    assert switch.get_attribute("aria-checked") == "true"
    switch.focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#scope :text('only quotations')")
    ask(guest).locator(".deeds").wait_for()
    assert page.locator(".written").count() == 0
    assert site.server.requests == []
    guest.settled()
    page.reload()
    page.wait_for_selector("#scope .switch[aria-checked=false]")
    page.wait_for_selector(".exchange")
    ask(guest, "When was the old pier closed?").locator(".deeds").wait_for()
    assert site.server.requests == []
    switch.click()
    page.wait_for_selector("#scope :text('on this machine')")
    done(ask(guest, "When was the pier closed?"))
    assert len(site.server.requests) >= 1


def test_where_a_question_goes_to_is_said_before_any_is_asked(browser: Any, tmp_path: Path) -> None:
    far = "http://llm.example:8080/v1"
    with serving(tmp_path, far) as site, visit(browser, site.address) as guest:
        said = guest.page.inner_text("#scope")
        assert (
            f"each question, what was said before and the passages found are sent to {far}" in said
        )
        assert guest.page.locator("#scope .away").count() == 1


def test_to_a_model_that_its_server_hands_on_nothing_is_sent_and_that_is_said(
    browser: Any, tmp_path: Path
) -> None:
    """Ollama hands what it is given on to its cloud, for some models, and says so when asked."""
    with LLMServer(says(TRUE), told={"remote_host": "https://cloud.example"}) as server:
        more = {"llm": "ollama:wren", "llm_url": server.url}
        with serving(tmp_path, **more) as site, visit(browser, site.address) as guest:
            guest.page.wait_for_selector("#scope .away")
            assert "so nothing is sent to it" in guest.page.inner_text("#scope")
            assert "nothing was sent" in done(ask(guest)).locator(".note").inner_text()
            assert "sent to" not in guest.page.inner_text("#talk")
            assert server.requests == []


def test_a_models_words_are_only_words(guest: Visit, site: Site) -> None:
    nasty = (
        "<img src=x onerror=document.title=1> **bold** [x](http://a.example) \u202etxt.exe "
        + "x" * 300
        + " ${1} {{2}}. [1] "
    )
    site.say(says(nasty, "<script>alert(1)</script> http://b.example/p.png [1] "))
    page = guest.page
    written = done(ask(guest))
    assert written.locator("img, a, script, strong").count() == 0
    assert "<img src=x onerror=document.title=1>" in written.inner_text()
    assert "\u202e" not in written.inner_text()
    assert page.title() == "Footnote"
    assert page.evaluate("document.querySelector('#talk').scrollWidth <= talk.clientWidth") is True


def test_on_a_phone_all_of_it_is_within_the_window(browser: Any, site: Site) -> None:
    site.say(says(TRUE, FALSE, "w" * 200 + ". [‹heron›]"))
    with visit(browser, site.address, PHONE) as guest:
        page, exchange = guest.page, ask(guest)
        done(exchange)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for control in (*exchange.locator(".written button").all(), page.locator(".switch")):
            box = control.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE[0]
            assert min(box["width"], box["height"]) >= 24
        exchange.locator(".sentence .cite").first.click()
        page.wait_for_selector("#reader mark.active", state="visible")
        assert guest.errors == []


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_is_taken_away_has_the_prose_and_never_the_key(
    guest: Visit, site: Site, form: str
) -> None:
    site.say(says(TRUE, FALSE))
    page = guest.page
    done(ask(guest))
    page.click(".take summary")
    address = page.get_attribute(f'.take a[href*="form={form}"]', "href")
    taken = page.request.get(f"{site.address}{address}").text()
    assert "openai-like:wren" in taken
    assert {"md": "~~Herons fish in 1999", "html": "<del>Herons", "json": '"number"'}[form] in taken
    assert KEY not in taken


def test_no_secret_is_on_the_page_in_what_it_fetches_or_in_the_store(
    browser: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: Any
) -> None:
    caplog.set_level("DEBUG")
    answers: list[Any] = []
    with serving(tmp_path) as site:
        site.say(says(TRUE), refuses(401, f'{{"error": "not {KEY}"}}'.encode()), cut(KEY[:5]))
        with visit(browser, site.address) as guest:
            guest.page.on("response", lambda answer: answers.append(answer))
            for _ in range(3):
                done(ask(guest))
            seen = [one.text() for one in answers if is_whole(one)] + [guest.page.content()]
            guest.settled()
            guest.page.reload()
            guest.page.wait_for_selector(".written")
            seen.append(guest.page.content())
            assert site.server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert len(seen) > 2
    assert [one for one in seen if KEY in one] == []
    assert KEY not in caplog.text
    assert not any(KEY in said for said in capfd.readouterr())
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "conversations.sqlite3" for file in files)
    assert [file for file in files if KEY.encode() in file.read_bytes()] == []


def is_whole(answer: Any) -> bool:
    """Whether it is of this page, and no stream; what a stream brings is on the page."""
    return "/queue/" not in answer.url and answer.request.resource_type in ("document", "fetch")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_state_with_prose_has_a_grave_fault(
    browser: Any, toured: str, size: tuple[int, int]
) -> None:
    found = []
    with visit(browser, toured, size) as guest:
        for state in through_prose(guest):
            guest.settled()
            found += [(state, *fault) for fault in judged(guest.page)]
    assert found == []


@pytest.fixture(scope="module")
def toured(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the seeds, with a model that says what the tour shows."""
    folder = tmp_path_factory.mktemp("tour") / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    with LLMServer(TELLING) as server:
        more: dict[str, Any] = {"llm": "openai-like:wren", "llm_url": server.openai}
        with served(folder, folder.parent, encoder=encoder, **more) as (address, _):
            yield address
