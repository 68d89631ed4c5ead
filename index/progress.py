"""The bar that a terminal shows while a folder is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from tqdm import tqdm

from index.tally import OnProgress
from index.types import Progress


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """A bar on stderr that appears with the first work there is, and not without."""
    bar: list[tqdm[NoReturn]] = []

    def show(progress: Progress) -> None:
        if not bar:
            if progress.passages == 0:
                return
            shape = "{l_bar}{bar}| {n_fmt}/{total_fmt} files{postfix}"
            bar.append(tqdm(total=progress.files_total, file=sys.stderr, bar_format=shape))
        bar[0].n = progress.files
        left = _time(progress.seconds_left)
        bar[0].set_postfix_str(
            f"{progress.passages:,} passages, {progress.rate:.0f}/s{left}, {progress.path[-32:]}"
        )

    try:
        yield show
    finally:
        for one in bar:
            one.close()


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f", {minutes}:{rest:02} left"
