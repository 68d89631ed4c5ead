"""PDF by way of pdfium: lines become paragraphs and headings, pages keep their numbers."""

import re
import threading
from collections import Counter
from collections.abc import Sequence
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import UnreadableFile
from index.formats.outline import Outline
from index.types import BlockKind

_SOFT_HYPHENS = (0xFFFE, 0x02)
_BULLET = re.compile(r"^\s*[•▪◦‣∙●–]\s+\S")
_HEADING_SCALE = 1.15
_PARAGRAPH_GAP = 1.35
_one_at_a_time = threading.Lock()  # pdfium is not thread-safe


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its words, the height of its letters, its first and last baseline, in points.

    A word that is hyphenated over a line end makes one line of the two, with two baselines.
    """

    text: str
    height: float
    top: float
    bottom: float


def read(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """The text of a PDF, its hyphenated line ends joined.

    Raises UnreadableFile where it is encrypted, broken, or has no text on any page.
    """
    with _one_at_a_time:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableFile("encrypted: save a copy without its password") from error
            raise UnreadableFile(f"broken PDF: {error}") from error
        try:
            title = str(pdf.get_metadata_value("Title") or "").strip()
            pages = [_lines(pdf, number) for number in range(len(pdf))]
        finally:
            pdf.close()
    if not any(pages):
        raise UnreadableFile(
            f"no text on any of its {len(pages)} pages: it looks scanned; run OCR on it first"
        )
    return _outline(title, pages)


def _lines(pdf: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    lines: list[_Line] = []
    words: list[str] = []
    heights: list[float] = []
    baselines: list[float] = []
    is_new_line = True
    x, y = c_double(), c_double()
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if code in (0x0D, 0x0A):
            if code == 0x0A:
                _close(lines, words, heights, baselines)
                words, heights, baselines, is_new_line = [], [], [], True
            continue
        if code in _SOFT_HYPHENS:
            words.append("\u00ad")
            is_new_line = True
            continue
        words.append(chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd")
        if pdfium.FPDFText_IsGenerated(text_page.raw, index) == 1 or words[-1].isspace():
            continue
        if is_new_line:
            pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
            baselines.append(y.value)
            is_new_line = False
        _, bottom, _, top = text_page.get_charbox(index, loose=True)
        heights.append(top - bottom)
    _close(lines, words, heights, baselines)
    return lines


def _close(
    lines: list[_Line], words: list[str], heights: list[float], baselines: list[float]
) -> None:
    text = re.sub(r"(?<=[^\W\d_A-Z])\u00ad(?=[^\W\d_A-Z])", "", "".join(words))
    text = " ".join(text.replace("\u00ad", "-").replace("\x00", "").split())
    if text and baselines:
        lines.append(_Line(text, round(median(heights), 1), baselines[0], baselines[-1]))


def _outline(title: str, pages: list[list[_Line]]) -> Outline:
    weights: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        weights[line.height] += len(line.text)
    body = weights.most_common(1)[0][0]
    sizes = sorted({h for h in weights if h >= body * _HEADING_SCALE}, reverse=True)
    levels = {height: min(rank, 6) for rank, height in enumerate(sizes, start=1)}
    outline = Outline(title=title)
    for number, lines in enumerate(pages, start=1):
        outline.add_page(number)
        for paragraph in _paragraphs(lines):
            text = " ".join(line.text for line in paragraph)
            level = levels.get(paragraph[0].height, 0) if len(text) <= 200 else 0
            kind: BlockKind = "item" if _BULLET.match(text) else "paragraph"
            outline.add("heading" if level else kind, text, level)
    return outline.finish()


def _paragraphs(lines: list[_Line]) -> list[list[_Line]]:
    """Lines that follow one another at the page's usual distance, in letters of one height."""
    gaps = [a.bottom - b.top for a, b in pairwise(lines) if a.bottom > b.top]
    pitch = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    paragraphs: list[list[_Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if (
            last is None
            or abs(last.height - line.height) > 0.1 * last.height
            or last.bottom - line.top > _PARAGRAPH_GAP * max(pitch, line.height)
            or _BULLET.match(line.text)
        ):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs
