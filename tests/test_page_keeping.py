"""The page while its folder is read: how far it is, stopping, going on, changes as they come."""

from pathlib import Path
from typing import Any

import pytest

from index.encoder import SentenceEncoder
from tests.browser import serving, visit
from tests.served import served

FILES = 160
SENTENCE = "Keeper {n} wrote on day {i} that the lamp of tower {n} had burnt {i} litres of oil. "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "towers"
    made.mkdir()
    for n in range(FILES):
        (made / f"{n:03}.txt").write_text("".join(SENTENCE.format(n=n, i=i) for i in range(8)))
    return made


def test_reading_is_shown_stops_goes_on_and_follows_the_folder(
    browser: Any, folder: Path, tmp_path: Path
) -> None:
    with (
        serving(folder, tmp_path / "store", waits=False) as address,
        visit(browser, address) as guest,
    ):
        page = guest.page
        page.wait_for_selector("#keeping progress")
        assert f"of {FILES} files" in page.inner_text("#keeping")
        page.click("#keeping [data-keep=stop]")
        page.wait_for_selector("#keeping [data-keep=resume]")
        assert "what was finished is kept" in page.inner_text("#keeping")
        refused = guest.ask("Which whales were seen from the balloon?").inner_text()
        assert "Reading was stopped" in refused
        page.click("#keeping [data-keep=resume]")
        page.wait_for_selector(f"text=1–100 of {FILES}")
        page.wait_for_function("document.querySelector('#keeping').innerText.trim() === ''")
        assert f"{FILES} documents" in page.inner_text(".counts")
        (folder / "000.txt").unlink()
        (folder / "new.md").write_text("# News\n\nThe balloon of Holm has burst.\n")
        page.wait_for_selector('.file-open[data-path="000.txt"]', state="detached")
        page.fill("[data-field=filter]", "new.md")
        page.wait_for_selector('.file-open[data-path="new.md"]')
        answer = guest.ask("What happened to the balloon of Holm?").inner_text()
        assert "The balloon of Holm has burst." in answer
        assert guest.errors == []


def test_the_list_accounts_for_every_file(
    browser: Any, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("The lamp of the tower was lit in May.")
    (folder / "b.txt").write_text("The lamp of the tower was lit in May.")
    (folder / "empty.md").write_text("")
    (folder / "<b>.xyz").write_text("x")
    with (
        served(folder, tmp_path, encoder=encoder) as (address, _),
        visit(browser, address) as guest,
    ):
        guest.page.wait_for_selector(".file-open")
        listed = guest.page.inner_text("#files")
        assert guest.page.inner_text(".counts") == "1 document, 1 passage; 2 could not be read"
        assert "The same as a.txt" in listed
        assert "Not read: empty: there is nothing in it" in listed
        assert "<b>.xyz" in listed
        assert guest.page.locator("#files b").count() == 0
        assert guest.hosts == {address.removeprefix("http://")}
