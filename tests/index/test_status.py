"""The account of a folder: every file on the disk is counted once, and each has its line."""

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog import Catalog
from index.folder import Folders
from index.status import count, state_in_words, table, totals
from index.sync import sync
from index.types import FileState
from tests.letters import LetterCounts


def state(path: str, **facts: object) -> FileState:
    made: dict[str, object] = {
        "path": path, "title": path, "kind": "", "sha256": f"of {path}", "size": 9, "pages": 0,
        "characters": 0, "passages": 0, **facts,
    }  # fmt: skip
    return FileState(**made)  # type: ignore[arg-type]


READ = state("a.pdf", kind="pdf", pages=3, characters=1_200, passages=7, language="en")
PARTLY = state("b.pdf", kind="pdf", pages=1, characters=5, passages=1, reason="page 2 is a picture")
ARCHIVE = state("c.zip", kind="zip", reason="2 hidden files left out")
INSIDE = state("c.zip/in.txt", kind="text", characters=9, passages=1, container="c.zip")
BAD_INSIDE = state("c.zip/no.pdf", reason="broken", container="c.zip")
COPY = state("d.pdf", same_as="a.pdf")
BAD = state("e.pdf", reason="broken")
ALL = [READ, PARTLY, ARCHIVE, INSIDE, BAD_INSIDE, COPY, BAD]


def test_each_kind_of_file_is_counted_once() -> None:
    counted = totals(ALL)
    assert (counted.files, counted.read, counted.opened, counted.same, counted.unread) == (
        5, 2, 1, 1, 1,
    )  # fmt: skip
    assert (counted.documents, counted.inside_unread, counted.missing) == (3, 1, 0)
    assert str(counted) == (
        "5 files: 2 read, 1 opened for what is in them, 1 the same as another, 1 not read; "
        "3 documents, 4 pages, 1,214 characters, 9 passages; 1 inside other files not read"
    )
    assert str(totals([])) == "0 files: nothing; 0 documents, 0 characters, 0 passages"


def test_what_is_said_of_a_file() -> None:
    said = [state_in_words(one) for one in ALL]
    assert said[:3] == [
        "read", "read; page 2 is a picture",
        "its files are listed one by one; 2 hidden files left out",
    ]  # fmt: skip
    assert said[3:] == ["read", "broken", "the same as a.pdf", "broken"]
    assert state_in_words(READ, near=["x", "y"]).startswith("read; nearly the same as x")
    assert state_in_words(READ, ["z"], ["x"]) == "read; the same as z; nearly the same as x"


def test_the_table_has_a_line_for_every_file(folder: Path) -> None:
    for name in ("a.pdf", "new.txt"):
        (folder / name).touch()
    lines = list(table(ALL, Folders([folder]).listing(), {"a.pdf": ["x.pdf"]}))
    assert lines[:2] == [
        "file            pages  characters  passages  language  state",
        "a.pdf               3       1,200         7  en        read; nearly the same as x.pdf",
    ]
    assert lines[4] == "  c.zip/in.txt                  9         1            read"
    assert (
        lines[-1]
        == "new.txt                                                not looked at yet: sync"
    )
    assert len(lines) == 1 + len(ALL) + 1


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 files"), (1, "1 file"), (1_200, "1,200 files")]
)
def test_numbers_have_their_nouns(number: int, said: str) -> None:
    assert count(number, "file") == said


NAMES = st.sampled_from(
    ["a.txt", "b.txt", "c.md", "d.pdf", "e.mp4", "f.zip", "g.zip", ".hidden", "sub/h.txt",
     "sub/i.zip", "sub/.hidden", "old/j.txt", "old/sub/k.txt", "README"]
)  # fmt: skip
CONTENTS = st.sampled_from(["", "Words.", "Other words.", "zip", "bad zip", "link", "dead link"])


def write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if content == "link":
        file.symlink_to("a.txt")
    elif content == "dead link":
        file.symlink_to("gone")
    elif content in ("zip", "bad zip"):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("in.txt", "Inner.")
            archive.writestr("no.pdf", "no PDF")
        file.write_bytes(made.getvalue()[: 20 if content == "bad zip" else None])
    else:
        file.write_text(content)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    first=st.dictionaries(NAMES, CONTENTS, max_size=9),
    then=st.dictionaries(NAMES, CONTENTS, max_size=5),
    ignored=st.booleans(),
)
def test_the_totals_add_up_to_the_files_on_the_disk(
    first: dict[str, str], then: dict[str, str], ignored: bool
) -> None:
    """After a sync, and again when files have come and gone since."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        folder.mkdir()
        if ignored:
            (folder / ".footnoteignore").write_text("old/\nREADME\n")
        folders, catalog = Folders([folder]), Catalog(Path(place) / "c.sqlite3")
        for name, content in first.items():
            write(folder / name, content)
        for change in ({}, then):
            for name, content in change.items():
                (folder / name).unlink(missing_ok=True)
                if random.Random(name).random() < 0.8:
                    write(folder / name, content)
            if not change:
                sync(folders, catalog, LetterCounts())
            counted = totals(catalog.states(), folders.listing())
            kinds = counted.read + counted.opened + counted.same + counted.unread + counted.missing
            assert kinds == counted.files
        sync(folders, catalog, LetterCounts())
        counted, listing = totals(catalog.states(), folders.listing()), folders.listing()
        on_disk = [
            path.relative_to(folder)
            for path in folder.rglob("*")
            if path.is_file() or path.is_symlink()
        ]
        ours = [
            path
            for path in on_disk
            if not any(part.startswith(".") for part in path.parts)
            and not (ignored and (path.parts[0] == "old" or path.name == "README"))
        ]
        assert (counted.files, counted.missing) == (len(ours), 0)
        assert counted.read + counted.opened + counted.same + counted.unread == len(ours)
        lines = list(table(catalog.states(), listing))
        assert len(lines) == 1 + len(ours) + sum(bool(s.container) for s in catalog.states())
        catalog.close()
