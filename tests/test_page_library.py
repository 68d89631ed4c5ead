"""The library of the page: ticks, adding, removing, collections; and what means it no good."""

import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assistant.web.library.events import Library
from tests.browser import PHONE, Visit, visit
from tests.served import served

TEXTS = {
    "birds.txt": "A heron stood on the pier. The gull flew over the harbour.",
    "fruit.txt": "An apple fell from the tree. The pear stayed on its branch.",
    "tools.txt": "A hammer lay in the shed. The saw hung over the bench.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text)
    return made


@pytest.fixture
def address(folder: Path, tmp_path: Path) -> Iterator[str]:
    with served(folder, tmp_path, most=4000) as (address, _):
        yield address


@pytest.fixture
def guest(guest: Visit) -> Visit:
    listed(guest, 3)
    return guest


def listed(guest: Visit, number: int) -> None:
    """Wait until so many documents are in the list."""
    guest.page.wait_for_function(f"document.querySelectorAll('.file-open').length === {number}")


def tick(guest: Visit, name: str) -> Any:
    return guest.page.locator(f'.file-tick[data-document="{name}"]')


def menu(guest: Visit, name: str, do: str) -> None:
    """Choose something in a document's menu."""
    guest.page.click(f'.more[data-document="{name}"]')
    guest.page.click(f"#menu-file [data-do={do}]")


def cited(exchange: Any) -> set[str]:
    said = exchange.locator(".source .file").all_inner_texts()
    return {line.split(",")[0] for line in said}


def scope(guest: Visit) -> str:
    return str(guest.page.inner_text("#scope")).replace("\n", " ")


def test_only_ticked_documents_are_asked_and_stay_with_the_conversation(guest: Visit) -> None:
    page = guest.page
    tick(guest, "fruit.txt").click()
    page.wait_for_selector("text=Asking 2 of 3 documents")
    menu(guest, "tools.txt", "only")
    page.wait_for_selector("text=Asking tools.txt only")
    assert [tick(guest, name).is_checked() for name in TEXTS] == [False, False, True]
    assert cited(guest.ask("What lay in the shed?")) == {"tools.txt"}
    page.click("#new")
    page.wait_for_selector("#talk .welcome")
    page.click("#scope [data-do=tick-all]")
    page.wait_for_selector(".scope", state="detached")
    assert all(tick(guest, name).is_checked() for name in TEXTS)
    assert "birds.txt" in cited(guest.ask("Where did the heron stand?"))
    page.click("#view-past")
    page.click("text=What lay in the shed?")
    page.wait_for_selector("text=Asking tools.txt only")
    guest.settled()
    page.reload()
    page.wait_for_selector("text=Asking tools.txt only")
    assert [tick(guest, name).is_checked() for name in TEXTS] == [False, False, True]


# A click on a document's box, then Enter in the question's: no moment lies between the two.
_TICK_AND_ASK = """
(name) => {
  document.querySelector(`.file-tick[data-document="${name}"]`).click();
  const enter = { key: "Enter", bubbles: true, cancelable: true };
  const box = document.querySelector("#question textarea");
  if (box.dispatchEvent(new KeyboardEvent("keydown", enter))) {
    box.dispatchEvent(new KeyboardEvent("keypress", enter));
  }
}
"""


def test_a_question_sent_right_after_a_click_is_asked_as_the_click_left_the_page(
    guest: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*ticked: Any) -> Any:
        time.sleep(0.5)  # as a server with much to do
        return at_once(*ticked)

    at_once = Library._ticked
    monkeypatch.setattr(Library, "_ticked", slowly)
    page = guest.page
    left = {"fruit.txt": "Asking 2 of 3 documents", "tools.txt": "Asking birds.txt only"}
    for number, (name, said) in enumerate(left.items()):
        page.fill("#question textarea", "Where did the heron stand?")
        page.evaluate(_TICK_AND_ASK, name)
        guest.answered(number)
        page.wait_for_selector(f"text={said}")
        assert not tick(guest, name).is_checked()
        page.reload()
        page.wait_for_selector(f"text={said}")  # the conversation keeps it
        page.wait_for_selector(".exchange .sources")
        guest.settled()


def test_quick_ticks_all_count_and_none_is_a_sentence(guest: Visit) -> None:
    page = guest.page
    for name in TEXTS:
        tick(guest, name).click()
    page.wait_for_selector("text=No document is ticked")
    page.fill("#question textarea", "What fell?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#status >> text=No document is ticked: tick one, or ask all.")
    assert page.locator(".exchange").count() == 0
    page.click(".picks [data-do=tick-all]")
    page.wait_for_selector(".scope", state="detached")
    page.click(".picks [data-do=tick-none]")
    page.wait_for_selector("text=No document is ticked")


def test_a_document_deleted_while_it_is_ticked_and_listed_makes_no_error(
    guest: Visit, folder: Path
) -> None:
    page = guest.page
    tick(guest, "birds.txt").click()
    page.wait_for_selector("text=Asking 2 of 3 documents")
    (folder / "fruit.txt").unlink()
    page.wait_for_selector("text=Asking tools.txt only")
    assert cited(guest.ask("What lay in the shed?")) == {"tools.txt"}
    page.evaluate("document.querySelector('.file-open').dataset.path = 'fruit.txt'")
    page.click('.file-open[data-path="fruit.txt"]')  # as if the list had not followed yet
    page.wait_for_selector("#reader >> text=fruit.txt")
    assert "fruit.txt" in page.inner_text("#reader")
    (folder / "tools.txt").unlink()
    page.wait_for_selector("text=No document is ticked")


def test_a_list_drawn_anew_keeps_ticks_focus_words_and_place(
    browser: Any, tmp_path: Path, folder: Path
) -> None:
    for number in range(130):
        (folder / f"many {number:03}.txt").write_text(f"Keeper {number} lit lamp {number}.")
    with served(folder, tmp_path) as (address, _), visit(browser, address) as guest:
        page = guest.page
        page.wait_for_selector("text=1–100 of 133")
        page.click("[data-do=turn][data-step='1']")
        page.wait_for_selector("text=101–133 of 133")
        page.fill("[data-field=filter]", "many")
        page.wait_for_selector("text=1–100 of 130")
        tick(guest, "many 050.txt").click()
        page.wait_for_selector("text=Asking 132 of 133 documents")
        page.focus('.file-open[data-path="many 050.txt"]')
        top = page.locator('.file-open[data-path="many 050.txt"]').bounding_box()["y"]
        assert page.evaluate("document.querySelector('#files').scrollTop") > 0
        for number in range(5):
            (folder / f"a many {number}.txt").write_text(f"A newcomer is number {number}.")
        page.wait_for_selector("text=1–100 of 135")
        guest.settled()
        assert page.evaluate("document.activeElement.dataset.path") == "many 050.txt"
        assert abs(page.locator(":focus").bounding_box()["y"] - top) < 2
        assert not tick(guest, "many 050.txt").is_checked()
        assert tick(guest, "many 051.txt").is_checked()
        assert page.input_value("[data-field=filter]") == "many"
        sent = len(guest.requests)
        page.fill("[data-field=filter]", "nothing of that name")
        page.wait_for_selector("text=No file has these words")
        assert len(guest.requests) > sent
        assert guest.errors == []


def test_files_are_added_and_each_refusal_is_said(guest: Visit, folder: Path) -> None:
    page = guest.page
    page.set_input_files(
        "#pick-files",
        [
            {"name": name, "mimeType": "text/plain", "buffer": content}
            for name, content in {
                "new.txt": b"The lighthouse was painted red.",
                "<img src=x onerror=window.hit=1>.txt": b"The keeper went home.",
                "same.txt": TEXTS["birds.txt"].encode(),
                "empty.txt": b"",
                "strange.xyz": b"x",
                "large.txt": b"x" * 4001,
                "scan.pdf": b"",
            }.items()
        ],
    )
    page.wait_for_selector("text=Added: 2 of 7.")
    refused = page.locator(".refused li").all_inner_texts()
    assert [line.split("\n")[0] for line in refused] == [
        "same.txt", "empty.txt", "strange.xyz", "large.txt", "scan.pdf",
    ]  # fmt: skip
    words = ["already, as birds.txt", "Empty", ".xyz files cannot be read", "Too large", "Empty"]
    assert all(word in line for word, line in zip(words, refused, strict=True))
    listed(guest, 5)
    assert "<img src=x onerror=window.hit=1>.txt" in page.inner_text("#files")
    assert page.locator("#library img").count() == 0
    assert page.evaluate("window.hit") is None
    assert (folder / "new.txt").read_text() == "The lighthouse was painted red."
    page.click("[data-do=close-adding]")
    assert not page.locator(".incoming").is_visible()


def test_files_dropped_anywhere_come_in_and_names_stay_inside(guest: Visit, folder: Path) -> None:
    page = guest.page
    drag = """(kind) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(["A storm came."], "storm.txt"));
        transfer.items.add(new File(["x"], ".hidden.txt"));
        const wanted = {dataTransfer: transfer, bubbles: true, cancelable: true};
        document.querySelector("#talk").dispatchEvent(new DragEvent(kind, wanted));
    }"""
    page.evaluate(drag, "dragenter")
    page.wait_for_selector("text=Drop to add to docs")
    page.evaluate(drag, "drop")
    page.wait_for_selector("text=Added: 1 of 1.")
    assert not page.locator("#dropping").is_visible()
    listed(guest, 4)
    told = page.evaluate(
        """async () => (await fetch("/own/drop?name=" + encodeURIComponent("../../evil.txt"),
            {method: "POST", body: "An evil thing."})).json()"""
    )
    assert told["path"] == "evil.txt"
    listed(guest, 5)
    assert sorted(one.name for one in folder.iterdir())[1] == "evil.txt"


def test_a_folder_is_added_with_its_folders(guest: Visit, tmp_path: Path, folder: Path) -> None:
    trip = tmp_path / "trip"
    (trip / "day 1").mkdir(parents=True)
    (trip / ".git").mkdir()
    (trip / "day 1" / "notes.txt").write_text("The ferry was late.")
    (trip / ".git" / "config.txt").write_text("hidden")
    guest.page.set_input_files("#pick-folder", trip)
    guest.page.wait_for_selector("text=Added: 1 of 1.")
    listed(guest, 4)
    assert (folder / "trip" / "day 1" / "notes.txt").exists()


def test_adding_is_stopped_without_harm(guest: Visit, folder: Path) -> None:
    page, held = guest.page, []

    def hold(route: Any) -> None:
        if len(held) or "2.txt" not in route.request.url:
            route.continue_()
        else:
            held.append(route)

    page.route("**/own/drop*", hold)
    files = [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": f"Day {n} was calm.".encode()}
        for n in range(1, 5)
    ]
    page.set_input_files("#pick-files", files)
    page.wait_for_selector(".incoming >> text=Adding 2 of 4")
    page.click("[data-do=cancel-adding]")
    page.wait_for_selector("text=Stopped. Added: 1 of 4; these stay.")
    held[0].abort()
    listed(guest, 4)
    assert sorted(one.name for one in folder.iterdir()) == ["1.txt", *TEXTS]
    guest.errors.clear()  # the request that was broken off on purpose


def test_a_removed_document_is_not_asked_and_comes_back(guest: Visit, folder: Path) -> None:
    page = guest.page
    menu(guest, "fruit.txt", "remove")
    page.wait_for_selector(".undone >> text=fruit.txt was removed from the list.")
    listed(guest, 2)
    assert (folder / "fruit.txt").exists()
    page.click(".undone [data-do=restore]")
    listed(guest, 3)
    menu(guest, "fruit.txt", "remove")
    listed(guest, 2)
    tick(guest, "birds.txt").click()  # another step: the undo goes, the line to restore stays
    page.wait_for_selector(".undone [data-do=restore]", state="detached")
    page.click(".removed [data-do=restore]")
    listed(guest, 3)


def test_collections_are_made_chosen_kept_in_the_address_and_taken_off(
    guest: Visit, tmp_path: Path
) -> None:
    page = guest.page
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("Dear keeper, the oil is on its way.")
    page.click(".collection")
    page.click("[data-do=new-collection]")
    page.fill("#new-collection [name=name]", "My <b>letters</b>")
    page.fill("#new-collection [name=folder]", str(tmp_path / "nowhere"))
    page.click("#new-collection [type=submit]")
    page.wait_for_selector("#new-collection .error >> text=nowhere")
    page.fill("#new-collection [name=name]", "My letters")
    page.fill("#new-collection [name=folder]", str(other))
    page.click("#new-collection [type=submit]")
    page.wait_for_selector(".collection >> text=My letters")
    listed(guest, 1)
    assert "collection=My+letters" in page.url
    page.reload()
    page.wait_for_selector(".collection >> text=My letters")
    page.click(".collection")
    page.click("#menu-collections [data-do=forget]")
    page.wait_for_selector("#status >> text=My letters was taken off the list.")
    listed(guest, 3)
    assert "collection" not in page.url
    assert (other / "letter.txt").exists()


def test_a_zip_of_ten_thousand_files_and_a_scan_say_what_is_not_read(
    browser: Any, tmp_path: Path, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        archive.writestr("first.txt", "The first keeper came.")
        for number in range(10_050):
            archive.writestr(f"{number:05}.bin", b"x")
    Image.new("RGB", (200, 200), "white").save(folder / "scan.pdf")
    with served(folder, tmp_path) as (address, _), visit(browser, address) as guest:
        page = guest.page
        listed(guest, 4)
        page.wait_for_selector("#keeping .keeping", state="detached")
        container = page.inner_text('li.container[data-key="many.zip"]')
        assert "too many files: 51" in container
        assert "unknown kind of file: 9,999" in container
        page.fill("[data-field=filter]", "scan.pdf")
        page.wait_for_selector('li[data-key="scan.pdf"]')
        listed(guest, 0)
        said = page.inner_text('li[data-key="scan.pdf"]')
        assert "scanned" in said or "image" in said
        assert re.search("Tesseract|OCR", said)
        assert guest.errors == []


def test_the_menus_are_worked_with_the_keyboard(guest: Visit) -> None:
    page = guest.page
    page.focus('.more[data-document="birds.txt"]')
    page.keyboard.press("Enter")
    assert page.locator("#menu-file").is_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.do") == "remove"
    page.keyboard.press("Escape")
    assert not page.locator("#menu-file").is_visible()
    assert page.evaluate("document.activeElement.className") == "more"
    page.focus("#view-documents")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#view-past", "aria-selected") == "true"
    assert page.locator("#past .past").is_visible()
    assert not page.locator("#files").is_visible()


def test_on_a_phone_the_lists_fold_out_and_nothing_is_too_small(browser: Any, address: str) -> None:
    with visit(browser, address, PHONE) as caller:
        page = caller.page
        page.wait_for_selector(".file-open", state="attached")
        page.tap(".shelf-toggle")
        for control in page.locator("#library :is(button, .file-tick):visible").all():
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 20
        page.tap("#view-past")
        assert page.locator("#past .past").is_visible()
        page.tap("#view-documents")
        page.locator(".more").first.tap()
        page.tap("#menu-file [data-do=only]")
        page.wait_for_selector("text=Asking birds.txt only")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert caller.errors == []
