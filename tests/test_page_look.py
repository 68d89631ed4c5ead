"""The page's frame at any text size, and the browser's Back in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import Visit, visit
from tests.served import served

HERON, SAW = "Where did the heron stand?", "Where did the saw hang?"
DESK, PHONE = (1280, 800), (360, 740)
# What a person can hit or read that begins or ends outside of the window, and what lies on another.
OUTSIDE = """() => [...document.querySelectorAll("#desk button, #desk textarea, #desk input, "
  + ".settings-menu, .sheet, .talk, .shelf, .frame")].filter((one) => one.checkVisibility()).filter(
  (one) => one.getBoundingClientRect().left < 0
    || one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className || one.id)"""
BAR = """() => [".frame h1", ".collection", ".shelf-toggle", ".settings-open"].map((one) => {
  const { left, right, height } = document.querySelector(one).getBoundingClientRect();
  return [left, right, height]; })"""

# What a browser keeps of a visit, but for the page's files.
KEPT = """async () => [
  localStorage.length, sessionStorage.length, history.length, document.cookie,
  (await navigator.serviceWorker.getRegistrations()).length,
  await caches.keys(),
  (await indexedDB.databases()).map(({ name }) => name),
  await Promise.all(["clipboard-read", "geolocation"].map(
    async (name) => (await navigator.permissions.query({ name })).state)),
]"""
LEAVING = """async () => {
  localStorage.size = sessionStorage.size = document.cookie = "size=150";
  await navigator.serviceWorker.register("/own/folding.js", { type: "module" });
  await (await caches.open("c")).put("/x", new Response("x"));
  await new Promise((done) => (indexedDB.open("d").onsuccess = done));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("look")
    folder = place / "a-folder-with-a-long-name"
    folder.mkdir()
    (folder / "birds.txt").write_text("A heron stood on the pier. The gull flew over the harbour.")
    (folder / "tools.txt").write_text("A hammer lay in the shed. The saw hung over the bench.")
    with served(folder, place) as (address, _):
        yield address


@pytest.fixture
def guest(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Visit]:
    with visit(browser, address, request.param, is_fresh=True) as visitor:
        visitor.page.wait_for_selector(".file-open", state="attached")
        yield visitor
        assert visitor.errors == []


def test_a_visitor_finds_nothing_of_the_one_before(browser: Any, address: str) -> None:
    contexts = []
    for _ in range(2):
        with visit(browser, address) as visitor:
            assert visitor.page.evaluate(KEPT) == [0, 0, 2, "", 0, [], [], ["prompt", "prompt"]]
            contexts.append(visitor.page.context)
            contexts[-1].grant_permissions(["clipboard-read", "geolocation"])
            visitor.page.evaluate(LEAVING)
            left = visitor.page.evaluate(KEPT)
            assert left == [1, 1, 2, "size=150", 1, ["c"], ["d"], ["granted", "granted"]]
    assert contexts[0] is contexts[1], "the second came where the first had been"


def question(guest: Visit, words: str) -> None:
    """Wait until the conversation in view begins with a question."""
    guest.page.wait_for_selector(f"#talk .exchange:first-child .question >> text={words}")


@pytest.mark.parametrize("guest", [DESK], indirect=True)
def test_nothing_is_wider_than_the_window_however_large_the_text(guest: Visit) -> None:
    page = guest.page
    guest.ask(HERON)
    page.click(".settings-open")
    page.check("#settings input[value='150']")
    for width in (1280, 1000, 760, 390, 360):
        page.set_viewport_size({"width": width, "height": 740})
        guest.settled()
        assert page.evaluate(OUTSIDE) == [], width
        if width == 760:
            page.locator(".cite").first.click()  # the reader lies over the conversation
            guest.settled()
            assert page.evaluate(OUTSIDE) == []
            page.keyboard.press("Escape")
            page.click(".settings-open")
    name, collection, documents, settings = page.evaluate(BAR)
    assert name[1] <= collection[0] < collection[1] <= documents[0] < documents[1] <= settings[0]
    assert min(one[2] for one in (collection, documents, settings)) >= 24
    assert collection[1] - collection[0] >= 60


@pytest.mark.parametrize("guest", [DESK], indirect=True)
def test_the_box_of_the_question_follows_the_text_size_and_the_conversation(guest: Visit) -> None:
    page = guest.page
    box = page.locator("#question textarea")
    page.click(".settings-open")
    page.check("#settings input[value='150']")
    guest.settled()
    heights = box.evaluate("box => [box.clientHeight, box.scrollHeight]")
    assert heights[0] >= heights[1] - 2  # its border
    outer, inner = page.locator("#composer").bounding_box(), page.locator(".talk").bounding_box()
    assert (outer["x"], outer["width"]) == (inner["x"], inner["width"])


@pytest.mark.parametrize("guest", [DESK], indirect=True)
def test_back_returns_to_the_conversation_before(guest: Visit) -> None:
    page = guest.page
    guest.ask(HERON)
    page.click("#new")
    page.wait_for_selector("#talk .welcome")
    guest.ask(SAW)
    guest.ask(HERON)
    page.go_back()
    question(guest, HERON)
    page.go_forward()
    question(guest, SAW)
    page.click("#view-past")
    page.locator(".past-open:not([aria-current])").first.click()
    question(guest, HERON)
    guest.settled()
    page.reload()
    question(guest, HERON)
    guest.settled()
    page.go_back()
    question(guest, SAW)
    assert page.locator(".exchange").count() == 2
    guest.settled()
    page.click("#new")
    page.wait_for_selector("#talk .welcome")
    page.go_back()
    question(guest, SAW)
    page.go_forward()
    page.wait_for_selector("#talk .welcome")


@pytest.mark.parametrize("guest", [PHONE], indirect=True)
def test_back_closes_the_reader_of_a_phone_and_closing_leaves_no_entry(guest: Visit) -> None:
    page = guest.page
    guest.ask(HERON)
    length = page.evaluate("history.length")
    page.locator(".cite").first.click()
    page.locator("#reading").wait_for()
    page.go_back()
    page.locator("#reading").wait_for(state="hidden")
    question(guest, HERON)
    for _ in range(3):
        page.locator(".cite").first.click()
        page.locator("#reading").wait_for()
        page.locator(".sheet:not([hidden]) .close").click()
        page.locator("#reading").wait_for(state="hidden")
        guest.settled()
    question(guest, HERON)
    assert page.evaluate("[history.length, history.state?.sheet]") == [length + 1, None]


@pytest.mark.parametrize("guest", [DESK], indirect=True)
def test_a_sentence_of_the_engine_begins_with_a_capital(guest: Visit) -> None:
    guest.page.evaluate("location.hash = '#conversation=gone'")
    guest.page.wait_for_selector("#status >> text=/^This conversation is no longer kept/")
    assert guest.page.locator("#talk .welcome").is_visible()
