"""Removed documents: nothing is answered from them, their files stay, and they can come back."""

import json
import logging
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.aside import without
from index.doctor.examine import examine
from index.documents import Reading, Unread
from index.encoder import Encoding
from index.errors import StoreError, UnknownDocument
from index.index import Index
from index.lexical import stems
from index.status import state_in_words, table, totals
from index.types import REMOVED, Document, FileState
from tests.letters import LetterCounts

HERON, GULL = "A heron stood in the reeds.", "The gull flew over the mast."


@pytest.fixture
def index(folder: Path, store: Path, letters: LetterCounts) -> Iterator[Index]:
    (folder / "heron.txt").write_text(HERON)
    (folder / "gull.txt").write_text(GULL)
    opened = Index.open(folder, store, letters)
    opened.sync()
    yield opened
    opened.close()


def found(index: Index, word: str) -> list[str]:
    """The documents in which a word is found, by either search, and that can be opened whole."""
    ids = [one for one, _ in index.lexical_search(stems(word), 10)]
    ids += index.dense_search(index.encoder.encode([word])[0].pooled, 10)
    paths = {one.path for one in index.passages(ids) if word in one.text}
    for path in paths:
        assert word in index.document(path).text
    return sorted(paths)


def states(index: Index) -> dict[str, FileState]:
    return {state.path: state for state in index.states()}


def encoded(index: Index) -> int:
    assert isinstance(index.encoder, LetterCounts)
    return index.encoder.texts_encoded


def test_a_removed_document_is_found_no_more_at_once_and_its_file_stays(
    index: Index, folder: Path
) -> None:
    before = {path.name: (path.read_bytes(), path.stat()) for path in folder.iterdir()}
    index.remove("heron.txt")
    for _ in range(2):
        assert found(index, "heron") == []
        assert found(index, "gull") == ["gull.txt"]
        with pytest.raises(UnknownDocument):
            index.document("heron.txt")
        state = states(index)["heron.txt"]
        assert (state.is_removed, state.is_unread, state.indexed) == (True, False, False)
        assert state_in_words(state) == REMOVED == state.reason
        assert index.sync().is_current
    assert {path.name: (path.read_bytes(), path.stat()) for path in folder.iterdir()} == before


def test_it_stays_removed_in_an_index_made_anew_and_where_its_file_is_edited(
    index: Index, folder: Path, store: Path
) -> None:
    index.remove("heron.txt")
    (folder / "heron.txt").write_text(HERON + " It is edited.")
    index.sync()
    assert found(index, "heron") == []
    index.close()
    anew = Index.open(folder, store, LetterCounts(), rebuild=True)
    anew.sync()
    assert found(anew, "heron") == []
    assert states(anew)["heron.txt"].is_removed
    anew.restore("heron.txt")
    assert anew.sync().added == ("heron.txt",)
    assert found(anew, "edited") == ["heron.txt"]
    anew.close()


def test_a_restored_document_is_read_again_and_the_model_reads_nothing(index: Index) -> None:
    before, embedded = states(index), encoded(index)
    index.remove("heron.txt")
    index.sync()
    index.restore("heron.txt")
    assert index.sync().passages_embedded == 0
    assert encoded(index) == embedded
    assert states(index) == before
    assert found(index, "heron") == ["heron.txt"]
    assert index.sync().is_current


