"""PDF by way of pdfium: its pages' letters and where they stand; scanned pages by OCR."""

import math
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import UnreadableFile
from index.formats import alive
from index.formats.outline import Outline
from index.formats.pdf import flow, ocr
from index.formats.pdf import page as pdfpage
from index.formats.pdf.layout import Printed, sheets
from index.formats.pdf.runs import Run
from index.formats.pdf.titles import is_title
from index.formats.pdf.unread import PageLog

_MAX_PAGES = 50_000
_MAX_PIXELS = 40_000_000
_OCR_SECONDS = 1_200.0  # of one file: who holds us to a time limit would lose the whole file
_one_at_a_time = threading.Lock()  # pdfium is not thread-safe


def read(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """The text of a PDF in reading order, its hyphenated line ends joined.

    Pages that are images are read by OCR where Tesseract is there; `note` says which were.
    Raises UnreadableFile where it is encrypted, broken, or has no text on any page.
    """
    with _one_at_a_time:
        pdf = open_pdf(data, passwords)
        try:
            title = " ".join(str(pdf.get_metadata_value("Title") or "").split())
            pages, log = _read_pages(pdf)
        finally:
            pdf.close()
    if not any(page.runs for page in pages):
        raise UnreadableFile(log.why_nothing())
    outline = flow.outline(sheets(pages), title if is_title(title) else "")
    outline.note = log.note()
    return outline


def open_pdf(data: bytes, passwords: Sequence[str]) -> pypdfium2.PdfDocument:
    """A PDF, its forms as they were filled in. For one thread at a time: pdfium is not safe.

    Raises UnreadableFile where it is encrypted and none of the passwords fits, broken or too large.
    """
    for password in (None, *passwords):
        try:
            pdf = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pdfium.FPDF_ERR_PASSWORD:
                continue
            if error.err_code == pdfium.FPDF_ERR_SECURITY:
                raise UnreadableFile(
                    "encrypted: by a method that is not known here; save a copy without it"
                ) from error
            raise UnreadableFile(f"broken PDF: {error}; save or export it again") from error
        if len(pdf) > _MAX_PAGES:
            pdf.close()
            raise UnreadableFile(f"too large: over {_MAX_PAGES:,} pages; split it")
        pdf.init_forms()  # without it no form shows what was filled in
        return pdf
    raise UnreadableFile(
        "encrypted: give its password with --passwords FILE (one a line), or save a copy without it"
    )


def _read_pages(pdf: pypdfium2.PdfDocument) -> tuple[list[Printed], PageLog]:
    log = PageLog(total=len(pdf))
    pages: list[Printed] = []
    measured: dict[int, list[Run]] = {}  # by OCR, here or where the file was made
    tesseract = ocr.program()
    end = time.monotonic() + _OCR_SECONDS
    for index in range(len(pdf)):
        number = index + 1
        printed = Printed(number, 0.0, 0.0, [])
        try:
            page, count = pdfpage.open_page(pdf, index)
            try:
                printed = pdfpage.printed(page, number, count)
                if pdfpage.is_scan(page, printed):
                    if tesseract and time.monotonic() > end:
                        raise ocr.OcrError("OCR of the pages before took too long; split the file")
                    elif tesseract:
                        measured[index] = _recognised(page, printed, tesseract)
                        (log.recognised if measured[index] else log.wordless).append(number)
                    else:
                        log.images.append(number)
                elif pdfpage.is_hidden(page, printed):
                    measured[index] = list(printed.runs)
                    printed = replace(printed, runs=[])
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            log.broken.append(number)
        except ocr.OcrError as error:
            log.unrecognised.setdefault(str(error), []).append(number)
        pages.append(printed)
        alive.tick()
    for index, found in zip(measured, ocr.levelled(list(measured.values())), strict=True):
        pages[index] = replace(pages[index], runs=[*pages[index].runs, *found])
    return pages, log


def _recognised(page: pypdfium2.PdfPage, printed: Printed, tesseract: str) -> list[Run]:
    """What OCR finds on a page beside the text it has."""
    most = math.sqrt(_MAX_PIXELS / max(printed.width * printed.height, 1.0))
    scale = min(ocr.DPI / 72, most)
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
    bitmap.close()
    image = b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]) + pixels.tobytes()
    taken = [(run.left, run.top, run.right, run.bottom) for run in printed.runs]
    return ocr.read(image, tesseract, 1 / scale, printed.number, taken)
