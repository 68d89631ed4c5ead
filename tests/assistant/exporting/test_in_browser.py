"""The page of an export in a real Chromium, offline: nothing runs, nothing is asked for."""

import base64
import os
from pathlib import Path

import pytest

from assistant.exporting import as_html, export
from index.picture import Crop, Picture
from index.types import Box
from tests.assistant.exporting.samples import (
    HOSTILE,
    answer,
    citation,
    document,
    exchange,
)
from tests.assistant.exporting.test_as_html import PNG
from tests.browser import DESKTOP, PHONE, browsing

pytestmark = pytest.mark.skipif(
    os.environ.get("FOOTNOTE_NO_BROWSER") == "1", reason="FOOTNOTE_NO_BROWSER=1: no browser wanted"
)


def test_it_is_styled_fits_a_phone_and_asks_for_nothing(tmp_path: Path) -> None:
    source = document(f"It stood. {HOSTILE}\n\n{'unbreakable' * 50}\n", f"{'long-name-' * 20}.txt")
    cited = [citation(source, HOSTILE), citation(source, "It stood.", 2)]
    cropped = Crop(1, Picture(PNG, "image/png", 900, 90), Box(1, 0, 0, 900, 90), ())
    taken = export([exchange(answer(*cited, question=HOSTILE))])
    file = tmp_path / "taken.html"
    file.write_text(as_html(taken, lambda _: source, lambda _: cropped), encoding="utf-8")
    said: list[str] = []
    asked: list[str] = []
    with browsing() as browser:
        for width, height in (DESKTOP, PHONE):
            context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", lambda dialog: said.append(dialog.message))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
            note = page.locator("ol.notes > li").nth(1)
            page.locator(".said .cite").nth(1).click()
            assert note.evaluate("note => note.matches(':target')")
            assert page.locator("image").first.evaluate("image => image.getBBox().width") == 900
            background = "getComputedStyle(document.documentElement).backgroundColor"
            light = page.evaluate(background)
            page.emulate_media(color_scheme="dark")
            assert page.evaluate(background) != light
            context.close()
    assert said == []
    image = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert set(asked) <= {file.as_uri(), image}
