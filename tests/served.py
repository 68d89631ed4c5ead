"""The page served from within a test: no process is started and no model loaded for it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.page import build_page
from assistant.web.routes import Routes
from assistant.web.serving import serve
from index.encoder import Encoder
from index.folder import MAX_BYTES
from tests.browser import PATIENCE
from tests.letters import LetterCounts


@contextmanager
def served(
    folder: Path,
    place: Path,
    most: int = MAX_BYTES,
    encoder: Encoder | None = None,
    **more: Any,
) -> Iterator[tuple[str, Collections]]:
    """The page's address, and the collections it is of; the index and the home are in `place`.

    The folder has been read. most: bytes of the largest file that is taken. encoder: None for
    vectors that a person can work out; as they know no likeness, nothing is refused on them.
    more: settings, such as those of a model that writes.
    """
    settings = Settings(folders=(folder,), store=place / "store", home=place / "home", **more)
    encoder = encoder or LetterCounts()
    if isinstance(encoder, LetterCounts):
        settings = replace(settings, threshold=-1)
    is_read = threading.Event()
    with Collections.open(settings, encoder, lambda name, report: is_read.set()) as collections:
        desk = Desk(collections)
        page = build_page(desk)
        with ThreadPoolExecutor(1) as thread:  # the browser's own loop runs in this one
            address = thread.submit(serve, page, 0, Routes(desk, most).listed()).result()
        try:
            assert is_read.wait(PATIENCE / 1000)
            yield address, collections
        finally:
            page.close(verbose=False)
            desk.close()
