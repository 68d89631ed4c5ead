"""A book of many pages with a sentence on each that is known: `python -m tests.printed OUT.pdf`."""

import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fpdf import FPDF

_PLACES = """Skarholm Ravnsund Tollnes Grimsey Aldvik Marstrand Hestness Oddavik Lysekil Brattholm
Furusund Kolding Nordvik Sandhamn Torvik Ulsund Vardnes Ytterby Ekholm Dalaro""".split()
_THINGS = """granary lighthouse ropewalk schoolhouse chapel sawmill boatyard smithy quay bridge
icehouse tannery bakery custom-house signal-mast reservoir weighhouse lockgate cooperage almshouse
""".split()
_WORDS = """harbour timber ledger master keeper vessel cargo tide anchor market season winter summer
repair council letter account captain barge mooring weather cable winch pilot crew rope grain
herring salt barrel plank nail lantern chart wind rudder sail freight tally clerk
warden ferry ballast berth
""".split()
_LINES, _COLUMN, _SIZE, _LEADING = 44, 470.0, 10.5, 15.5


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that stands once in the book, on one page, and the question that it answers."""

    page: int
    sentence: str
    question: str


@dataclass(frozen=True, slots=True)
class Book:
    """A PDF and what is known of it; the same bytes each time."""

    data: bytes
    facts: tuple[Fact, ...]


@cache
def book(pages: int = 200) -> Book:
    """A book of dense pages, each with a heading and one fact in the midst of other words."""
    paper, facts = FPDF(unit="pt", format="A4"), []
    paper.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    paper.set_auto_page_break(False)
    for number in range(1, pages + 1):
        chance = random.Random(number)
        fact = _fact(number)
        facts.append(fact)
        paper.add_page()
        paper.set_font("Times", "B", 15)
        paper.text(62, 70, f"Chapter {number}: {chance.choice(_WORDS)} and {chance.choice(_WORDS)}")
        paper.set_font("Times", size=_SIZE)
        words: list[str] = []
        at = chance.randrange(150, 300)  # the word before which the fact begins
        while len(words) < 600:
            if at is not None and len(words) >= at:
                words += fact.sentence.split()
                at = None
            words += _sentence(chance)
        _print(paper, words)
    return Book(bytes(paper.output()), tuple(facts))


def _fact(number: int) -> Fact:
    """Two facts are never of the same thing in the same place."""
    place = _PLACES[number % len(_PLACES)]
    thing = _THINGS[(number // len(_PLACES) + number) % len(_THINGS)]
    year = 1500 + number
    return Fact(
        page=number,
        sentence=f"The {thing} of {place} was built in {year} by order of the council.",
        question=f"When was the {thing} of {place} built?",
    )


def _sentence(chance: random.Random) -> list[str]:
    words = chance.choices(_WORDS, k=chance.randrange(7, 16))
    return [words[0].capitalize(), *words[1:-1], words[-1] + "."]


def _print(paper: FPDF, words: list[str]) -> None:
    line, printed = "", 0
    for word in words:
        longer = f"{line} {word}" if line else word
        if paper.get_string_width(longer) > _COLUMN:
            paper.text(62, 100 + _LEADING * printed, line)
            line, printed = word, printed + 1
            if printed == _LINES:
                return
        else:
            line = longer


if __name__ == "__main__":
    made = book()
    Path(sys.argv[1]).write_bytes(made.data)
    print(
        f"{len(made.facts)} pages, {len(made.data) >> 10:,} KiB, such as: {made.facts[99].question}"
    )
