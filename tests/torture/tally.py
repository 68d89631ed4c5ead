"""What the rounds came to: counted, added up, printed as a table."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

COLUMNS = (
    "rounds", "lost", "half or doubled", "different answers", "vectors not found", "orphans",
    "left behind", "mended by itself", "refused with a sentence",
)  # fmt: skip
FAULTS = COLUMNS[1:7]


@dataclass(slots=True)
class Tally:
    """The counts of one kind of rounds.

    phases: where the process was when it was killed or stopped. faults: a sentence each, with the
    seed and round. notes: measurements.
    """

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, column: str, where: str, what: str) -> None:
        """Something is wrong: count it, and say what and where."""
        self.counts[column] += 1
        self.faults.append(f"{where}: {column}: {what}")

    def to_json(self) -> str:
        """For another process; see `from_json`."""
        return json.dumps([self.kind, self.counts, self.phases, self.faults, self.notes])

    @classmethod
    def from_json(cls, told: str) -> "Tally":
        kind, counts, phases, faults, notes = json.loads(told)
        return cls(kind, Counter(counts), Counter(phases), faults, notes)

    def add(self, other: "Tally") -> None:
        self.counts.update(other.counts)
        self.phases.update(other.phases)
        self.faults += other.faults
        self.notes += other.notes


def together(tallies: Iterable[Tally]) -> list[Tally]:
    """One tally a kind, in the order in which the kinds come first."""
    kinds: dict[str, Tally] = {}
    for tally in tallies:
        kinds.setdefault(tally.kind, Tally(tally.kind)).add(tally)
    return list(kinds.values())


def tables(tallies: list[Tally]) -> Iterator[str]:
    """The lines of two Markdown tables: what came of the rounds, and where the kills fell."""
    yield from _table(
        ("", *COLUMNS),
        [(one.kind, *(str(one.counts[column]) for column in COLUMNS)) for one in tallies],
    )
    kinds = [one for one in tallies if one.phases]
    if kinds:
        yield ""
        phases = sorted({phase for one in kinds for phase in one.phases})
        yield from _table(
            ("killed or stopped while", *(one.kind for one in kinds)),
            [(phase, *(str(one.phases[phase]) for one in kinds)) for phase in phases],
        )
    notes = [f"- {one.kind}: {note}" for one in tallies for note in one.notes]
    if notes:
        yield ""
        yield from notes


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
