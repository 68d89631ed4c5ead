"""What a mark stands for: a quotation, or the words that a model's sentence rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.exchanges import Exchange
from assistant.types import Citation
from assistant.web.chat.refusal import shown_citations
from assistant.web.desk import Place
from assistant.web.state import Visit

_ADDRESS = re.compile(r"(\d{1,15})(?:\.(\d{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cited:
    """Citations that are shown together, each by its number.

    address: "7" for the quotations of exchange 7, "7.2" for what its second sentence that a model
    wrote rests on. is_quoted: False for the nearest passages of a refusal.
    """

    address: str
    citations: Sequence[Citation]
    is_quoted: bool = True


def address_of(exchange: int, sentence: int = 0) -> str:
    """The address of an exchange's quotations or, counted from 1, of a model's sentence."""
    return f"{exchange}.{sentence}" if sentence else str(exchange)


def cited_at(place: Place, visit: Visit, address: object) -> Cited | None:
    """What is shown at an address, as the browser sent it; None where nothing is."""
    found = _ADDRESS.fullmatch(str(address))
    exchange = place.exchange(visit, int(found[1])) if found else None
    if found is None or exchange is None or exchange.answer is None:
        return None
    if found[2] is None:
        is_quoted = not exchange.answer.refused
        return Cited(found[1], shown_citations(exchange.answer), is_quoted)
    return _of_sentence(exchange, int(found[2]))


def _of_sentence(exchange: Exchange, number: int) -> Cited | None:
    prose = exchange.answer.prose if exchange.answer else None
    if prose is None or not 1 <= number <= len(prose.sentences):
        return None
    return Cited(address_of(exchange.id, number), prose.sentences[number - 1].citations)
