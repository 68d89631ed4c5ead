"""The index as a whole: where it may be kept, whose it is, and what a second process sees."""

import random
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from index.catalog import Catalog
from index.encoder import SentenceEncoder
from index.errors import FolderError, ModelMismatch, StoreBusy, StoreError
from index.folder import Folders
from index.index import Index
from index.lexical import stems
from index.lock import WriterLock
from index.place import default_store
from index.sync import sync
from index.upkeep import READING
from tests.conftest import ROOT
from tests.index.conftest import run_python, start_python
from tests.letters import LetterCounts

SECOND = """
import sys
from index.index import Index
from index.place import default_store
from tests.letters import LetterCounts
letters = LetterCounts()
index = Index.open(sys.argv[1], sys.argv[2], letters)
for line in sys.stdin:
    is_writer = (index.try_sync() is not None, index.open_vector_store())
    query = letters.encode([line])[0].pooled
    with index.snapshot():
        print(is_writer, [p.text for p in index.passages(index.dense_search(query, 2))], flush=True)
"""


class OtherModel(LetterCounts):
    name = "others"
    fingerprint = "others-1"


@pytest.fixture
def index(folder: Path, store: Path, letters: LetterCounts) -> Iterator[Index]:
    (folder / "a.txt").write_text("turkey")
    (folder / "b.txt").write_text("fish")
    opened = Index.open(folder, store, letters)
    yield opened
    opened.close()


def nearest(index: Index, words: str, k: int = 1, documents: list[str] | None = None) -> list[str]:
    """The texts of the passages nearest to some words."""
    among = None if documents is None else index.document_ids(documents)
    query = index.encoder.encode([words])[0].pooled
    return [passage.text for passage in index.passages(index.dense_search(query, k, among))]


def test_a_folder_is_read_and_searched(index: Index) -> None:
    assert index.sync().added == ("a.txt", "b.txt")
    assert nearest(index, "key turk", k=9) == ["turkey", "fish"]
    assert nearest(index, "key turk", documents=["b.txt"]) == ["fish"]
    assert [i for i, _ in index.lexical_search(["fish"], 5)] == [2]
    assert index.lexical_search(["fish"], 5, index.document_ids(["a.txt"])) == []
    assert index.document("b.txt").text == "fish"
    assert [state.path for state in index.states()] == ["a.txt", "b.txt"]


def test_opening_again_needs_no_model(
    folder: Path, store: Path, index: Index, letters: LetterCounts
) -> None:
    index.sync()
    index.close()
    again = Index.open(folder, store, letters)
    assert again.open_vector_store()
    assert again.sync().is_current
    assert letters.texts_encoded == 2
    assert nearest(again, "shif") == ["fish"]
    again.close()


def test_the_real_model_finds_by_meaning(encoder: SentenceEncoder, tmp_path: Path) -> None:
    index = Index.open(ROOT / "seeds", tmp_path, encoder)
    assert index.sync().unread == ()
    query = encoder.encode(["Which penalties did America impose on Ankara?"])[0].pooled
    best = index.passages(index.dense_search(query, 3))
    assert all("sanctions" in passage.text for passage in best)
    (first, _), *_ = index.lexical_search(stems("CAATSA"), 1)
    assert "CAATSA" in index.passages([first])[0].text
    index.close()


def test_changes_that_the_vector_store_has_not_seen_are_found_exactly(
    folder: Path, index: Index, letters: LetterCounts
) -> None:
    index.sync()
    (folder / "c.txt").write_text("key turk")
    sync(Folders([folder]), index.catalog, letters)  # the catalog alone
    assert nearest(index, "key turk") == ["key turk"]


