"""What the tests share: the real model, loaded once, the seeds, indexed once, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant import Assistant
from index.encoder import SentenceEncoder
from tests.browser import ROOT, Visit, browsing, serving, visit
from tests.letters import LetterCounts

# The files that take longest come first: none is left over for one worker at the end.
LONGEST = (
    "test_page_prose.py",
    "test_page_reader.py",
    "test_main.py",
    "test_page_chat.py",
    "test_examples.py",
    "test_page_axe.py",
    "test_doctor.py",
    "test_page_library.py",
    "test_page.py",
    "test_torture.py",
    "test_page_conversations.py",
    "test_injections.py",
    "test_page_keeping.py",
    "test_page_kinds.py",
    "test_readme.py",
    "test_squad.py",
)


def pytest_configure(config: pytest.Config) -> None:
    config.option.loadscopereorder = False  # by the number of tests in a file: these have few


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser of the module's own: as long as Playwright is used, its event loop runs."""
    if os.environ.get("FOOTNOTE_NO_BROWSER") == "1":
        pytest.skip("FOOTNOTE_NO_BROWSER=1: no browser wanted")
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the seeds, as it is started from the command line."""
    with serving(ROOT / "seeds", tmp_path_factory.mktemp("store")) as served:
        yield served


@pytest.fixture
def guest(browser: Any, address: str) -> Iterator[Visit]:
    """A visitor in whose page nothing goes wrong, and which asks no other host for anything."""
    with visit(browser, address) as visitor:
        yield visitor
        assert visitor.errors == []
        assert visitor.hosts == {urlsplit(address).netloc}
