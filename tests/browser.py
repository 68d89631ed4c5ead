"""A real Chromium in front of the real page: `app.py` as a process of its own, asked by typing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
DESKTOP, PHONE = (1440, 900), (390, 844)
PATIENCE = 60_000  # milliseconds; the first question may wait for the model
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # a page that is opened again finds its scripts compiled
]
_AT_REST: dict[Any, "_Place"] = {}  # where the last visitor of each browser was


def chromium() -> str:
    """The browser's program: FOOTNOTE_CHROMIUM, or what is found on the PATH."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("FOOTNOTE_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        raise RuntimeError(
            "no Chromium on the PATH: install it, name it in FOOTNOTE_CHROMIUM, or set "
            "FOOTNOTE_NO_BROWSER=1 to leave out what needs it"
        )
    return found


@contextmanager
def serving(
    folder: Path, store: Path, waits: bool = True, options: Sequence[str] = ()
) -> Iterator[str]:
    """`python app.py FOLDER` as a process that, if one waits, has read the folder; its address."""
    command = [sys.executable, str(ROOT / "app.py"), str(folder), "--port", "0", *options]
    with subprocess.Popen(
        [*command, "--store", str(store)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said, wanted = "", ["Footnote serves", *(["Read the folder:"] if waits else [])]
            while not all(words in said for words in wanted) and process.poll() is None:
                said += process.stdout.readline()
            found = re.search(r" at (http://127\.0\.0\.1:\d+)$", said, re.MULTILINE)
            if not found:
                raise RuntimeError(f"app.py did not say that it serves, but {said!r}")
            yield found[1]
        finally:
            process.terminate()


@contextmanager
def browsing() -> Iterator[Any]:
    """A headless Chromium that asks no one for anything by itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        try:
            yield browser
        finally:
            _AT_REST.pop(browser, None)
            browser.close()


@dataclass
class Visit:
    """One visitor's page, with a log of what it asked for and of what went wrong in it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        """Every host that was asked for anything."""
        return {urlsplit(url).netloc for url in self.requests if not url.startswith("data:")}

    def ask(self, question: str) -> Any:
        """Type a question, send it with Enter, wait for its answer; the exchange's element."""
        number = self.page.locator(".exchange").count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        return self.answered(number)

    def answered(self, number: int) -> Any:
        """Wait until exchange `number`, counted from 0, has its answer, and is shown with it."""
        exchange = self.page.locator(".exchange").nth(number)
        done = exchange.locator(".sources, .refusal, .error").first
        done.wait_for(timeout=PATIENCE)
        self.settled()
        return exchange

    def settled(self) -> None:
        """Wait until nothing is asked for and what came is laid out."""
        self.page.wait_for_timeout(300)


@dataclass
class _Place:
    """Where visitors' pages are opened, one visitor after another.

    door: a page that stays open, so that what the browser made of the page's files is kept.
    """

    origin: str
    has_touch: bool
    context: Any
    door: Any = None

    def leave(self) -> None:
        """Forget the visitor: what is kept in the browser, what was allowed, the pages."""
        for page in self.context.pages[1 if self.door is None else 0 :]:
            if page is not self.door:
                page.close()
        if self.door is None:
            self.door = self.context.pages[0]
            self.door.goto(f"{self.origin}/own/settings.js")
        self.context.clear_permissions()
        wanted = {"origin": self.origin, "storageTypes": "all"}
        self.context.new_cdp_session(self.door).send("Storage.clearDataForOrigin", wanted)


@contextmanager
def _place(browser: Any, address: str, has_touch: bool) -> Iterator[Any]:
    """A context for a fresh visitor: the one that the last visitor of that server left, if any."""
    origin = f"http://{urlsplit(address).netloc}"
    place = _AT_REST.pop(browser, None)
    if place is None or (place.origin, place.has_touch) != (origin, has_touch):
        if place is not None:
            place.context.close()
        place = _Place(origin, has_touch, browser.new_context(has_touch=has_touch))
    try:
        yield place.context
        place.leave()
    except BaseException:
        place.context.close()
        raise
    if browser in _AT_REST:  # a visitor who came meanwhile has left one
        place.context.close()
    else:
        _AT_REST[browser] = place


@contextmanager
def visit(
    browser: Any,
    address: str,
    size: tuple[int, int] = DESKTOP,
    scheme: str = "light",
    is_fresh: bool = False,
) -> Iterator[Visit]:
    """A fresh visitor's page, ready to be asked.

    is_fresh: whether the page's files are read anew too, where no visitor has been before.
    """
    has_touch = size == PHONE
    place = browser.new_context(has_touch=has_touch) if is_fresh else None
    with place or _place(browser, address, has_touch) as context:
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        page.set_default_timeout(PATIENCE)
        guest = Visit(page)
        page.on("request", lambda request: guest.requests.append(request.url))
        page.on("websocket", lambda socket: guest.requests.append(socket.url))
        page.on("pageerror", lambda error: guest.errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                guest.errors.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.goto(address)
        page.wait_for_selector("#talk .welcome")
        page.wait_for_selector("#reader .pane", state="attached")
        guest.settled()
        yield guest
