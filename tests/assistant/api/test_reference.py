"""The page of the OpenAPI document in a real browser."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser import DESKTOP, PHONE


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_is_quiet_and_its_links_open_what_they_name(
    browser: Any, birds: str, size: tuple[int, int], scheme: Any
) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    amiss: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("console", lambda message: amiss.append(message.text))
    page.on("pageerror", lambda error: amiss.append(str(error)))
    try:
        page.goto(f"{birds}/api/docs")
        answer = page.locator("#Answer")
        assert not answer.is_visible()
        page.locator('dd a[href="#Answer"]').first.click()
        answer.wait_for(state="visible")
        assert "is_unsure" in answer.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ground, ink = page.evaluate(
            "[getComputedStyle(document.documentElement).backgroundColor,"
            " getComputedStyle(document.body).color].map(c => c.match(/[0-9]+/g).map(Number)[0])"
        )
        assert (ground < ink) == (scheme == "dark")
        assert set(asked) == {urlsplit(birds).netloc}
        assert amiss == []
    finally:
        context.close()
