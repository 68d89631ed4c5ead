"""A walk through every state of the page: pictures are taken of them, and axe judges them."""

import threading
from collections.abc import Iterator
from typing import Any

from tests.browser import Visit
from tests.llm_scripts import says

ANSWERED = "Who is the US ambassador and who is the Turkish foreign minister?"
REFUSED = "How much did Turkey pay for the S-400?"
KINDS = {
    "disagreement": "When was the new pier opened?",
    "list": "Which boats sailed in 2019?",
    "neighbour": "What were the planks used for?",
}
TALL = ".sheet:not([hidden])"
TELLING = says(  # two sentences stand, two fail; then it is silent until it is stopped
    "Tom Barrack is the ambassador of the United States in Ank", "ara. [1] ",
    "Hakan Fidan is the foreign minister of Turkey. [1] ",
    "Turkey paid 2.5 billion dollars to Berlin in 1999. [1][9] It never happened at all. ",
    "And then", threading.Event(),
)  # fmt: skip


def through_seeds(guest: Visit) -> Iterator[str]:
    """The states of a visit to the seeds; each is in view when its name is given."""
    page = guest.page
    yield "start"
    page.click(".settings-open")
    yield "settings"
    page.keyboard.press("Escape")
    exchange = guest.ask(ANSWERED)
    yield "answer"
    yield from _conversing(guest, exchange)
    yield from _reading(guest, exchange)
    yield from _refused(guest)
    yield from _browsing(guest)


def through_kinds(guest: Visit) -> Iterator[str]:
    """The kinds of answers, over tests/kinds."""
    for kind, question in KINDS.items():
        guest.ask(question)
        yield kind


def _conversing(guest: Visit, exchange: Any) -> Iterator[str]:
    page = guest.page
    exchange.locator(".cite").last.focus()
    page.wait_for_selector("#card", state="visible")
    yield "card"
    page.keyboard.press("Escape")
    exchange.locator(".take summary").click()
    yield "take-away"
    page.keyboard.press("Escape")
    exchange.locator('.deed[data-do="edit"]').click()
    page.wait_for_selector('.onward[data-do="keep-question"]')
    yield "change-question"
    page.click('.onward[data-do="keep-question"]')
    exchange.locator('.thumb[data-thumb="up"]').click()
    page.wait_for_selector('.onward[data-do="pin"]')
    yield "thumb-up"
    page.locator("#question textarea").focus()


def _reading(guest: Visit, exchange: Any) -> Iterator[str]:
    """The cited pages of a PDF, as pages and as text, and a search in them."""
    page = guest.page
    exchange.locator('.cite[data-number="1"]').click()
    page.wait_for_selector(f"{TALL} .leaf mark.active")
    yield "pages"
    page.click(f"{TALL} .views [data-plain='1']")
    page.wait_for_selector(f"{TALL} .document mark.active")
    yield "text"
    page.click(f"{TALL} [data-do=find]")
    page.fill(f"{TALL} .find-words", "Turkey")
    page.press(f"{TALL} .find-words", "Enter")
    yield "search"
    page.press(f"{TALL} .find-words", "Escape")
    page.click(f"{TALL} .views [data-plain='0']")
    page.wait_for_selector(f"{TALL} .leaf mark.active")
    _close(guest)
    exchange.locator(".cite").last.click()
    yield "another-document"
    _close(guest)


def _refused(guest: Visit) -> Iterator[str]:
    page = guest.page
    exchange = guest.ask(REFUSED)
    yield "refusal"
    exchange.locator(".passage").first.click()
    page.wait_for_selector(".nearby mark.active")
    yield "nearest-passage"
    _close(guest)
    exchange.locator('.onward[data-do="anyway"]').click()
    page.wait_for_selector(".exchange:last-of-type .quote")
    yield "anyway"


def _browsing(guest: Visit) -> Iterator[str]:
    """Documents, what can be done with one, collections, conversations."""
    page = guest.page
    browse(guest)
    yield "documents"
    page.locator(".file-tick").first.uncheck()
    page.wait_for_selector("#scope :text('3')")
    yield "ticked"
    page.locator(".more").first.click()
    page.wait_for_selector("#menu-file", state="visible")
    yield "document-menu"
    page.keyboard.press("Escape")
    page.click(".collection")
    yield "collections"
    page.click("[data-do=new-collection]")
    page.wait_for_selector("#new-collection", state="visible")
    yield "new-collection"
    page.keyboard.press("Escape")
    browse(guest)
    page.click("#view-past")
    page.wait_for_selector("#past .past")
    yield "conversations"
    page.click("#view-documents")
    page.locator("#library .file-open").last.click()
    page.wait_for_selector(f"{TALL} .document, {TALL} .leaf")
    yield "document"
    _close(guest)


def browse(guest: Visit) -> None:
    """Have the documents in view."""
    opener = guest.page.locator(".shelf-toggle")
    if opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
        opener.click()


def _close(guest: Visit) -> None:
    """On a phone, close the reader that covers the page."""
    if guest.page.viewport_size["width"] <= 760:
        guest.page.click(f"{TALL} .close")


def through_prose(guest: Visit) -> Iterator[str]:
    """What a model writes under the quotations, over the seeds; its words are `TELLING`."""
    page = guest.page
    yield "writer"
    page.fill("#question textarea", ANSWERED)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".fallen >> nth=1")
    page.wait_for_selector(".sentence")
    yield "writing"
    page.locator(".fallen").last.scroll_into_view_if_needed()
    page.focus("#stop")
    page.keyboard.press("Enter")  # by keyboard, so that the focus shows
    page.wait_for_selector(".written .note")
    yield "prose"
    page.locator(".sentence .cite").first.focus()
    page.wait_for_selector("#card", state="visible")
    yield "source"
    page.keyboard.press("Escape")
    page.locator(".sentence .cite").first.click()
    page.wait_for_selector(f"{TALL} mark.active")
    yield "source-in-place"
    _close(guest)
    page.click(".switch")
    page.wait_for_selector(".switch[aria-checked=false]")
    page.wait_for_selector("#scope :text('only quotations')")
    yield "writer-off"


TOURS = {"seeds": through_seeds, "tests/kinds": through_kinds}
