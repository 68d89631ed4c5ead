"""What came of a question is kept: where it belongs by now, as another page may have gone on."""

from dataclasses import replace
from pathlib import Path

from assistant.exchanges import Conversation, Exchange, now
from assistant.web.chat.judging import Judging
from assistant.web.chat.standing import Standings
from assistant.web.desk import Place
from assistant.web.state import Visit
from index.errors import UnknownConversation


class Recording:
    """Keeps exchanges, and knows which of them a model is writing to."""

    def __init__(self, standings: Standings, judging: Judging) -> None:
        self.standings, self.judging = standings, judging
        self._under_way: set[tuple[Path, int]] = set()

    def keep(
        self, place: Place, visit: Visit, exchange: Exchange, replaces: int
    ) -> tuple[Visit, Exchange]:
        """Keep one; the visitor's place and the exchange with their ids.

        replaces: the id of the exchange that it takes the place of, if that is still the last one.
        Raises ConversationsError or RecordError where it cannot be kept.
        """
        conversations, conversation = place.conversations, place.conversation(visit)
        exchange = replace(exchange, asked_at=now())
        if is_last(conversation, replaces):
            kept = replace(exchange, id=replaces)
            conversations.replace(kept)
            self.judging.forget(place, replaces)
            self.standings.forget(place, conversation.id)
            return visit, kept
        identity = conversation.id or conversations.begin()
        try:
            added = conversations.add(identity, exchange)
        except UnknownConversation:  # deleted on another page, this very moment
            identity = conversations.begin()
            added = conversations.add(identity, exchange)
        if visit.documents is not None and identity != conversation.id:
            conversations.set_documents(identity, visit.documents)
        return replace(visit, conversation=identity), replace(exchange, id=added)

    def go_on(self, place: Place, exchange: Exchange) -> None:
        """Keep what a model has written since; what was not kept before is not now.

        Raises ConversationsError or RecordError where it cannot be kept.
        """
        if exchange.id:
            place.conversations.replace(exchange)

    def begin(self, place: Place, exchange: Exchange) -> None:
        """A model writes to an exchange from now on."""
        self._under_way.add((place.assistant.index.store, exchange.id))

    def end(self, place: Place, identity: int) -> bool:
        """It writes no more; whether it did."""
        was = self.is_writing(place, identity)
        self._under_way.discard((place.assistant.index.store, identity))
        return was

    def is_writing(self, place: Place, identity: int) -> bool:
        """Whether a model writes to an exchange."""
        return identity != 0 and (place.assistant.index.store, identity) in self._under_way


def is_last(conversation: Conversation, identity: int) -> bool:
    """Whether an exchange is the last one of a conversation."""
    return bool(conversation.exchanges) and conversation.exchanges[-1].id == identity != 0


def without(conversation: Conversation, replaced: int) -> Conversation:
    """The conversation without the exchange that is to be replaced, if it is the last."""
    if is_last(conversation, replaced):
        return replace(conversation, exchanges=conversation.exchanges[:-1])
    return conversation
