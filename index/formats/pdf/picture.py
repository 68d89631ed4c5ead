"""Pages of a PDF as images, and how large they are: pdfium draws them, Pillow packs them."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pypdfium2

from index.errors import UnreadableFile
from index.formats.pdf.pdf import open_pdf
from index.picture import MOST_PIXELS, Picture

_LARGEST = 1e6  # points: what is beyond that is no page
_PAPER = (612.0, 792.0)  # points, of a page whose size cannot be told: pdfium's own guess
_FEW_COLOURS = 4_096  # words and drawings have fewer, photographs more
_QUALITY = 85  # of a JPEG


class Drawn:
    """An open PDF whose pages can be drawn. For one thread at a time: pdfium is not safe."""

    def __init__(self, data: bytes, passwords: Sequence[str] = ()) -> None:
        """Raises UnreadableFile where it cannot be opened; see `open_pdf`."""
        self.weight = len(data)
        self._pdf = open_pdf(data, passwords)

    def close(self) -> None:
        """Let go of it."""
        self._pdf.close()

    def sizes(self) -> list[tuple[float, float]]:
        """The width and height of each page in points, as it is seen: turned, and cropped."""
        return [self._size(index) for index in range(len(self._pdf))]

    def _size(self, index: int) -> tuple[float, float]:
        try:
            width, height = map(float, self._pdf.get_page_size(index))
        except pypdfium2.PdfiumError:
            return _PAPER
        if 0 < width <= _LARGEST and 0 < height <= _LARGEST:
            return round(width, 2), round(height, 2)
        return _PAPER

    def draw(
        self, number: int, scale: float, frame: tuple[float, float, float, float] | None = None
    ) -> Picture:
        """A page as an image, or the part of it in a frame.

        number: of the page, counted from 1. scale: pixels a point; less where the image would
        have more than MOST_PIXELS a side. frame: left, top, right and bottom, in points from the
        page's top left corner, as it is seen.
        Raises UnreadableFile where there is no such page, or it is broken.
        """
        if not 1 <= number <= len(self._pdf):
            raise UnreadableFile(f"there is no page {number}: it has {len(self._pdf)}")
        broken = f"page {number} is broken: it cannot be drawn; save or export the file again"
        try:
            page = self._pdf[number - 1]
            try:
                width, height = map(float, page.get_size())
                if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
                    raise UnreadableFile(f"page {number} has a size that no paper has")
                cut = _cut(frame, width, height)
                longest = max(width - cut[0] - cut[2], height - cut[1] - cut[3])
                scale = min(scale, (MOST_PIXELS - 1) / longest)
                if min(width, height) * scale < 1:
                    raise UnreadableFile(f"page {number} has a size that no paper has")
                bitmap = page.render(scale=scale, crop=cut)
                try:
                    return _packed(bitmap.to_pil())
                finally:
                    bitmap.close()
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise UnreadableFile(broken) from error


def _cut(
    frame: tuple[float, float, float, float] | None, width: float, height: float
) -> tuple[float, float, float, float]:
    """How much is cut off a page's left, bottom, right and top; nothing where it is all of it."""
    if frame is None or not all(map(math.isfinite, frame)):
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = frame
    left, top = max(0.0, left), max(0.0, top)
    right, bottom = min(width, right), min(height, bottom)
    if right - left < 1 or bottom - top < 1:
        return 0.0, 0.0, 0.0, 0.0
    return left, height - bottom, width - right, top


def _packed(image: Any) -> Picture:
    """Words and drawings without loss, which is smaller as well; photographs as JPEG.

    Black on white PNG takes half the time of WebP; in colours WebP takes half the bytes of PNG.
    """
    buffer = BytesIO()
    if image.mode != "RGB":
        image = image.convert("RGB")
    colours = image.getcolors(_FEW_COLOURS)
    if colours is not None and all(red == green == blue for _, (red, green, blue) in colours):
        image.convert("L").save(buffer, "PNG", compress_level=1)
        mime = "image/png"
    elif colours is not None:
        image.save(buffer, "WEBP", lossless=True, quality=20, method=1)
        mime = "image/webp"
    else:
        image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        mime = "image/jpeg"
    return Picture(buffer.getvalue(), mime, image.width, image.height)
