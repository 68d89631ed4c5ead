"""What of a PDF was not read, and what was read by OCR: said in sentences, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass
class PageLog:
    """The numbers of a file's pages by what became of them.

    total: of all pages. images: without text, not read for want of Tesseract. recognised: read by
    OCR. wordless: images in which OCR found no words. unrecognised: images that OCR did not get
    to the end of, by the reason. broken: that could not be opened.
    """

    total: int = 0
    images: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    unrecognised: dict[str, list[int]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)

    def note(self) -> str:
        """What a reader of the text must know; "" where all is as it should be.

        "Tesseract" is named exactly where installing it would help.
        """
        parts = []
        if self.images:
            parts.append(
                f"{pages(self.images)} {_images(self.images)} without text and {_are(self.images)} "
                f"not read: install Tesseract and sync again"
            )
        if self.recognised:
            is_one = len(self.recognised) == 1
            against = "it against its image" if is_one else "them against the images"
            was = "was" if is_one else "were"
            parts.append(f"{pages(self.recognised)} {was} read by OCR; check {against}")
        if self.wordless:
            parts.append(
                f"{pages(self.wordless)} {_images(self.wordless)} in which OCR found no words"
            )
        for reason, numbers in self.unrecognised.items():
            parts.append(
                f"{pages(numbers)} {_images(numbers)} without text and {_are(numbers)} not read: "
                f"{reason}"
            )
        if self.broken:
            parts.append(f"{pages(self.broken)} {_are(self.broken)} broken and not read")
        return "; ".join(parts)

    def why_nothing(self) -> str:
        """Why a file without any text has none, and what to do."""
        count = f"{self.total} pages" if self.total > 1 else "only page"
        if self.images:
            if len(self.images) == self.total:
                what = f"its {count} {_images(self.images)}"
            else:
                what = f"of its {count}, {pages(self.images)} {_images(self.images)}"
            return (
                f"scanned: {what} without text; install Tesseract and sync again, or run OCR on it"
            )
        if self.unrecognised:
            return f"scanned: {self.note()}; run OCR on it with another program"
        if self.wordless:
            return f"scanned: OCR found no words on its {count}; scan it again, larger and sharper"
        if self.broken:
            return f"broken PDF: {self.note()}; save or export it again"
        return f"empty: there is no text on its {count}"


def pages(numbers: Sequence[int]) -> str:
    """Page numbers in words, those in a row as a range.

    >>> pages([3, 7, 8, 9])
    'pages 3 and 7-9'
    """
    ranges = []
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) < 3:
            ranges += [str(number) for number in run]
        else:
            ranges.append(f"{run[0]}-{run[-1]}")
    words = " and ".join([", ".join(ranges[:-1]), ranges[-1]]) if len(ranges) > 1 else ranges[0]
    return f"page{'s' if len(numbers) > 1 else ''} {words}"


def _are(numbers: Sequence[int]) -> str:
    return "are" if len(numbers) > 1 else "is"


def _images(numbers: Sequence[int]) -> str:
    return "are images" if len(numbers) > 1 else "is an image"
