"""The page served with its doors: on letters, and once on the seeds with the real model."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from gradio_client import Client
from openai import OpenAI

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.page import build_page
from assistant.web.routes import Routes
from assistant.web.serving import serve
from index.encoder import Encoder, SentenceEncoder
from tests.conftest import ROOT
from tests.letters import LetterCounts

BIRDS = "A heron stood in the reeds. The gull flew over the harbour in 1931."
FRUIT = "An apple fell from the tree. The pear stayed."


@contextmanager
def served(settings: Settings, encoder: Encoder) -> Iterator[str]:
    """The page's address, once every named collection's folder is read."""
    with Collections.open(settings, encoder, is_watching=False) as collections:
        for name in collections.names():
            _, keeper = collections.get(name).opened()
            while keeper.keeping.is_reading:
                time.sleep(0.02)
        desk = Desk(collections)
        page = build_page(desk)
        with ThreadPoolExecutor(1) as thread:
            address = thread.submit(serve, page, 0, Routes(desk).listed()).result()
        try:
            yield address
        finally:
            page.close(verbose=False)
            desk.close()


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two collections, "birds" and "fruit", on letters; nothing is refused for want of words."""
    place = tmp_path_factory.mktemp("doors")
    for name, text in (("birds", BIRDS), ("fruit", FRUIT)):
        (place / name).mkdir()
        (place / name / f"{name}.txt").write_text(text)
    settings = Settings(
        folders=(place / "birds",),
        collections=(("fruit", place / "fruit"),),
        store=place / "store",
        threshold=-1,
    )
    with served(settings, LetterCounts()) as address:
        yield address


@pytest.fixture(scope="module")
def seeds(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(folders=(ROOT / "seeds",), store=tmp_path_factory.mktemp("store"))
    with served(settings, encoder) as address:
        yield address


@pytest.fixture
def client(birds: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{birds}/v1", api_key="none", max_retries=0) as opened:
        yield opened


@pytest.fixture(scope="module")
def gradio(birds: str, tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept: Path = tmp_path_factory.mktemp("gradio")
    return Client(birds, verbose=False, download_files=str(kept))
