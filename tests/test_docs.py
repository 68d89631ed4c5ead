"""The docs that are made from the code are those that the code makes; what they name is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.formats.table import FORMATS, format_of
from tests.conftest import ROOT

DOCS = sorted((ROOT / "docs").glob("*.md"))


def test_the_formats_are_the_tables() -> None:
    code = "import runpy; print(runpy.run_path('docs/make_formats.py')['render'](), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout == (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_no_ending_belongs_to_two_formats() -> None:
    endings = [ending for one in FORMATS for ending in one.endings]
    assert len(endings) == len(set(endings))
    assert all(format_of(f"a{ending.upper()}") is one for one in FORMATS for ending in one.endings)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_the_docs_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([\w./-]+)\)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]
