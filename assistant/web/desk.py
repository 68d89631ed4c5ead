"""What all visitors' clicks work on: the collections and the conversations kept beside each."""

import threading
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.collections import Collections
from assistant.conversations import Conversation, Conversations
from assistant.exchanges import Exchange
from assistant.keeping import Keeper
from assistant.opening import Collection
from assistant.web.state import Visit
from index.errors import UnknownConversation
from index.pictures import Pictures

CONVERSATIONS = "conversations.sqlite3"


@dataclass(frozen=True, slots=True)
class Place:
    """The collection that a visitor is in, open; `pictures` draws the pages of its PDFs."""

    collection: Collection
    assistant: Assistant
    keeper: Keeper
    conversations: Conversations
    pictures: Pictures

    def conversation(self, visit: Visit) -> Conversation:
        """The visitor's conversation; an empty one before the first question, or if it is gone.

        Raises ConversationsError where it cannot be read.
        """
        if not visit.conversation:
            return Conversation("")
        try:
            return self.conversations.get(visit.conversation)
        except UnknownConversation:
            return Conversation("")

    def exchange(self, visit: Visit, identity: object) -> Exchange | None:
        """One exchange of the visitor's conversation, by the id that the browser gave."""
        if not isinstance(identity, int):
            return None
        found = (one for one in self.conversation(visit).exchanges if one.id == identity)
        return next(found, None)


class Desk:
    """Finds a visitor's place. Safe to share by threads."""

    def __init__(self, collections: Collections) -> None:
        self.collections = collections
        self.pictures = Pictures(collections.settings.passwords)
        self._kept: dict[Path, Conversations] = {}
        self._opening = threading.Lock()

    def at(self, visit: Visit) -> Place:
        """The place of a visitor.

        Raises CollectionError where the collection is gone or cannot be opened.
        """
        return self.named(visit.collection)

    def named(self, collection: str) -> Place:
        """A collection by name, "" for the default one; raises as `at` does."""
        one = self.collections.get(collection or self.collections.default)
        assistant, keeper = one.opened()
        with self._opening:
            store = assistant.index.store
            if store not in self._kept:
                self._kept[store] = Conversations(store / CONVERSATIONS)
            return Place(one, assistant, keeper, self._kept[store], self.pictures)

    def close(self) -> None:
        """Let go of the conversations, and draw no more pages."""
        self.pictures.close()
        for kept in self._kept.values():
            kept.close()
