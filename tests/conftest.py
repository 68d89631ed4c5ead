"""What the tests share: the real model, loaded once, and the seeds, indexed once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from index.encoder import SentenceEncoder
from tests.letters import LetterCounts

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, nor any process it starts, keeps anything in the home directory of who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("FOOTNOTE_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture
def letters() -> LetterCounts:
    return LetterCounts()


@pytest.fixture(scope="session")
def seeds_assistant(
    encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("seeds-index")
    with Assistant.open(ROOT / "seeds", store, encoder=encoder) as assistant:
        yield assistant
