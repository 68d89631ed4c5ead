"""What a visitor does with the conversations kept: take one up, search, rename, delete."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from assistant.web.chat.events import Chat
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk, Place
from assistant.web.library.events import Library
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_empty
from assistant.web.state import Visit
from index.errors import FootnoteError, UnknownConversation


class Past:
    """The handlers of the list of conversations; `data` is what the browser sent."""

    def __init__(self, desk: Desk, chat: Chat, library: Library) -> None:
        self.desk, self.chat, self.library = desk, chat, library

    def acts(self) -> dict[str, Callable[[Visit, dict[str, Any]], Panes]]:
        """The handlers by the names of what they do."""
        return {
            "take-up": lambda visit, data: self.take_up(visit, data.get("conversation")),
            "search": lambda visit, data: self.search(visit, data.get("words")),
            "rename": lambda visit, data: self.rename(
                visit, data.get("conversation"), data.get("title")
            ),
            "delete": lambda visit, data: self.delete(visit, data.get("conversation")),
        }

    def listed(self, place: Place, visit: Visit) -> str:
        """The conversations as they stand now."""
        return render_past(place.conversations, visit)

    def take_up(self, visit: Visit, conversation: object) -> Panes:
        """Go on with a conversation and its ticks; one that is gone leaves a new one."""
        place = self.desk.at(visit)
        try:
            kept = place.conversations.get(str(conversation))
        except FootnoteError as error:
            return replace(self.begin(visit), status=str(error))
        visit = replace(visit, conversation=kept.id, documents=kept.documents, editing=0)
        visit = replace(visit, documents=self.library.present(visit, kept.documents))
        return Panes(
            visit,
            talk=self.chat.talk(place, visit),
            status="",
            reader=render_empty(visit.wording),
            past=self.listed(place, visit),
            shelf=self.library.shelf(place, visit),
            scope=self.library.scope(place, visit),
            box="",
        )

    def search(self, visit: Visit, words: object) -> Panes:
        """List only conversations with these words."""
        visit = replace(visit, search=str(words or "")[:200])
        return Panes(visit, past=self.listed(self.desk.at(visit), visit))

    def rename(self, visit: Visit, conversation: object, title: object) -> Panes:
        """Give one a name; an empty one is its first question again."""
        place = self.desk.at(visit)
        place.conversations.rename(str(conversation), str(title or ""))
        return Panes(visit, past=self.listed(place, visit), status="")

    def delete(self, visit: Visit, conversation: object) -> Panes:
        """Forget one; where it is the one in view, a new one begins."""
        place = self.desk.at(visit)
        with suppress(UnknownConversation):  # another window was quicker
            place.conversations.delete(str(conversation))
        said = visit.wording("past.deleted")
        if visit.conversation == conversation:
            return replace(self.begin(visit), status=said)
        return Panes(visit, past=self.listed(place, visit), status=said)

    def begin(self, visit: Visit) -> Panes:
        """A new conversation; the search stays."""
        panes = self.chat.begin(visit)
        return replace(panes, past=self.listed(self.desk.at(panes.visit), panes.visit))

    def lost(self, visit: Visit) -> Panes | None:
        """Where the visitor's conversation was deleted in another window, that, in words.

        What is typed in the question's box stays.
        """
        if not visit.conversation or self.desk.at(visit).conversation(visit).id:
            return None
        said = visit.wording("past.lost")
        return replace(self.begin(visit), status=said, box=None)
