"""What axe-core finds in each state of the page, in both themes, at a desk and on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.encoder import SentenceEncoder
from tests.axe import judged
from tests.browser import DESKTOP, PHONE, ROOT, visit
from tests.served import served
from tests.tour import ANSWERED, TALL, TOURS


@pytest.fixture(scope="module", params=TOURS)
def toured(
    request: pytest.FixtureRequest,
    encoder: SentenceEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("tour") / Path(request.param).name
    shutil.copytree(ROOT / request.param, folder)
    with served(folder, tmp_path_factory.mktemp("place"), encoder=encoder) as (address, _):
        yield request.param, address


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_state_has_a_grave_fault(
    browser: Any, toured: tuple[str, str], size: tuple[int, int]
) -> None:
    tour, address = toured
    found = []
    with visit(browser, address, size) as guest:
        for state in TOURS[tour](guest):
            guest.settled()
            found += [(state, *fault) for fault in judged(guest.page)]
    assert found == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_page_opened_in_dark_has_no_grave_fault(
    browser: Any, address: str, size: tuple[int, int]
) -> None:
    with visit(browser, address, size, "dark") as guest:
        found = judged(guest.page, ["dark"])
        guest.ask(ANSWERED).locator(".cite").first.click()
        guest.page.wait_for_selector(f"{TALL} mark.active")
        guest.settled()
        found += judged(guest.page, ["dark"])
    assert found == []
