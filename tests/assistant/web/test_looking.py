"""What a page is sent with each tick of its clock."""

from pathlib import Path

import gradio as gr

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.chat.events import Chat
from assistant.web.conversations.events import Past
from assistant.web.desk import Desk
from assistant.web.library.events import Library
from assistant.web.library.looking import Looking, Seen
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
