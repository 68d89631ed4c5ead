"""A walk through every state of the page: pictures are taken of them, and axe judges them."""

from collections.abc import Iterator

from tests.browser import Visit

ANSWERED = "Who is the US ambassador and who is the Turkish foreign minister?"
FOLLOWED = "Which sanctions were put on Turkey?"
REFUSED = "How much did Turkey pay for the S-400?"
KINDS = {
    "disagreement": "When was the new pier opened?",
    "list": "Which boats sailed in 2019?",
    "neighbour": "What were the planks used for?",
}


def through_seeds(guest: Visit) -> Iterator[str]:
    """The states of a visit to the seeds; each is in view when its name is given."""
    page = guest.page
    covers = page.viewport_size["width"] <= 760

    def close() -> None:
        if covers:
            page.click(".sheet:not([hidden]) .close")

    yield "start"
    page.click(".settings-open")
    yield "settings"
    page.keyboard.press("Escape")
    exchange = guest.ask(ANSWERED)
    yield "answer"
    exchange.locator(".cite").last.click()
    yield "last-mark"
    close()
    guest.ask(FOLLOWED)
    yield "follow-up"
    exchange = guest.ask(REFUSED)
    yield "refusal"
    exchange.locator(".passage").first.click()
    yield "nearest-passage"
    close()
    browse(guest)
    yield "documents"
    page.locator("#library .file-open").last.click()
    yield "document"


def through_kinds(guest: Visit) -> Iterator[str]:
    """The kinds of answers, over tests/kinds."""
    for kind, question in KINDS.items():
        guest.ask(question)
        yield kind


def browse(guest: Visit) -> None:
    """Have the documents in view."""
    if guest.page.locator(".shelf-toggle").is_visible():
        guest.page.click(".shelf-toggle")


TOURS = {"seeds": through_seeds, "tests/kinds": through_kinds}
