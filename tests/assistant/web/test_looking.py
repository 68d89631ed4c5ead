"""What a page is sent with each tick of its clock."""

import time
from collections.abc import Callable
from pathlib import Path

import gradio as gr

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.chat.events import Chat
from assistant.web.conversations.events import Past
from assistant.web.desk import Desk
from assistant.web.library.events import Library
from assistant.web.library.looking import Looking, Seen
from assistant.web.page import build_page
from assistant.web.state import Visit
from tests.letters import LetterCounts


def test_nothing_is_sent_where_nothing_is_new_and_the_list_after_a_tick(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("heron", "gull"):
        (folder / f"{name}.txt").write_text(f"A {name} stood on the pier.")
    settings = Settings(folders=(folder,), store=tmp_path / "store", home=tmp_path / "home")
    with Collections.open(settings, LetterCounts(), is_watching=False) as collections:
        desk = Desk(collections)
        library = Library(desk)
        looking = Looking(desk, library, Past(desk, Chat(desk), library))
        place = desk.at(Visit())
        place.keeper.close()
        place.assistant.sync()
        library.likes.of(place.assistant.index)
        seen, _, shelf, *_ = looking.look(Visit(), Seen())
        assert "heron.txt" in shelf
        assert looking.look(Visit(), seen) == tuple([gr.skip()] * 7)
        ticked = Visit(documents=("gull.txt",))
        seen, frame, shelf, scope, *_ = looking.look(ticked, seen)
        assert (frame, shelf.count(" checked")) == (gr.skip(), 1)
        assert "gull.txt" in scope
        assert looking.look(ticked, seen) == tuple([gr.skip()] * 7)
        desk.close()


def test_a_reading_that_began_and_ended_between_two_looks_has_the_list_drawn(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "heron.txt").write_text("A heron stood on the pier.")
    settings = Settings(folders=(folder,), store=tmp_path / "store", home=tmp_path / "home")
    with Collections.open(settings, LetterCounts(), is_watching=False) as collections:
        desk = Desk(collections)
        library = Library(desk)
        looking = Looking(desk, library, Past(desk, Chat(desk), library))
        keeper = desk.at(Visit()).keeper
        wait_until(lambda: keeper.readings == 1)
        library.likes.of(desk.at(Visit()).assistant.index)
        seen, *_ = looking.look(Visit(), Seen())
        assert looking.look(Visit(), seen) == tuple([gr.skip()] * 7)
        keeper.resume()
        wait_until(lambda: keeper.readings == 2)
        _, _, shelf, *_ = looking.look(Visit(), seen)
        assert "heron.txt" in shelf
        desk.close()


def test_nothing_but_questions_goes_by_a_pages_queue(tmp_path: Path) -> None:
    # What joins it as something else of the page leaves it would never be told of by Gradio.
    folder = tmp_path / "docs"
    folder.mkdir()
    settings = Settings(folders=(folder,), store=tmp_path / "store", home=tmp_path / "home")
    with Collections.open(settings, LetterCounts(), is_watching=False) as collections:
        desk = Desk(collections)
        page = build_page(desk)
        own = [one for one in page.fns.values() if one.api_visibility == "private"]
        assert len(own) > 6
        assert {one.name for one in own if one.queue and one.fn} == {"ask", "ask_clicked"}
        page.close(verbose=False)
        desk.close()


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
