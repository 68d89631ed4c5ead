"""Letters become runs: by their boxes, not by how the file was written."""

import numpy as np
import pytest

from index.formats.pdf.rows import joined, rows
from index.formats.pdf.runs import Letters, Run, runs, turned
from tests.index.printing import run


def letters(text: str, lefts: list[float], tops: list[float] | None = None) -> list[Run]:
    """The runs of letters that are 5 points wide and 11 high."""
    tops = tops or [100.0] * len(text)
    boxes = np.array([(x, y, x + 5, y + 11) for x, y in zip(lefts, tops, strict=True)])
    return runs(Letters(text, lambda turn: boxes, lambda at: 0, lambda at, turn: tops[at] + 9))


def test_a_wide_gap_or_another_line_ends_a_run() -> None:
    apart = letters("abcd", [0, 5, 30, 35])
    assert [run.text for run in apart] == ["ab", "cd"]
    below = letters("abcd", [0, 5, 0, 5], [100, 100, 114, 114])
    assert [run.text for run in below] == ["ab", "cd"]
    assert [run.baseline for run in below] == [109, 123]


def test_white_space_folds_to_one_space_that_spans_the_gap() -> None:
    (found,) = letters("a  b", [0, 5, 7, 9])
    assert found.text == "a b"
    assert found.lefts == (0, 5, 9)
    assert found.rights == (5, 9, 14)


def test_letters_from_right_to_left_are_one_run_in_their_order() -> None:
    (found,) = letters("שלום", [35, 30, 25, 20])
    assert found.text == "שלום"
    assert (found.left, found.right) == (20, 40)


def test_nothing_but_white_space_is_no_run() -> None:
    assert letters(" \n ", [0, 0, 0]) == []


def test_runs_side_by_side_are_a_row_and_one_line() -> None:
    ((first, second),) = rows([run("second", 100, 50), run("first", 60, 50.4)])
    line = joined([first, second])
    assert line.text == "first second"
    assert len(line.lefts) == len(line.rights) == len(line.text)
    assert (line.lefts[5], line.rights[5]) == (first.right, second.left)
    touching = joined([run("H", 60, 50), run("2", 65, 53, height=7)])
    assert touching.text == "H2"


@pytest.mark.parametrize("quarters", [0, 1, 2, 3, 4])
def test_a_box_turned_there_and_back_is_where_it_was(quarters: int) -> None:
    size = (600, 800) if quarters % 2 == 0 else (800, 600)
    box = turned((10, 20, 30, 25), quarters, 600, 800)
    assert turned(box, -quarters, *size) == (10, 20, 30, 25)
