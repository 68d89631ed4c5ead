"""A page of a PDF as pdfium has it: its letters and where they stand, and what else is on it."""

import math
import sys
from collections import deque
from ctypes import CFUNCTYPE, byref, c_double, c_int, c_ushort, c_void_p, cast
from dataclasses import replace
from functools import cache
from itertools import repeat
from statistics import median
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from index.formats.pdf.layout import Printed
from index.formats.pdf.runs import SLANTED, SOFT_HYPHEN, Letters, Run, runs, turned

_AS_HYPHEN = dict.fromkeys((0xFFFE, 0x02), SOFT_HYPHEN)  # pdfium's mark of one at a line's end
_MAX_OBJECTS = 5_000  # looked at, of a page without text
_SCAN = 0.25  # of a page without text that images cover
_STAMPED, _FEW = 0.8, 80  # of one with at most so many characters, such as a stamp's
_DRAWN = 200  # shapes on a page without text: its letters may be among them
_FILLED_IN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
# Called once a character: with plain numbers for pointers it takes half the time.
_box_of = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(
    cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0
)


def open_page(pdf: pypdfium2.PdfDocument, index: int) -> tuple[pypdfium2.PdfPage, int]:
    """A page, with what was filled in or written on it made part of it, and where that begins.

    It begins after so many characters of the page's text.
    """
    page = pdf[index]
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _FILLED_IN:
            count = page.get_textpage().count_chars()
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            return pdf[index], count
    return page, sys.maxsize


def printed(page: pypdfium2.PdfPage, number: int, count: int) -> Printed:
    """A page's runs, in the coordinates of the page as it is seen.

    count: after so many characters comes what was filled in: in large letters it is no heading.
    """
    x0, y0, x1, y1 = map(float, page.get_bbox())
    rotation = int(page.get_rotation()) // 90
    width, height = (y1 - y0, x1 - x0) if rotation % 2 else (x1 - x0, y1 - y0)
    text = page.get_textpage()
    handle = text.raw
    raw = _raw_boxes(text).astype(np.float64)
    left, top, right, bottom = np.clip(np.nan_to_num(raw), -1e6, 1e6).T
    upright = np.stack([left - x0, y1 - top, right - x0, y1 - bottom], axis=1)
    x, y = c_double(), c_double()

    @cache
    def boxes(turn: int) -> np.ndarray:
        made = upright
        across, down = x1 - x0, y1 - y0
        for _ in range((rotation + turn) % 4):
            made = np.stack([down - made[:, 3], made[:, 0], down - made[:, 1], made[:, 2]], axis=1)
            across, down = down, across
        return made

    def turn(index: int) -> int:
        quarters = max(0.0, float(pdfium.FPDFText_GetCharAngle(handle, index))) / (math.pi / 2)
        if abs(quarters - round(quarters)) > 0.07:
            return SLANTED
        return -(round(quarters) + rotation) % 4

    def baseline(index: int, turn: int) -> float:
        pdfium.FPDFText_GetCharOrigin(handle, index, byref(x), byref(y))
        point = (x.value - x0, y1 - y.value, x.value - x0, y1 - y.value)
        return turned(point, rotation + turn, x1 - x0, y1 - y0)[1]

    characters = _characters(text)
    found = runs(Letters(characters[:count], boxes, turn, baseline, number))
    if count < len(characters):
        later = Letters(" " * count + characters[count:], boxes, turn, baseline, number)
        found += _beside(runs(later), found)
    return Printed(number, width, height, found)


def _beside(filled_in: list[Run], printed: list[Run]) -> list[Run]:
    """What was filled in, as if printed in the letters of the page, on the line that it is beside.

    It often stands a little higher than the words it belongs to.
    """
    if not printed:
        return filled_in
    height = median(run.height for run in printed)
    found = []
    for run in filled_in:
        shared = {
            other.baseline: min(run.bottom, other.bottom) - max(run.top, other.top)
            for other in printed
        }
        nearest = max(shared, key=lambda baseline: shared[baseline])
        baseline = nearest if shared[nearest] > 0.25 * height else run.baseline
        found.append(replace(run, height=height, baseline=baseline, order=len(printed) + run.order))
    return found


def _raw_boxes(text: pypdfium2.PdfTextPage) -> np.ndarray:
    """The left, top, right and bottom of each character as pdfium counts, upwards; (n, 4)."""
    count = text.count_chars()
    found = np.zeros((count, 4), dtype=np.float32)
    place = found.ctypes.data
    places = range(place, place + 16 * count, 16)
    handle = cast(text.raw, c_void_p).value
    deque(map(_box_of, repeat(handle), range(count), places), maxlen=0)
    return found


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, as many as pdfium counts, its marks for hyphens made soft ones."""
    count = text.count_chars()
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text.raw, 0, count, buffer)
    units = np.frombuffer(buffer, dtype=np.uint16)[:count]
    if written != count + 1 or ((units >= 0xD800) & (units < 0xE000)).any() or not units.all():
        codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        found = "".join(map(_character, codes))
    else:
        found = units.astype("<u2").tobytes().decode("utf-16-le")
    return found.translate(_AS_HYPHEN)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def is_hidden(page: pypdfium2.PdfPage, printed: Printed) -> bool:
    """Whether a page's text lies unseen behind its image, as OCR programs write it."""
    if not printed.runs:
        return False
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=3):
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        return bool(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return False


def is_scan(page: pypdfium2.PdfPage, printed: Printed) -> bool:
    """Whether a page has hardly any text but images, or as many shapes as drawn letters have."""
    letters = sum(len(run.text) for run in printed.runs)
    if letters > _FEW:
        return False
    covered, shapes = 0.0, 0
    for number, item in enumerate(page.get_objects(max_depth=1)):
        if number >= _MAX_OBJECTS:
            break
        inside = [item.type]
        if item.type == pdfium.FPDF_PAGEOBJ_FORM:
            parts = page.get_objects(max_depth=4, form=item, level=1)
            inside = [part.type for _, part in zip(range(_MAX_OBJECTS), parts, strict=False)]
        shapes += inside.count(pdfium.FPDF_PAGEOBJ_PATH)
        if pdfium.FPDF_PAGEOBJ_IMAGE in inside:
            covered += _area(item, page)
    share: float = covered / max(printed.width * printed.height, 1.0)
    if letters:
        return share >= _STAMPED
    return share >= _SCAN or shapes >= _DRAWN


def _area(item: Any, page: pypdfium2.PdfPage) -> float:
    """How much of the page an object covers, in square points."""
    x0, y0, x1, y1 = map(float, page.get_bbox())
    left, bottom, right, top = map(float, item.get_bounds())
    return max(0.0, min(right, x1) - max(left, x0)) * max(0.0, min(top, y1) - max(bottom, y0))