class Halting(LetterCounts):
    """A model that waits in the middle of a sync until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.halts, self.goes_on = threading.Event(), threading.Event()

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        if threading.current_thread().name == "syncing":
            self.halts.set()
            assert self.goes_on.wait(30)
        return super().encode(texts)


def test_while_the_folder_is_read_a_removed_document_is_found_no_more(
    folder: Path, store: Path
) -> None:
    model = Halting()
    (folder / "heron.txt").write_text(HERON)
    index = Index.open(folder, store, model)
    index.sync()
    (folder / "gull.txt").write_text(GULL)
    syncing = threading.Thread(target=index.sync, name="syncing")
    syncing.start()
    assert model.halts.wait(30)
    index.remove("heron.txt")
    assert found(index, "heron") == []
    model.goes_on.set()
    syncing.join()
    assert found(index, "heron") == []
    assert found(index, "gull") == ["gull.txt"]
    assert index.sync().is_current
    index.close()


def test_what_is_unknown_or_was_not_removed_is_said(index: Index) -> None:
    with pytest.raises(UnknownDocument, match="may be gone already"):
        index.remove("nope.txt")
    with pytest.raises(UnknownDocument, match="nothing was done"):
        index.restore("heron.txt")
    index.remove("heron.txt")
    index.remove("heron.txt")
    index.restore("heron.txt")
    with pytest.raises(UnknownDocument, match="nothing was done"):
        index.restore("heron.txt")


def test_of_several_copies_the_next_is_read_instead(index: Index, folder: Path) -> None:
    for name in ("a heron.txt", "z heron.txt"):
        (folder / name).write_text(HERON)
    index.sync()
    assert states(index)["z heron.txt"].same_as == "a heron.txt"
    embedded = encoded(index)
    for removed, read in (("a heron.txt", "heron.txt"), ("heron.txt", "z heron.txt")):
        index.remove(removed)
        assert found(index, "heron") == []
        index.sync()
        assert states(index)[read].indexed
    index.remove("z heron.txt")
    index.sync()
    assert found(index, "heron") == []
    for name in ("a heron.txt", "heron.txt", "z heron.txt"):
        index.restore(name)
    index.sync()
    assert (
        states(index)["heron.txt"].same_as == "a heron.txt" == states(index)["z heron.txt"].same_as
    )
    assert [path for path, state in states(index).items() if state.indexed] == [
        "a heron.txt", "gull.txt",
    ]  # fmt: skip
    assert encoded(index) - embedded <= 8, "the questions of `found` alone"


def test_a_copy_is_removed_and_the_first_still_answers(index: Index, folder: Path) -> None:
    (folder / "z.txt").write_text(HERON)
    index.sync()
    index.remove("z.txt")
    index.sync()
    assert states(index)["z.txt"].is_removed
    assert found(index, "heron") == ["heron.txt"]


def test_the_account_still_adds_up_to_the_disk(index: Index, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"no PDF")
    index.sync()
    for path in ("heron.txt", "broken.pdf"):
        index.remove(path)
        index.sync()
    listing = index.folders.listing(index.store)
    counted = totals(index.states(), listing)
    assert (counted.files, counted.read, counted.unread, counted.removed) == (3, 1, 0, 2)
    assert counted.files == len(listing.files)
    assert "1 read, 2 removed;" in str(counted)
    assert sum(line.endswith(REMOVED) for line in table(index.states(), listing)) == 2
    (folder / "heron.txt").unlink()
    assert index.sync().removed == ("heron.txt",)
    assert "heron.txt" not in states(index)
    (folder / "heron.txt").write_text(HERON)
    index.sync()
    assert states(index)["heron.txt"].is_removed, "who removed it has not changed their mind"


def zipped(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def test_a_file_inside_an_archive_is_removed_and_restored(index: Index, folder: Path) -> None:
    zipped(
        folder / "a.zip",
        {"owl.txt": "An owl sat.", "crow.txt": "A crow ate.", "o.txt": "An owl sat."},
    )
    index.sync()
    before, embedded = states(index), encoded(index)
    assert before["a.zip/o.txt"].same_as == "a.zip/owl.txt"
    index.remove("a.zip/owl.txt")
    assert found(index, "owl") == []
    index.sync()
    assert found(index, "owl") == ["a.zip/o.txt"], "the other one of its bytes"
    assert found(index, "crow") == ["a.zip/crow.txt"]
    assert states(index)["a.zip/owl.txt"].is_removed
    assert index.sync().is_current
    index.remove("a.zip")
    assert found(index, "crow") == []
    index.sync()
    assert [path for path in states(index) if path.startswith("a.zip")] == ["a.zip"]
    index.restore("a.zip")
    index.sync()
    assert states(index)["a.zip/owl.txt"].is_removed
    index.restore("a.zip/owl.txt")
    index.sync()
    assert states(index) == before
    assert encoded(index) - embedded <= 4, "the questions of `found` alone"


def test_an_archive_inside_an_archive_goes_with_all_that_is_in_it(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    zipped(tmp_path / "in.zip", {"owl.txt": "An owl sat."})
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(tmp_path / "in.zip", "in.zip")
        archive.writestr("crow.txt", "A crow ate.")
    index.sync()
    index.remove("a.zip/in.zip")
    for _ in range(2):
        assert found(index, "owl") == []
        assert states(index)["a.zip/in.zip/owl.txt"].is_removed
        assert found(index, "crow") == ["a.zip/crow.txt"]
        index.sync()
    with pytest.raises(UnknownDocument, match="restore that"):
        index.restore("a.zip/in.zip/owl.txt")
    index.restore("a.zip/in.zip")
    index.sync()
    assert found(index, "owl") == ["a.zip/in.zip/owl.txt"]


def test_a_folder_that_has_the_name_of_a_removed_file_is_read(index: Index, folder: Path) -> None:
    index.remove("heron.txt")
    (folder / "heron.txt").unlink()
    (folder / "heron.txt").mkdir()
    (folder / "heron.txt" / "new.txt").write_text(HERON)
    index.sync()
    assert found(index, "heron") == ["heron.txt/new.txt"]
    assert index.sync().is_current


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 9}', '{"version": 1, "removed": [1]}']
)
def test_a_list_that_is_broken_is_put_aside_and_loses_nothing(
    index: Index, store: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    index.remove("heron.txt")
    (store / "removed.json").write_text(content)
    with caplog.at_level(logging.WARNING):
        index.sync()
    assert "what the index says was removed stays removed" in caplog.text
    assert (store / "removed.broken-1.json").read_text() == content
    assert json.loads((store / "removed.json").read_text())["removed"] == ["heron.txt"]
    assert found(index, "heron") == []
    index.restore("heron.txt")
    index.sync()
    assert found(index, "heron") == ["heron.txt"]


def test_a_list_that_cannot_be_written_is_a_sentence(index: Index, store: Path) -> None:
    (store / "removed.json").mkdir()
    with pytest.raises(StoreError, match="nothing was changed"):
        index.remove("heron.txt")
    assert found(index, "heron") == ["heron.txt"]


def test_the_twin_of_a_removed_part_has_its_own_title() -> None:
    document = Document("a.zip/b.txt", "b", "s", "text", "Words.", ())
    copies = [Unread(f"a.zip/{n}.txt", "s", 6, "", same_as="a.zip/b.txt") for n in "cd"]
    reading = Reading((document,), tuple(copies), {"a.zip/b.txt": 6})
    left = without("a.zip", reading, {"a.zip/b.txt", "elsewhere.txt"})
    assert [(one.path, one.title) for one in left.documents] == [("a.zip/c.txt", "c")]
    assert {one.path: (one.reason, one.same_as) for one in left.unread} == {
        "a.zip/b.txt": (REMOVED, ""), "a.zip/d.txt": ("", "a.zip/c.txt"),
    }  # fmt: skip
    assert left.sizes["a.zip/c.txt"] == 6
    assert without("b.zip", reading, {"a.zip/b.txt"}) is reading


def test_the_doctor_finds_nothing_wrong_with_removed_documents(index: Index, folder: Path) -> None:
    zipped(folder / "a.zip", {"owl.txt": "An owl sat.", "crow.txt": "A crow ate."})
    index.sync()
    for path in ("heron.txt", "a.zip/owl.txt"):
        index.remove(path)
    index.sync()
    report = examine(index.folders, index.place, index.encoder)
    assert list(report.lines(advise=False))
    assert report.is_well, [*report.lines(advise=False)]
