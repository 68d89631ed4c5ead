"""A quote's picture shows it in its place, on every page that it stands on."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from index.cropping import crops, frame
from index.errors import PictureError
from index.index import Index
from index.picture import Crop
from index.pictures import Pictures
from index.types import Box, Line, Span
from tests.index.conftest import make_pdf
from tests.letters import LetterCounts

LINES = [f"Line {number} of the harbour ledger" for number in range(1, 31)]


@pytest.fixture
def index(folder: Path, store: Path) -> Index:
    pages = [(11.0, words) for words in LINES], [(11.0, "and ends here, on page two.")]
    (folder / "a.pdf").write_bytes(make_pdf(*pages))
    (folder / "a.txt").write_text("Words without pages.")
    index = Index.open(folder, store, LetterCounts())
    index.sync()
    return index


def ink(crop: Crop) -> np.ndarray:
    image = Image.open(BytesIO(crop.picture.data))
    assert image.size == (crop.picture.width, crop.picture.height)
    return np.asarray(image.convert("L")) < 128


def cropped(index: Index, words: str, path: str = "a.pdf") -> tuple[Crop, ...]:
    document = index.document(path)
    start = document.text.index(words)
    with Pictures() as pictures:
        return crops(index, pictures, document, Span(start, start + len(words)))


def test_a_quote_is_shown_with_lines_around_it_and_its_boxes_lie_on_it(index: Index) -> None:
    (crop,) = cropped(index, "Line 15 of")
    seen = ink(crop)
    height, width = seen.shape
    (box,) = crop.boxes
    inside = seen[
        int(box.top * height) : int(box.bottom * height),
        int(box.left * width) : int(box.right * width),
    ]
    assert inside.any()
    rows = seen.any(axis=1)
    assert np.count_nonzero(np.diff(rows.astype(int)) == 1) >= 5  # lines with white between them
    assert not seen[:, :15].any()  # the whole line, nothing cut off at its sides
    assert not seen[:, -15:].any()
    assert (crop.page, crop.frame.page) == (1, 1)


def test_a_quote_over_the_end_of_a_page_has_a_picture_on_each(index: Index) -> None:
    text = index.document("a.pdf").text
    found = cropped(index, text[text.index("Line 30") : text.index("page two")])
    assert [crop.page for crop in found] == [1, 2]
    assert all(crop.boxes and ink(crop).any() for crop in found)


def test_what_has_no_printed_lines_has_no_picture(index: Index) -> None:
    assert cropped(index, "Words", "a.txt") == ()


def test_what_has_changed_is_told(index: Index, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(make_pdf([(11, "other")]))
    with pytest.raises(PictureError, match="has changed since it was read"):
        cropped(index, "Line 15 of")


def test_the_frame_keeps_to_the_column() -> None:
    lines = [
        Line(1, at, at + 1, 100.0 + 12 * at, 110.0 + 12 * at, (left, left + 200.0))
        for left in (50.0, 300.0)
        for at in range(10)
    ]
    found = frame([Box(1, 60.0, 148.0, 120.0, 158.0)], lines, (595.0, 842.0))
    assert found == Box(1, 40.0, 123.0, 260.0, 183.0)


def test_the_frame_stays_on_the_page() -> None:
    found = frame([Box(1, 2.0, 3.0, 590.0, 840.0)], [], (595.0, 842.0))
    assert found == Box(1, 0.0, 0.0, 595.0, 842.0)
