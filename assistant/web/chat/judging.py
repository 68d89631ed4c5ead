"""Thumbs: a good answer may be kept as a test, a poor one is kept with what was shown."""

from itertools import takewhile
from pathlib import Path
from typing import cast

from assistant.exchanges import THUMBS, Exchange, Thumb
from assistant.pinning import keep_thumb_down, pin
from assistant.types import Turn
from assistant.web.desk import Place
from assistant.web.state import Visit


class Judging:
    """Keeps what people think of answers, and remembers which were kept as tests."""

    def __init__(self) -> None:
        self._kept: dict[Path, dict[int, str]] = {}

    def kept(self, place: Place) -> dict[int, str]:
        """The files in which answers were kept as tests, by the exchange's id."""
        return self._kept.setdefault(place.assistant.index.store, {})

    def forget(self, place: Place, exchange: int) -> None:
        """There is another answer in its place."""
        self.kept(place).pop(exchange, None)

    def thumb(self, place: Place, visit: Visit, identity: int | None, thumb: object) -> str:
        """Set a thumb, or take it back; what is told of it, "" for nothing.

        Raises ConversationsError or StoreError where it cannot be kept.
        """
        exchange = place.exchange(visit, identity)
        if exchange is None or exchange.answer is None or thumb not in THUMBS:
            return ""
        new = cast(Thumb, "" if thumb == exchange.thumb else thumb)
        file = None
        if new == "down":
            history = _history(place, visit, exchange)
            file = keep_thumb_down(place.assistant, exchange.answer, history, exchange.documents)
        place.conversations.set_thumb(exchange.id, new)
        return visit.wording("chat.kept-down-in", file=file) if file else ""

    def pin(self, place: Place, visit: Visit, identity: int | None) -> str:
        """Keep an answer as a test; in which file, in a sentence.

        Raises PinError or StoreError, saying why, where it cannot be kept.
        """
        exchange = place.exchange(visit, identity)
        if exchange is None or exchange.answer is None:
            return ""
        history = _history(place, visit, exchange)
        file = pin(place.assistant, exchange.answer, history, exchange.documents)
        self.kept(place)[exchange.id] = file.name
        return visit.wording("chat.pinned", file=file)


def _history(place: Place, visit: Visit, exchange: Exchange) -> tuple[Turn, ...]:
    """What an exchange was asked with."""
    whole = place.conversation(visit)
    before = tuple(takewhile(lambda one: one.id != exchange.id, whole.exchanges))
    return type(whole)(whole.id, exchanges=before).history()
