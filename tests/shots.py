"""Pictures of the page in each of its states: `python -m tests.shots OUTDIR`, or `make shots`."""

import sys
import tempfile
from pathlib import Path

from tests.browser import DESKTOP, PHONE, ROOT, browsing, serving, visit
from tests.tour import TOURS

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
                for name, size, scheme in VIEWS:
                    with visit(browser, address, size, scheme) as guest:
                        for number, state in enumerate(tour(guest), 1):
                            guest.settled()
                            file = f"{name}-{Path(folder).name}-{number:02}-{state}.png"
                            guest.page.screenshot(path=out / file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name a folder for the pictures: python -m tests.shots OUTDIR")
    main(Path(sys.argv[1]))