def test_a_second_process_reads_by_exact_search_and_sees_each_commit(
    folder: Path, store: Path, index: Index
) -> None:
    def ask(process: Popen[str], words: str) -> str:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(words + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    index.sync()
    with start_python("-c", SECOND, str(folder), str(store)) as second:
        assert ask(second, "key turk") == "(False, False) ['turkey', 'fish']"
        (folder / "c.txt").write_text("key turk")
        (folder / "b.txt").unlink()
        index.sync()
        assert ask(second, "key turk") == "(False, False) ['key turk', 'turkey']"
        index.close()
        assert ask(second, "key turk") == "(True, True) ['key turk', 'turkey']"


def test_a_process_without_the_lock_may_not_sync(folder: Path, store: Path, index: Index) -> None:
    hold = "import sys; from pathlib import Path; from index.lock import WriterLock\n"
    hold += "lock = WriterLock(Path(sys.argv[1])); lock.require(); print(flush=True); input()"
    with start_python("-c", hold, str(store / "index-1")) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert index.try_sync() is None
        assert not index.open_vector_store()
        with pytest.raises(StoreBusy, match=f"process {holder.pid}"):
            index.sync()


def test_a_store_inside_the_folder_is_refused(folder: Path, letters: LetterCounts) -> None:
    (folder.parent / "link").symlink_to(folder)
    for place in (
        folder,
        folder / "store",
        folder.parent / "link" / "store",
        f"{folder}/../folder",
    ):
        with pytest.raises(StoreError, match="cannot be kept inside the folder it reads"):
            Index.open(folder, place, letters)
    assert list(folder.iterdir()) == []


def test_the_default_store_is_beside_the_folder(folder: Path, letters: LetterCounts) -> None:
    index = Index.open(str(folder), None, letters)
    assert index.store == default_store(folder) == folder.parent / ".footnote" / "folder"
    assert (index.store / "index-1" / "catalog.sqlite3").is_file()
    index.close()


def test_a_folder_that_is_not_there_is_refused_and_makes_no_store(
    tmp_path: Path, store: Path, letters: LetterCounts
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderError, match=r"no folder '.*/gone': check the name"):
        Index.open(tmp_path / "gone", store, letters)
    with pytest.raises(FolderError, match=r"'.*/file' is a file: name the folder that holds it"):
        Index.open(tmp_path / "file", store, letters)
    assert not store.exists()


def test_another_model_is_refused_until_the_index_is_made_anew(
    folder: Path, store: Path, index: Index
) -> None:
    index.sync()
    index.close()
    with pytest.raises(ModelMismatch) as caught:
        Index.open(folder, store, OtherModel())
    assert "was made with the model 'letters', not 'others': ask for that" in str(caught.value)
    assert str(caught.value).endswith(
        f"`python -m index sync {folder} --store {store} --model others --rebuild`; the old one "
        f"answers until the new one is done"
    )
    anew = Index.open(folder, store, OtherModel(), rebuild=True)
    assert [state.path for state in anew.states()] == ["a.txt", "b.txt"]
    assert anew.sync().added == ("a.txt", "b.txt")
    assert nearest(anew, "shif") == ["fish"]
    anew.close()
    with pytest.raises(ModelMismatch, match="was made with the model 'others', not 'letters'"):
        Index.open(folder, store, LetterCounts())


def test_what_an_older_version_read_is_read_anew(index: Index, letters: LetterCounts) -> None:
    index.sync()
    index.catalog.put(reading="an older way")
    assert index.sync().added == ("a.txt", "b.txt")
    assert index.sync().is_current
    assert letters.texts_encoded == 2  # their texts are as they were, and so are their vectors
    assert index.directory == index.store / "index-2"


def test_an_index_belongs_to_its_folder_until_that_has_moved(
    folder: Path, store: Path, index: Index, letters: LetterCounts
) -> None:
    index.sync()
    index.close()
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    with pytest.raises(StoreError, match=rf"holds the index of {folder}: name another directory"):
        Index.open(copy, store, letters)
    shutil.rmtree(folder)
    moved = Index.open(copy, store, letters)
    assert moved.sync().is_current
    assert letters.texts_encoded == 2
    assert moved.catalog.get("folder") == str(copy)
    moved.close()


# -- one moment


def reading(index: Index) -> tuple[list[str], list[str], str, int]:
    """The same file by several ways: they must not contradict each other."""
    query = index.encoder.encode(["words"])[0].pooled
    (stored,) = index.passages(index.dense_search(query, 1, index.document_ids(["a.txt"])))
    return (
        [stored.text],
        nearest(index, "words", documents=["a.txt"]),
        index.document("a.txt").text,
        next(state.characters for state in index.states() if state.path == "a.txt"),
    )


def test_an_answer_is_of_one_moment_while_the_file_changes(folder: Path, index: Index) -> None:
    (folder / "a.txt").write_text("words 0")
    index.sync()
    ends = threading.Event()
    torn: list[object] = []

    def answer() -> None:
        while not ends.is_set():
            with index.snapshot():
                first = reading(index)
                time.sleep(0.01)
                second = reading(index)
            if first != second or first[0] != [first[2]] or first[3] != len(first[2]):
                torn.append((first, second))

    threads = [threading.Thread(target=answer) for _ in range(3)]
    for thread in threads:
        thread.start()
    for i in range(1, 25):
        (folder / "a.txt").write_text(f"words {i}" * i)
        index.sync()
    ends.set()
    for thread in threads:
        thread.join()
    assert torn == []


def test_a_snapshot_outlives_the_switch_to_another_index(
    folder: Path, store: Path, index: Index
) -> None:
    index.sync()
    with index.snapshot():
        index.catalog.get("identity")
        before = nearest(index, "key turk", k=2)
        (folder / "a.txt").write_text("key")
        thread = threading.Thread(target=made_anew, args=(index,))
        thread.start()
        thread.join()
        assert index.directory == store / "index-2"
        assert nearest(index, "key turk", k=2) == before == ["turkey", "fish"]
        assert index.document("a.txt").text == "turkey"
        with index.snapshot():  # inside another it is the same moment
            assert index.document("a.txt").text == "turkey"
    assert index.document("a.txt").text == "key"
    with index.snapshot():
        assert nearest(index, "key turk", k=2) == ["key", "fish"]


def made_anew(index: Index) -> None:
    index._rebuild = True  # as `Index.open(..., rebuild=True)` has it
    index.sync()


def test_an_error_in_an_answer_is_not_the_indexes(index: Index) -> None:
    index.sync()
    with pytest.raises(ConnectionRefusedError), index.snapshot():
        raise ConnectionRefusedError("the writer's, say")
    with index.snapshot():
        assert index.document("a.txt").text == "turkey"


# -- another index beside


def many(folder: Path, count: int, paragraphs: int = 9, most: int = 3) -> None:
    """Files of paragraphs of a few words drawn by lot, each of one passage."""
    draw = random.Random(count)
    for i in range(count):
        drawn = [
            " ".join("".join(draw.choices("abcdefghijklmn", k=5)) for _ in range(most))
            for _ in range(paragraphs)
        ]
        (folder / f"more {i:02}.txt").write_text("\n\n".join(drawn))


def test_a_new_index_is_made_beside_the_old_which_answers_until_it_is_whole(
    folder: Path, store: Path, index: Index
) -> None:
    many(folder, 12)
    index.sync()
    index.close()
    other = OtherModel(max_pieces=3)
    anew = Index.open(folder, store, other, rebuild=True)
    seen: list[tuple[Path, int]] = []
    anew.sync(lambda _: seen.append((anew.directory, len(anew.states()))))
    assert set(seen) == {(store / "index-1", 14)}
    assert anew.directory == store / "index-2"
    assert sorted(path.name for path in store.iterdir()) == ["current", "index-2"]
    assert (anew.sync().is_current, other.texts_encoded) == (True, anew.catalog.vector_count())
    assert nearest(anew, "shif") == ["fish"]
    anew.close()


def test_a_new_index_that_was_stopped_half_way_is_gone_on_with(
    folder: Path, store: Path, index: Index
) -> None:
    many(folder, 12)
    index.sync()
    index.close()
    other, stop = OtherModel(max_pieces=3), threading.Event()
    anew = Index.open(folder, store, other, rebuild=True)
    report = anew.sync(lambda p: stop.set() if p.passages > 40 else None, stop=stop)
    half = other.texts_encoded
    assert (report.is_complete, anew.directory) == (False, store / "index-1")
    assert 40 < half < 100
    assert anew.document("b.txt").text == "fish"
    anew.close()
    again = Index.open(folder, store, other, rebuild=True)
    assert again.sync().is_complete
    assert again.directory == store / "index-2"
    assert other.texts_encoded == again.catalog.vector_count() > half
    again.close()


def test_another_way_of_reading_takes_the_vectors_over(
    folder: Path, store: Path, index: Index, letters: LetterCounts
) -> None:
    many(folder, 12)
    index.sync()
    embedded = letters.texts_encoded
    index.catalog.put(reading="an older way")
    (folder / "b.txt").write_text("whale")
    assert index.sync().passages_embedded == 1
    assert letters.texts_encoded == embedded + 1
    assert nearest(index, "lehaw") == ["whale"]


def test_made_anew_means_by_the_model(folder: Path, store: Path, letters: LetterCounts) -> None:
    (folder / "a.txt").write_text("turkey")
    for made in (1, 2, 3):
        index = Index.open(folder, store, letters, rebuild=True)
        index.sync()
        assert (letters.texts_encoded, index.directory.name) == (made, f"index-{made + 1}")
        index.close()


def test_a_process_that_has_the_old_index_open_follows_if_its_model_fits(
    folder: Path, store: Path, index: Index
) -> None:
    index.sync()
    reader = Index.open(folder, store, LetterCounts())
    (folder / "c.txt").write_text("key turk")
    made_anew(index)
    with reader.snapshot():
        assert nearest(reader, "key turk") == ["key turk"]
    assert reader.directory == store / "index-2"
    stranger = Index.open(folder, store, OtherModel(), rebuild=True)
    stranger.sync()
    with reader.snapshot():
        assert nearest(reader, "key turk") == ["key turk"]
    assert reader.directory == store / "index-2"
    assert stranger.directory == store / "index-3"
    reader.close()
    stranger.close()


KILLED = """
import os, sys
from index.index import Index
from tests.index.test_index import OtherModel
index = Index.open(sys.argv[1], sys.argv[2], OtherModel(max_pieces=3), rebuild=True)
def show(progress):
    if progress.passages > 40:
        os.kill(os.getpid(), 9)
index.sync(show)
"""


def test_killed_while_it_is_made_the_old_one_answers_and_the_new_is_gone_on_with(
    folder: Path, store: Path, index: Index
) -> None:
    many(folder, 12)
    index.sync()
    index.close()
    assert run_python("-c", KILLED, str(folder), str(store))[0] == -9
    old = Index.open(folder, store, LetterCounts())
    assert nearest(old, "shif") == ["fish"]
    assert old.sync().is_current
    old.close()
    other = OtherModel(max_pieces=3)
    anew = Index.open(folder, store, other, rebuild=True)
    assert anew.sync().is_complete
    assert 0 < other.texts_encoded <= anew.catalog.vector_count() - 40
    assert sorted(path.name for path in store.iterdir()) == ["current", "index-2"]
    anew.close()


# -- disks


@contextmanager
def mounted(place: Path, options: str) -> Iterator[None]:
    """A file system in memory, for as long as the test takes."""
    place.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "x", place], check=False).returncode:
        pytest.skip("mounting needs rights that this process does not have")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def forbid_writing(place: Path) -> None:
    """Chroma lets go of its files a little later than it says."""
    for _ in range(100):
        if not subprocess.run(
            ["mount", "-o", "remount,ro", place], check=False, capture_output=True
        ).returncode:
            return
        time.sleep(0.1)
    raise AssertionError(f"files in {place} are still open for writing")


