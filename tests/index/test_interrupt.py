"""Ctrl-C: the first asks to stop, and all that was finished stands; the second interrupts."""

import os
import signal
import time
from pathlib import Path
from subprocess import Popen

import pytest

from index.catalog import Catalog
from index.interrupt import stop_on_interrupt
from tests.index.conftest import start_python

SLOW = """
import sys, time
from pathlib import Path
from index.index import Index
from index.interrupt import stop_on_interrupt
from tests.letters import LetterCounts

class Slow(LetterCounts):
    def encode(self, texts):
        time.sleep(float(sys.argv[3]))
        return super().encode(texts)

index = Index.open(sys.argv[1], sys.argv[2], Slow(max_pieces=3))
with stop_on_interrupt() as stop:
    report = index.sync(lambda progress: print(progress.passages, flush=True), stop=stop)
print(report.is_complete, flush=True)
index.close()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_asks_and_the_second_interrupts(number: int) -> None:
    before = signal.getsignal(number)
    with stop_on_interrupt() as stop:
        assert not stop.is_set()
        os.kill(os.getpid(), number)
        assert stop.wait(1)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_afterwards_all_is_as_before_though_it_failed() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="x"), stop_on_interrupt():
        raise ValueError("x")
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture
def filled(folder: Path) -> Path:
    for i in range(60):
        letters = "abcdefghijklmnopqrstuvwxyz"
        words = [f"{letters[i % 26]}{letters[j]}" for j in range(8)]
        (folder / f"{i:02}.txt").write_text("\n\n".join(f"{word} {i}" for word in words))
    return folder


def started(folder: Path, store: Path, pause: float) -> Popen[str]:
    return start_python("-c", SLOW, str(folder), str(store), str(pause))


def test_a_sync_ends_within_a_second_and_the_next_goes_on(filled: Path, store: Path) -> None:
    with started(filled, store, 0.1) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 100:
            pass
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        *_, last = process.stdout.read().split()
        assert (last, process.wait()) == ("False", 0)
        assert time.monotonic() - began < 2  # with the end of the process itself
    catalog = Catalog(store / "index-1" / "catalog.sqlite3")
    done = catalog.states()
    assert 0 < len(done) < 60
    assert all(catalog.document(state.path).text for state in done)
    known = 480 - len(catalog.unknown([f"{w}" for w in _texts(filled)]))
    catalog.close()
    with started(filled, store, 0) as process:
        assert process.stdout is not None
        *_, embedded, last = process.stdout.read().split()
        assert (last, process.wait()) == ("True", 0)
    assert int(embedded) == 480 - known


def _texts(folder: Path) -> list[str]:
    """The passages' texts: each paragraph with the gap after it."""
    texts = []
    for file in sorted(folder.iterdir()):
        *first, last = file.read_text().split("\n\n")
        texts += [*(f"{one}\n\n" for one in first), last]
    return texts
