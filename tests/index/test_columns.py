"""Columns and tables by their gutters: reading order, and which of the two it is."""

from index.formats.pdf.columns import Region, regions
from index.formats.pdf.rows import rows
from index.formats.pdf.runs import Run
from tests.index.printing import across, column, run

LEFT = [
    "the keeper carried the oil",
    "up the stairs every night",
    "and wrote down what he had",
    "used, and what was spilled.",
]
RIGHT = [
    "no ship was lost that year",
    "since the bay froze before",
    "any of them had left, and",
    "stayed so until April came.",
]


def read(runs: list[Run]) -> list[tuple[str, list[str]]]:
    found: list[Region] = regions(rows(runs))
    return [
        (region.kind, [" / ".join(run.text for run in row) for row in region.rows])
        for region in found
    ]


def test_columns_are_read_one_after_the_other_and_what_spans_them_before() -> None:
    title = run("A title over both of the columns, which is quite long", 60, 70)
    runs = [title, *column(LEFT, 60, order=1), *column(RIGHT, 220, order=5)]
    assert read(runs) == [("text", [title.text]), ("text", LEFT), ("text", RIGHT)]


def test_three_columns() -> None:
    runs = [*column(LEFT, 60), *column(RIGHT, 220, order=4), *column(LEFT, 380, order=8)]
    assert read(runs) == [("text", LEFT), ("text", RIGHT), ("text", LEFT)]


def test_lines_that_are_not_level_are_columns_too() -> None:
    runs = [*column(LEFT, 60), *column(RIGHT, 220, top=106, order=4)]
    assert read(runs) == [("text", LEFT), ("text", RIGHT)]


def test_text_written_line_by_line_across_is_two_columns_if_it_reads_so() -> None:
    assert read(across(column(LEFT, 60), column(RIGHT, 220))) == [("text", LEFT), ("text", RIGHT)]


def test_what_is_written_row_by_row_in_short_cells_is_a_table() -> None:
    cells = [["Month", "May", "June", "July"], ["Trips", "31", "60", "62"], ["Fog", "2", "0", "1"]]
    runs = across(*[column(lines, 60 + 100 * at) for at, lines in enumerate(cells)])
    assert read(runs) == [
        ("table", ["Month / Trips / Fog", "May / 31 / 2", "June / 60 / 0", "July / 62 / 1"])
    ]


def test_a_table_with_text_around_it_is_taken_out_of_it() -> None:
    above = run("The crossings of this summer were counted by the mate himself,", 60, 80)
    cells = [["Month", "May", "June"], ["Trips", "31", "60"]]
    table = across(*[column(lines, 60 + 100 * at) for at, lines in enumerate(cells)])
    below = run("who did not count the ones that he had slept through, he says.", 60, 150, 99)
    assert [kind for kind, _ in read([above, *table, below])] == ["text", "table", "text"]


def test_columns_under_a_table_do_not_become_its_rows() -> None:
    cells = [["Month", "May", "June"], ["Trips", "31", "60"]]
    table = across(*[column(lines, 60 + 160 * at, top=40) for at, lines in enumerate(cells)])
    runs = [*table, *column(LEFT, 60, order=10), *column(RIGHT, 220, order=20)]
    assert read(runs) == [
        ("table", ["Month / Trips", "May / 31", "June / 60"]),
        ("text", LEFT),
        ("text", RIGHT),
    ]


def test_bullets_and_numbers_of_points_are_no_column() -> None:
    for marks in (["•"] * 4, ["1.", "2.", "3.", "4."], ["(a)", "(b)", "(c)", "(d)"]):
        runs = across(column(marks, 60), column(LEFT, 100))
        assert [kind for kind, _ in read(runs)] == ["text"]


def test_a_wide_space_in_one_line_is_no_gutter() -> None:
    runs = [run("It was", 60, 100, 0), run("late.", 120, 100, 1), *column(LEFT, 60, 113, 2)]
    assert [kind for kind, _ in read(runs)] == ["text"]


def test_a_raised_number_stands_in_the_row_of_its_word() -> None:
    runs = [run("The word", 60, 100, 0), run("1", 100, 96, 1, 7), run("goes on.", 108, 100, 2)]
    assert read(runs) == [("text", ["The word / 1 / goes on."])]
