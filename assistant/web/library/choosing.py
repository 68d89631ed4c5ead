"""What a visitor does with the collections: choose one, take one off the list."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.web.chat.events import Chat
from assistant.web.desk import Desk
from assistant.web.library.events import Library
from assistant.web.panes import Panes
from assistant.web.state import Visit


class Choosing:
    """The handlers of the menu of collections."""

    def __init__(self, desk: Desk, chat: Chat, library: Library) -> None:
        self.desk, self.chat, self.library = desk, chat, library

    def acts(self) -> dict[str, Callable[[Visit, dict[str, Any]], Panes]]:
        """The handlers by the names of what they do."""
        return {
            "collection": lambda visit, data: self.choose(visit, data.get("name")),
            "forget": lambda visit, data: self.forget(visit, data.get("name")),
        }

    def choose(self, visit: Visit, name: object) -> Panes:
        """Go to another collection, with a new conversation; all its documents are asked."""
        fresh = Visit(language=visit.language, writes=visit.writes)
        if name != self.desk.collections.default:
            fresh = replace(fresh, collection=str(name))
        return self.library.drawn(self.chat.begin(fresh))

    def forget(self, visit: Visit, name: object) -> Panes:
        """Take a collection off the list; who is in it goes to the first."""
        self.desk.collections.forget(str(name))
        said = visit.wording("collections.forgotten", name=str(name))
        panes = Panes(visit)
        if visit.collection == name:
            panes = self.choose(visit, self.desk.collections.default)
        return replace(self.library.drawn(panes), status=said)
