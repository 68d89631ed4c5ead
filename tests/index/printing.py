"""Runs for tests of the layout, as if printed in letters of one width."""

from index.formats.pdf.runs import Run

WIDTH = 5.0  # points, of each letter


def run(
    text: str, left: float, baseline: float, order: int = 0, height: float = 11.0, page: int = 1
) -> Run:
    """A run of letters that begins at `left`."""
    return Run(
        text=text,
        lefts=tuple(left + WIDTH * at for at in range(len(text))),
        rights=tuple(left + WIDTH * (at + 1) for at in range(len(text))),
        top=baseline - 0.8 * height,
        bottom=baseline + 0.2 * height,
        baseline=baseline,
        height=height,
        page=page,
        order=order,
    )


def column(lines: list[str], left: float, top: float = 100, order: int = 0) -> list[Run]:
    """Lines one under another, written in this order."""
    return [run(text, left, top + 13 * at, order + at) for at, text in enumerate(lines)]


def across(*columns: list[Run]) -> list[Run]:
    """Columns written line by line across the page."""
    flat = sorted((line.baseline, line.left, line) for side in columns for line in side)
    return [
        run(line.text, line.left, line.baseline, order) for order, (_, _, line) in enumerate(flat)
    ]
