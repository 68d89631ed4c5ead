"""What each file is to the catalog: as it was, moved, a copy, gone, or to be read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.account import Account
from index.catalog import Catalog
from index.errors import StoreError
from index.folder import MAX_BYTES, Folders
from index.lexical import stems
from index.sync import sync
from index.types import FileState, SyncReport
from tests.index.conftest import make_pdf
from tests.letters import LetterCounts

Run = Callable[..., SyncReport]
ENCRYPTED = "encrypted"


@pytest.fixture
def run(folder: Path, catalog: Catalog, letters: LetterCounts) -> Run:
    return lambda *passwords: sync(Folders([folder]), catalog, letters, passwords=passwords)


def make_zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def stands(catalog: Catalog) -> dict[str, str]:
    """Of each file what it is the same as, its text, or why it has none."""
    return {
        s.path: f"= {s.same_as}"
        if s.same_as
        else (catalog.document(s.path).text if s.indexed else s.reason or f"({s.kind})")
        for s in catalog.states()
    }


def account(folder: Path, *states: FileState, passwords: bool = False) -> Account:
    folders = Folders([folder])
    made = Account(folders, folders.listing().files, states)
    made.take(lambda: None, passwords)
    return made


# -- moves


def test_two_files_that_swap_their_names_are_read_without_the_model(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "a.txt").write_text("One.")
    (folder / "b.txt").write_text("Two.")
    run()
    (folder / "a.txt").rename(folder / "c.txt")
    (folder / "b.txt").rename(folder / "a.txt")
    (folder / "c.txt").rename(folder / "b.txt")
    report = run()
    assert (report.changed, report.passages_embedded) == (("a.txt", "b.txt"), 0)
    assert stands(catalog) == {"a.txt": "Two.", "b.txt": "One."}
    assert run().is_current


def test_a_file_moved_over_another_takes_its_place(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "a.txt").write_text("One.")
    (folder / "b.txt").write_text("Two.")
    run()
    (folder / "b.txt").rename(folder / "c.txt")
    (folder / "a.txt").rename(folder / "b.txt")
    run()
    assert stands(catalog) == {"b.txt": "One.", "c.txt": "Two."}
    assert letters.texts_encoded == 2
    assert list(catalog.word_frequencies(stems("One two")).values()) == [1, 1]


def test_a_folder_that_moves_keeps_all_its_passages(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "old").mkdir()
    for i in range(30):
        (folder / "old" / f"{i}.txt").write_text(f"File {i}.")
    run()
    before = catalog.passage_vectors().tolist()
    (folder / "old").rename(folder / "new")
    report = run()
    assert (len(report.added), report.removed, report.passages_embedded) == (30, (), 0)
    assert catalog.passage_vectors().tolist() == before
    assert all(path.startswith("new/") for path in stands(catalog))


def test_an_archive_that_moves_takes_its_files_along(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    data = make_zip({"in.txt": b"Inner.", "sub/more.md": b"# More", "bad.pdf": b"no"})
    (folder / "a.zip").write_bytes(data)
    run()
    ids = catalog.document_ids(["a.zip"])
    (folder / "sub").mkdir()
    (folder / "a.zip").rename(folder / "sub" / "ü.zip")
    assert run() == SyncReport(("sub/ü.zip",), (), (), 0, (), 0)
    assert stands(catalog) == {
        "sub/ü.zip": "(zip)",
        "sub/ü.zip/bad.pdf": "mislabelled: it is named .pdf but is not a PDF; rename it",
        "sub/ü.zip/in.txt": "Inner.",
        "sub/ü.zip/sub/more.md": "More",
    }
    assert catalog.document_ids(["sub/ü.zip"]) == ids
    assert (letters.texts_encoded, run().is_current) == (2, True)


# -- copies


def test_a_copy_whose_path_comes_first_is_the_one_that_is_read(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "b.txt").write_text("One.")
    (folder / "c.txt").write_text("One.")
    run()
    before = catalog.passage_vectors().tolist()
    (folder / "a.txt").write_text("One.")
    run()
    assert stands(catalog) == {"a.txt": "One.", "b.txt": "= a.txt", "c.txt": "= a.txt"}
    assert catalog.passage_vectors().tolist() == before
    assert run().is_current


def test_a_copy_takes_over_when_the_original_is_gone(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text("One.")
    run()
    (folder / "a.txt").unlink()
    run()
    assert stands(catalog) == {"b.txt": "One.", "c.txt": "= b.txt"}
    (folder / "b.txt").write_text("Two.")
    run()
    assert stands(catalog) == {"b.txt": "Two.", "c.txt": "One."}
    (folder / "b.txt").unlink()
    run()
    assert (stands(catalog), letters.texts_encoded) == ({"c.txt": "One."}, 2)
    assert run().is_current


def test_a_copy_that_is_changed_is_a_document_of_its_own(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "a.txt").write_text("One.")
    (folder / "b.txt").write_text("One.")
    run()
    (folder / "b.txt").write_text("Two.")
    assert run().changed == ("b.txt",)
    assert stands(catalog) == {"a.txt": "One.", "b.txt": "Two."}
    (folder / "b.txt").write_text("One.")
    run()
    assert stands(catalog) == {"a.txt": "One.", "b.txt": "= a.txt"}


def test_copies_of_an_archive_are_opened_once(folder: Path, catalog: Catalog, run: Run) -> None:
    for name in ("a.zip", "b.zip"):
        (folder / name).write_bytes(make_zip({"in.txt": b"Inner."}))
    run()
    assert stands(catalog) == {"a.zip": "(zip)", "a.zip/in.txt": "Inner.", "b.zip": "= a.zip"}
    (folder / "a.zip").unlink()
    run()
    assert stands(catalog) == {"b.zip": "(zip)", "b.zip/in.txt": "Inner."}


def test_a_copy_of_what_cannot_be_read_says_so_too(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(b"no PDF")
    assert run().unread == ("a.pdf", "b.pdf")
    assert len(set(stands(catalog).values())) == 1
    again = run()
    assert (again.is_current, again.unread) == (True, ("a.pdf", "b.pdf"))


def test_empty_files_are_no_copies_of_each_other(folder: Path, catalog: Catalog, run: Run) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).touch()
    run()
    assert set(stands(catalog).values()) == {"empty: there is nothing in it"}
    assert run().is_current


# -- what is tried again


def test_what_is_encrypted_is_tried_again_when_there_are_passwords(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    (folder / "a.pdf").write_bytes(make_pdf([(11, "Secret.")], password="x"))
    (folder / "b.pdf").write_bytes(make_pdf([(11, "Hidden.")], password="y"))
    (folder / "c.txt").write_text("Plain.")
    assert run().unread == ("a.pdf", "b.pdf")
    assert run().is_current
    report = run("x")
    assert (report.changed, report.unread) == (("a.pdf",), ("b.pdf",))
    assert stands(catalog)["a.pdf"] == "Secret."
    generation = catalog.generation()
    again = run("x")
    assert (again.is_current, again.unread, again.unchanged) == (True, ("b.pdf",), 3)
    assert catalog.generation() == generation
    assert run().is_current
    assert stands(catalog)["a.pdf"] == "Secret."


def test_an_encrypted_file_inside_another_is_tried_again(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    locked = make_pdf([(11, "Secret.")], password="x")
    (folder / "a.zip").write_bytes(make_zip({"in.pdf": locked, "b.txt": b"Plain."}))
    run()
    assert stands(catalog)["a.zip/in.pdf"].startswith(ENCRYPTED)
    generation = catalog.generation()
    assert (run("wrong").is_current, catalog.generation()) == (True, generation)
    assert run("x").changed == ("a.zip",)
    assert stands(catalog)["a.zip/in.pdf"] == "Secret."
    assert run("x").is_current


def test_an_encrypted_file_that_moved_is_tried_again(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    (folder / "a.pdf").write_bytes(make_pdf([(11, "Secret.")], password="x"))
    run()
    (folder / "a.pdf").rename(folder / "b.pdf")
    assert run("x").added == ("b.pdf",)
    assert stands(catalog) == {"b.pdf": "Secret."}


@pytest.mark.parametrize("is_there", [True, False])
def test_a_scan_is_tried_again_once_tesseract_is_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    (folder / "a.pdf").write_bytes(b"scan")
    scan = account(folder).sha256["a.pdf"]
    programs = tmp_path / "programs"
    programs.mkdir()
    if is_there:
        (programs / "tesseract").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(programs))
    reason = "it is a scan: install Tesseract to have it read"
    made = account(folder, FileState("a.pdf", "a.pdf", "", scan, 4, 0, 0, 0, reason))
    assert (made.to_read, made.same) == ((["a.pdf"], []) if is_there else ([], ["a.pdf"]))


# -- what cannot be opened


def test_what_is_in_a_folder_that_cannot_be_listed_is_kept(folder: Path) -> None:
    (folder / "b").mkdir()
    known = [
        FileState(path, path, "text", "abc", 1, 0, 1, 1) for path in ("b/a.txt", "b/c/d", "bc.txt")
    ]
    made = Account(Folders([folder]), {"b/": folder / "b"}, known)
    made.take(lambda: None)
    assert made.removed == ["bc.txt"]
    assert made.unopened == {"b/": "the folder cannot be listed"}


def test_an_archive_that_cannot_be_opened_keeps_its_files(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    data = make_zip({"in.txt": b"Inner."})
    (folder / "a.zip").write_bytes(data)
    run()
    (folder / "a.zip").unlink()
    (folder / "a.zip").symlink_to("gone")
    for _ in range(2):
        report = run()
        assert (report.is_current, report.unread) == (True, ("a.zip",))
        assert stands(catalog)["a.zip/in.txt"] == "Inner."
        assert stands(catalog)["a.zip"].endswith("; answers use what was read of it before")
    (folder / "a.zip").unlink()
    (folder / "a.zip").write_bytes(data)
    assert run() == SyncReport((), (), (), 1, (), 0)
    assert stands(catalog) == {"a.zip": "(zip)", "a.zip/in.txt": "Inner."}


def test_what_was_said_of_a_file_is_said_again_once_it_can_be_opened(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    (folder / "a.txt").write_text("One.")
    run()
    catalog.note("a.txt", "page 2 could not be read")
    (folder / "a.txt").rename(folder.parent / "aside")
    (folder / "a.txt").symlink_to("gone")
    run()
    (state,) = catalog.states()
    assert state.reason == (
        "page 2 could not be read; it cannot be opened: it is not a plain file, or a link that "
        "leads nowhere; answers use what was read of it before"
    )
    (folder / "a.txt").unlink()
    (folder.parent / "aside").rename(folder / "a.txt")
    run()
    assert catalog.states()[0].reason == "page 2 could not be read"


def test_a_file_over_the_limit_is_looked_at_once(folder: Path, catalog: Catalog, run: Run) -> None:
    for name in ("big.txt", "film.mp4"):
        with (folder / name).open("wb") as file:
            file.write(name.encode())
            file.truncate(MAX_BYTES + 7)
    assert run().added == ("big.txt", "film.mp4")
    big, film = catalog.states()
    assert (big.reason, big.size) == ("too large: over 200 MiB; split it", MAX_BYTES + 7)
    assert (film.reason.split(":")[0], film.size) == ("unknown kind of file", MAX_BYTES + 7)
    assert run().is_current


def test_a_new_file_has_no_past(folder: Path) -> None:
    (folder / "a.txt").write_text("One.")
    made = account(folder)
    assert (made.to_read, made.bytes_to_read) == (["a.txt"], 4)
    with pytest.raises(StoreError, match=r"a\.txt is not in the index yet"):
        made.before("a.txt")
