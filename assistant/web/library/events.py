"""What a visitor does with the documents: open one, stop the reading, go on with it."""

from typing import Any

import gradio as gr

from assistant.web.desk import Desk, Place
from assistant.web.library.render import render_keeping, render_library
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_opened
from assistant.web.state import Visit
from index.errors import FootnoteError

Seen = tuple[str, str, str]


class Library:
    """The handlers of the list of documents."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def shelf(self, place: Place, visit: Visit) -> str:
        """The list of documents as it stands now."""
        index = place.assistant.index
        names = ", ".join(root.name for root in index.folders.roots)
        is_reading = place.keeper.keeping.is_reading
        near = {} if is_reading else index.near_duplicates()  # it changes with every file
        return render_library(index.states(), names, near, is_reading)

    def open(self, visit: Visit, path: object) -> Panes:
        """Show a document of the list."""
        place = self.desk.at(visit)
        return Panes(visit, reader=render_opened(place, visit, str(path)))

    def keep(self, visit: Visit, wanted: object) -> Panes:
        """Stop the reading of the folder, or go on with it."""
        keeper = self.desk.at(visit).keeper
        if wanted == "stop":
            keeper.stop()
        else:
            keeper.resume()
        return Panes(visit)

    def look(self, visit: Visit, seen: Seen) -> tuple[Any, Any, Any, bool]:
        """What is new: what was seen, the documents, the reading, whether that goes on.

        Where nothing is new, nothing is sent: a list that is redrawn loses its place.
        """
        try:
            place = self.desk.at(visit)
        except FootnoteError as error:
            return ("", "", ""), str(error), "", False
        stands = place.assistant.index.stands()
        keeping = render_keeping(place.keeper.keeping)
        now = (place.collection.name, stands, keeping)
        shelf: Any = self.shelf(place, visit) if now[:2] != seen[:2] else gr.skip()
        told: Any = keeping if keeping != seen[2] else gr.skip()
        return now, shelf, told, place.keeper.keeping.is_reading
