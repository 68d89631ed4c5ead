"""Pictures of the page in each of its states: `python -m tests.shots OUTDIR`."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser import DESKTOP, PHONE, ROOT, Visit, browsing, serving, visit

ANSWERED = "Who is the US ambassador and who is the Turkish foreign minister?"
FOLLOWED = "Which sanctions were put on Turkey?"
REFUSED = "How much did Turkey pay for the S-400?"
KINDS = {
    "disagreement": "When was the new pier opened?",
    "list": "Which boats sailed in 2019?",
    "neighbour": "What were the planks used for?",
}
TABLET = (1000, 760)
VIEWS = (
    ("light", DESKTOP, "light"),
    ("dark", DESKTOP, "dark"),
    ("tablet", TABLET, "light"),
    ("phone", PHONE, "light"),
    ("phone-dark", PHONE, "dark"),
)


def main(out: Path) -> None:
    """Ask the real product about its seeds and keep what it looks like."""
    out.mkdir(parents=True, exist_ok=True)
    with browsing() as browser, tempfile.TemporaryDirectory() as store:
        with serving(ROOT / "seeds", Path(store, "seeds")) as address:
            for name, size, scheme in VIEWS:
                with visit(browser, address, size, scheme) as guest:
                    _states(guest, out, name)
        with serving(ROOT / "tests" / "kinds", Path(store, "kinds")) as address:
            for name, size, scheme in VIEWS:
                with visit(browser, address, size, scheme) as guest:
                    _kinds(guest, out, name)


def _kinds(guest: Visit, out: Path, name: str) -> None:
    for kind, question in KINDS.items():
        guest.ask(question)
        guest.settled()
        guest.page.screenshot(path=out / f"{name}-9-{kind}.png")


def _states(guest: Visit, out: Path, name: str) -> None:
    page = guest.page
    covers = page.viewport_size["width"] <= 760

    def keep(state: str) -> None:
        guest.settled()
        page.screenshot(path=out / f"{name}-{state}.png")

    def close() -> None:
        if covers:
            page.click(".sheet:not([hidden]) .close")

    keep("1-start")
    exchange = guest.ask(ANSWERED)
    keep("2-answer")
    exchange.locator(".cite").last.click()
    keep("3-last-mark")
    close()
    guest.ask(FOLLOWED)
    keep("4-follow-up")
    exchange = guest.ask(REFUSED)
    keep("5-refusal")
    exchange.locator(".passage").first.click()
    keep("6-nearest-passage")
    close()
    _browse(page)
    keep("7-documents")
    page.locator("#library .file-open").last.click()
    keep("8-document")


def _browse(page: Any) -> None:
    if page.locator(".shelf-toggle").is_visible():
        page.click(".shelf-toggle")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name a folder for the pictures: python -m tests.shots OUTDIR")
    main(Path(sys.argv[1]))
