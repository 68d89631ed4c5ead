"""Pictures of the page in each of its states: `python -m tests.shots OUTDIR`, or `make shots`."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.browser import DESKTOP, PHONE, ROOT, Visit, browsing, serving, visit
from tests.llm_server import LLMServer
from tests.tour import TELLING, TOURS, through_prose

TABLET = (1000, 760)
VIEWS = (
    ("light", DESKTOP, "light"),
    ("dark", DESKTOP, "dark"),
    ("tablet", TABLET, "light"),
    ("phone", PHONE, "light"),
    ("phone-dark", PHONE, "dark"),
)


def main(out: Path) -> None:
    """Walk through the real product and keep what it looks like."""
    out.mkdir(parents=True, exist_ok=True)
    with browsing() as browser, tempfile.TemporaryDirectory() as store:
        for folder, tour in TOURS.items():
            with serving(ROOT / folder, Path(store, folder)) as address:
                _take(browser, address, Path(folder).name, tour, out)
        with LLMServer(TELLING) as server:
            options = ("--llm", "openai-like:scripted", "--llm-url", server.openai)
            with serving(ROOT / "seeds", Path(store, "seeds"), options=options) as address:
                _take(browser, address, "prose", through_prose, out)


def _take(
    browser: Any, address: str, name: str, tour: Callable[[Visit], Iterator[str]], out: Path
) -> None:
    for view, size, scheme in VIEWS:
        with visit(browser, address, size, scheme) as guest:
            for number, state in enumerate(tour(guest), 1):
                guest.settled()
                guest.page.screenshot(path=out / f"{view}-{name}-{number:02}-{state}.png")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name a folder for the pictures: python -m tests.shots OUTDIR")
    main(Path(sys.argv[1]))