def test_an_index_on_a_disk_that_cannot_be_written_is_asked(
    folder: Path, store: Path, letters: LetterCounts
) -> None:
    for name in ("turkey", "fish"):
        (folder / f"{name}.txt").write_text(name)
    with mounted(store, "size=16m"):
        first = Index.open(folder, store, letters)
        first.sync()
        first.close()
        forbid_writing(store)
        (folder / "new.txt").write_text("new")
        index = Index.open(folder, store, letters)
        with index.snapshot():
            assert nearest(index, "shif") == ["fish"]
            assert index.document("turkey.txt").text == "turkey"
        assert index.lexical_search(["fish"], 5) != []
        assert index.try_sync() is None
        with pytest.raises(StoreError, match=r"cannot be written .*read-only\): it can be asked;"):
            index.sync()
        assert not index.open_vector_store()
        index.close()
        with pytest.raises(StoreError, match=r"cannot be written .*read-only"):
            Index.open(folder, store / "other", letters)


def test_on_a_full_disk_nothing_is_lost_and_it_goes_on_when_there_is_room(
    folder: Path, store: Path, letters: LetterCounts
) -> None:
    (folder / "a.txt").write_text("turkey")
    with mounted(store, "size=3m"):
        index = Index.open(folder, store, letters)
        index.sync()
        many(folder, 20, paragraphs=70, most=30)
        with pytest.raises(StoreError, match=r"no room is left on the disk .*: make some and sync"):
            index.sync()
        with index.snapshot():
            assert [i for i, _ in index.lexical_search(["turkei"], 5)] == [1]
        done = index.states()
        assert all(index.document(state.path).text for state in done)
        embedded = letters.texts_encoded
        subprocess.run(["mount", "-o", "remount,size=99m", store], check=True)
        report = index.sync()
        assert (report.is_complete, len(index.states())) == (True, 21)
        assert report.unchanged == len(done)
        assert embedded < letters.texts_encoded
        assert letters.texts_encoded - index.catalog.vector_count() <= 16  # one batch, no more
        assert index.catalog.lexical_is_whole()
        index.close()


