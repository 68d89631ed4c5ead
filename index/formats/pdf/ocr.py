"""Scanned pages by way of Tesseract, a program of its own that may be there or not."""

import math
import os
import shutil
import subprocess
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from index.formats import alive
from index.formats.pdf.runs import LetterBox, Run

DPI = 300
_TIMEOUT = 120.0  # seconds a page
_TICK = 10.0  # seconds
_MOST_LANGUAGES = 4  # each makes it slower
_LEAST_CONFIDENCE = 20.0  # percent: below that it is dirt or a picture
_NO_SCRIPTS = {"osd", "equ"}
_ASCENDERS = set("bdfhijklt" + "0123456789()[]{}/|!?&%$#@\"'")
_DESCENDERS = set("gjpqy,;()[]{}/|$@Q")
_STEP = math.log(1.15)  # sizes of letters that differ by less are one


class OcrError(Exception):
    """A page that Tesseract did not read, and why, in words for people."""


class _Word(NamedTuple):
    """A word of a line that Tesseract found, its box in pixels."""

    line: tuple[int, int, int]
    text: str
    left: int
    top: int
    right: int
    bottom: int


def program() -> str | None:
    """Where Tesseract is on this machine, None where it is not."""
    return shutil.which("tesseract")


def read(
    image: bytes, tesseract: str, scale: float, page: int, taken: Sequence[LetterBox] = ()
) -> list[Run]:
    """The lines of an image, in Tesseract's order.

    image: a PGM or PNG file. scale: points a pixel. page: its number, for the runs. taken: where
    words stand, in points, that are known already.
    Raises OcrError where Tesseract fails or takes more than two minutes.
    """
    lines: dict[tuple[int, int, int], list[_Word]] = defaultdict(list)
    options = ("stdin", "stdout", "--dpi", str(DPI), "-l", _languages(tesseract), "tsv")
    for word in _words(_run(tesseract, *options, image=image)):
        x, y = scale * (word.left + word.right) / 2, scale * (word.top + word.bottom) / 2
        if not any(box[0] < x < box[2] and box[1] < y < box[3] for box in taken):
            lines[word.line].append(word)
    return [_line(words, scale, page, order) for order, words in enumerate(lines.values())]


def levelled(pages: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The same runs, the heights of their letters in steps from the commonest.

    Measured in an image they differ from line to line, though they are printed alike.
    """
    heights = sorted((run.height, len(run.text)) for page in pages for run in page)
    if not heights:
        return [list(page) for page in pages]
    sums = list(accumulate(count for _, count in heights))
    body = max(heights[bisect_left(sums, sums[-1] / 2)][0], 0.1)
    return [[replace(run, height=_level(run.height, body)) for run in page] for page in pages]


def _level(height: float, body: float) -> float:
    steps = math.log(max(height, 0.1) / body) / _STEP
    return round(body * math.exp(_STEP * math.copysign(round(max(0.0, abs(steps) - 1)), steps)), 1)


@cache
def _languages(tesseract: str) -> str:
    """The languages that Tesseract has, English first, as its option wants them."""
    listed = _run(tesseract, "--list-langs").splitlines()[1:]
    names = [name for name in map(str.strip, listed) if name and "/" not in name]
    known = [name for name in names if name not in _NO_SCRIPTS]
    known.sort(key=lambda name: name != "eng")
    return "+".join(known[:_MOST_LANGUAGES]) or "eng"


def _run(tesseract: str, *arguments: str, image: bytes = b"") -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            [tesseract, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
    except OSError as error:
        raise OcrError(f"OCR could not be started ({error.strerror})") from error
    with process:
        try:
            printed, complaints = _wait(process, image)
        finally:
            process.kill()
    if process.returncode:
        words = " ".join(complaints.decode("utf-8", "replace").split())[:150]
        raise OcrError(f"OCR failed ({words or process.returncode})")
    return printed.decode("utf-8", "replace")


def _wait(process: subprocess.Popen[bytes], image: bytes) -> tuple[bytes, bytes]:
    """What a process prints and complains about. Gives a sign of life while it works."""
    end = time.monotonic() + _TIMEOUT
    while time.monotonic() < end:
        try:
            return process.communicate(image, timeout=_TICK)
        except subprocess.TimeoutExpired:
            alive.tick()
    raise OcrError(f"OCR took more than {_TIMEOUT:.0f} seconds")


def _words(table: str) -> list[_Word]:
    """The words of Tesseract's table: block, paragraph, line in columns 2 to 4, boxes in 6 to 9."""
    found = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != "5" or float(cells[10]) < _LEAST_CONFIDENCE:
            continue
        text = " ".join(cells[11].split())
        if text:
            block, paragraph, number, _, left, top, width, height = map(int, cells[2:10])
            box = (left, top, left + max(width, 1), top + max(height, 1))
            found.append(_Word((block, paragraph, number), text, *box))
    return found


def _line(words: Sequence[_Word], scale: float, page: int, order: int) -> Run:
    """A line whose letters share the width of their word evenly."""
    text, lefts, rights = "", list[float](), list[float]()
    for word in words:
        if text:
            text += " "
            lefts.append(rights[-1])
            rights.append(max(rights[-1], scale * word.left))
        width = scale * (word.right - word.left) / len(word.text)
        for at in range(len(word.text)):
            lefts.append(scale * word.left + at * width)
            rights.append(scale * word.left + (at + 1) * width)
        text += word.text
    standing = [word.bottom for word in words if not _DESCENDERS & set(word.text)]
    size = median(map(_size, words))
    deepest = median(word.bottom for word in words)
    return Run(
        text=text,
        lefts=tuple(lefts),
        rights=tuple(rights),
        top=scale * min(word.top for word in words),
        bottom=scale * max(word.bottom for word in words),
        baseline=scale * (median(standing) if standing else deepest - 0.2 * size),
        height=scale * 1.15 * size,
        page=page,
        order=order,
    )


def _size(word: _Word) -> float:
    """The size of a word's font in pixels, by how far its letters reach up and down."""
    letters = set(word.text)
    is_tall = bool(letters & _ASCENDERS) or any(letter.isupper() for letter in letters)
    em = 0.52 + 0.2 * is_tall + 0.2 * bool(letters & _DESCENDERS)
    return (word.bottom - word.top) / em
