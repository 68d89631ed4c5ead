"""Tesseract as a program: what it prints becomes lines, what goes wrong becomes a reason."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from index.formats.pdf import ocr
from index.formats.pdf.runs import Run
from tests.conftest import ROOT
from tests.index.printing import run

LEAF = ROOT / "tests" / "files" / "pdf" / "leaf.png"


def program(folder: Path, script: str) -> str:
    """A stand-in for a Tesseract that is broken."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not here")
def test_an_image_becomes_lines_with_an_edge_for_every_letter() -> None:
    tesseract = ocr.program()
    assert tesseract
    lines: list[Run] = ocr.read(LEAF.read_bytes(), tesseract, 72 / 200, page=3)
    first = lines[0]
    assert first.text == "Harbour Papers, volume 4"
    assert len(first.lefts) == len(first.rights) == len(first.text)
    assert list(first.lefts) == sorted(first.lefts)
    assert (first.page, first.order) == (3, 0)
    assert first.left == pytest.approx(45, abs=3)
    taken = [(first.left, first.top, first.right, first.bottom)]
    again = ocr.read(LEAF.read_bytes(), tesseract, 72 / 200, 3, taken)
    assert [line.text for line in again] == [line.text for line in lines[1:]]


def test_what_tesseract_complains_about_is_the_reason(tmp_path: Path) -> None:
    script = (
        'if [ "$1" = "--list-langs" ]; then echo List; echo eng; else echo no data >&2; exit 1; fi'
    )
    with pytest.raises(ocr.OcrError, match=r"^OCR failed \(no data\)$"):
        ocr.read(b"P5 1 1 255\n0", program(tmp_path, script), 1.0, 1)


def test_a_program_that_is_gone_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ocr.OcrError, match=r"^OCR could not be started"):
        ocr.read(b"", os.fspath(tmp_path / "nothing"), 1.0, 1)


def test_a_page_that_takes_too_long_is_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_TIMEOUT", 0.2)
    monkeypatch.setattr(ocr, "_TICK", 0.1)
    with pytest.raises(ocr.OcrError, match=r"^OCR took more than 0 seconds$"):
        ocr.read(b"", program(tmp_path, "exec sleep 60"), 1.0, 1)


def test_heights_near_the_commonest_are_made_one() -> None:
    page = [
        run("a line of the text", 0, 10, height=11.0),
        run("another one", 0, 30, height=12.1),
        run("Heading", 0, 50, height=20.0),
        run("and more of it", 0, 70, height=10.2),
    ]
    heights = [line.height for line in ocr.levelled([page])[0]]
    assert heights[0] == heights[1] == heights[3] == 11.0
    assert heights[2] > 1.3 * 11.0
