"""The conversations of the page: kept, listed, searched, renamed, deleted, taken up again."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.conversations import Conversations
from index.encoder import Encoding
from tests.browser import Visit, visit
from tests.letters import LetterCounts
from tests.served import served

HERON, SAW = "Where did the heron stand?", "Where did the saw hang?"
HOSTILE = "<img src=x onerror=window.hit=1> Where is the gull?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "birds.txt").write_text("A heron stood on the pier. The gull flew over the harbour.")
    (made / "tools.txt").write_text("A hammer lay in the shed. The saw hung over the bench.")
    return made


@pytest.fixture
def address(folder: Path, tmp_path: Path) -> Iterator[str]:
    with served(folder, tmp_path) as (address, _):
        yield address


@pytest.fixture
def guest(guest: Visit) -> Visit:
    guest.page.wait_for_selector(".file-open")
    return guest


class Halting(LetterCounts):
    """Counts letters whenever `goes` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.goes = threading.Event()
        self.goes.set()

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self.goes.wait()
        return super().encode(texts)


def past(guest: Visit) -> list[str]:
    """The titles in the list, from the top."""
    guest.page.click("#view-past")
    return [str(one) for one in guest.page.locator(".past-open .title").all_inner_texts()]


def begin(guest: Visit, question: str) -> None:
    """Ask in a new conversation."""
    if guest.page.locator(".exchange").count():
        guest.page.click("#new")
        guest.page.wait_for_selector("#talk .welcome")
    guest.ask(question)


def menu(guest: Visit, title: str, do: str) -> None:
    """Choose something in a conversation's menu."""
    guest.page.locator(".talk-line", has_text=title).hover()
    guest.page.locator(".talk-line", has_text=title).locator(".more").click()
    guest.page.click(f"#menu-talk [data-do={do}]")


def test_conversations_are_listed_newest_first_and_taken_up_on_a_click(guest: Visit) -> None:
    page = guest.page
    for question in (HERON, SAW, HOSTILE):
        begin(guest, question)
    assert past(guest) == [HOSTILE, SAW, HERON]
    assert page.evaluate("window.hit") is None
    assert page.locator(".past h2").all_inner_texts() == ["Today"]
    assert page.locator(".past-open[aria-current]").inner_text().startswith(HOSTILE)
    page.click(f"text={HERON}")
    page.wait_for_selector(f"#talk .question >> text={HERON}")
    guest.ask(SAW)
    assert page.locator(".exchange").count() == 2
    assert past(guest)[0] == HERON
    guest.settled()
    page.reload()
    page.wait_for_selector(f"#talk .question >> text={HERON}")
    assert page.locator(".exchange").count() == 2


def test_a_conversation_is_taken_up_after_a_restart(
    browser: Any, folder: Path, tmp_path: Path
) -> None:
    with served(folder, tmp_path) as (address, _), visit(browser, address) as guest:
        begin(guest, HERON)
        place = guest.page.url.partition("#")[2]
    with served(folder, tmp_path) as (address, _), visit(browser, address) as guest:
        guest.page.goto(f"{address}/#{place}")
        guest.page.wait_for_selector(f"#talk .question >> text={HERON}")
        assert guest.errors == []


def test_the_search_finds_words_of_questions_and_quotations(guest: Visit) -> None:
    page = guest.page
    begin(guest, HERON)
    begin(guest, "What flew?")
    page.click("#view-past")
    page.fill("[data-field=search]", "heron STAND")
    page.wait_for_function("document.querySelectorAll('.past-open').length === 1")
    assert past(guest) == [HERON]
    page.fill("[data-field=search]", "zebra")
    page.wait_for_selector("text=No conversation has these words.")
    page.wait_for_timeout(3000)  # the clock ticks
    assert page.input_value("[data-field=search]") == "zebra"
    assert page.locator("text=No conversation has these words.").is_visible()
    page.fill("[data-field=search]", "")
    page.wait_for_function("document.querySelectorAll('.past-open').length === 2")


