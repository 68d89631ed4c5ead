"""How long a click on a mark takes until its sentence is seen: `python -m tests.clicks [ROUNDS]`.

A book of 200 pages and a text beside it are served and asked about, and marks are clicked in a real
browser. The clock runs in the page, from the click to the second frame after the quoted words are
in view and the image of their page is there and decoded.
"""

import os
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser import ROOT, Visit, browsing, serving, visit
from tests.printed import Book, book

GOAL, MOST = 300, 300  # milliseconds at the median; KB of the page's own files
_PAIRS = 6  # questions that are answered from two places
_MATES = ("Anders", "Bjarne", "Claus", "Dagfinn", "Einar", "Frode", "Gunnar", "Halvor")
_SHIPS = ("Amalia", "Bertha", "Cecilia", "Dorothea", "Emilie", "Frida", "Gudrun", "Hedvig")
_CLOCK = """
([answer, number]) => {
  const isSeen = () => {
    const pane = document.querySelector("#reader .pane");
    if (answer && pane?.dataset.answer !== answer) return null;
    const sheet = pane?.querySelector(".sheet:not([hidden])");
    const inView = (element, body) => {
      const inner = element.getBoundingClientRect();
      const outer = body.getBoundingClientRect();
      return inner.top >= outer.top - 1 && inner.top + 8 <= outer.bottom;
    };
    const body = sheet?.querySelector(".sheet-body");
    const wanted = answer ? `mark.active[data-cites~="${number}"]` : `.leaf[data-page="${number}"]`;
    const mark = body?.querySelector(wanted);
    if (!mark || !inView(mark, body)) return null;
    return mark.closest(".leaf")?.querySelector(".print") ?? mark;
  };
  window.clock = new Promise((resolve) => {
    const begin = (event) => {
      if (event.type === "keydown" && event.key !== "Enter") return;
      removeEventListener("click", begin, true);
      removeEventListener("keydown", begin, true);
      const began = performance.now();
      const look = async () => {
        const seen = isSeen();
        const isImage = seen?.localName === "img";
        if (!seen || (isImage && !(seen.complete && seen.naturalWidth))) {
          requestAnimationFrame(look);
          return;
        }
        if (isImage) await seen.decode();
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - began)),
        );
      };
      look();
    };
    addEventListener("click", begin, true);
    addEventListener("keydown", begin, true);
  });
}
"""


@dataclass
class Clicks:
    """Milliseconds by what was clicked."""

    guest: Visit
    taken: dict[str, list[float]] = field(default_factory=dict)

    def mark(self, kind: str, mark: Any) -> None:
        """Click on a mark and wait until its sentence is seen."""
        mark.scroll_into_view_if_needed()
        wanted = [mark.get_attribute("data-answer"), mark.get_attribute("data-number")]
        self.guest.page.evaluate(_CLOCK, wanted)
        mark.click()
        self._stop(kind)

    def page(self, kind: str, number: int) -> None:
        """Go to a page by its number and wait until its image is seen."""
        field_ = self.guest.page.locator(".sheet:not([hidden]) .goto")
        field_.fill(str(number))
        self.guest.page.evaluate(_CLOCK, ["", str(number)])
        field_.press("Enter")
        self._stop(kind)

    def _stop(self, kind: str) -> None:
        self.taken.setdefault(kind, []).append(self.guest.page.evaluate("window.clock"))
        self.guest.page.wait_for_timeout(120)  # a person looks at it


def measure(guest: Visit, made: Book, rounds: int) -> Clicks:
    """Ask, then click on marks, pages, other answers and other documents, many times."""
    clicks, chance = Clicks(guest), random.Random(1)
    exchanges = [one for one in map(guest.ask, _questions(made)) if _marks(one).count() >= 2]
    if not exchanges:
        raise RuntimeError("no question was answered in two quotations")
    for exchange in exchanges:
        clicks.mark("a mark of another answer", _marks(exchange).nth(0))
        clicks.mark("a mark, its page for the first time", _marks(exchange).nth(1))
        for turn in range(rounds):
            clicks.mark("a mark, its page again", _marks(exchange).nth(turn % 2))
    pages = chance.sample(range(1, len(made.facts)), 5 * rounds)
    for number in pages:
        clicks.page("a page by its number, for the first time", number)
    for number in pages:
        clicks.page("a page by its number, again", number)
    mate = guest.ask(f"{made.facts[120].question[:-1]} and who was the mate of the Gudrun?")
    for turn in range(4 * rounds):
        clicks.mark("a mark in another document", _marks(mate).nth((turn + 1) % 2))
    for _ in range(rounds):
        guest.page.reload()
        guest.page.wait_for_selector(".exchange .cite")
        guest.settled()
        clicks.mark("the first mark after a reload", _marks(guest.page).nth(1))
    if guest.errors:
        raise RuntimeError(guest.errors[0])
    return clicks


def weight() -> int:
    """Bytes of the page's own scripts, styles and drawings."""
    room = ROOT / "assistant" / "web"
    files = [one for end in ("js", "css", "svg") for one in room.rglob(f"*.{end}")]
    return sum(one.stat().st_size for one in files)


def main(rounds: int) -> int:
    """Measure and print; 1 where the goal is missed."""
    made = book()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FOOTNOTE_HOME"] = f"{scratch}/home"
        folder = Path(scratch, "books")
        folder.mkdir()
        (folder / "book.pdf").write_bytes(made.data)
        (folder / "crew.md").write_text(_crew(), encoding="utf-8")
        with (
            serving(folder, Path(scratch, "store")) as address,
            browsing() as browser,
            visit(browser, address) as guest,
        ):
            clicks = measure(guest, made, rounds)
    print(f"{'what is clicked':44} {'times':>6} {'median':>8} {'worst':>8}")
    for kind, taken in clicks.taken.items():
        print(f"{kind:44} {len(taken):6} {median(taken):5.0f} ms {max(taken):5.0f} ms")
    quoted = [one for kind, taken in clicks.taken.items() if "mark" in kind for one in taken]
    print(f"{'all marks':44} {len(quoted):6} {median(quoted):5.0f} ms {max(quoted):5.0f} ms")
    print(f"the page's own files: {weight() / 1000:.0f} KB")
    return int(median(quoted) > GOAL or weight() > MOST * 1000)


def _questions(made: Book) -> list[str]:
    """Each for two facts of the same kind of thing, far apart in the book."""
    things: dict[str, list[int]] = {}
    for at, fact in enumerate(made.facts):
        things.setdefault(fact.question.split(" of ")[0], []).append(at)
    pairs = [(pages[0], pages[-1]) for pages in things.values() if pages[-1] - pages[0] > 50]
    chosen = random.Random(2).sample(pairs, 2 * _PAIRS)
    return [
        f"{made.facts[one].question[:-1]} and w{made.facts[other].question[1:]}"
        for one, other in chosen
    ]


def _marks(exchange: Any) -> Any:
    return exchange.locator(".cite")


def _crew() -> str:
    years = (
        f"## Year {1600 + number}\n\nThe clerk wrote little in this year, and the tide was low."
        f" The mate of the {ship} was called {mate} Olsen.\n"
        for number, (ship, mate) in enumerate(zip(_SHIPS, _MATES, strict=True))
    )
    return "# The crew\n\n" + "\n".join(years)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
