"""The index as a whole: where it may be kept, whose it is, and what a second process sees."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from index.encoder import SentenceEncoder
from index.errors import FolderError, ModelMismatch, StoreBusy, StoreError
from index.folder import Folders
from index.index import Index, default_store
from index.lexical import stems
from index.sync import sync
from tests.conftest import ROOT
from tests.index.conftest import start_python
from tests.letters import LetterCounts

SECOND = """
import sys
from index.index import Index
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
