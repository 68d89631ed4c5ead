"""What the page shows beside plain quotations: disagreements, lists, what a quote follows on."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import ROOT, Visit, serving, visit


@pytest.fixture(scope="module")
def guest(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    store = tmp_path_factory.mktemp("store")
    with (
        serving(ROOT / "tests" / "kinds", store) as address,
        visit(browser, address) as visitor,
    ):
        yield visitor
        assert visitor.errors == []


def test_two_sides_stand_side_by_side_with_their_dates_and_lead_to_their_words(
    guest: Visit,
) -> None:
    exchange = guest.ask("When was the new pier opened?")
    assert exchange.locator(".disagreement .lead").inner_text() == "The documents disagree"
    sides = exchange.locator(".side")
    assert sides.locator(".value").all_inner_texts() == ["12 June 1988", "3 May 1987"]
    assert sides.locator(".file").all_inner_texts() == [
        "gazette.html, 7 October 2003",
        "letter.txt, 14 October 2003",
    ]
    left, right = (sides.nth(number).bounding_box() for number in (0, 1))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    sides.nth(1).click()
    active = guest.page.locator(".sheet:not([hidden]) mark.cited.active")
    active.wait_for()
    assert "the new pier was opened on 3 May 1987" in active.inner_text()


def test_a_list_is_shown_as_one(guest: Visit) -> None:
    exchange = guest.ask("Which boats sailed in 2019?")
    assert exchange.locator(".quote").count() == 1
    assert exchange.locator(".quote .items li").count() == 3
    assert exchange.locator(".cite").count() == 1


def test_what_a_quote_follows_on_is_dimmed_outside_of_it(guest: Visit) -> None:
    exchange = guest.ask("What were the planks used for?")
    before, quote = exchange.locator(".before"), exchange.locator(".quote").first
    assert before.inner_text() == "The old pier was 85 metres long and made of larch."
    assert "85 metres" not in quote.inner_text()
    assert before.bounding_box()["y"] < quote.bounding_box()["y"]
    colour = "element => getComputedStyle(element).color"
    assert before.evaluate(colour) != quote.evaluate(colour)
    cited = guest.page.locator(".sheet:not([hidden]) mark.cited").all_inner_texts()
    assert all("85 metres" not in mark for mark in cited)
