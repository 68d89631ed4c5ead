"""A click that asks: a question that was offered, or that of an exchange in another way."""

from dataclasses import replace

from assistant.web.chat.answering import Asked
from assistant.web.chat.numbers import number
from assistant.web.desk import Place
from assistant.web.state import Visit


def clicked(place: Place, visit: Visit, data: dict[str, object]) -> tuple[Visit, Asked]:
    """What a click asks.

    data: {"question": ...}, or the id of an exchange as {"again": ...}, {"anyway": ...} or
    {"everywhere": ...}, which ticks all documents again.
    Raises ConversationsError where the conversation cannot be read.
    """
    way = next((way for way in ("again", "anyway", "everywhere") if way in data), "")
    exchange = place.exchange(visit, number(data.get(way)))
    if exchange is None:
        question = str(data.get("question", ""))
        return visit, Asked(question, visit.documents, is_typed=False)
    if way == "everywhere" and visit.documents is not None:
        visit = replace(visit, documents=None)
        place.conversations.set_documents(visit.conversation, None)
    among = {"again": visit.documents, "anyway": exchange.documents}.get(way)
    is_anyway = way == "anyway" or (
        way == "again" and exchange.answer is not None and exchange.answer.is_unsure
    )
    return visit, Asked(exchange.question, among, is_anyway, exchange.id, is_typed=False)
