"""The folder is read beside the answers: at the start, as it changes, until it is stopped."""

import time
from collections.abc import Callable
from pathlib import Path

from assistant import Assistant
from assistant.keeping import STOPPED, Keeper
from index.types import SyncReport
from tests.letters import LetterCounts

PATIENCE = 60.0


def wait(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


class SlowLetters(LetterCounts):
    """Takes its time over each batch of passages, as a model does."""

    def encode(self, texts):  # type: ignore[no-untyped-def]
        time.sleep(0.2)
        return super().encode(texts)


def opened(tmp_path: Path, letters: LetterCounts, files: int) -> Assistant:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(files):
        (folder / f"{number:03}.txt").write_text(f"Heron number {number} stood. " * 20)
    return Assistant.open(folder, tmp_path / "store", encoder=letters, is_synced=False)


def test_the_folder_is_read_at_the_start_and_as_it_changes(
    tmp_path: Path, letters: LetterCounts
) -> None:
    reports: list[SyncReport] = []
    with opened(tmp_path, letters, 2) as assistant:
        keeper = Keeper(assistant, reports.append)
        keeper.start()
        try:
            wait(lambda: reports)
            assert reports[0].added == ("000.txt", "001.txt")
            wait(lambda: not keeper.keeping.is_reading)
            assert assistant.staleness == ""
            time.sleep(0.5)  # the watch begins a moment after
            (assistant.folder / "new.txt").write_text("A gull flew.")
            wait(lambda: any("new.txt" in report.added for report in reports))
            assert assistant.search("gull")[0].path == "new.txt"
        finally:
            keeper.close()


def test_what_is_stopped_stays_so_whatever_changes_meanwhile(tmp_path: Path) -> None:
    slow = SlowLetters(40)
    with opened(tmp_path, slow, 60) as assistant:
        keeper = Keeper(assistant)
        keeper.start()
        try:
            wait(lambda: any(state.indexed for state in assistant.documents()))
            keeper.resume()  # a file was dropped onto the page, and the watch sees it too
            (assistant.folder / "new.txt").write_text("A gull flew.")
            keeper.stop()
            wait(lambda: keeper.keeping.is_stopped)
            (assistant.folder / "newer.txt").write_text("A crane flew.")
            time.sleep(2.0)  # the watch has seen it
            assert keeper.keeping.is_stopped
            assert len(assistant.documents()) < 60
            keeper.resume()
            wait(lambda: len(assistant.documents()) == 62)
        finally:
            keeper.close()


def test_a_reading_stops_within_a_second_keeps_what_is_finished_and_goes_on(
    tmp_path: Path,
) -> None:
    slow = SlowLetters(40)
    with opened(tmp_path, slow, 200) as assistant:
        keeper = Keeper(assistant, is_watching=False)
        keeper.start()
        try:
            wait(lambda: any(state.indexed for state in assistant.documents()))
            assert "still being read" in assistant.staleness
            assert "still being read" in assistant.ask("zebra?").text
            keeper.stop()
            began = time.monotonic()
            wait(lambda: not keeper.keeping.is_reading)
            assert time.monotonic() - began < 1
            done = [state.path for state in assistant.documents() if state.indexed]
            assert 0 < len(done) < 200
            assert assistant.staleness == STOPPED
            before = slow.texts_encoded
            keeper.resume()
            wait(lambda: len(assistant.documents()) == 200)
            wait(lambda: not keeper.keeping.is_reading)
            assert slow.texts_encoded - before <= 2 * (200 - len(done)) + 2  # and the question's
            assert assistant.staleness == ""
        finally:
            keeper.close()


def test_a_store_that_fails_is_a_sentence_and_the_page_goes_on(
    tmp_path: Path, letters: LetterCounts
) -> None:
    with opened(tmp_path, letters, 1) as assistant:
        keeper = Keeper(assistant, is_watching=False)
        keeper.start()
        wait(lambda: not keeper.keeping.is_reading)
        (assistant.folder / "000.txt").rename(tmp_path / "kept.txt")
        assistant.folder.rmdir()
        keeper.resume()
        wait(lambda: keeper.keeping.error)
        assert "no folder" in keeper.keeping.error
        assert assistant.search("heron")[0].path == "000.txt"
        assistant.folder.mkdir()
        keeper.resume()
        wait(lambda: not keeper.keeping.is_reading and not keeper.keeping.error)
        keeper.close()
