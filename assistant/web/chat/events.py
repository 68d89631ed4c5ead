"""What a visitor does in the conversation: ask, stop, change a question, judge, begin anew."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assistant.exchanges import Conversation, Exchange
from assistant.suggesting import suggestions
from assistant.web.chat.answering import Asked, Step, steps, unfit
from assistant.web.chat.judging import Judging
from assistant.web.chat.render import Asking, View, render_talk, shown_citations
from assistant.web.chat.standing import Standings
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk, Place
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_cited, render_empty
from assistant.web.state import Visit
from assistant.web.texts import Language
from index.errors import ConversationsError, FootnoteError, RecordError, UnknownConversation


class Chat:
    """The handlers of the conversation's events; what the browser sent is checked here."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.standings = Standings()
        self.judging = Judging()
        self._suggested: dict[tuple[Path, Language], tuple[str, ...]] = {}

    def ask(self, visit: Visit, asked: Asked) -> Iterator[Panes]:
        """Answer, step by step, and keep what came of it."""
        t = visit.wording
        asked = replace(asked, question=asked.question.strip())
        if why_not := unfit(asked.question, t):
            yield Panes(visit, status=why_not)
            return
        try:
            place = self.desk.at(visit)
            conversation = place.conversation(visit)
        except FootnoteError as error:
            yield Panes(visit, status=str(error))
            return
        before = _before(conversation, asked.replaces)
        view = self._view(place, visit)
        box = "" if asked.is_typed else None  # emptied once: the next may be typed meanwhile
        is_new = asked.is_typed or not asked.replaces  # else it still stands in the conversation
        visit = replace(visit, asking=asked.question, returns=is_new)
        for step in steps(place.assistant, before, asked, t):
            if step.is_over:
                break
            talk = render_talk(before, t, Asking(asked.question, step.statements), view)
            yield Panes(visit, talk=talk, status=step.status, box=box)
            box = None
        visit = replace(visit, asking="", returns=False, editing=0)
        yield self._answered(place, visit, before, step, asked.replaces)

    def clicked(self, visit: Visit, data: dict[str, object]) -> tuple[Visit, Asked]:
        """What a click asks: a question, or that of an exchange in another way.

        data: {"question": ...}, or the id of an exchange as {"again": ...}, {"anyway": ...} or
        {"everywhere": ...}, which ticks all documents again.
        Raises FootnoteError where the collection or the conversation is gone.
        """
        way = next((way for way in ("again", "anyway", "everywhere") if way in data), "")
        place = self.desk.at(visit)
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

    def talk(self, place: Place, visit: Visit) -> str:
        """The conversation as it stands."""
        view = self._view(place, visit)
        return render_talk(place.conversation(visit), visit.wording, view=view)

    def begin(self, visit: Visit) -> Panes:
        """A new conversation; the documents ticked stay."""
        visit = replace(visit, conversation="", editing=0, asking="", returns=False)
        place = self.desk.at(visit)
        return Panes(
            visit,
            talk=self.talk(place, visit),
            status="",
            reader=render_empty(visit.wording),
            past=render_past(place.conversations, visit),
            box="",
        )

    def stop(self, visit: Visit, box: str = "") -> Panes:
        """The question under way was given up: it goes back into the box, if that is empty."""
        back = visit.asking if visit.returns and not box.strip() else None
        visit = replace(visit, asking="", returns=False)
        words = visit.wording("chat.stopped")
        try:
            talk = self.talk(self.desk.at(visit), visit)
        except FootnoteError as error:  # the question may not stay under way for all that
            talk, words = render_talk(Conversation(""), visit.wording), str(error)
        return Panes(visit, talk=talk, status=words, box=back)

    def redraw(self, visit: Visit) -> Panes:
        """The conversation as it stands by now: another page may have added to it."""
        return Panes(visit, talk=self._drawn(self.desk.at(visit), visit))

    def study(self, visit: Visit) -> None:
        """What takes a while and can be shown later, by `redraw`.

        That is how the quotations of a conversation stand today or, before the first question,
        what might be asked. While documents are read it is left: it would not hold.
        """
        with suppress(FootnoteError):
            place = self.desk.at(visit)
            if place.keeper.keeping.is_reading:
                return
            if visit.conversation:
                self.standings.look(place, place.conversation(visit))
            else:
                key = (place.assistant.index.store, visit.language)
                self._suggested[key] = suggestions(place.assistant, visit.language)

    def edit(self, visit: Visit, answer: object) -> Panes:
        """Change the last question: it goes into the box, and the next one takes its place."""
        place = self.desk.at(visit)
        exchange = place.exchange(visit, number(answer))
        if exchange is None or not _is_last(place.conversation(visit), exchange.id):
            return replace(self.redraw(visit), status=visit.wording("chat.not-last"))
        visit = replace(visit, editing=exchange.id)
        return Panes(visit, talk=self._drawn(place, visit), status="", box=exchange.question)

    def keep_question(self, visit: Visit) -> Panes:
        """Leave the question that was to be changed as it is."""
        visit = replace(visit, editing=0)
        return Panes(visit, talk=self._drawn(self.desk.at(visit), visit), status="", box="")

    def thumb(self, visit: Visit, answer: object, thumb: object) -> Panes:
        """A thumb up or down; pressed a second time, it is taken back."""
        place = self.desk.at(visit)
        status = self.judging.thumb(place, visit, number(answer), thumb)
        return Panes(visit, talk=self._drawn(place, visit), status=status)

    def pin(self, visit: Visit, answer: object) -> Panes:
        """Keep an answer as a test."""
        place = self.desk.at(visit)
        status = self.judging.pin(place, visit, number(answer))
        return Panes(visit, talk=self._drawn(place, visit), status=status)

    def show(self, visit: Visit, answer: object, cited: object) -> Panes:
        """Open the reader at a citation of an answer."""
        place = self.desk.at(visit)
        exchange = place.exchange(visit, number(answer))
        if exchange is None or exchange.answer is None or number(cited) is None:
            return Panes(visit)
        citations = shown_citations(exchange.answer)
        is_quoted = not exchange.answer.refused
        active = number(cited) or 0
        reader = render_cited(place, visit, exchange.id, citations, active, is_quoted)
        return Panes(visit, reader=reader)

    def _answered(
        self, place: Place, visit: Visit, before: Conversation, step: Step, replaces: int
    ) -> Panes:
        """Keep what came of a question, and show it."""
        status = step.status
        try:
            visit, kept = self._keep(place, visit, step.exchange, replaces)
            talk = self.talk(place, visit)
        except (ConversationsError, RecordError) as error:  # it is shown all the same
            kept = step.exchange
            status = visit.wording("chat.not-kept", why=str(error))
            shown = replace(before, exchanges=(*before.exchanges, kept))
            talk = render_talk(shown, visit.wording, view=self._view(place, visit))
        reader = None
        if kept.answer is not None and kept.answer.citations:
            cited = kept.answer.citations
            first = cited[0].number
            reader = render_cited(place, visit, kept.id, cited, first)
        past = None
        with suppress(ConversationsError):
            past = render_past(place.conversations, visit)
        return Panes(visit, talk=talk, status=status, past=past, reader=reader)

    def _keep(
        self, place: Place, visit: Visit, exchange: Exchange, replaces: int
    ) -> tuple[Visit, Exchange]:
        """Where it belongs by now: another page may have gone on with the conversation."""
        conversations, conversation = place.conversations, place.conversation(visit)
        if _is_last(conversation, replaces):
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

    def _drawn(self, place: Place, visit: Visit) -> str | None:
        """The conversation, but while an answer is under way: that is drawn with its next step."""
        return None if visit.asking else self.talk(place, visit)

    def _view(self, place: Place, visit: Visit) -> View:
        verdicts = self.standings.known(place, visit.conversation) if visit.conversation else {}
        suggested = self._suggested.get((place.assistant.index.store, visit.language), ())
        kept = self.judging.kept(place)
        return View(visit.collection, visit.editing, suggested, verdicts, kept)


def number(value: object) -> int | None:
    """An id as the browser sends it: a number, or its digits."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_last(conversation: Conversation, identity: int) -> bool:
    return bool(conversation.exchanges) and conversation.exchanges[-1].id == identity != 0


def _before(conversation: Conversation, replaced: int) -> Conversation:
    """The conversation without the exchange that is to be replaced, if it is the last."""
    if _is_last(conversation, replaced):
        return replace(conversation, exchanges=conversation.exchanges[:-1])
    return conversation
