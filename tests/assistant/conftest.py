"""A small index on vectors that a person can work out."""

from pathlib import Path

import pytest

from index.index import Index
from tests.letters import LetterCounts

TEXTS = {
    "fruit.txt": "An apple fell. The pear stayed.",
    "tools.txt": "A hammer fell. The saw stayed.",
    "birds.txt": "A heron stood. The gull flew.",
}


@pytest.fixture
def index(tmp_path: Path, letters: LetterCounts) -> Index:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    index = Index.open(folder, tmp_path / "store", letters)
    index.sync()
    return index
