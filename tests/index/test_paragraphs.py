"""Lines become paragraphs, points and rows; where one runs on in the next column."""

from dataclasses import replace

from index.formats.pdf.columns import regions
from index.formats.pdf.paragraphs import Paragraph, goes_on, paragraphs
from index.formats.pdf.rows import rows
from index.formats.pdf.runs import Run
from tests.index.printing import across, column, run


def read(runs: list[Run]) -> list[tuple[str, str]]:
    made = paragraphs(regions(rows(runs)))
    return [
        (part.kind, " | ".join(" ".join(line.text for line in cell) for cell in part.cells))
        for part in made
    ]


def one(*lines: str, left: float = 60) -> Paragraph:
    runs = tuple(column(list(lines), left))
    return Paragraph("paragraph", (runs,), left, max(line.right for line in runs))


def test_an_indented_line_after_a_full_stop_begins_a_paragraph() -> None:
    lines = column(
        ["The lamp was lit at dusk and put out", "at dawn, by hand, as long as oil was.",
         "burned in it, which ended in 1934.", "Then came the wire and the keeper was",
         "no longer needed, as the letter says."], 60,
    )  # fmt: skip
    indented = run(lines[3].text, 75, lines[3].baseline, lines[3].order)
    assert len(read(lines)) == 1
    assert [text[:14] for _, text in read([*lines[:3], indented, lines[4]])] == [
        "The lamp was l",
        "Then came the ",
    ]


def test_points_begin_anew_after_a_stop_only() -> None:
    lines = ["1. Everybody pays.", "2. Nobody smokes below since", "1988. It burned then."]
    assert read(column(lines, 60)) == [
        ("item", lines[0]),
        ("item", f"{lines[1]} {lines[2]}"),
    ]


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph() -> None:
    lines = ["a coat, even in July", "small coins for the machine, which gives no change"]
    assert len(read(column(lines, 60))) == 2


def test_a_tables_first_row_is_a_header_over_numbers_only() -> None:
    def table(*cells: list[str]) -> list[tuple[str, str]]:
        return read(across(*[column(side, 60 + 110 * at) for at, side in enumerate(cells)]))

    assert table(["Month", "May", "June"], ["Trips", "31", "60"]) == [
        ("header", "Month | Trips"),
        ("row", "May | 31"),
        ("row", "June | 60"),
    ]
    kinds = [kind for kind, _ in table(["-h", "-v", "-q"], ["shows help", "is loud", "is quiet"])]
    assert kinds == ["row"] * 3


def test_a_row_of_wrapped_cells_is_one_row() -> None:
    runs = [
        run("May", 60, 100, 0), run("Fog on two days, which", 160, 100, 1),
        run("the mate had foretold.", 160, 113, 2), run("31", 330, 100, 3),
        run("June", 60, 130, 4), run("None.", 160, 130, 5), run("60", 330, 130, 6),
        run("July", 60, 147, 7), run("Fog.", 160, 147, 8), run("9", 330, 147, 9),
    ]  # fmt: skip
    assert read(runs) == [
        ("row", "May | Fog on two days, which the mate had foretold. | 31"),
        ("row", "June | None. | 60"),
        ("row", "July | Fog. | 9"),
    ]


def test_a_paragraph_runs_on_where_its_sentence_does() -> None:
    above = one("The keeper wrote in his ledger that the", "stair had more steps than he had been")
    assert goes_on(above, one("told, and that he was tired."))
    assert goes_on(above, one("Told by Marit Aune, who knew all of it"))
    assert not goes_on(one("He was tired."), one("told by all."))
    caption = replace(one("Told"), right=300)
    assert not goes_on(above, caption)
    heading = one("a heading")
    larger = replace(heading, cells=((replace(heading.lines[0], height=20.0),),))
    assert not goes_on(above, larger)
    assert not goes_on(replace(above, kind="row"), one("told, and that he was tired."))
