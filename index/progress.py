"""The bar that a terminal shows while a folder is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from tqdm import tqdm

from index.sync import OnProgress
from index.types import Progress


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """A bar on stderr that appears with the first work there is, and not without."""
    bar: list[tqdm[NoReturn]] = []

    def show(progress: Progress) -> None:
        if not bar:
            if progress.passages == 0:
                return
            bar.append(tqdm(total=progress.files_total, unit=" files", file=sys.stderr))
        bar[0].n = progress.files
        bar[0].set_postfix_str(f"{progress.passages} passages, {progress.path[-40:]}")

    try:
        yield show
    finally:
        for one in bar:
            one.close()
