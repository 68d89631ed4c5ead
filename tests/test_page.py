"""The page in a real browser, over the real product."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from index.encoder import SentenceEncoder
from tests.browser import DESKTOP, PHONE, ROOT, Visit, visit
from tests.served import served

ANSWERED = "Who is the US ambassador to Turkey?"
TWOFOLD = (
    "Who is the US ambassador and who is the Turkish foreign minister?",
    "What does Turkey say about NATO's networks and what about strategic autonomy?",
    "Which sanctions were put on Turkey, and what does Fidan think about them?",
)
REFUSED = "Who painted the Mona Lisa?"


@pytest.fixture
def caller(browser: Any, address: str) -> Iterator[Visit]:
    """A visitor with a phone."""
    with visit(browser, address, PHONE) as visitor:
        yield visitor
        assert visitor.errors == []
        assert visitor.hosts == {urlsplit(address).netloc}


def in_view(page: Any, number: int) -> bool:
    """Whether citation `number` begins in the upper half of the part of the reader in sight.

    Or lower, where the document's end is reached and it can be scrolled no further.
    """
    mark = page.locator(f'.sheet:not([hidden]) mark.cited[data-cites~="{number}"]').first
    body = page.locator(".sheet:not([hidden]) .sheet-body")
    inner, outer = mark.bounding_box(), body.bounding_box()
    assert inner is not None
    assert outer is not None
    at_end = body.evaluate("body => body.scrollTop + body.clientHeight >= body.scrollHeight - 2")
    lowest = outer["y"] + outer["height"] * (1 if at_end else 0.5)
    return bool(outer["y"] <= inner["y"] and inner["y"] + 20 <= lowest)


def active_text(page: Any) -> str:
    """The words of the active quotation in the reader, as far as it is in one document.

    On the image of a page they are what its first box is called.
    """
    script = """() => {
      const { active } = document.querySelector("#reader .pane").dataset;
      const label = document.querySelector(`.leaf .number[data-number="${active}"]`);
      const marks = [...document.querySelectorAll(".document mark.cited.active")];
      if (!marks.length && label) return label.getAttribute("aria-label").replace(/^.*?: /, "");
      return marks.map((mark) => mark.textContent).join("");
    }"""
    return folded(page.evaluate(script))


def folded(text: str) -> str:
    return "".join(text.replace("|", "").split())


def quotes(exchange: Any) -> list[str]:
    """The exchange's quotations without their marks."""
    script = "e => { const c = e.cloneNode(true); c.querySelectorAll('button')"
    script += ".forEach(b => b.remove()); return c.textContent; }"
    return [quote.evaluate(script) for quote in exchange.locator(".quote").all()]


def ask_twofold(guest: Visit) -> Any:
    """An exchange with two marks at least."""
    for question in TWOFOLD:
        exchange = guest.ask(question)
        if exchange.locator(".cite").count() >= 2:
            return exchange
    raise AssertionError(f"none of these was answered in two quotations: {TWOFOLD}")