# -- several folders


def test_the_files_of_a_folder_that_is_named_no_more_are_dropped(
    tmp_path: Path, store: Path, letters: LetterCounts
) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"words of {name}")
    both = Index.open([tmp_path / "x", tmp_path / "y"], store, letters)
    both.sync()
    assert [state.path for state in both.states()] == ["x/x.txt", "y/y.txt"]
    both.close()
    one = Index.open([tmp_path / "y"], store, letters)
    report = one.sync()
    assert (report.added, report.removed) == (("y.txt",), ("x/x.txt",))
    assert [state.path for state in one.states()] == ["y.txt"]
    assert letters.texts_encoded == 2
    one.close()
    with pytest.raises(StoreError, match=r"holds the index of .*/y: name another directory"):
        Index.open(tmp_path / "x", store, letters)


def test_the_copies_of_a_file_answer_as_it_does(folder: Path, index: Index) -> None:
    (folder / "copy.txt").write_text("turkey")
    index.sync()
    assert index.document("copy.txt").path == "a.txt"
    assert nearest(index, "key turk", documents=["copy.txt"]) == ["turkey"]
    ids = index.document_ids(["copy.txt"])
    assert [i for i, _ in index.lexical_search(["turkei"], 5, ids)] == [1]
    assert index.boxes("copy.txt", 0, 3) == []
    assert nearest(index, "key turk", k=9) == ["turkey", "fish"]


