"""A full disk, at many sizes: a sentence, nothing lost, and it goes on once there is room.

`python -m tests.torture.full SEED FILES KIB...` does it in a mount namespace of its own, which
`run` gives it, and prints a tally as JSON.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import FootnoteError
from index.index import Index
from index.place import CATALOG
from tests.torture import checking
from tests.torture.asking import answers, other_answers
from tests.torture.built import build, difference
from tests.torture.child import Order, encoder_of
from tests.torture.folder import ChangingFolder
from tests.torture.process import ROOT, Child
from tests.torture.tally import Tally

NAME = "full disk"
NO_ROOM = "no room is left on the disk of the index"
_ROOM = "512m"
_USUAL = 60  # files in the folder
_SMALL = (100, 200, 400)  # KiB


def run(seed: int, kib: Sequence[int], files: int = _USUAL) -> Tally:
    """Let a sync run into a full disk at each of these sizes; says so where it cannot.

    With the usual number of files the command itself, with the real model, does so too.
    """
    ours = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run([*ours, "mount", "-t", "tmpfs", "t", "/mnt"], capture_output=True).returncode:
        return Tally(NAME, notes=["skipped: no disk of a size of its own can be mounted here"])
    done = subprocess.run(
        [
            *ours,
            sys.executable,
            "-m",
            "tests.torture.full",
            str(seed),
            str(files),
            *map(str, kib),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        return Tally(NAME, faults=[f"seed {seed}, {NAME}: the part itself failed"])
    return Tally.from_json(done.stdout.splitlines()[-1])


class _Run:
    def __init__(self, seed: int, home: Path, files: int) -> None:
        self.seed, self.home, self.tally = seed, home, Tally(NAME)
        ChangingFolder(home / "few", random.Random(seed), 8)
        self.folder = ChangingFolder(home / "folder", random.Random(seed), files, 30)
        self.questions = self.folder.questions()
        self.encoder = encoder_of("letters")
        self.built = build(self.folder.root, self.encoder, self.questions)
        self.outcomes: Counter[str] = Counter()

    def run(self, kib: int) -> None:
        where = f"seed {self.seed}, {kib} KiB"
        self.tally.counts["rounds"] += 1
        with _disk(self.home / "disk", kib) as disk:
            store = disk / "store"
            acknowledged = self._fill(where, store)
            if acknowledged is not None:
                self._check_full(where, store, acknowledged)
            subprocess.run(["mount", "-o", f"remount,size={_ROOM}", disk], check=True)
            faults = len(self.tally.faults)
            self._check_after(where, store)
            if len(self.tally.faults) == faults:
                self.tally.counts["mended by itself"] += 1

    def _fill(self, where: str, store: Path) -> set[str] | None:
        """Sync until the disk is full; what was acknowledged, None where all found room."""
        child = Child(Order("sync", str(self.folder.root), str(store), questions=()))
        child.begin()
        status, complaints = child.end()
        self.tally.phases[child.phase] += 1
        lines = complaints.splitlines()
        if "Traceback" in complaints or "panicked" in complaints or status not in (0, 2):
            self.tally.fault("half or doubled", where, f"exit {status}: {complaints[-300:]}")
        elif status == 2 and len(lines) == 1 and NO_ROOM in lines[0]:
            self.tally.counts["refused with a sentence"] += 1
        elif status == 2:
            self.tally.fault("half or doubled", where, f"not one sentence: {complaints[-400:]}")
        self.outcomes["refused" if status else "search was exact" if lines else "it fitted"] += 1
        return child.acknowledged if status else None

    def _check_full(self, where: str, store: Path, acknowledged: set[str]) -> None:
        """It opens on the full disk, answers from what was committed, and that is whole."""
        if not (store / "index-1" / CATALOG).exists() or not checking.version(
            store / "index-1" / CATALOG
        ):
            if acknowledged:
                self.tally.fault("lost", where, f"all {len(acknowledged)} files")
            return
        try:
            index = Index.open(self.folder.root, store, self.encoder)
            try:
                _, wrong = answers(index, self.questions)
            finally:
                index.close()
        except FootnoteError as error:
            wrong = [f"it does not open or answer: {error}"]
        for what in wrong:
            self.tally.fault("different answers", where, what)
        found = checking.groups(store / "index-1" / CATALOG)
        for path in acknowledged:
            if path not in found or found[path].differs(self.built.groups[path]):
                self.tally.fault("lost", where, path)
        for what in checking.broken(store / "index-1" / CATALOG):
            self.tally.fault("half or doubled", where, what)

    def run_command(self, kib: int) -> None:
        """The command itself, with the real model, on a few files; again once there is room."""
        where = f"seed {self.seed}, command, {kib} KiB"
        self.tally.counts["rounds"] += 1
        command = [sys.executable, "-m", "index", "sync", str(self.home / "few"), "--store"]
        with _disk(self.home / "disk", kib) as disk:
            command.append(str(disk / "store"))
            full = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            last = full.stderr.splitlines()[-1:]  # before it may come the progress bar
            is_told = any(NO_ROOM in line for line in last) and "Traceback" not in full.stderr
            if full.returncode == 2 and is_told:
                self.tally.counts["refused with a sentence"] += 1
            else:
                what = f"exit {full.returncode}: {full.stderr[-400:]}"
                self.tally.fault("half or doubled", where, what)
            subprocess.run(["mount", "-o", f"remount,size={_ROOM}", disk], check=True)
            again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if again.returncode:
                self.tally.fault("lost", where, again.stderr[-400:])
            else:
                self.tally.counts["mended by itself"] += 1

    def _check_after(self, where: str, store: Path) -> None:
        index = Index.open(self.folder.root, store, self.encoder)
        try:
            index.sync()
            if not index.open_vector_store():
                self.tally.fault("vectors not found", where, "Chroma does not open")
            said, wrong = answers(index, self.questions)
        finally:
            index.close()
        wrong += other_answers(said, self.built.answers)
        for what in wrong:
            self.tally.fault("different answers", where, what)
        for what in difference(checking.groups(index.directory / CATALOG), self.built):
            self.tally.fault("lost", where, what)
        for what in checking.broken(index.directory / CATALOG):
            self.tally.fault("half or doubled", where, what)
        for what in checking.chroma(index.directory)[1]:
            self.tally.fault("vectors not found", where, what)
        for what in checking.strays(store):
            self.tally.fault("left behind", where, what)


@contextmanager
def _disk(place: Path, kib: int) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "torture", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def main(seed: int, files: int, kib: Sequence[int]) -> None:
    with TemporaryDirectory(prefix="footnote-") as place:
        run_ = _Run(seed, Path(place), files)
        for size in kib:
            run_.run(size)
        for size in _SMALL if files >= _USUAL else ():
            run_.run_command(size)
    said = ", ".join(f"{count} {what}" for what, count in sorted(run_.outcomes.items()))
    run_.tally.notes.append(f"of {len(kib)} sizes, {kib[0]:,} to {kib[-1]:,} KiB: {said}")
    print(run_.tally.to_json())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3:]])
