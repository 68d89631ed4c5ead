"""What of a PDF was not read, and what was read by OCR: said in sentences, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass
class PageLog:
    """The numbers of a file's pages by what became of them.

    total: of all pages. images: without text, not read for want of Tesseract. recognised: read by
    OCR. wordless: images in which OCR found no words. failed: by the reason.
    """

    total: int = 0
    images: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    failed: dict[str, list[int]] = field(default_factory=dict)

    def fail(self, number: int, reason: str) -> None:
        """Note a page that could not be read, with its reason: "cannot be opened"."""
        self.failed.setdefault(reason, []).append(number)

    def note(self) -> str:
        """What a reader of the text must know; "" where all is as it should be.

        "Tesseract" is named exactly where installing it would help.
        """
        parts = []
        if self.images:
            are = "are images" if len(self.images) > 1 else "is an image"
            parts.append(
                f"{pages(self.images)} {are} without text and {_are(self.images)} not read: "
                f"install Tesseract and sync again"
            )
        if self.recognised:
            it = "it against its image" if len(self.recognised) == 1 else "them against the images"
            was = "were" if len(self.recognised) > 1 else "was"
            parts.append(f"{pages(self.recognised)} {was} read by OCR; check {it}")
        if self.wordless:
            are = "are images" if len(self.wordless) > 1 else "is an image"
            parts.append(f"{pages(self.wordless)} {are} in which OCR found no words")
        for reason, numbers in self.failed.items():
            parts.append(f"{pages(numbers)} {_are(numbers)} not read: {reason}")
        return ". ".join(
            part[0].upper() + part[1:] if at else part for at, part in enumerate(parts)
        )

    def why_nothing(self) -> str:
        """Why a file without any text has none, and what to do."""
        count = f"{self.total} pages" if self.total > 1 else "only page"
        if self.images:
            if len(self.images) == self.total:
                what = f"its {count} {'are images' if self.total > 1 else 'is an image'}"
            else:
                are = "are images" if len(self.images) > 1 else "is an image"
                what = f"of its {count}, {pages(self.images)} {are}"
            return (
                f"scanned: {what} without text; install Tesseract and sync again, or run OCR on it"
            )
        if self.wordless:
            return f"scanned: OCR found no words on its {count}; scan it again, larger and sharper"
        if self.failed:
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
