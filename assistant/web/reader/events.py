"""What a visitor does with an open document: the other view of it, another stretch, anew."""

from dataclasses import replace
from typing import Any

from assistant.web.chat.render import shown_citations
from assistant.web.desk import Desk
from assistant.web.panes import Panes
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
        exchange = place.exchange(visit, data.get("answer"))
        if exchange is None or exchange.answer is None or not isinstance(number, int):
            return Panes(
                visit, reader=render_opened(place, visit, str(data.get("document")), start)
            )
        cited = shown_citations(exchange.answer)
        is_quoted = not exchange.answer.refused
        reader = render_cited(place, visit, exchange.id, cited, number, is_quoted, start)
        return Panes(visit, reader=reader)
