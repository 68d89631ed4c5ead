"""How citations stand today: held against an index that has changed, and against real files."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.lookups import FolderLookup, IndexLookup
from assistant.types import Citation
from assistant.verifying import Lookup, Verdict, nearest, verify
from index.folder import digest
from index.index import Index
from tests.letters import LetterCounts

BIRDS = "A heron stood. The gull flew.\n\nThe gull stole chips. It rained. It rained.\n"
FRUIT = "An apple fell. The pear stayed. The fee is 12 euros\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "old").mkdir(parents=True)
    (folder / "birds.txt").write_text(BIRDS)
    (folder / "old" / "fruit.txt").write_text(FRUIT)
    with zipfile.ZipFile(folder / "tools.zip", "w") as archive:
        archive.writestr("tools/saw.txt", "A saw stayed. A hammer fell.\n")
        archive.writestr("tools/copy.txt", "A saw stayed. A hammer fell.\n")
    return folder


def cited(folder: Path, path: str, quote: str, number: int = 1, at: int = 0) -> Citation:
    """A citation as it was made before anything changed."""
    if path.startswith("tools.zip/"):
        data = zipfile.ZipFile(folder / "tools.zip").read(path.removeprefix("tools.zip/"))
    else:
        data = (folder / path).read_bytes()
    start = data.decode().index(quote, at)
    end = start + len(quote)
    return Citation(number, path, path, digest(data), None, start, end, quote, 0.5)


@pytest.fixture(params=["index", "folder"])
def today(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> "Today":
    return Today(request.param, folder, tmp_path / "store")


class Today:
    """Verifies by the index, synced first, or by the files themselves."""

    def __init__(self, kind: str, folder: Path, store: Path) -> None:
        self.kind, self.folder, self.store = kind, folder, store

    def __call__(self, *citations: Citation) -> list[Verdict]:
        if self.kind == "folder":
            with FolderLookup([self.folder]) as lookup:
                return verify(citations, lookup)
        index = Index.open(self.folder, self.store, LetterCounts())
        try:
            index.sync()
            return verify(citations, IndexLookup(index))
        finally:
            index.close()


def test_what_is_unchanged_stands(folder: Path, today: Today) -> None:
    citations = [
        cited(folder, "birds.txt", "The gull stole chips."),
        cited(folder, "tools.zip/tools/saw.txt", "A hammer fell.", 2),
        cited(folder, "tools.zip/tools/copy.txt", "A saw stayed.", 3),
        cited(folder, "birds.txt", "A heron stood.", 4),
    ]
    found = today(*citations)
    assert [(v.citation, v.standing, v.is_file_changed) for v in found] == [
        (citation, "unchanged", False) for citation in citations
    ]
    assert [v.place for v in found] == ["line 3", "line 1", "line 1", "line 1"]
    assert str(found[0]) == "It stands where it was quoted from."


def test_a_file_that_changed_elsewhere_is_said_to_have(folder: Path, today: Today) -> None:
    citation = cited(folder, "birds.txt", "A heron stood.")
    (folder / "birds.txt").write_text(BIRDS + "A wren sang.")
    (verdict,) = today(citation)
    assert (verdict.standing, verdict.is_file_changed) == ("unchanged", True)
    assert "has changed since, elsewhere" in str(verdict)


def test_the_nearest_of_the_very_words_is_where_they_moved(folder: Path, today: Today) -> None:
    second = cited(folder, "birds.txt", "It rained.", at=BIRDS.index("It rained.") + 1)
    (folder / "birds.txt").write_text("Once.\n\n" + BIRDS)
    (verdict,) = today(second)
    assert verdict.standing == "moved"
    assert verdict.span is not None
    assert verdict.span.start == second.start - 4  # the first "It rained." has come nearer
    assert str(verdict) == "The very words now stand elsewhere: line 5."


def test_a_renamed_file_is_found_by_its_bytes_before_any_that_says_the_same(
    folder: Path, today: Today
) -> None:
    citation = cited(folder, "birds.txt", "A heron stood.")
    (folder / "birds.txt").rename(folder / "old" / "fowl.txt")
    (folder / "a.txt").write_text("A heron stood.")
    (verdict,) = today(citation)
    assert (verdict.standing, verdict.path) == ("moved", "old/fowl.txt")
    assert (verdict.span, verdict.is_file_changed) == ((0, 14), False)
    assert str(verdict) == "The very words now stand elsewhere: old/fowl.txt, line 1."


def test_a_file_renamed_with_another_in_its_place_is_found_too(folder: Path, today: Today) -> None:
    citation = cited(folder, "birds.txt", "A heron stood.")
    (folder / "birds.txt").rename(folder / "fowl.txt")
    (folder / "birds.txt").write_text("Nothing of the kind.")
    (verdict,) = today(citation)
    assert (verdict.standing, verdict.path) == ("moved", "fowl.txt")


def test_words_of_a_lost_file_are_found_wherever_they_stand(folder: Path, today: Today) -> None:
    citation = cited(folder, "old/fruit.txt", "The pear stayed.")
    (folder / "old" / "fruit.txt").unlink()
    (folder / "a.txt").write_text("The pear stayed. So did we.")
    (folder / "new").mkdir()
    (folder / "new" / "fruit.txt").write_text("Now: The pear stayed.")
    (verdict,) = today(citation)
    assert (verdict.standing, verdict.path) == ("moved", "new/fruit.txt")  # by its name
    assert verdict.is_file_changed


def test_one_changed_character_is_an_alteration(folder: Path, today: Today) -> None:
    heron = cited(folder, "birds.txt", "A heron stood.")
    saw = cited(folder, "tools.zip/tools/saw.txt", "A saw stayed.")
    (folder / "birds.txt").write_text(BIRDS.replace("A heron stood.", "A heron  stood."))
    with zipfile.ZipFile(folder / "tools.zip", "w") as archive:
        archive.writestr("tools/saw.txt", "A saw strayed.\n")
    (folder / "a.txt").write_text("A heron stood.")  # another document's words are not its own
    found = today(heron, saw)
    assert [v.standing for v in found] == ["altered", "altered"]
    assert not found[0].holds
    assert "birds.txt no longer says these words" in str(found[0])


def test_words_that_go_on_are_other_words(folder: Path, today: Today) -> None:
    citation = cited(folder, "old/fruit.txt", "The fee is 12")
    (folder / "old" / "fruit.txt").write_text(FRUIT.replace("12", "120"))
    assert [v.standing for v in today(citation)] == ["altered"]
    (folder / "old" / "fruit.txt").write_text(FRUIT.replace("12", "12.5"))
    assert [v.standing for v in today(citation)] == ["altered"]


def test_what_is_gone_or_cannot_be_read_says_why(folder: Path, today: Today) -> None:
    fruit = cited(folder, "old/fruit.txt", "The pear stayed.")
    birds = cited(folder, "birds.txt", "A heron stood.")
    saw = cited(folder, "tools.zip/tools/saw.txt", "A saw stayed.")
    (folder / "old" / "fruit.txt").unlink()
    (folder / "birds.txt").write_bytes(b"%PDF-1.7 not text at all")
    (folder / "tools.zip").write_bytes(b"PK\x03\x04 no more")
    found = today(fruit, birds, saw)
    assert [v.standing for v in found] == ["gone", "gone", "gone"]
    assert (found[0].reason, str(found[0])) == (
        "",
        "old/fruit.txt is no longer there, and nothing else has these words.",
    )
    assert found[1].reason.startswith("mislabelled: it is named .txt but is a PDF")
    assert "birds.txt cannot be read: mislabelled" in str(found[1])


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "/etc/passwd",
        "old/../../secret.txt",
        "link.txt",
        "away/secret.txt",
        "",
        ".",
    ],
)
def test_nothing_outside_the_folder_is_read(folder: Path, path: str) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("The secret is 42.")
    (folder / "link.txt").symlink_to(secret)
    (folder / "away").symlink_to(folder.parent, target_is_directory=True)
    citation = Citation(
        1, path, "", digest(secret.read_bytes()), None, 0, 17, "The secret is 42.", 1
    )
    with FolderLookup([folder]) as lookup:
        (verdict,) = verify([citation], lookup)
    assert verdict.standing == "gone"


def test_many_citations_of_one_document_read_it_once(folder: Path) -> None:
    citation = cited(folder, "birds.txt", "A heron stood.")
    other = cited(folder, "old/fruit.txt", "An apple fell.")
    with FolderLookup([folder]) as lookup:
        counting = _Counting(lookup)
        verdicts = verify([citation, other] * 50, counting)
    assert {verdict.standing for verdict in verdicts} == {"unchanged"}
    assert counting.asked == ["birds.txt", "old/fruit.txt"]


class _Counting:
    """A lookup that notes what it is asked for."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.asked = lookup, list[str]()
        self.with_bytes, self.likely = lookup.with_bytes, lookup.likely

    def document(self, path: str):  # type: ignore[no-untyped-def]
        self.asked.append(path)
        return self.lookup.document(path)


@pytest.mark.parametrize(
    ("text", "quote", "near", "place"),
    [
        ("abc abc abc", "abc", 5, 4),
        ("abc abc abc", "abc", 7, 8),
        ("abc", "abc", 900, 0),
        ("abcd abc", "abc", 0, 5),
        ("苹果掉了。", "掉了", 0, 2),
        ("cafe\u0301", "cafe", 0, None),
        ("aaaa", "aa", 0, None),
        ("", "a", 0, None),
    ],
)
def test_the_nearest_place(text: str, quote: str, near: int, place: int | None) -> None:
    assert nearest(text, quote, near) == place


def test_citations_come_back_in_their_order(folder: Path, today: Today) -> None:
    citations: Sequence[Citation] = [
        cited(folder, "old/fruit.txt", "An apple fell.", 1),
        cited(folder, "birds.txt", "A heron stood.", 2),
        replace(cited(folder, "birds.txt", "The gull flew.", 3), path="no.txt"),
    ]
    found = today(*citations)
    assert [verdict.citation.number for verdict in found] == [1, 2, 3]
    assert (found[2].standing, found[2].path) == ("moved", "birds.txt")