def test_an_index_of_a_newer_version_is_not_followed(
    folder: Path, store: Path, index: Index
) -> None:
    index.sync()
    reader = Index.open(folder, store, LetterCounts())
    made_anew(index)
    with index.catalog.transaction() as db:
        db.execute("PRAGMA user_version = 99")
    with reader.snapshot():
        assert nearest(reader, "shif") == ["fish"]
    with pytest.raises(StoreError, match="was written by a newer Footnote"):
        reader.sync()
    reader.close()


def test_made_anew_is_not_taken_up_from_what_it_replaced(
    folder: Path, store: Path, index: Index, letters: LetterCounts
) -> None:
    index.sync()
    made_anew(index)
    held = WriterLock(store / "index-2")
    held.require()  # so that it stays, retired, as one does that another process has open
    made_anew(index)
    made_anew(index)
    assert (letters.texts_encoded, index.directory.name) == (8, "index-4")
    held.release()


def test_an_index_that_another_process_makes_anew_is_only_read(
    folder: Path, store: Path, index: Index
) -> None:
    index.sync()
    index.catalog.put(reading="an older way")
    begun = Catalog(store / "index-2" / "catalog.sqlite3")
    begun.put(fingerprint="letters-1", reading=READING)
    begun.close()
    hold = "import sys; from pathlib import Path; from index.lock import WriterLock\n"
    hold += "lock = WriterLock(Path(sys.argv[1])); lock.require(); print(flush=True); input()"
    with start_python("-c", hold, str(store / "index-2")) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert index.try_sync() is None
        assert nearest(index, "shif") == ["fish"]
        holder.kill()
    assert index.sync().is_complete
    assert index.directory == store / "index-2"
