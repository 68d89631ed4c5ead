"""What is new since the page looked last: nothing is sent where nothing is."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.web.conversations.events import Past
from assistant.web.desk import Desk, Place
from assistant.web.escaping import escape
from assistant.web.library.events import Library
from assistant.web.library.keeping import render_keeping
from assistant.web.state import Visit
from index.errors import FootnoteError

SOON, LATER = 1.0, 2.5  # seconds between looks: while the folder is read, and at rest


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page has been sent: how the documents stood, and the HTML of what changes most.

    place: where the visitor was. A look may come to its end after a click that it knows nothing
    of; the next one then draws the lists anew. pace: the seconds to the next look.
    """

    documents: tuple[str, ...] = ()
    place: Visit | None = None
    keeping: str = ""
    past: str = ""
    pace: float = SOON


class Looking:
    """Looks for a page, each time that its clock ticks."""

    def __init__(self, desk: Desk, library: Library, past: Past) -> None:
        self.desk, self.library, self.past = desk, library, past

    def look(self, visit: Visit, seen: Seen) -> tuple[Any, ...]:
        """For Gradio: seen, frame, shelf, scope, keeping, past, clock; each may stay as it is."""
        try:
            now, drawn = self._look(visit, seen)
        except FootnoteError as error:  # the collection is gone: another can be chosen
            now, drawn = Seen(keeping=str(error)), {"keeping": _said(error)}
        panes = {name: drawn.get(name, gr.skip()) for name in
                 ("frame", "shelf", "scope", "keeping", "past")}  # fmt: skip
        clock = gr.skip() if now.pace == seen.pace else gr.Timer(now.pace)
        if now.keeping == seen.keeping:
            panes["keeping"] = gr.skip()
        return (gr.skip() if now == seen else now, *panes.values(), clock)

    def _look(self, visit: Visit, seen: Seen) -> tuple[Seen, dict[str, Any]]:
        place = self.desk.at(visit)
        drawn: dict[str, Any] = {}
        keeping = self._keeping(place, visit)
        past = self.past.listed(place, visit)
        now = Seen(
            documents=self._documents(place, visit),
            place=_listing(visit),
            keeping=keeping,
            past=past,
            pace=SOON if place.keeper.keeping.is_reading else LATER,
        )
        if now.documents != seen.documents:
            drawn["frame"] = self.library.frame(place, visit)
        if (now.documents, now.place) != (seen.documents, seen.place):
            drawn["shelf"] = self.library.shelf(place, visit)
            drawn["scope"] = self.library.scope(place, visit)
        if now.past != seen.past:
            drawn["past"] = past
        drawn["keeping"] = keeping
        return now, drawn

    def _documents(self, place: Place, visit: Visit) -> tuple[str, ...]:
        index = place.assistant.index
        names = self.desk.collections.names()
        near = self.library.likes.stamp(index)
        keeper = place.keeper
        # A reading may begin and end between two looks, and what was put off for it is due then.
        reading = f"{keeper.readings} {keeper.keeping.is_reading}"
        is_local = str(place.assistant.model and place.assistant.model.is_local)  # once it is known
        return (place.collection.name, index.stands(), near, reading, is_local, *names)

    def _keeping(self, place: Place, visit: Visit) -> str:
        keeping = place.keeper.keeping
        if keeping.progress is None or not keeping.is_reading:
            return render_keeping(keeping, visit.wording)
        pages = sum(state.pages for state in self.library.states(place))
        return render_keeping(keeping, visit.wording, pages)


def _listing(visit: Visit) -> Visit:
    """As much of a visitor's place as the list of documents depends on."""
    return Visit(
        documents=visit.documents,
        language=visit.language,
        filter=visit.filter,
        first=visit.first,
        undone=visit.undone,
        writes=visit.writes,
    )


def _said(error: FootnoteError) -> str:
    return f'<div class="keeping"><p class="error" dir="auto">{escape(str(error))}</p></div>'
