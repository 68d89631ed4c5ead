"""What a visitor does with an open document: the other view of it, another stretch, anew."""

from dataclasses import replace
from typing import Any

from assistant.web.desk import Desk
from assistant.web.panes import Panes
from assistant.web.reader.cited import cited_at
from assistant.web.reader.pane import render_cited, render_opened
from assistant.web.state import Visit


class Reader:
    """The handlers of the reader's events; `data` is what the browser sent."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def read(self, visit: Visit, data: dict[str, Any]) -> Panes:
        """Draw what is open anew.

        data: {"plain": True, for PDFs as text from now on; "start": of a very long document the
        character at which the part to show begins; "answer" and "number": of the citation that is
        active, or "document": the path of a document without any}.
        """
        if isinstance(data.get("plain"), bool):
            visit = replace(visit, is_plain=data["plain"])
        start = data.get("start")
        start = start if isinstance(start, int) else None
        place, number = self.desk.at(visit), data.get("number")
        found = cited_at(place, visit, data.get("answer"))
        if found is None or not isinstance(number, int):
            opened = render_opened(place, visit, str(data.get("document")), start)
            return Panes(visit, reader=opened)
        reader = render_cited(
            place, visit, found.address, found.citations, number, found.is_quoted, start
        )
        return Panes(visit, reader=reader)
