"""What the tests of the index share: a folder, a catalog, other processes, PDFs made here."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fpdf import FPDF

from index import documents, late
from index.catalog import Catalog
from index.cutting import cut
from index.entries import PassageVectors
from index.types import Document
from tests.conftest import ROOT
from tests.letters import LetterCounts

Line = tuple[float, str]  # the size of its letters in points, its words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def catalog(store: Path) -> Iterator[Catalog]:
    opened = Catalog(store / "catalog.sqlite3")
    yield opened
    opened.close()


def start_python(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Another Python process, in the repository's root; talk to it by its pipes."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_python(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run another Python process to its end: its exit status, stdout and stderr."""
    process = start_python(*arguments, **environment)
    printed, complaints = process.communicate(timeout=120)
    return process.returncode, printed, complaints


def put(catalog: Catalog, path: str, source: str, max_pieces: int = 40) -> Document:
    """Read, cut, encode and store a document."""
    letters = LetterCounts(max_pieces)
    document = documents.read(path, source.encode())
    cut_ = cut(document, len(source.encode()), "", letters)
    texts = [document.searched(p.start, p.end) for p in cut_.passages]
    catalog.stage(
        {
            text: PassageVectors(e.pooled, late.pack(e.tokens), e.pieces)
            for text, e in zip(texts, letters.encode(texts), strict=True)
        }
    )
    catalog.replace(path, [cut_])
    return document


def make_pdf(*pages: list[Line], title: str = "", password: str = "") -> bytes:
    """A PDF of lines printed one under another; a line without words leaves a gap."""
    pdf = FPDF(unit="pt")
    if title:
        pdf.set_title(title)
    if password:
        pdf.set_encryption(owner_password=f"owner of {password}", user_password=password)
    for lines in pages:
        pdf.add_page()
        baseline = 60.0
        for size, words in lines:
            baseline += 1.2 * size
            if words:
                pdf.set_font("Helvetica", size=size)
                pdf.text(60, baseline, words)
    return bytes(pdf.output())
