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
    """Keeps exchanges, and knows which of them a model is writing to.

    A run of a model is told from a later one, of the question changed, by when it was asked.
    """

    def __init__(self, standings: Standings, judging: Judging) -> None:
        self.standings, self.judging = standings, judging
        self._under_way: dict[tuple[Path, int], str] = {}

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
            self.end(place, replaces)
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

    def go_on(self, place: Place, exchange: Exchange) -> bool:
        """Keep what a model has written since; whether it is still to write.

        It is not once it was stopped, or another answer took its place, on this page or another.
        Raises ConversationsError or RecordError where it cannot be kept.
        """
        is_its_own = self._under_way.get(_key(place, exchange.id)) == exchange.asked_at
        return is_its_own and place.conversations.go_on(exchange)

    def begin(self, place: Place, exchange: Exchange) -> None:
        """A model writes to an exchange from now on."""
        self._under_way[_key(place, exchange.id)] = exchange.asked_at

    def end(self, place: Place, identity: int, asked_at: str = "") -> bool:
        """It writes no more; whether it did. asked_at: of the run that ends, "" for any."""
        was = self._under_way.get(_key(place, identity))
        if was is None or asked_at not in ("", was):
            return False
        del self._under_way[_key(place, identity)]
        return True

    def is_writing(self, place: Place, identity: int) -> bool:
        """Whether a model writes to an exchange."""
        return _key(place, identity) in self._under_way


def _key(place: Place, identity: int) -> tuple[Path, int]:
    return place.assistant.index.store, identity


def is_last(conversation: Conversation, identity: int) -> bool:
    """Whether an exchange is the last one of a conversation."""
    return bool(conversation.exchanges) and conversation.exchanges[-1].id == identity != 0


def without(conversation: Conversation, replaced: int) -> Conversation:
    """The conversation without the exchange that is to be replaced, if it is the last."""
    if is_last(conversation, replaced):
        return replace(conversation, exchanges=conversation.exchanges[:-1])
    return conversation
