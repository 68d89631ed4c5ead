"""Changes in the folders are told, once a burst, and the store's own never."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.watch import changes

SOON = 4.0  # seconds: more than a burst takes to settle


class Heard:
    """How often a change was told."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.stop = threading.Event()

    def listen(self, roots: list[Path], skip: Path | None) -> None:
        for _ in changes(roots, self.stop, skip):
            self.times.append(time.monotonic())

    def wait_for(self, count: int) -> int:
        """How many were told once `count` were, or after a while."""
        end = time.monotonic() + SOON
        while len(self.times) < count and time.monotonic() < end:
            time.sleep(0.02)
        return len(self.times)


@contextmanager
def watching(*roots: Path, skip: Path | None = None) -> Iterator[Heard]:
    heard = Heard()
    thread = threading.Thread(target=heard.listen, args=([*roots], skip))
    thread.start()
    time.sleep(0.5)  # until it watches
    try:
        yield heard
    finally:
        heard.stop.set()
        thread.join(3)
        assert not thread.is_alive()


def test_a_burst_of_changes_is_told_once(folder: Path) -> None:
    with watching(folder) as heard:
        for i in range(20):
            (folder / f"{i}.txt").write_text("Words.")
            time.sleep(0.01)
        assert heard.wait_for(1) == 1
        time.sleep(1.5)
        assert len(heard.times) == 1
        (folder / "3.txt").unlink()
        assert heard.wait_for(2) == 2


def test_changes_in_new_folders_and_of_hidden_files_are_told(folder: Path) -> None:
    with watching(folder) as heard:
        (folder / "new").mkdir()
        assert heard.wait_for(1) == 1
        (folder / "new" / ".footnoteignore").write_text("*.log")
        assert heard.wait_for(2) == 2
        (folder / "new" / ".footnoteignore").rename(folder / "new" / "other")
        assert heard.wait_for(3) == 3


def test_reading_is_no_change(folder: Path) -> None:
    (folder / "a.txt").write_text("Words.")
    time.sleep(0.2)
    with watching(folder) as heard:
        (folder / "a.txt").read_text()
        list(folder.iterdir())
        time.sleep(1.5)
        assert heard.times == []


def test_the_stores_own_writes_are_not_told(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / ".footnote" / "folder"
    store.mkdir(parents=True)
    with watching(tmp_path, skip=store) as heard:
        for i in range(5):
            (store / f"catalog-{i}").write_text("rows")
            time.sleep(0.2)
        time.sleep(1.2)
        assert heard.times == []
        (folder / "a.txt").write_text("Words.")
        assert heard.wait_for(1) == 1


def test_each_of_several_folders_is_watched(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    with watching(tmp_path / "x", tmp_path / "y") as heard:
        (tmp_path / "x" / "a").touch()
        assert heard.wait_for(1) == 1
        (tmp_path / "y" / "a").touch()
        assert heard.wait_for(2) == 2
