"""What axe-core finds in each state of the page, in both themes, at a desk and on a phone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import DESKTOP, PHONE, ROOT, browsing, serving, visit
from tests.tour import TOURS

pytestmark = pytest.mark.skipif(
    os.environ.get("FOOTNOTE_NO_BROWSER") == "1", reason="FOOTNOTE_NO_BROWSER=1: no browser wanted"
)
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module", params=TOURS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("tour") / Path(request.param).name
    shutil.copytree(ROOT / request.param, folder)
    with serving(folder, tmp_path_factory.mktemp("store")) as address:
        yield request.param, address


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")],
    ids=["desk-light", "desk-dark", "phone-light", "phone-dark"],
)
def test_no_state_has_a_grave_fault(
    browser: Any, served: tuple[str, str], size: tuple[int, int], scheme: str
) -> None:
    tour, address = served
    found = []
    with visit(browser, address, size, scheme) as guest:
        for state in TOURS[tour](guest):
            guest.settled()
            for fault in Axe().run(guest.page).response["violations"]:
                places = [node["target"] for node in fault["nodes"]]
                found += [(state, fault["id"], places)] * (fault["impact"] in GRAVE)
    assert found == []
