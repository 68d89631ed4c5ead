"""A page as an image, and how the drawing process says it to the one that asked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Box

MISSING, REFUSED = b"n", b"r"  # said instead of an answer: no such document, and why not
MOST_PIXELS = 4_000  # a side
MIMES = ("image/png", "image/webp", "image/jpeg")
SCALES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, or a part of one, as an image file.

    mime: one of MIMES. width, height: in pixels, at most MOST_PIXELS each.
    """

    data: bytes
    mime: str
    width: int
    height: int

    def pack(self) -> bytes:
        """The picture as bytes."""
        head = json.dumps([self.mime, self.width, self.height])
        return head.encode() + b"\n" + self.data

    @classmethod
    def unpack(cls, packed: bytes) -> "Picture":
        """The picture that `pack` was called on. Raises ValueError for anything else."""
        head, _, data = packed.partition(b"\n")
        mime, width, height = json.loads(head)
        if mime not in MIMES:  # a browser would believe it
            raise ValueError(f"{mime!r} is no image")
        return cls(data, mime, int(width), int(height))


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page around a quote, and where the quote stands in it.

    page: its number. frame: what part it is, in points from the page's top left corner.
    boxes: of the quote, one a printed line, as shares of the picture's width and height: 0 to 1.
    """

    page: int
    picture: Picture
    frame: Box
    boxes: tuple[Box, ...]


def pack_sizes(sizes: Sequence[tuple[float, float]]) -> bytes:
    """The sizes of a document's pages as bytes."""
    return json.dumps(sizes, separators=(",", ":")).encode()


def unpack_sizes(packed: bytes) -> tuple[tuple[float, float], ...]:
    """The sizes that `pack_sizes` was given. Raises ValueError for anything else."""
    return tuple((float(width), float(height)) for width, height in json.loads(packed))


def nearest_scale(scale: float) -> float:
    """The least of SCALES that is not below `scale`; so few images are kept of one page.

    >>> [nearest_scale(scale) for scale in (1.2, 9.0, float("nan"))]
    [1.5, 4.0, 4.0]
    """
    return next((one for one in SCALES if scale <= one), SCALES[-1])
