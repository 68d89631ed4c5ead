"""Reading where a citation points: the words, what is around them, whether they still fit."""

from pathlib import Path

import openpyxl
import pytest

from assistant.tools.asked import MOST_READ, Read
from assistant.tools.reading import read
from assistant.tools.told import InContext
from index.errors import RequestError, UnknownDocument
from index.index import Index
from tests.letters import LetterCounts

GUIDE = "# Guide\n\nIt begins.\n\n## Boats\n\nThe boat leaks. The oar broke.\n\n# End\n\nIt ends.\n"
NOTES = "A heron stood.\nThe gull flew.\n\nAn owl slept.\n"


@pytest.fixture
def index(tmp_path: Path, letters: LetterCounts) -> Index:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "guide.md").write_text(GUIDE)
    (folder / "notes.txt").write_text(NOTES)
    (folder / "copy.txt").write_text(NOTES)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    book = openpyxl.Workbook()
    book.active.title = "Costs"
    for row in (("item", "price"), ("pear", 3), ("apple", 5)):
        book.active.append(row)
    book.save(folder / "costs.xlsx")
    index = Index.open(folder, tmp_path / "store", letters)
    index.sync()
    return index


def at(index: Index, path: str, **asked: object) -> InContext:
    return read(index, "docs", Read(path, **asked))  # type: ignore[arg-type]


def test_offsets_give_the_text_with_what_is_around_it(index: Index) -> None:
    text = index.document("guide.md").text
    start = text.index("The oar broke.")
    found = at(index, "guide.md", start=start, end=start + 14, context=16)
    assert found.text == "The oar broke."
    assert found.before == text[start - 16 : start]
    assert found.after == text[start + 14 : start + 30]
    assert found.heading == "Guide > Boats"
    assert (found.fit, found.check) == ("unchecked", "")
    assert found.characters == len(text)
    assert found.sha256 == index.document("guide.md").sha256
    whole = at(index, "guide.md", start=start, end=start + 14, context=5_000)
    assert whole.before + whole.text + whole.after == text


def test_without_an_end_it_reads_on_and_without_anything_from_the_beginning(index: Index) -> None:
    text = index.document("guide.md").text
    assert at(index, "guide.md").text == text[:2_000]
    assert at(index, "guide.md", start=4).text == text[4:2_004]


@pytest.mark.parametrize(
    ("path", "place", "says"),
    [
        ("notes.txt", "line 2", "The gull flew."),
        ("notes.txt", " Line  4, and more", "An owl slept."),
        ("costs.xlsx", "sheet 1 “Costs”, A3:B3", "item: apple | price: 5"),
    ],
)
def test_a_place_in_a_citations_words_is_found(
    index: Index, path: str, place: str, says: str
) -> None:
    assert at(index, path, place=place).text.strip() == says


def test_a_page_is_read_whole(index: Index) -> None:
    document = index.document("costs.xlsx")
    found = at(index, "costs.xlsx", place="sheet 1", context=0)
    (page,) = document.pages
    assert found.text == document.text[page.start : page.end]
    assert "pear" in found.text
    assert found.page == 1


def test_every_place_that_a_citation_can_give_leads_back_to_it(index: Index) -> None:
    for path in ("notes.txt", "costs.xlsx"):
        document = index.document(path)
        for block in document.blocks:
            place = document.place_at(block.start)
            found = at(index, path, place=place)
            assert found.start <= block.start < found.end
            assert found.place == place


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"start": 0, "end": 10_000}, "it has"),
        ({"start": 9_999}, "it has"),
        ({"start": -1, "end": 4}, "no characters -1 to 4"),
        ({"start": 4, "end": 4}, "start comes before end"),
        ({"end": 4}, "without start"),
        ({"place": "line 3"}, "no place 'line 3'"),
        ({"place": "line 99"}, "such as 'line 1'"),
        ({"place": "page 1"}, "no place"),
        ({"context": -1}, "context is -1"),
        ({"context": 5_001}, "0 to 5,000"),
        ({"quote": "No crow came."}, "does not say these words"),
    ],
)
def test_what_is_not_there_is_one_sentence(
    index: Index, asked: dict[str, object], words: str
) -> None:
    with pytest.raises(RequestError, match=words) as caught:
        at(index, "notes.txt", **asked)
    assert "\n" not in str(caught.value)


def test_a_file_that_could_not_be_read_says_why(index: Index) -> None:
    (state,) = [state for state in index.states() if state.path == "broken.pdf"]
    with pytest.raises(RequestError) as caught:
        at(index, "broken.pdf")
    assert str(caught.value) == f"broken.pdf could not be read: {state.reason}"
    with pytest.raises(UnknownDocument):
        at(index, "nope.txt")


def test_a_copy_is_read_under_its_own_name(index: Index) -> None:
    assert {at(index, name).path for name in ("copy.txt", "notes.txt")} == {"copy.txt", "notes.txt"}
    assert at(index, "copy.txt").text == at(index, "notes.txt").text


def test_a_quote_is_followed_to_where_it_stands(index: Index, tmp_path: Path) -> None:
    before = index.document("notes.txt")
    start = before.text.index("The gull flew.")
    cited = {"start": start, "end": start + 14, "quote": "The gull flew.", "sha256": before.sha256}
    assert at(index, "notes.txt", **cited).fit == "unchanged"

    (tmp_path / "docs" / "notes.txt").write_text(f"Foreword.\n{NOTES}")
    (tmp_path / "docs" / "copy.txt").unlink()
    index.sync()
    found = at(index, "notes.txt", **cited)
    assert (found.fit, found.text, found.start) == ("moved", "The gull flew.", start + 10)
    assert found.check == "The very words now stand elsewhere: line 3."
    assert at(index, "notes.txt", quote="The gull flew.").start == start + 10
    changed = at(index, "notes.txt", start=start, end=start + 14, sha256=before.sha256)
    assert changed.fit == "changed"

    (tmp_path / "docs" / "notes.txt").write_text(NOTES.replace("gull", "crow"))
    index.sync()
    altered = at(index, "notes.txt", **cited)
    assert (altered.fit, altered.text) == ("altered", "The crow flew.")
    assert "no longer says these words" in altered.check

    (tmp_path / "docs" / "notes.txt").rename(tmp_path / "docs" / "birds.txt")
    (tmp_path / "docs" / "birds.txt").write_text(NOTES)
    index.sync()
    assert at(index, "notes.txt", **cited).path == "birds.txt"
    (tmp_path / "docs" / "birds.txt").unlink()
    index.sync()
    with pytest.raises(RequestError, match=r"notes.txt is no longer there"):
        at(index, "notes.txt", **cited)


def test_a_long_stretch_is_read_in_parts(index: Index, tmp_path: Path) -> None:
    (tmp_path / "docs" / "long.txt").write_text("word " * 9_000)
    index.sync()
    length = len(index.document("long.txt").text)
    first = at(index, "long.txt", start=0, end=length, context=0)
    assert (len(first.text), first.goes_on) == (MOST_READ, True)
    rest = at(index, "long.txt", start=2 * MOST_READ, end=length)
    assert (rest.end, rest.goes_on) == (length, False)
