"""A folder becomes the catalog, and stays it as files come, change, move, go and turn bad."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import late, passages
from index.catalog import Catalog
from index.folder import Folders
from index.lexical import stems
from index.sync import sync
from index.types import Progress, SyncReport
from tests.index.conftest import make_pdf
from tests.letters import LetterCounts

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FRENCH = "Le café de l'été a coûté très cher. Où est-il allé après le dîner ?"
CHINESE = "土耳其外交部长对制裁表示乐观。华盛顿认为该系统与北约不兼容。"
NO_FILE = "it cannot be opened: it is not a plain file, or a link that leads nowhere"
OUTSIDE = "it cannot be opened: it is a link to a place outside the folder, which is not followed"

Run = Callable[[], SyncReport]


@pytest.fixture
def run(folder: Path, catalog: Catalog, letters: LetterCounts) -> Run:
    return lambda: sync(Folders([folder]), catalog, letters)


def texts(catalog: Catalog) -> dict[str, str]:
    """The text of every document that was read."""
    return {s.path: catalog.document(s.path).text for s in catalog.states() if s.indexed}


def reasons(catalog: Catalog) -> dict[str, str]:
    return {s.path: s.reason for s in catalog.states() if s.reason}


def test_every_file_is_read_and_a_second_sync_embeds_nothing(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("One.\n\nTwo.")
    (folder / "sub" / "deep" / "b.md").write_text("# Title\n\nThree.")
    assert run() == SyncReport(("a.txt", "sub/deep/b.md"), (), (), 0, (), 2)
    assert texts(catalog) == {"a.txt": "One.\n\nTwo.", "sub/deep/b.md": "Title\n\nThree."}
    assert letters.texts_encoded == 2
    generation = catalog.generation()
    again = run()
    assert again == SyncReport((), (), (), 2, (), 0)
    assert again.is_current
    assert (letters.texts_encoded, catalog.generation()) == (2, generation)


def test_an_edited_file_is_read_anew_and_its_neighbours_are_not(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "a.txt").write_text("Old words.")
    (folder / "b.txt").write_text("Kept words.")
    run()
    (folder / "a.txt").write_text("New words.")
    assert run() == SyncReport((), ("a.txt",), (), 1, (), 1)
    assert letters.texts_encoded == 3
    assert texts(catalog) == {"a.txt": "New words.", "b.txt": "Kept words."}
    assert catalog.word_frequencies(["old", "new", "word"]) == {"old": 0, "new": 1, "word": 2}


def test_a_touched_file_is_unchanged(folder: Path, run: Run) -> None:
    (folder / "a.txt").write_text("Words.")
    run()
    os.utime(folder / "a.txt", (1, 1))
    assert run().is_current


def test_a_removed_file_is_forgotten(folder: Path, catalog: Catalog, run: Run) -> None:
    (folder / "a.txt").write_text("One.")
    (folder / "b.txt").write_text("")
    run()
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    assert run() == SyncReport((), (), ("a.txt", "b.txt"), 0, (), 0)
    assert (catalog.states(), catalog.count()) == ([], 0)
    assert list(catalog.word_frequencies(stems("One")).values()) == [0]


def test_a_renamed_file_keeps_its_passages_and_is_not_embedded_again(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "old.txt").write_text("Words.")
    (folder / "broken.txt").write_bytes(PNG)
    run()
    (folder / "new").mkdir()
    (folder / "old.txt").rename(folder / "new" / "name.txt")
    (folder / "broken.txt").rename(folder / "still broken.txt")
    added = ("new/name.txt", "still broken.txt")
    assert run() == SyncReport(added, (), (), 0, ("still broken.txt",), 0)
    assert letters.texts_encoded == 1
    assert [(s.path, s.title) for s in catalog.states()] == [
        ("new/name.txt", "name"), ("still broken.txt", "still broken.txt"),
    ]  # fmt: skip
    assert [p.path for p in catalog.passages([1])] == ["new/name.txt"]


def test_a_copy_is_added_and_another_ending_is_another_document(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    (folder / "a.txt").write_text("# Words")
    run()
    (folder / "b.txt").write_text("# Words")
    assert run().added == ("b.txt",)
    assert [(s.path, s.same_as) for s in catalog.states()] == [("a.txt", ""), ("b.txt", "a.txt")]
    (folder / "a.txt").rename(folder / "a.md")
    report = run()
    assert (report.added, report.removed, report.passages_embedded) == (("a.md",), (), 1)
    assert texts(catalog) == {"a.md": "Words", "b.txt": "# Words"}
    assert letters.texts_encoded == 2


def test_a_former_copy_is_read_before_what_it_was_a_copy_of_is_gone(
    folder: Path, catalog: Catalog, letters: LetterCounts
) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Same words.")
    sync(Folders([folder]), catalog, letters)
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("Other words.")
    seen: list[str] = []
    sync(
        Folders([folder]), catalog, letters,
        lambda progress: seen.append(catalog.document("b.txt").text),
    )  # fmt: skip
    assert set(seen) == {"Same words.", "Other words."}  # and never nothing
    assert texts(catalog) == {"b.txt": "Other words."}


def test_each_bad_file_is_named_with_its_reason_and_the_good_are_read(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    (folder.parent / "secret.txt").write_text("Secret.")
    bad = {
        "empty.txt": b"",
        "locked.pdf": make_pdf([(11, "Secret.")], password="x"),
        "no.pdf": b"Words.",
        "picture.txt": PNG,
        "scan.pdf": make_pdf([], []),
        "film.mp4": b"moving pictures",
        "noise.txt": b"abc\x00def",
    }
    for name, data in {**bad, "good.txt": b"Good.", "good.pdf": make_pdf([(11, "Fine.")])}.items():
        (folder / name).write_bytes(data)
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "in.txt").symlink_to("good.txt")
    os.mkfifo(folder / "pipe.txt")
    report = run()
    assert reasons(catalog) == {
        "dangling.txt": NO_FILE,
        "empty.txt": "empty: there is nothing in it",
        "locked.pdf": reasons(catalog)["locked.pdf"],
        "loop.txt": NO_FILE,
        "no.pdf": "mislabelled: it is named .pdf but is not a PDF; rename it",
        "noise.txt": "binary content: this is not a text file, whatever its name says; rename it",
        "out.txt": OUTSIDE,
        "picture.txt": "mislabelled: it is named .txt but is a PNG image; rename it",
        "pipe.txt": NO_FILE,
        "scan.pdf": reasons(catalog)["scan.pdf"],  # which says whether there is OCR
        "film.mp4": "unknown kind of file: .mp4 is not among those that can be read; see "
        "docs/formats.md, or save it as PDF or text",
    }
    assert texts(catalog) == {"good.pdf": "Fine.", "good.txt": "Good."}
    assert catalog.document("in.txt").text == "Good."
    assert report.unread == tuple(reasons(catalog))
    assert len(report.added) == 14
    assert run() == SyncReport((), (), (), 14, report.unread, 0)


def test_texts_in_other_encodings_are_read(folder: Path, catalog: Catalog, run: Run) -> None:
    (folder / "a.txt").write_bytes(FRENCH.encode("utf-16"))
    (folder / "b.txt").write_bytes(FRENCH.encode("latin-1"))
    (folder / "c.txt").write_bytes(CHINESE.encode("gb18030"))
    run()
    assert texts(catalog) == {"a.txt": FRENCH, "b.txt": FRENCH, "c.txt": CHINESE}


def test_a_name_that_is_no_utf8_is_shown_with_escapes(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Words.")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xff.txt")).write_bytes(b"")
    assert run().added == (r"caf\xe9.txt", r"caf\xff.txt")
    assert texts(catalog) == {r"caf\xe9.txt": "Words."}
    assert reasons(catalog) == {r"caf\xff.txt": "empty: there is nothing in it"}
    assert run().is_current


def test_a_file_that_can_no_longer_be_opened_keeps_what_was_read_of_it(
    folder: Path, catalog: Catalog, letters: LetterCounts, run: Run
) -> None:
    file = folder / "a.txt"
    file.write_text("Words.")
    run()
    file.unlink()
    file.symlink_to("nowhere.txt")
    for _ in range(2):
        assert run() == SyncReport((), (), (), 1, ("a.txt",), 0)
        assert reasons(catalog) == {"a.txt": f"{NO_FILE}; answers use what was read of it before"}
        assert texts(catalog) == {"a.txt": "Words."}
    file.unlink()
    file.write_text("Words.")
    assert run() == SyncReport((), (), (), 1, (), 0)
    assert (reasons(catalog), letters.texts_encoded) == ({}, 1)


def test_a_file_that_turned_bad_is_forgotten_and_one_that_is_mended_is_read(
    folder: Path, catalog: Catalog, run: Run
) -> None:
    (folder / "a.txt").write_text("Words.")
    (folder / "b.txt").symlink_to("nowhere.txt")
    run()
    (folder / "a.txt").write_bytes(PNG)
    (folder / "b.txt").unlink()
    (folder / "b.txt").write_text("Mended.")
    assert run() == SyncReport((), ("a.txt", "b.txt"), (), 0, ("a.txt",), 1)
    assert texts(catalog) == {"b.txt": "Mended."}
    assert list(reasons(catalog)) == ["a.txt"]


def test_progress_counts_every_file_and_ends_with_the_last(
    folder: Path, catalog: Catalog, letters: LetterCounts
) -> None:
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")
    (folder / "e.txt").symlink_to("nowhere.txt")
    for embedded in (4, 0):
        seen: list[Progress] = []
        sync(Folders([folder]), catalog, letters, seen.append)
        assert sorted({p.path for p in seen}) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
        assert sorted({p.files for p in seen} - {0}) == [1, 2, 3, 4, 5]
        assert [p.files for p in seen] == sorted(p.files for p in seen)
        assert {p.files_to_read for p in seen} == {embedded}
        assert (seen[-1].files_total, seen[-1].passages) == (5, embedded)


def test_what_is_stored_is_what_the_model_made_of_each_passage(
    folder: Path, catalog: Catalog
) -> None:
    letters = LetterCounts(max_pieces=3)
    some = "".join(f"One two {i:03}. " for i in range(70))  # more passages than go at once
    (folder / "a.txt").write_text(some)
    assert sync(Folders([folder]), catalog, letters).passages_embedded == 70
    document = catalog.document("a.txt")
    stored = catalog.passages(range(1, 71))
    assert [p.passage for p in stored] == passages.split(document, letters)
    assert [p.text for p in stored] == [f"One two {i:03}. " for i in range(69)] + ["One two 069. "]
    for one in stored:
        made = letters.encode([one.text])[0]
        assert one.vector.tolist() == made.pooled.astype(np.float16).tolist()
        assert one.signature.tolist() == late.pack(made.tokens).tolist()


def test_of_one_large_file_the_time_that_is_left_is_known_before_it_is_done(
    folder: Path, catalog: Catalog, letters: LetterCounts
) -> None:
    words = "\n\n".join(f"Heron number {number} stood. " * 4 for number in range(200))
    (folder / "large.txt").write_text(words)
    told: list[Progress] = []
    sync(Folders([folder]), catalog, letters, told.append)
    inside = [one for one in told if one.files == 0 and one.passages]
    assert len(inside) > 3
    assert all(one.seconds_left is not None for one in inside)
    assert told[-1].seconds_left == 0
