"""The page served from within a test, on vectors that a person can work out: no model is loaded."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.page import build_page
from assistant.web.routes import Routes
from assistant.web.serving import serve
from index.folder import MAX_BYTES
from tests.letters import LetterCounts


@contextmanager
def served(
    folder: Path, place: Path, most: int = MAX_BYTES, encoder: LetterCounts | None = None
) -> Iterator[tuple[str, Collections]]:
    """The page's address, and the collections it is of; the index and the home are in `place`.

    most: bytes of the largest file that is taken.
    """
    settings = Settings(folders=(folder,), store=place / "store", home=place / "home", threshold=-1)
    with Collections.open(settings, encoder or LetterCounts()) as collections:
        desk = Desk(collections)
        page = build_page(desk)
        with ThreadPoolExecutor(1) as thread:  # the browser's own loop runs in this one
            address = thread.submit(serve, page, 0, Routes(desk, most).listed()).result()
        try:
            yield address, collections
        finally:
            page.close(verbose=False)
            desk.close()