def no_sideways_scroll(page: Any) -> bool:
    """Whether nothing is wider than the window."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && scrollY === 0 && "
            "document.documentElement.scrollHeight <= innerHeight"
        )
    )


def test_a_question_is_answered_in_quotations_and_the_first_is_in_view(guest: Visit) -> None:
    exchange = guest.ask(ANSWERED)
    said = quotes(exchange)
    assert any("Barrack" in quote for quote in said)
    assert active_text(guest.page) == folded(said[0])
    assert in_view(guest.page, 1)
    assert exchange.locator(".source").count() >= 1
    assert "quotation" in guest.page.inner_text("#status")
    assert guest.page.input_value("#question textarea") == ""


def test_a_mark_puts_its_sentence_in_view(guest: Visit) -> None:
    exchange = ask_twofold(guest)
    page = guest.page
    for number in (2, 1, 2):
        exchange.locator(f'.cite[data-number="{number}"]').click()
        guest.settled()
        assert active_text(page) == folded(quotes(exchange)[number - 1])
        assert in_view(page, number)
    assert page.locator(".sheet:not([hidden])").count() == 1
    assert page.locator('.sheet:not([hidden]) .number[data-number="2"]').count() == 1


def test_the_words_that_matched_are_set_off_inside_the_quotation(guest: Visit) -> None:
    guest.ask(ANSWERED)
    if guest.page.locator(".sheet:not([hidden]) .leaf").count():
        assert guest.page.locator(".sheet:not([hidden]) .leaf .word").count() >= 1
        guest.page.click('.sheet:not([hidden]) .views [data-plain="1"]')
        guest.page.wait_for_selector(".document mark.cited.active")
    words = guest.page.locator("mark.cited.active .word").all_text_contents()
    assert any("ambassador" in word.lower() for word in words)


def test_a_mark_can_be_pressed_with_the_keyboard(guest: Visit) -> None:
    exchange = ask_twofold(guest)
    mark = exchange.locator('.cite[data-number="2"]')
    assert "Quotation 2: show it in" in mark.get_attribute("aria-label")
    mark.focus()
    guest.page.keyboard.press("Enter")
    guest.settled()
    assert active_text(guest.page) == folded(quotes(exchange)[1])


def test_the_reader_steps_from_quotation_to_quotation(guest: Visit) -> None:
    exchange = ask_twofold(guest)
    page = guest.page
    total = exchange.locator(".cite").count()
    sheet = page.locator(".sheet:not([hidden])")
    assert sheet.locator(".position").inner_text() == f"1 of {total}"
    assert sheet.locator('.step[data-step="-1"]').is_disabled()
    sheet.locator('.step[data-step="1"]').click()
    guest.settled()
    assert page.locator(".sheet:not([hidden]) .position").inner_text() == f"2 of {total}"
    assert in_view(page, 2)


def test_a_follow_up_is_understood_and_earlier_marks_still_lead_to_their_place(
    guest: Visit,
) -> None:
    first = guest.ask("Why did Turkey lose its place in the F-35 programme?")
    then = guest.ask("When was that?")  # asked alone, it has nothing to look for
    assert any("2020" in quote for quote in quotes(then))
    assert guest.page.locator(".exchange").count() == 2
    mark = first.locator('.cite[data-number="1"]')
    mark.click()
    guest.settled()
    assert active_text(guest.page) == folded(quotes(first)[0])
    guest.ask(REFUSED)
    assert active_text(guest.page) == folded(quotes(first)[0])
    assert mark.get_attribute("data-current") is not None


def test_a_refusal_gives_its_reasons_and_the_nearest_passages(guest: Visit) -> None:
    exchange = guest.ask(REFUSED)
    assert exchange.locator(".verdict").inner_text() == "The documents don't say."
    assert exchange.locator(".reasons li").count() >= 1
    assert exchange.locator(".quote").count() == 0
    passages = exchange.locator(".passage")
    assert passages.count() == 3
    passages.nth(1).click()
    guest.page.wait_for_selector("mark.cited.active")
    guest.settled()
    assert in_view(guest.page, 2)
    shown = passages.nth(1).locator(".said").inner_text().rstrip("…")
    assert active_text(guest.page).startswith(folded(shown))


def test_an_empty_question_gets_a_hint_and_no_exchange(guest: Visit) -> None:
    guest.page.fill("#question textarea", "   ")
    guest.page.click("#send")
    guest.page.wait_for_function(
        "document.querySelector('#status').innerText.includes('Type a question first')"
    )
    assert guest.page.locator(".exchange").count() == 0


def test_shift_enter_makes_a_new_line_and_a_long_question_is_asked(guest: Visit) -> None:
    page = guest.page
    page.fill("#question textarea", "one")
    page.press("#question textarea", "Shift+Enter")
    page.keyboard.type("two")
    assert page.input_value("#question textarea") == "one\ntwo"
    exchange = guest.ask("long " * 4_000)  # 20,000 characters
    assert exchange.locator(".verdict").inner_text() == "The documents don't say."


def test_a_new_conversation_starts_from_nothing(guest: Visit) -> None:
    guest.ask(ANSWERED)
    guest.page.click("#new")
    guest.page.wait_for_selector("#talk .welcome")
    guest.settled()
    assert guest.page.locator(".exchange, .sheet, [data-current]").count() == 0
    assert guest.ask(ANSWERED).locator(".quote").count() >= 1


def test_every_document_is_listed_and_opens_whole(guest: Visit) -> None:
    page = guest.page
    assert page.inner_text(".counts").startswith("4 documents, ")
    names = page.locator("#library .path").all_inner_texts()
    assert names == ["brief.md", "glossary.pdf", "positions.txt", "timeline.html"]
    for name in names:
        page.click(f'#library [data-path="{name}"]')
        page.wait_for_selector(f'.sheet[data-path="{name}"]')
    assert page.locator(".document table th").count() == 3
    page.click('#library [data-path="glossary.pdf"]')
    page.wait_for_selector('.leaf[data-page="2"]', state="attached")
    source = (ROOT / "seeds" / "positions.txt").read_text(encoding="utf-8")
    page.click('#library [data-path="positions.txt"]')
    page.wait_for_selector('.sheet[data-path="positions.txt"]')
    guest.settled()
    assert folded(page.locator(".document").text_content()) == folded(source)


def test_the_window_never_scrolls_and_the_question_box_stays_in_it(guest: Visit) -> None:
    for _ in range(3):
        guest.ask(REFUSED)
    assert no_sideways_scroll(guest.page)
    box = guest.page.locator("#question textarea").bounding_box()
    assert box["y"] + box["height"] <= DESKTOP[1]
    newest = guest.page.locator(".exchange").last.locator(".question").bounding_box()
    assert 0 <= newest["y"] < DESKTOP[1] / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_themes_ask_no_other_host_for_anything(
    browser: Any, address: str, scheme: str
) -> None:
    with visit(browser, address, scheme=scheme) as guest:
        guest.ask(ANSWERED)
        assert guest.hosts == {urlsplit(address).netloc}
        assert guest.errors == []
        ground = guest.page.evaluate("getComputedStyle(document.querySelector('#reading')).color")
        light = sum(int(part) for part in ground[4:-1].split(",")) > 384
        assert light == (scheme == "dark")


def test_on_a_phone_the_reader_opens_over_the_conversation_and_closes(caller: Visit) -> None:
    page = caller.page
    exchange = caller.ask("Who is the US ambassador and who is the Turkish foreign minister?")
    assert no_sideways_scroll(page)
    assert not page.locator("#reader").is_visible()
    exchange.locator('.cite[data-number="1"]').tap()
    caller.settled()
    assert page.locator("#reader").is_visible()
    assert no_sideways_scroll(page)
    assert in_view(page, 1)
    page.locator(".sheet:not([hidden]) .close").tap()
    assert not page.locator("#reader").is_visible()
    assert exchange.locator('.cite[data-number="1"]').evaluate("e => e === document.activeElement")
    for mark in exchange.locator(".cite").all():
        mark.tap()
        assert in_view(page, int(mark.get_attribute("data-number")))
        page.locator(".sheet:not([hidden]) .close").tap()
    box = page.locator("#question textarea").bounding_box()
    assert box["y"] + box["height"] <= PHONE[1]


def test_on_a_phone_the_documents_fold_away(caller: Visit) -> None:
    page = caller.page
    assert not page.locator("#library .file-open").first.is_visible()
    page.locator(".shelf-toggle").tap()
    assert page.locator(".shelf-toggle").get_attribute("aria-expanded") == "true"
    page.locator('#library [data-path="timeline.html"]').tap()
    page.wait_for_selector('.sheet[data-path="timeline.html"]')
    caller.settled()
    assert not page.locator("#library .file-open").first.is_visible()
    assert no_sideways_scroll(page)


ATTACKS = (
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "${window.hit=1}",
    "{{constructor.constructor('window.hit=1')()}}",
    "{{{this}}}",
    "`+(window.hit=1)+`",
    "\"' onmouseover='window.hit=1",
)


@pytest.fixture(scope="module")
def hostile(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a folder that means ill, with files that cannot be read."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [f"The vault code number {n} is {attack} today.\n" for n, attack in enumerate(ATTACKS)]
    (folder / "vault.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "<img src=x onerror=window.hit=1> ${window.hit=1}.txt").write_text(
        "The gardener keeps roses.\n", encoding="utf-8"
    )
    (folder / "title.html").write_text(
        "<title>&lt;script&gt;window.hit=1&lt;/script&gt; {{x}}</title><p>The cook bakes bread."
        "<img src=x onerror=window.hit=1><script>window.hit=1</script>",
        encoding="utf-8",
    )
    filler = [f"The keeper of day {day} wrote that the sea was calm.\n" for day in range(80)]
    filler[30] = "The lighthouse of Aldra was built in 1837.\n"
    filler[70] = "The lighthouse of Aldra was painted red in 1902.\n"
    (folder / "lighthouse.md").write_text("\n".join(filler), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with served(folder, tmp_path_factory.mktemp("place"), encoder=encoder) as (address, _):
        yield address


def test_in_a_long_document_the_quotation_is_scrolled_into_view(browser: Any, hostile: str) -> None:
    with visit(browser, hostile) as guest:
        for year, event in ((1837, "built"), (1902, "painted red")):
            exchange = guest.ask(f"When was the lighthouse of Aldra {event}?")
            marks = exchange.locator(".cite")
            number = next(n for n, q in enumerate(quotes(exchange), 1) if str(year) in q)
            marks.nth(number - 1).click()
            guest.settled()
            assert str(year) in active_text(guest.page)
            assert in_view(guest.page, number)
        body = guest.page.locator(".sheet:not([hidden]) .sheet-body")
        assert body.evaluate("e => e.scrollTop") > DESKTOP[1]
        guest.page.click('#library [data-path="title.html"]')
        guest.page.click('#library [data-path="lighthouse.md"]')
        guest.page.wait_for_selector('.sheet[data-path="lighthouse.md"]')
        guest.settled()
        assert body.evaluate("e => e.scrollTop") == 0


def test_text_from_documents_and_questions_is_shown_and_never_run(
    browser: Any, hostile: str
) -> None:
    with visit(browser, hostile) as guest:
        page = guest.page
        question = "What is the vault code number? " + " ".join(ATTACKS)
        asked = guest.ask(question).locator(".question")
        assert asked.text_content() == question
        for attack in (*ATTACKS, "roses"):
            exchange = guest.ask(f"What is the vault code number that is {attack}?")
            exchange.locator(".cite, .passage").first.hover()
        page.click('#library [data-path="vault.txt"]')
        page.wait_for_selector('.sheet[data-path="vault.txt"]')
        shown = page.locator(".document").text_content()
        assert all(attack in shown for attack in ATTACKS)
        page.locator("#library .file-open").first.click()
        page.wait_for_selector("text=The gardener keeps roses.")
        listed = page.locator("#library").text_content()
        assert "<img src=x onerror=window.hit=1> ${window.hit=1}.txt" in listed
        assert "<script>window.hit=1</script> {{x}}" in listed
        assert page.locator("#desk img, #desk script, #desk iframe, #desk [onerror]").count() == 0
        assert page.evaluate("window.hit") is None
        assert guest.errors == []
        assert guest.hosts == {urlsplit(hostile).netloc}


def test_inline_handlers_would_not_run_even_if_one_slipped_through(
    browser: Any, hostile: str
) -> None:
    with visit(browser, hostile) as guest:
        guest.page.evaluate(
            "document.querySelector('#talk').insertAdjacentHTML('beforeend',"
            " '<img src=x onerror=window.hit=1>')"
        )
        guest.settled()
        assert guest.page.evaluate("window.hit") is None


def test_files_that_cannot_be_read_are_listed_with_their_reason(browser: Any, hostile: str) -> None:
    with visit(browser, hostile) as guest:
        unread = guest.page.locator("#library .unread").all_inner_texts()
        assert [entry.split("\n")[0] for entry in unread] == ["empty.txt", "picture.pdf"]
        assert "empty" in unread[0].split("\n")[1]
        assert "PNG" in unread[1].split("\n")[1]
        assert guest.page.inner_text(".counts").endswith("; 2 could not be read")


def run_app(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_port_in_use_is_one_sentence_that_says_what_to_do(address: str) -> None:
    port = urlsplit(address).port or 0
    ran = run_app(str(ROOT / "seeds"), "--port", str(port))
    assert ran.returncode == 2
    assert ran.stderr == (
        f"port {port} is in use: stop what uses it, or choose another with --port {port + 1}\n"
    )


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    ran = run_app(str(tmp_path / "nowhere"), "--port", "0")
    assert ran.returncode == 2
    assert "nowhere" in ran.stderr
    assert "Traceback" not in ran.stderr
