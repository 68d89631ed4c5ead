"""Running heads and feet, and what stands in a page's margin without being one."""

from index.formats.pdf.furniture import margins
from index.formats.pdf.rows import rows
from index.formats.pdf.runs import Run
from tests.index.printing import column, run

BODY = ["The text of the page begins here,", "and goes on for a while before", "it ends."]


def furniture(*pages: list[Run]) -> list[list[str]]:
    """The words of each page's head and foot."""
    found = margins([rows(page) for page in pages], [800.0] * len(pages))
    return [[run.text for row in (*page.head, *page.foot) for run in row] for page in found]


def page(number: int, head: str = "", foot: str = "", head_at: float = 50) -> list[Run]:
    made = column([f"{line} ({number * number})" for line in BODY], 60)
    if head:
        made.append(run(head, 60, head_at))
    if foot:
        made.append(run(foot, 60, 760))
    return made


def test_what_repeats_but_for_the_pages_number_is_furniture() -> None:
    pages = [page(n, "The Ferry Book", f"Page {n} of 3") for n in (1, 2, 3)]
    assert furniture(*pages) == [["The Ferry Book", f"Page {n} of 3"] for n in (1, 2, 3)]


def test_heads_of_left_and_right_pages_differ() -> None:
    pages = [page(n, f"{n} Marit Aune" if n % 2 else f"The Lamp {n}") for n in range(1, 7)]
    assert [len(found) for found in furniture(*pages)] == [1] * 6
    assert [len(found) for found in furniture(*pages[:2])] == [1, 1]


def test_roman_and_bare_numbers_count_pages() -> None:
    assert furniture(*[page(n, foot=roman) for n, roman in enumerate(["i", "ii", "iii"])]) == [
        ["i"], ["ii"], ["iii"],
    ]  # fmt: skip
    assert furniture(*[page(n, foot=str(n + 16)) for n in (1, 2)]) == [["17"], ["18"]]


def test_one_page_has_none() -> None:
    assert furniture(page(1, "The Ferry Book", "Page 1 of 1")) == [[]]


def test_a_tables_head_that_repeats_right_over_its_rows_is_none() -> None:
    pages = [page(n, "Month   Trips   Fog", head_at=87) for n in (1, 2, 3)]
    assert furniture(*pages) == [[], [], []]


def test_a_heading_in_large_letters_with_a_number_is_none() -> None:
    pages = [[*page(n), run(f"Exhibit {n}", 60, 60, height=20)] for n in (1, 2, 3)]
    assert furniture(*pages) == [[], [], []]


def test_a_row_whose_numbers_are_neither_the_same_nor_the_pages_is_none() -> None:
    pages = [page(n, f"Invoice {7919 * n % 1000}") for n in (1, 2, 3)]
    assert furniture(*pages) == [[], [], []]


def test_the_same_words_at_another_height_or_far_apart_are_none() -> None:
    assert furniture(page(1, "Notice", head_at=40), page(2, "Notice", head_at=60)) == [[], []]
    far = [page(n, "Notice" if n in (1, 6) else "") for n in range(1, 7)]
    assert furniture(*far) == [[]] * 6


def test_pages_that_hold_nothing_else_keep_it_as_text() -> None:
    pages = [[run(f"Page {n} has a sentence about foxes.", 60, 50)] for n in (1, 2, 3)]
    assert furniture(*pages) == [[], [], []]
