"""What the doctor finds: a line for each thing that differs, and what mending it takes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from index.status import count

SHOWN = 10  # lines of a kind

Kind = Literal[
    "catalog", "reading", "unsigned", "file", "orphan", "document", "vector", "words", "store"
]


@dataclass(slots=True)
class Report:
    """What was compared, what differs, and what is to be mended.

    is_lost: the catalog is not there, or SQLite itself finds it damaged.
    documents: the files on the disk whose documents are damaged in the catalog.
    sizes: the true sizes of files in bytes, where the catalog has others.
    vectors: the ids of vectors that are wrong. astray: passages whose vector is another text's.
    sampled: vectors that the model, asked again, made otherwise: then none can be trusted.
    """

    files: int = 0
    documents_read: int = 0
    passages: int = 0
    vectors_held: int = 0
    is_lost: bool = False
    documents: set[str] = field(default_factory=set)
    vectors: set[int] = field(default_factory=set)
    astray: set[int] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    sampled: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    _shown: dict[Kind, list[str]] = field(default_factory=dict)

    def add(self, kind: Kind, line: str) -> None:
        """Something differs."""
        self.counts[kind] += 1
        shown = self._shown.setdefault(kind, [])
        if len(shown) < SHOWN:
            shown.append(line)

    def has(self, *kinds: Kind) -> bool:
        """Whether anything of these kinds differs."""
        return any(self.counts[kind] for kind in kinds)

    @property
    def is_well(self) -> bool:
        """Whether nothing differs."""
        return not self.counts

    def lines(self, advise: bool = True) -> Iterator[str]:
        """All that is to be said, kind by kind; the last line says what was compared.

        advise: say how to mend it.
        """
        for kind, shown in self._shown.items():
            yield from shown
            if self.counts[kind] > len(shown):
                yield f"... and {self.counts[kind] - len(shown):,} more"
        yield from self.notes
        yield f"compared {self._compared()}: {self._verdict(advise)}"

    def _compared(self) -> str:
        return ", ".join(
            (
                count(self.files, "file"),
                count(self.documents_read, "document"),
                count(self.passages, "passage"),
                count(self.vectors_held, "vector"),
            )
        )

    def _verdict(self, advise: bool) -> str:
        found = self.counts.total()
        if not found:
            return "all as it should be"
        if found == 1:
            return "1 thing differs" + ("; mend it with --repair" if advise else "")
        return f"{found:,} things differ" + ("; mend them with --repair" if advise else "")
