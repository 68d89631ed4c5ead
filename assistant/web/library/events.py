"""What a visitor does with the documents: open, tick, filter, remove, restore; stop the reading."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.web.chat.writers import render_writer
from assistant.web.desk import Desk, Place
from assistant.web.library.adding import render_adding
from assistant.web.library.frame import Frame, render_frame, render_views
from assistant.web.library.likes import Likes
from assistant.web.library.listing import AT_ONCE
from assistant.web.library.render import Shelf, counts, render_scope, render_shelf
from assistant.web.library.ticks import Ticks, below, changed, present, tickable
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_opened
from assistant.web.state import Visit
from index.errors import UnknownConversation
from index.types import FileState

Act = Callable[[Visit, dict[str, Any]], Panes]


class Library:
    """The handlers of the list of documents; `data` is what the browser sent."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.likes = desk, Likes()
        self._known: dict[Path, tuple[str, list[FileState]]] = {}

    def acts(self) -> dict[str, Act]:
        """The handlers by the names of what they do."""
        return {
            "open": lambda visit, data: self.open(visit, data.get("document")),
            "keep": lambda visit, data: self.keep(visit, data.get("keep")),
            "filter": lambda visit, data: self.filter(visit, data.get("words")),
            "turn": lambda visit, data: self.turn(visit, data.get("step")),
            "tick": self.tick,
            "tick-all": lambda visit, data: self._ticked(visit, None),
            "tick-none": lambda visit, data: self._ticked(visit, ()),
            "only": lambda visit, data: self.only(visit, data.get("document")),
            "remove": lambda visit, data: self.remove(visit, data.get("document")),
            "restore": lambda visit, data: self.restore(visit, data.get("document")),
            "added": lambda visit, data: self.keep(visit, "resume"),
        }

    def states(self, place: Place) -> list[FileState]:
        """How every file stands; of ten thousand it takes a while, so it is asked once."""
        index = place.assistant.index
        stands = index.stands()
        known, states = self._known.get(index.store, ("", []))
        if known != stands:
            states = index.states()
            self._known[index.store] = (stands, states)
        return states

    def frame(self, place: Place, visit: Visit) -> str:
        """The name of the page, and the collections."""
        said = counts(self.states(place), visit.wording)
        collections = self.desk.collections
        name = place.collection.name
        frame = Frame(collections.listed(), name, collections.default, said)
        return render_frame(frame, visit.wording)

    def shelf(self, place: Place, visit: Visit) -> str:
        """The list of documents as it stands now."""
        index, is_reading = place.assistant.index, place.keeper.keeping.is_reading
        near = {} if is_reading else self.likes.of(index)  # they change with every file
        return render_shelf(
            Shelf(
                self.states(place), near, is_reading, visit.documents, visit.filter, visit.first,
                visit.undone,
            ),
            visit.wording,
        )  # fmt: skip

    def scope(self, place: Place, visit: Visit) -> str:
        """What the next question is asked among, and who writes under its answer."""
        among = render_scope(self.states(place), visit.documents, visit.wording)
        return render_writer(place.assistant.model, visit) + among

    def drawn(self, panes: Panes) -> Panes:
        """With the documents as the visitor of these panes sees them."""
        place = self.desk.at(panes.visit)
        return replace(
            panes,
            frame=self.frame(place, panes.visit),
            shelf=self.shelf(place, panes.visit),
            scope=self.scope(place, panes.visit),
        )

    def whole(self, panes: Panes) -> Panes:
        """With all that stands around the list, as when a page is loaded."""
        t = panes.visit.wording
        return replace(self.drawn(panes), views=render_views(t), adding=render_adding(t))

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

    def filter(self, visit: Visit, words: object) -> Panes:
        """List only files with these words."""
        visit = replace(visit, filter=str(words or "")[:200], first=0, undone="")
        return Panes(visit, shelf=self.shelf(self.desk.at(visit), visit))

    def turn(self, visit: Visit, step: object) -> Panes:
        """List the files before or after those in view."""
        first = max(0, visit.first + (AT_ONCE if step == 1 else -AT_ONCE))
        visit = replace(visit, first=first, undone="")
        return Panes(visit, shelf=self.shelf(self.desk.at(visit), visit))

    def tick(self, visit: Visit, data: dict[str, Any]) -> Panes:
        """Let questions use a document, or not."""
        known = tickable(self.states(self.desk.at(visit)))
        path, is_on = str(data.get("document")), data.get("ticked") is True
        return self._ticked(visit, changed(visit.documents, known, [path], is_on))

    def only(self, visit: Visit, path: object) -> Panes:
        """Let questions use one document, or all in one file, and no other."""
        states = self.states(self.desk.at(visit))
        return self._ticked(visit, present(below(str(path), states), tickable(states)))

    def remove(self, visit: Visit, path: object) -> Panes:
        """Answer no more from a document; its file stays."""
        place = self.desk.at(visit)
        place.assistant.index.remove(str(path))
        place.keeper.resume()
        visit = replace(visit, undone=str(path))
        return self.drawn(Panes(visit, status=""))

    def restore(self, visit: Visit, path: object) -> Panes:
        """Have a removed document read again."""
        place = self.desk.at(visit)
        place.assistant.index.restore(str(path))
        place.keeper.resume()
        visit = replace(visit, undone="")
        said = visit.wording("library.restored", file=str(path))
        return self.drawn(Panes(visit, status=said))

    def present(self, visit: Visit, ticks: Collection[str] | None) -> Ticks:
        """The documents that a question is asked among; those that are gone are left aside."""
        if ticks is None:
            return None
        return present(ticks, tickable(self.states(self.desk.at(visit))))

    def unasked(self, visit: Visit, ticks: Collection[str] | None) -> Panes | None:
        """Where no document is ticked that is still there, that, in words."""
        if self.present(visit, ticks) != ():
            return None
        return Panes(visit, status=visit.wording("library.tick-one"))

    def keep_ticks(self, visit: Visit) -> None:
        """Have the visitor's conversation remember what is ticked."""
        if visit.conversation:
            try:
                kept = self.desk.at(visit).conversations
                kept.set_documents(visit.conversation, visit.documents)
            except UnknownConversation:
                return  # it was deleted meanwhile, which the next question says

    def _ticked(self, visit: Visit, ticks: Ticks) -> Panes:
        visit = replace(visit, documents=ticks, undone="")
        self.keep_ticks(visit)
        place = self.desk.at(visit)
        return Panes(visit, shelf=self.shelf(place, visit), scope=self.scope(place, visit))
