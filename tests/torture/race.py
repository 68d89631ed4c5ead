"""Races: two writers at once, a writer stopped in the act, readers while a folder is read."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index.index import Index
from index.place import CATALOG
from tests.torture import checking
from tests.torture.asking import answers, other_answers
from tests.torture.built import build, difference
from tests.torture.child import Order, encoder_of
from tests.torture.folder import ChangingFolder
from tests.torture.process import Child
from tests.torture.tally import Tally

KINDS = ("two writers", "stopped writer", "readers")
PROMPT = 5.0  # seconds to start, be refused and end, or to answer, on a machine that is busy
READERS = 2


def run(kind: str, seed: int, rounds: int, files: int = 24) -> Tally:
    """So many rounds of one of `KINDS`, over a folder of so many files."""
    with TemporaryDirectory(prefix="footnote-") as place:
        run_ = _Run(f"race: {kind}", seed, Path(place), files)
        play = {
            "two writers": run_.two_writers,
            "stopped writer": run_.stopped_writer,
            "readers": run_.readers,
        }[kind]
        for _ in range(rounds):
            run_.change()
            play()
            run_.check()
        run_.note()
        return run_.tally


class _Run:
    def __init__(self, name: str, seed: int, home: Path, files: int) -> None:
        self.seed, self.dice, self.tally = seed, random.Random(seed), Tally(name)
        self.folder = ChangingFolder(home / "folder", self.dice, files)
        self.store = home / "store"
        self.questions = self.folder.questions()
        self.encoder = encoder_of("letters")
        self.measured: dict[str, list[float]] = {}
        index = Index.open(self.folder.root, self.store, self.encoder)
        index.sync()
        index.close()
        self.lasted = 1.0

    @property
    def where(self) -> str:
        return f"seed {self.seed}, {self.tally.kind} {self.tally.counts['rounds']}"

    def change(self) -> None:
        self.folder.change(self.dice.randint(6, 12))
        self.built = build(self.folder.root, self.encoder, self.questions)

    def _child(self, mode: str = "sync", pause: float = 0.0) -> Child:
        order = Order(
            mode, str(self.folder.root), str(self.store), pause=pause, questions=self.questions
        )
        return Child(order)

    def two_writers(self) -> None:
        """Two processes sync at once: one does it, the other is told who."""
        children = [self._child(pause=0.002), self._child(pause=0.002)]
        for child in children:
            child.wait_for("ready")
        for child in children:
            child.begin()
        ends = [child.end() for child in children]
        self.tally.counts["rounds"] += 1
        statuses = sorted(status for status, _ in ends)
        if statuses == [0, 0]:
            self._measure("both went, one after the other", 1)
        elif statuses != [0, 2]:
            self.tally.fault("lost", self.where, f"ends: {ends}")
        for (status, complaint), other in zip(ends, reversed(children), strict=True):
            if status == 2:
                self._check_refusal(complaint, other)

    def stopped_writer(self) -> None:
        """A writer is stopped in the act: another is refused at once, readers are not kept."""
        holder, other = self._child(pause=0.004), self._child()
        other.wait_for("ready")
        holder.begin()
        holder.wait_for("at ")
        holder.wait_for("done", self.dice.uniform(0, self.lasted))
        holder.signal(signal.SIGSTOP)
        time.sleep(0.05)
        self.tally.counts["rounds"] += 1
        self.tally.phases[holder.phase] += 1
        other.begin()
        status, complaint = other.end()
        waited = time.monotonic() - other.began
        is_done = holder.told("done") is not None
        if status == 2:
            self._check_refusal(complaint, holder)
            self._measure("seconds to refuse a second writer", waited)
            if waited > PROMPT:
                self.tally.fault("lost", self.where, f"refused after {waited:.1f} s")
        elif not is_done and holder.phase != "opening":
            self.tally.fault("lost", self.where, f"a second writer went on: {status} {complaint}")
        began = time.monotonic()
        index = Index.open(self.folder.root, self.store, self.encoder)
        _, wrong = answers(index, self.questions)
        index.close()
        for what in wrong:
            self.tally.fault("different answers", self.where, what)
        asked = (time.monotonic() - began) / len(self.questions)
        self._measure("seconds to open and ask a question meanwhile", asked)
        if asked > PROMPT:
            self.tally.fault("lost", self.where, f"a question took {asked:.1f} s")
        holder.signal(signal.SIGCONT)
        status, complaint = holder.end()
        if status:
            self.tally.fault("lost", self.where, f"the stopped one ended so: {status} {complaint}")
        else:
            self.lasted = 0.5 * (self.lasted + holder.since() - waited - asked)

    def readers(self) -> None:
        """Two processes ask all the time while a third one syncs."""
        writer = self._child(pause=0.01)
        readers = [self._child("read") for _ in range(READERS)]
        for child in (writer, *readers):
            child.wait_for("ready")
        for child in (*readers, writer):
            child.begin()
        status, complaint = writer.end()
        self.tally.counts["rounds"] += 1
        if status:
            self.tally.fault("lost", self.where, f"the writer ended so: {status} {complaint}")
        commits = 0
        for reader in readers:
            status, complaint = reader.end()
            seen = reader.told("seen")
            if status or seen is None:
                self.tally.fault("lost", self.where, f"a reader ended so: {status} {complaint}")
                continue
            for what in seen["wrong"]:
                self.tally.fault("different answers", self.where, what)
            self._measure("questions asked by readers", seen["asked"])
            self._measure("seconds for a reader's slowest question", seen["slowest"])
            commits = max(commits, seen["generations"])
        self._measure("states of the catalog that a reader saw in a sync", commits)
        if commits < 2:
            self.tally.fault("lost", self.where, "no reader saw a commit")

    def check(self) -> None:
        """What was raced for is what one process alone would have made."""
        faults = len(self.tally.faults)
        index = Index.open(self.folder.root, self.store, self.encoder)
        try:
            index.sync()
            index.open_vector_store()
            said, wrong = answers(index, self.questions)
        finally:
            index.close()
        wrong += other_answers(said, self.built.answers)
        for what in wrong:
            self.tally.fault("different answers", self.where, what)
        for column, found in self._found(index.directory):
            self.tally.fault(column, self.where, found)
        if len(self.tally.faults) == faults:
            self.tally.counts["mended by itself"] += 1

    def _found(self, directory: Path) -> Iterator[tuple[str, str]]:
        catalog = directory / CATALOG
        yield from (("lost", what) for what in difference(checking.groups(catalog), self.built))
        yield from (("half or doubled", what) for what in checking.broken(catalog))
        yield from (("vectors not found", what) for what in checking.chroma(directory)[1])
        yield from (("left behind", what) for what in checking.strays(self.store))

    def _check_refusal(self, complaint: str, holder: Child) -> None:
        lines = complaint.splitlines()
        if len(lines) == 1 and f"is kept by process {holder.pid}," in lines[0]:
            self.tally.counts["refused with a sentence"] += 1
        else:
            self.tally.fault("lost", self.where, f"no sentence with {holder.pid}: {complaint}")

    def _measure(self, what: str, value: float) -> None:
        self.measured.setdefault(what, []).append(value)

    def note(self) -> None:
        """The measurements, in words."""
        for what, values in self.measured.items():
            middle = sorted(values)[len(values) // 2]
            if all(isinstance(value, int) for value in values):
                self.tally.notes.append(f"{what}: {sum(values):,} in all, median {middle:,}")
            else:
                self.tally.notes.append(f"{what}: median {middle:.2f}, most {max(values):.2f}")
