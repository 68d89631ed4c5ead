"""Where indexes lie in a store: which one answers, the switch, and what is tidied away."""

import os
import shutil
from pathlib import Path

import pytest

from index.errors import StoreError
from index.lock import WriterLock
from index.place import CATALOG, Place, check_disk, size_of
from tests.index.conftest import start_python

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/share /mnt/my\\040files\\134x cifs rw 0 0
someone@server: /mnt/far fuse.sshfs rw 0 0
tmpfs /tmp tmpfs rw 0 0

"""


def make(store: Path, *names: str) -> None:
    """Empty indexes."""
    for name in names:
        (store / name).mkdir(parents=True)
        (store / name / CATALOG).touch()


def names(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir())


def test_a_new_store_has_its_first_index_to_be(store: Path) -> None:
    place = Place(store)
    assert (place.current(), place.built()) == (store / "index-1", [])
    assert place.beside() == store / "index-1"


@pytest.mark.parametrize(
    ("pointer", "answers"),
    [
        ("index-2", "index-2"),
        ("index-2\n", "index-2"),
        (None, "index-1"),
        ("", "index-1"),
        ("index-7", "index-1"),  # gone
        ("../../etc", "index-1"),
        ("index-../../x", "index-1"),
        (b"\xff\xfe", "index-1"),
    ],
)
def test_the_pointer_says_which_index_answers_and_the_oldest_does_without(
    store: Path, pointer: str | bytes | None, answers: str
) -> None:
    make(store, "index-10", "index-1", "index-2", "index-x")
    (store.parent / "x").mkdir()
    if pointer is not None:
        (store / "current").write_bytes(pointer if isinstance(pointer, bytes) else pointer.encode())
    place = Place(store)
    assert place.current() == store / answers
    assert [path.name for path in place.built()] == ["index-1", "index-2", "index-10"]
    assert place.beside() == store / "index-11"


def test_an_index_in_the_store_itself_answers_until_another_stands(store: Path) -> None:
    make(store, "index-1")
    (store / CATALOG).touch()
    place = Place(store)
    assert place.current() == store
    place.switch(store / "index-1")
    assert place.current() == store / "index-1"


def test_after_the_switch_the_old_one_is_retired_and_tidied_away(store: Path) -> None:
    make(store, "index-1", "index-2", "index-3")
    place = Place(store)
    place.switch(store / "index-2")
    assert (store / "index-1" / "retired").exists()
    place.tidy()
    assert names(store) == ["current", "index-2", "index-3"]  # 3 is still being made
    place.tidy(unfinished=True)
    assert names(store) == ["current", "index-2"]


def test_an_index_that_is_taken_up_again_is_retired_no_more(store: Path) -> None:
    make(store, "index-1", "index-2")
    place = Place(store)
    place.switch(store / "index-2")
    place.switch(store / "index-1")
    place.tidy()
    assert names(store) == ["current", "index-1"]


def test_a_retired_index_stays_while_another_process_holds_it(store: Path) -> None:
    make(store, "index-1", "index-2")
    hold = "import sys; from pathlib import Path; from index.lock import WriterLock\n"
    hold += "lock = WriterLock(Path(sys.argv[1])); lock.require(); print(flush=True); input()"
    place = Place(store)
    with start_python("-c", hold, str(store / "index-1")) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        place.switch(store / "index-2")
        place.tidy()
        assert (store / "index-1" / CATALOG).exists()
        holder.kill()
    place.tidy()
    assert names(store) == ["current", "index-2"]


def test_a_retired_index_stays_while_this_process_holds_it(store: Path) -> None:
    make(store, "index-1", "index-2")
    lock = WriterLock(store / "index-1")
    lock.require()
    place = Place(store)
    place.switch(store / "index-2")
    place.tidy()
    assert (store / "index-1" / CATALOG).exists()
    lock.release()
    place.tidy()
    assert names(store) == ["current", "index-2"]


@pytest.mark.parametrize("is_switched", [True, False])
def test_killed_in_the_switch_no_index_is_lost_and_none_stays_for_ever(
    store: Path, is_switched: bool
) -> None:
    """As it is just before and just after the one rename that counts."""
    make(store, "index-1", "index-2")
    (store / "index-1" / "retired").touch()
    (store / "current.new").write_text("index-2")
    if is_switched:
        os.replace(store / "current.new", store / "current")
    place = Place(store)
    place.tidy()
    if is_switched:
        assert names(store) == ["current", "index-2"]
    else:
        assert place.current() == store / "index-1"
        assert (place.current() / CATALOG).exists()
        place.switch(store / "index-2")
        place.tidy()
        assert names(store) == ["current", "index-2"]


def test_an_old_index_in_the_store_itself_is_removed_and_nothing_else(store: Path) -> None:
    make(store, "index-1")
    for name in (CATALOG, f"{CATALOG}-wal", "chroma.json", "writer.lock", "writer.pid", "notes"):
        (store / name).touch()
    (store / "chroma-3").mkdir()
    (store / "chroma-3" / "data").touch()
    place = Place(store)
    place.tidy()
    assert (store / CATALOG).exists()
    place.switch(store / "index-1")
    place.tidy()
    assert names(store) == ["current", "index-1", "notes"]


def test_a_switch_that_cannot_be_is_told_and_changes_nothing(store: Path) -> None:
    make(store, "index-1", "index-2")
    (store / "current.new").mkdir()
    place = Place(store)
    with pytest.raises(StoreError, match=r"cannot be switched .*: make room and sync again; noth"):
        place.switch(store / "index-2")
    assert place.current() == store / "index-1"


@pytest.mark.parametrize(
    ("store", "kind"),
    [
        ("/home/me/store", "nfs4 at /home"),
        ("/home", "nfs4 at /home"),
        ("/mnt/my files\\x/store", "cifs at"),
        ("/mnt/far/store", "fuse.sshfs at /mnt/far"),
        ("/home/local/store", ""),
        ("/homes/store", ""),
        ("/tmp/store", ""),
        ("/elsewhere", ""),
    ],
)
def test_a_network_disk_is_refused(store: str, kind: str) -> None:
    if not kind:
        check_disk(Path(store), MOUNTS)
        return
    with pytest.raises(StoreError, match=rf"on a network disk \({kind}.*: name a directory on th"):
        check_disk(Path(store), MOUNTS)


def test_the_disk_of_the_tests_is_none(tmp_path: Path) -> None:
    check_disk(tmp_path)


def test_the_size_of_a_directory_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1_000)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c").write_bytes(b"x" * 20)
    (tmp_path / "b" / "gone").symlink_to("nowhere")
    assert size_of(tmp_path) == 1_020
    shutil.rmtree(tmp_path / "b")
    assert size_of(tmp_path) == 1_000
