"""The writer's lock: one process at a time, told by name, free again when its holder is gone."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from index.errors import StoreBusy
from index.lock import WriterLock
from tests.index.conftest import run_python, start_python

HOLD = """
import sys; from pathlib import Path; from index.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


def is_free_elsewhere(store: Path) -> bool:
    """Whether another process gets the lock."""
    code = "import sys; from pathlib import Path; from index.lock import WriterLock\n"
    code += "print(WriterLock(Path(sys.argv[1])).acquire())"
    status, printed, complaints = run_python("-c", code, str(store))
    assert (status, complaints) == (0, "")
    return printed == "True\n"


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Popen[str]]:
    """Another process that holds the lock; it gives it back at a line, and ends at another."""
    with start_python("-c", HOLD, str(tmp_path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_another_process_is_kept_out_until_the_lock_is_given_back(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    assert not is_free_elsewhere(tmp_path)
    lock.release()
    assert is_free_elsewhere(tmp_path)


def test_however_often_it_was_taken_one_release_is_enough(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    assert all(lock.acquire() for _ in range(3))
    lock.require()
    lock.release()
    lock.release()
    assert is_free_elsewhere(tmp_path)


def test_indexes_of_one_process_share_it_until_the_last_gives_it_back(tmp_path: Path) -> None:
    one, two = WriterLock(tmp_path), WriterLock(tmp_path)
    assert one.acquire()
    assert two.acquire()
    one.release()
    assert not is_free_elsewhere(tmp_path)
    two.release()
    assert is_free_elsewhere(tmp_path)


def test_whoever_needs_it_is_told_who_holds_it(tmp_path: Path, holder: Popen[str]) -> None:
    lock = WriterLock(tmp_path)
    assert not lock.acquire()
    with pytest.raises(StoreBusy, match=rf"kept by process {holder.pid}, which serves it"):
        lock.require()
    (tmp_path / "writer.pid").write_text("torn")
    with pytest.raises(StoreBusy, match=r"kept by another process, which serves it"):
        lock.require()


def test_it_is_free_once_its_holder_gave_it_back(tmp_path: Path, holder: Popen[str]) -> None:
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "released\n"
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    lock.release()


def test_it_is_free_once_its_holder_was_killed(tmp_path: Path, holder: Popen[str]) -> None:
    holder.kill()
    holder.wait()
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    lock.release()
