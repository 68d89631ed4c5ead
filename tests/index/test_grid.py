"""Sheets of cells: titles, headers, tables side by side with gaps, limits."""

import pytest

from index.errors import UnreadableFile
from index.formats.office.grid import Cells, Grid
from index.formats.outline import Outline


def cells(line: str) -> Cells:
    """Cells parted by bars, the first in column A; empty ones are left out."""
    return [(n, cell.strip()) for n, cell in enumerate(line.split("|"), 1) if cell.strip()]


def laid_out(*lines: str, name: str = "Sheet1", heads: tuple[int, ...] = ()) -> Outline:
    outline = Outline(unit="sheet")
    grid = Grid(outline)
    grid.begin(1, name, heads)
    for row, line in enumerate(lines, 1):
        grid.add(row, cells(line))
    grid.finish()
    outline.title = grid.title
    return outline.finish()


def said(outline: Outline) -> list[tuple[str, int, str, str]]:
    return [
        (b.kind, b.level, outline.text[b.start : b.end], b.place) for b in outline.blocks
    ]  # fmt: skip


def test_a_title_above_a_table_is_its_heading_gap_or_not() -> None:
    for gap in ([], [""]):
        outline = laid_out("Fares", "in euros, from May", *gap, "Boat | Fare", "Gull | 4")
        row = 3 + len(gap)
        assert outline.title == "Fares"
        assert said(outline) == [
            ("heading", 1, "Fares", "A1"),
            ("paragraph", 0, "in euros, from May", "A2"),
            ("header", 0, "Boat | Fare", f"A{row}:B{row}"),
            ("row", 0, "Boat: Gull | Fare: 4", f"A{row + 1}:B{row + 1}"),
        ]


def test_each_table_of_a_sheet_has_its_own_header() -> None:
    outline = laid_out("Boat | Fare", "Gull | 4", "", "", "| Pier | Depth", "| North | 6")
    assert [text for _, _, text, _ in said(outline)] == [
        "Boat | Fare",
        "Boat: Gull | Fare: 4",
        "Pier | Depth",
        "Pier: North | Depth: 6",
    ]


def test_one_empty_row_does_not_part_a_table_from_its_header() -> None:
    outline = laid_out("Boat | Fare", "Gull | 4", "", "All | 9", "", "", "1 | 2")
    assert [text for _, _, text, _ in said(outline)][2:] == ["Boat: All | Fare: 9", "1 | 2"]


def test_a_header_is_found_under_narrower_rows_and_years_are_names() -> None:
    outline = laid_out("Report | 3", "Boat | 2022 | 2023", "Gull | 4 | 5")
    assert said(outline)[1:] == [
        ("header", 0, "Boat | 2022 | 2023", "A2:C2"),
        ("row", 0, "Boat: Gull | 2022: 4 | 2023: 5", "A3:C3"),
    ]
    assert said(laid_out("| 2022 | 2023", "Gull | 4 | 5"))[1][2] == "Gull | 2022: 4 | 2023: 5"


def test_figures_without_names_stay_without() -> None:
    assert [text for _, _, text, _ in said(laid_out("1 | 2", "3 | 4"))] == ["1 | 2", "3 | 4"]


def test_a_row_known_as_a_header_is_one_whatever_it_says() -> None:
    outline = laid_out("Fares", "1 | 2", "Gull | 4", heads=(2,))
    assert [kind for kind, _, _, _ in said(outline)] == ["heading", "header", "row"]
    assert said(outline)[2][2] == "1: Gull | 2: 4"


def test_a_list_is_rows_and_long_words_are_paragraphs() -> None:
    words = "The ferries do not sail when the wind blows harder than forty knots from the east, " \
            "and the office says so by eight."  # fmt: skip
    outline = laid_out("Gull", "Tern", words, "Auk", "Skua")
    assert [kind for kind, _, _, _ in said(outline)] == ["row", "row", "paragraph", "row", "row"]
    assert [text for _, _, text, _ in said(outline)][2] == words
    assert outline.title == ""


def test_a_sheet_s_name_is_a_heading_unless_it_is_a_mere_number() -> None:
    assert said(laid_out("1 | 2", name="Costs"))[0] == ("heading", 1, "Costs", "")
    for name in ("Sheet1", "Tabelle 2", "Feuil1", "シート3"):
        assert said(laid_out("1 | 2", name=name)) == [("row", 0, "1 | 2", "A1:B1")]


def test_empty_sheets_have_no_page_and_the_others_keep_their_numbers() -> None:
    outline = Outline(unit="sheet")
    grid = Grid(outline)
    for number, name in enumerate(("one", "two", "three"), 1):
        grid.begin(number, name)
        if name != "two":
            grid.add(1, [(1, "words")])
        grid.finish()
    assert [(p.number, p.name) for p in outline.finish().pages] == [(1, "one"), (3, "three")]


def test_a_far_column_costs_no_more_than_a_near_one() -> None:
    outline = Outline()
    grid = Grid(outline)
    grid.begin(1, "Sheet1")
    for row in range(2, 40_000, 2):
        grid.add(row, [(1, "a"), (16_384, "z")])
    grid.finish()
    assert outline.blocks[-1].place == "A39998:XFD39998"


def test_too_many_characters_are_refused_as_they_come() -> None:
    grid = Grid(Outline())
    grid.begin(1, "Sheet1")
    words = "x" * 32_000

    def fill() -> None:
        for row in range(1, 1_000_000):
            grid.add(row, [(1, words), (2, words)])

    with pytest.raises(UnreadableFile, match="over 20,000,000 characters; split"):
        fill()
