"""How long drawing pages takes, and what they weigh: `python -m tests.drawing`."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from assistant.web.reader.layer import by_page, render_layer
from assistant.web.reader.leaves import render_leaves
from index import documents
from index.folder import Folders, digest
from index.pictures import Pictures
from tests.printed import book

_Made = TypeVar("_Made")


def main() -> None:
    """Draw, lay out and say so."""
    data = book().data
    with tempfile.TemporaryDirectory() as place, Pictures() as pictures:
        Path(place, "book.pdf").write_bytes(data)
        folders, sha256 = Folders([place]), digest(data)
        first, picture = _timed(lambda: pictures.page(folders, "book.pdf", sha256, 1))
        print(f"first page, process and all: {first:.0f} ms, {len(picture.data) >> 10} KiB")
        for scale in (1.5, 2.0, 3.0):
            times, weights = [], []
            for page in range(2, 42):
                took, picture = _timed(
                    lambda page=page, scale=scale: pictures.page(
                        folders, "book.pdf", sha256, page, scale
                    )
                )
                times.append(took)
                weights.append(len(picture.data) >> 10)
            print(
                f"a page at {scale}: {median(times):.0f} ms, 19 of 20 in "
                f"{quantiles(times, n=20)[-1]:.0f} ms, {median(weights):.0f} KiB, "
                f"{picture.width} x {picture.height}"
            )
        kept, _ = _timed(lambda: pictures.page(folders, "book.pdf", sha256, 41, 3.0))
        sizes_took, sizes = _timed(lambda: pictures.sizes(folders, "book.pdf", sha256))
        print(f"a page that is kept: {kept:.1f} ms; the sizes of {len(sizes)}: {sizes_took:.1f} ms")
    document = documents.read("book.pdf", data)
    took, html = _timed(
        lambda: render_leaves(document, sizes, [], (), None, lambda page, scale: f"{page}-{scale}")
    )
    print(f"the leaves without their layers: {took:.0f} ms, {len(html) >> 10} KiB")
    lines = by_page(document.lines)
    took, layers = _timed(
        lambda: [render_layer(document, page, lines[page.number]) for page in document.pages]
    )
    print(f"all layers: {took:.0f} ms, {sum(map(len, layers)) >> 10} KiB")


def _timed(do: Callable[[], _Made]) -> tuple[float, _Made]:
    began = time.perf_counter()
    made = do()
    return 1000 * (time.perf_counter() - began), made


if __name__ == "__main__":
    main()
