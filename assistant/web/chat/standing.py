"""How the quotations of an old conversation stand today: looked at once, then remembered."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from assistant.exchanges import Conversation
from assistant.lookups import IndexLookup
from assistant.records import cited
from assistant.types import Citation
from assistant.verifying import Verdict, verify
from assistant.web.desk import Place

_MOST = 50  # conversations
Found = Mapping[int, Mapping[Citation, Verdict]]


class Standings:
    """Verdicts by conversation, as long as no document changes. Safe to share by threads."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[Path, str], tuple[str, Found]] = OrderedDict()
        self._changing = threading.Lock()

    def known(self, place: Place, conversation: str) -> Found:
        """The verdicts by the exchange's id and the citation, as far as they are known."""
        stands, found = self._found.get((place.assistant.index.store, conversation), ("", {}))
        return found if stands == place.assistant.index.stands() else {}

    def look(self, place: Place, conversation: Conversation) -> Found:
        """Look at every quotation of a conversation; it may take a while."""
        known = self.known(place, conversation.id)
        if known:
            return known
        index = place.assistant.index
        stands = index.stands()
        quoted = [
            (exchange.id, citation)
            for exchange in conversation.exchanges
            if exchange.answer is not None
            for citation in dict.fromkeys(cited(exchange.answer))
            if citation.sha256
        ]
        with index.snapshot():
            verdicts = verify([citation for _, citation in quoted], IndexLookup(index))
        found: dict[int, dict[Citation, Verdict]] = {}
        for (identity, citation), verdict in zip(quoted, verdicts, strict=True):
            found.setdefault(identity, {})[citation] = verdict
        with self._changing:
            self._found[(index.store, conversation.id)] = (stands, found)
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        return found

    def forget(self, place: Place, conversation: str) -> None:
        """Look at it anew the next time."""
        with self._changing:
            self._found.pop((place.assistant.index.store, conversation), None)
