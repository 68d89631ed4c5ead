"""SIGKILL at random moments: nothing acknowledged is lost, and the next start mends the rest."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoder import Encoder
from index.errors import ModelMismatch
from index.index import Index
from index.lock import WriterLock
from index.place import CATALOG, Place
from tests.torture import checking
from tests.torture.asking import answers, other_answers
from tests.torture.built import Built, build, difference
from tests.torture.child import Order, encoder_of
from tests.torture.folder import ChangingFolder
from tests.torture.process import Child
from tests.torture.tally import Tally

AGAIN = 0.3  # how often the start after a kill is killed too
PURGE = 0.1  # how often most of the folder goes at once
# How many events a phase may well have: a kill falls on one of them, rather on an early one.
_EVENTS = {
    "opening": 6, "hashing": 20, "reading": 6, "encoding": 6, "staging": 40, "committing": 300,
    "dropping": 3, "chroma": 8,
}  # fmt: skip
_BESIDE = {"opening": 40, "switching": 4, "tidying": 1}
_PURGED = {"chroma": 8, "tidying": 1}
_OTHER = {"letters": "others", "others": "letters"}


@dataclass(frozen=True, slots=True)
class Lane:
    """One folder and its index through many kills of one kind.

    kind: "sync", "rebuild" or "serve"; encoder: "letters", slowed, or "model", the real one.
    """

    kind: str
    seed: int
    kills: int
    encoder: str = "letters"
    files: int = 24
    paragraphs: int = 5

    @property
    def name(self) -> str:
        return f"kill: {self.kind}" + (", real model" if self.encoder == "model" else "")


def run(lane: Lane) -> Tally:
    """Kill as often as the lane says, and check each time."""
    with TemporaryDirectory(prefix="footnote-") as place:
        return _Run(lane, Path(place)).run()


class _Run:
    def __init__(self, lane: Lane, home: Path) -> None:
        self.lane, self.dice = lane, random.Random(lane.seed)
        self.tally = Tally(lane.name)
        self.folder = ChangingFolder(home / "folder", self.dice, lane.files, lane.paragraphs)
        self.store = home / "store"
        self.questions = self.folder.questions()
        self.encoders: dict[str, Encoder] = {}
        self.model = lane.encoder
        self.target = lane.encoder
        self.before = self.after = Built({}, [], 0)
        self.between: list[Built] = []  # what the folder was at kills since the last whole sync
        self.lasted = 1.0
        self.is_beside = self.is_purged = False

    def run(self) -> Tally:
        self._round(self._sync_killed)
        while self.tally.counts["rounds"] < self.lane.kills:
            if self.lane.kind == "serve":
                self._round(self._serve_killed)
                continue
            self.is_beside = self.lane.kind == "rebuild"
            if self.is_beside:
                self.target = self.dice.choice([self.model, _OTHER[self.model]])
            else:
                self._change()
            self._round(self._sync_killed)
        return self.tally

    def _change(self) -> None:
        is_small = len(self.folder.files()) < 12
        self.is_purged = not is_small and self.dice.random() < PURGE
        if self.is_purged:
            self.folder.purge()
        least = 2 if self.is_purged else 20 if is_small else 3
        self.folder.change(self.dice.randint(least, 3 * least))

    @property
    def where(self) -> str:
        return f"seed {self.lane.seed}, {self.lane.kind} {self.tally.counts['rounds']}"

    def _encoder(self, name: str) -> Encoder:
        return self.encoders.setdefault(name, encoder_of(name))

    def _round(self, kill: Callable[[], Child | None]) -> None:
        """Kill once or more, start again to the end, compare."""
        self.after = build(self.folder.root, self._encoder(self.target), self.questions)
        killed = 0
        while (child := kill()) is not None:
            killed += 1
            self.tally.counts["rounds"] += 1
            self.tally.phases[child.phase] += 1
            self._check_killed(child)
            if self.dice.random() > AGAIN or self.tally.counts["rounds"] >= self.lane.kills:
                break
        faults = len(self.tally.faults)
        self._finish()
        if len(self.tally.faults) == faults:
            self.tally.counts["mended by itself"] += killed
        self.before, self.model = self.after, self.target
        self.between.clear()

    # -- killing

    def _order(self, mode: str, die: tuple[str, int] | tuple[()]) -> Order:
        return Order(
            mode=mode,
            folder=str(self.folder.root),
            store=str(self.store),
            encoder=self.target,
            rebuild=self.is_beside,
            pause=self.dice.choice([0.0, 0.001, 0.004]) if self.target != "model" else 0.0,
            die=die,
            questions=self.questions[:4],
        )

    def _sync_killed(self) -> Child | None:
        """A sync that is killed at a moment or at an event; None where it was done before."""
        die: tuple[str, int] | tuple[()] = ()
        if self.dice.random() < 0.5:
            events = _PURGED if self.is_purged else _EVENTS | (_BESIDE if self.is_beside else {})
            phase = self.dice.choice(sorted(events))
            die = (phase, round(events[phase] ** self.dice.random()))
        child = Child(self._order("sync", die))
        child.begin()
        moment = self.dice.uniform(0, 1.05 * self.lasted)
        child.wait_for("done", 60 if die else moment)
        child.kill()
        return self._outcome(child)

    def _serve_killed(self) -> Child | None:
        """A process that serves, killed while it syncs by itself, or just before or after."""
        child = Child(self._order("serve", ()))
        child.begin()
        if child.wait_for("at serving") is None:
            raise RuntimeError(f"it does not serve: {child.end()[1]}")
        time.sleep(0.5)  # until the folder is watched
        self.between.append(self.after)
        self._change()
        child.wait_for("at hashing", 10)
        child.wait_for("done", self.dice.uniform(0, self.lasted))
        child.kill()
        self.after = build(self.folder.root, self._encoder(self.target), self.questions)
        return child

    def _outcome(self, child: Child) -> Child | None:
        if child.told("done") is None:
            return child
        self.lasted = 0.5 * (self.lasted + child.since())
        return None

    # -- checking what a kill has left

    def _check_killed(self, child: Child) -> None:
        for orphan in child.orphans():
            self.tally.fault("orphans", self.where, orphan)
        directories = [one for one in Place(self.store).built() if _is_made(one / CATALOG)]
        for directory in directories:
            lock = WriterLock(directory)
            if not lock.acquire():
                self.tally.fault("orphans", self.where, "the lock is not free")
            lock.release()
            for what in checking.broken(directory / CATALOG):
                self.tally.fault("half or doubled", f"{self.where} ({child.phase})", what)
        if self.is_beside:
            self._check_beside(child)
        elif directories:
            self._check_groups(checking.groups(directories[0] / CATALOG), child)

    def _check_groups(self, found: dict[str, checking.Group], child: Child) -> None:
        """Each file is as it was or as it is now, and as it is now if that was acknowledged."""
        where = f"{self.where} ({child.phase})"
        after = self.after.groups
        stages = [one.groups for one in (self.before, *self.between, self.after)]
        for path, group in found.items():
            how = [group.differs(one[path], nearly=True) for one in stages if path in one]
            # Of which of its likes a copy is the copy may change on the way; see `checking.broken`.
            copies = {one[path].copied for one in stages if path in one} - {""}
            if all(how) and group.copied not in copies:
                what = f"{path} is neither old nor new: {'; '.join(how)}"
                self.tally.fault("half or doubled", where, what)
        for path in child.acknowledged:
            how = found[path].differs(after[path], nearly=True) if path in found else "nothing"
            if how:
                self.tally.fault("lost", where, f"{path} was acknowledged, and has {how}")
        for path in set.intersection(*(set(one) for one in stages)) - found.keys():
            self.tally.fault("lost", where, f"{path} is not there, neither old nor new")

    def _check_beside(self, child: Child) -> None:
        """The old index answers, whole, or the new one does."""
        where = f"{self.where} ({child.phase})"
        try:
            index = Index.open(self.folder.root, self.store, self._encoder(self.model))
            wanted = self.before
            # A rebuild with the same model gives the same rows, before and after the switch.
        except ModelMismatch:
            index = Index.open(self.folder.root, self.store, self._encoder(self.target))
            wanted = self.after
        try:
            said, wrong = answers(index, self.questions)
        finally:
            index.close()
        wrong += other_answers(said, wanted.answers)
        for what in wrong:
            self.tally.fault("different answers", where, what)
        for what in difference(checking.groups(index.directory / CATALOG), wanted):
            self.tally.fault("lost", where, what)

    # -- the next start

    def _finish(self) -> None:
        encoder = self._encoder(self.target)
        known = set()
        for directory in Place(self.store).built():
            is_current = directory == Place(self.store).current()
            catalog = directory / CATALOG
            if self.is_beside and not is_current and _is_made(catalog):
                is_taken_up = checking.made_with(catalog) == encoder.fingerprint
                known |= checking.staged(catalog) if is_taken_up else set()
        index = Index.open(self.folder.root, self.store, encoder, rebuild=self.is_beside)
        try:
            report = index.sync()
            if (
                self.is_beside
                and known
                and report.passages_embedded > self.after.texts - len(known)
            ):
                self.tally.fault("left behind", self.where, "a rebuild began anew")
            if not index.open_vector_store():
                self.tally.fault("vectors not found", self.where, "Chroma does not open")
            said, wrong = answers(index, self.questions)
        finally:
            index.close()
        nearly = self.target == "model"
        catalog = index.directory / CATALOG
        wrong += other_answers(said, self.after.answers)
        for what in wrong:
            self.tally.fault("different answers", self.where, what)
        for what in difference(checking.groups(catalog), self.after, nearly):
            self.tally.fault("lost", self.where, what)
        for what in checking.broken(catalog):
            self.tally.fault("half or doubled", self.where, what)
        count, missing = checking.chroma(index.directory)
        self.tally.counts["vectors asked"] += count
        for what in missing:
            self.tally.fault("vectors not found", self.where, what)
        for what in checking.strays(self.store):
            self.tally.fault("left behind", self.where, what)
        if unused := checking.unused_vectors(catalog):
            self.tally.fault("left behind", self.where, f"{unused} vectors that none has")


def _is_made(catalog: Path) -> bool:
    """Whether a catalog has its tables yet: they come in one transaction."""
    return catalog.exists() and bool(checking.version(catalog))
