"""CSV and TSV: rows carry their columns' names and the line on which they begin."""

from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.data import values

FILES = Path(__file__).parent.parent / "files" / "text"


def rows(source: str) -> list[tuple[str, str, str]]:
    outline = values.read(source.encode())
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


@pytest.mark.parametrize("name", ["ferries.csv", "ferries.tsv"])  # Latin-1 by ";", UTF-8 by tabs
def test_a_table_by_libreoffice_gives_named_rows_and_lines(name: str) -> None:
    document = documents.read(name, (FILES / name).read_bytes())
    text = document.text
    assert text.startswith("Boat | Built | Seats | Remark\nBoat: Måsen | Built: 1968 | Seats: 120")
    assert "Boat: Alken | Built: 1987 | Seats: 240 | Remark: Carries cars. Her bow was" in text
    assert document.place_at(text.index("Her bow was rebuilt")) == "line 3"
    assert document.place_at(text.index("Tärnan")) == "line 5"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark: str) -> None:
    source = '"a; b, c"#Price#Note\r\nx#1,5#"one|two;\tthree"\r\ny#2,5#last; of, all\r\n'
    found = rows(source.replace("#", mark))[1]
    if mark != ",":
        assert found == ("row", "a; b, c: x | Price: 1,5 | Note: one|two; three", "line 2")
    else:
        assert found[1].startswith("a; b, c: x | Price: 1 | Note: 5")


def test_rows_of_any_length_keep_all_their_cells() -> None:
    assert rows("Name,Year\n\nAda,1815,extra\nNils\n,1990\n") == [
        ("header", "Name | Year", "line 1"),
        ("row", "Name: Ada | Year: 1815 | extra", "line 3"),
        ("row", "Name: Nils", "line 4"),
        ("row", "Year: 1990", "line 5"),
    ]


def test_a_table_without_names_and_a_title_over_one() -> None:
    assert rows("1,2\n3,4\n") == [("row", "1 | 2", "line 1"), ("row", "3 | 4", "line 2")]
    assert rows("sep=;\nFares of 2024\n\nTo;Fare\nHamra;4,50\n") == [
        ("paragraph", "Fares of 2024", "line 2"),
        ("header", "To | Fare", "line 4"),
        ("row", "To: Hamra | Fare: 4,50", "line 5"),
    ]


def test_a_field_of_megabytes_and_a_quote_never_closed_are_read() -> None:
    assert rows("Name,Text\nAda," + "word " * 400_000)[1][1].endswith("word word")
    assert rows('Name,Text\nAda,"never\nclosed')[1] == (
        "row",
        "Name: Ada | Text: never closed",
        "line 2",
    )


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary content"):
        values.read(bytes(range(256)) * 8)
