"""Pages of a PDF as images: in their true sizes, never too large, whatever the file says."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from index import documents
from index.errors import UnreadableFile
from index.formats.pdf.picture import Drawn
from index.layout import boxes
from index.picture import MOST_PIXELS, Picture, nearest_scale, pack_sizes, unpack_sizes
from index.types import Span
from tests.index.conftest import make_pdf

WORDS = make_pdf([(30, "Harbour"), (11, "The old pier.")], [(11, "More.")])
FILES = Path(__file__).parents[1] / "files" / "pdf"


def pixels(picture: Picture) -> np.ndarray:
    """The picture's greys, 0 for black: (height, width)."""
    image = Image.open(BytesIO(picture.data))
    assert f"image/{(image.format or '').lower()}" == picture.mime
    assert image.size == (picture.width, picture.height)
    return np.asarray(image.convert("L"))


def reshaped(data: bytes, rotation: int, crop: tuple[float, float, float, float] | None) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        page.set_rotation(rotation)
        if crop:
            page.set_cropbox(*crop)
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def sized(width: str, height: str) -> bytes:
    """A PDF of one empty page of any size, numbers or not."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]>>endobj\n"
        b"trailer<</Root 1 0 R>>" % (width.encode(), height.encode())
    )


def test_words_are_drawn_in_black_on_white_without_loss() -> None:
    picture = Drawn(WORDS).draw(1, 2.0)
    assert picture.mime == "image/png"
    assert (picture.width, picture.height) == (1191, 1684)
    drawn = pixels(picture)
    assert (drawn.min(), drawn.max()) == (0, 255)


def test_a_page_in_colours_is_drawn_without_loss_too() -> None:
    pdf = FPDF(unit="pt")
    pdf.add_page()
    pdf.set_fill_color(200, 30, 30)
    pdf.rect(100, 100, 100, 100, "F")
    picture = Drawn(bytes(pdf.output())).draw(1, 1.0)
    assert picture.mime == "image/webp"
    assert Image.open(BytesIO(picture.data)).convert("RGB").getpixel((150, 150)) == (200, 30, 30)


def test_a_photograph_is_packed_as_one() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 200, 3), dtype=np.uint8)
    pdf = FPDF(unit="pt")
    pdf.add_page()
    pdf.image(Image.fromarray(noise), 40, 40, 400, 600)
    assert Drawn(bytes(pdf.output())).draw(1, 1.0).mime == "image/jpeg"


@pytest.mark.parametrize("crop", [None, (40.0, 500.0, 400.0, 820.0)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_words_however_a_page_is_turned_and_cut(
    rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    data = reshaped(WORDS, rotation, crop)
    document, drawn = documents.read("a.pdf", data), Drawn(data)
    seen = pixels(drawn.draw(1, 2.0)) < 128
    width, height = drawn.sizes()[0]
    assert seen.shape == pytest.approx((2 * height, 2 * width), abs=2)
    for line in (line for line in document.lines if line.page == 1):
        (box,) = boxes([line], Span(line.start, line.end))
        edges = (box.top, box.bottom, box.left, box.right)
        top, bottom, left, right = (round(2 * edge) for edge in edges)
        assert seen[top:bottom, left:right].any() or document.text[line.start] == " "
        seen[top - 1 : bottom + 1, left - 1 : right + 1] = False
    assert not seen.any()


def test_filled_in_forms_are_drawn() -> None:
    data = (FILES / "berth.pdf").read_bytes()
    document = documents.read("berth.pdf", data)
    seen = pixels(Drawn(data).draw(1, 2.0))
    for line in document.lines:
        words = document.text[line.start : line.end]
        left, right = min(line.edges), max(line.edges)
        part = seen[int(2 * line.top) : int(2 * line.bottom), int(2 * left) : int(2 * right)]
        assert part.min() < 128, words


def test_a_frame_is_a_part_of_the_page() -> None:
    drawn = Drawn(WORDS)
    whole, part = pixels(drawn.draw(1, 2.0)), pixels(drawn.draw(1, 2.0, (50, 60, 350, 110)))
    assert part.shape == (100, 600)
    assert (np.abs(part.astype(int) - whole[120:220, 100:700]) < 40).mean() > 0.99
    assert part.min() == 0


@pytest.mark.parametrize(
    "frame",
    [
        (0, 0, 0, 0),
        (9e9, 9e9, 9e10, 9e10),
        (5, 5, 4, 4),
        (float("nan"),) * 4,
        (-9e9, -9e9, 9e9, 9e9),
    ],
)
def test_an_impossible_frame_is_the_whole_page(frame: tuple[float, float, float, float]) -> None:
    picture = Drawn(WORDS).draw(1, 1.0, frame)
    assert (picture.width, picture.height) == (596, 842)


@pytest.mark.parametrize("size", [("14400", "14400"), ("90000", "200"), ("300", "99999")])
def test_a_huge_page_is_drawn_smaller(size: tuple[str, str]) -> None:
    drawn = Drawn(sized(*size))
    picture = drawn.draw(1, 4.0)
    assert MOST_PIXELS - 2 <= max(picture.width, picture.height) <= MOST_PIXELS
    assert drawn.sizes() == [(float(size[0]), float(size[1]))]


@pytest.mark.parametrize("size", [("900000", "1"), ("3000000", "3000000"), ("1", "9999999")])
def test_a_page_of_an_absurd_size_is_told_in_a_sentence(size: tuple[str, str]) -> None:
    drawn = Drawn(sized(*size))
    with pytest.raises(UnreadableFile, match="page 1 has a size that no paper has"):
        drawn.draw(1, 4.0)
    ((width, height),) = drawn.sizes()
    assert 0 < width <= 1e6
    assert 0 < height <= 1e6


@pytest.mark.parametrize("size", [("0", "0"), ("-5", "0"), ("NaN", "x"), ("9" * 60, "9")])
def test_a_page_without_a_size_gets_one(size: tuple[str, str]) -> None:
    drawn = Drawn(sized(*size))
    width, height = drawn.sizes()[0]
    assert drawn.draw(1, 1.0).width == pytest.approx(width, abs=1)
    assert width > 0 < height


@pytest.mark.parametrize("number", [0, -1, 3, 10**9])
def test_a_page_that_is_not_there_is_told(number: int) -> None:
    with pytest.raises(UnreadableFile, match=f"there is no page {number}: it has 2"):
        Drawn(WORDS).draw(number, 1.0)


def test_passwords_are_tried() -> None:
    locked = make_pdf([(11, "Secret.")], password="key")
    assert Drawn(locked, ["wrong", "key"]).draw(1, 1.0).height == 842
    with pytest.raises(UnreadableFile, match="encrypted"):
        Drawn(locked, ["wrong"])


def test_it_goes_through_the_wire_as_it_is() -> None:
    picture = Picture(b"\n\x00{}\n", "image/png", 3, 4)
    assert Picture.unpack(picture.pack()) == picture
    assert unpack_sizes(pack_sizes([(595.28, 841.89)])) == ((595.28, 841.89),)
    for packed in (b"", b"{}", b"null\n", b"[1]\n", b"\xff\n", b'["text/html",1,1]\n'):
        with pytest.raises((ValueError, TypeError)):
            Picture.unpack(packed)


@pytest.mark.parametrize(
    ("asked", "given"),
    [(0, 0.5), (-3, 0.5), (1.0, 1.0), (1.7, 2.0), (99, 4.0), (float("inf"), 4.0)],
)
def test_a_scale_is_one_of_a_few(asked: float, given: float) -> None:
    assert nearest_scale(asked) == given
