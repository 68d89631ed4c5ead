"""A real Chromium in front of the real page: `app.py` as a process of its own, asked by typing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
]


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
def serving(folder: Path, store: Path, waits: bool = True) -> Iterator[str]:
    """`python app.py FOLDER` as a process that, if one waits, has read the folder; its address."""
    command = [sys.executable, str(ROOT / "app.py"), str(folder), "--port", "0"]
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


@contextmanager
def visit(
    browser: Any, address: str, size: tuple[int, int] = DESKTOP, scheme: str = "light"
) -> Iterator[Visit]:
    """A fresh visitor's page, ready to be asked."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=size == PHONE
    )
    page = context.new_page()
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
    try:
        page.goto(address)
        page.wait_for_selector("#talk .welcome")
        page.wait_for_selector("#reader .pane", state="attached")
        guest.settled()
        yield guest
    finally:
        context.close()