def test_a_name_is_typed_in_place_and_survives_what_is_drawn_meanwhile(
    guest: Visit, tmp_path: Path
) -> None:
    page = guest.page
    begin(guest, HERON)
    begin(guest, SAW)
    page.click("#view-past")
    menu(guest, HERON, "rename")
    assert page.evaluate("document.activeElement.className").endswith("past-name")
    assert page.input_value(".past-name:visible") == HERON
    page.keyboard.type("Herons of")
    kept = Conversations(tmp_path / "store" / "conversations.sqlite3")
    other = next(one for one in kept.summaries() if one.title == SAW)
    kept.rename(other.id, "Saws")  # in another window
    kept.delete(other.id)
    kept.close()
    page.wait_for_function("document.querySelectorAll('.past-open').length === 1")
    page.keyboard.type(" Holm")
    assert page.input_value(".past-name:visible") == "Herons of Holm"
    page.keyboard.press("Enter")
    page.wait_for_selector(".past-open >> text=Herons of Holm")
    menu(guest, "Herons of Holm", "rename")
    page.keyboard.type("no")
    page.keyboard.press("Escape")
    assert past(guest) == ["Herons of Holm"]
    page.reload()
    page.wait_for_selector("#talk .welcome")  # the one in view was deleted
    assert past(guest) == ["Herons of Holm"]


def test_deleting_asks_once_more_and_begins_anew_where_it_is_in_view(guest: Visit) -> None:
    page = guest.page
    begin(guest, HERON)
    begin(guest, SAW)
    page.click("#view-past")
    menu(guest, HERON, "delete")
    assert HERON in page.inner_text("#deleting")
    page.click("#deleting [data-do=close-dialog]")
    assert past(guest) == [SAW, HERON]
    menu(guest, SAW, "delete")
    page.keyboard.press("Escape")
    assert not page.locator("#deleting").is_visible()
    assert past(guest) == [SAW, HERON]
    menu(guest, SAW, "delete")
    page.click("#deleting [data-do=delete-really]")
    page.wait_for_selector("#talk .welcome")
    page.wait_for_selector("#status >> text=The conversation was deleted.")
    assert past(guest) == [HERON]
    assert "conversation=" not in page.url


def test_a_conversation_deleted_in_one_window_is_said_in_the_other(
    browser: Any, address: str, guest: Visit
) -> None:
    begin(guest, HERON)
    with visit(browser, address) as other:
        past(other)
        menu(other, HERON, "delete")
        other.page.click("#deleting [data-do=delete-really]")
        other.page.wait_for_selector("text=The conversation was deleted.")
        assert other.errors == []
    page = guest.page
    page.wait_for_selector(".past-open", state="detached")
    page.fill("#question textarea", SAW)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#status >> text=This conversation was deleted in another window.")
    page.wait_for_selector("#talk .welcome")
    assert page.input_value("#question textarea") == SAW
    page.press("#question textarea", "Enter")
    guest.answered(0)
    assert past(guest) == [SAW]


def test_one_that_is_chosen_while_another_is_answered_is_taken_up_after_the_answer(
    browser: Any, folder: Path, tmp_path: Path
) -> None:
    encoder = Halting()
    with (
        served(folder, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        page = guest.page
        page.wait_for_selector(".file-open")
        begin(guest, HERON)
        page.click("#new")
        page.wait_for_selector("#talk .welcome")
        encoder.goes.clear()
        page.fill("#question textarea", SAW)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(".waiting")
        page.click("#view-past")
        page.click(f".past-open >> text={HERON}")
        page.wait_for_timeout(500)
        assert page.locator("#talk .question").all_inner_texts() == [SAW]
        encoder.goes.set()
        page.wait_for_selector(f"#talk .question >> text={HERON}")
        page.wait_for_timeout(500)
        assert page.locator("#talk .question").all_inner_texts() == [HERON]
        assert past(guest) == [SAW, HERON]
        assert guest.errors == []


def test_a_new_conversation_in_a_collection_that_is_gone_is_a_sentence(
    browser: Any, folder: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "yard.txt").write_text("The saw hung over the bench.")
    with (
        served(folder, tmp_path) as (address, collections),
        visit(browser, address) as guest,
    ):
        page = guest.page
        collections.create("Work", work)
        page.wait_for_selector(".choice[data-name=Work]", state="attached")
        page.click("#library .collection")
        page.click(".choice[data-name=Work]")
        page.wait_for_selector(".file-open >> text=yard.txt")
        begin(guest, SAW)
        collections.forget("Work")  # in another window
        page.click("#new")
        page.wait_for_selector("#status >> text=no collection is named 'Work'")
        page.click("#library .collection")
        page.click(".choice")
        page.wait_for_selector(".file-open >> text=birds.txt")
        page.wait_for_selector("#talk .welcome")
        assert guest.errors == []
