"""What a visitor does in the conversation: ask, stop, begin anew."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.exchanges import Conversation
from assistant.web.chat.answering import Asked, steps
from assistant.web.chat.render import Asking, render_talk, shown_citations
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk, Place
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_cited, render_empty
from assistant.web.state import Visit
from index.errors import FootnoteError


class Chat:
    """The handlers of the conversation's events; `data` is what the browser sent."""

    def __init__(self, desk: Desk, examples: tuple[str, ...] = ()) -> None:
        self.desk, self.examples = desk, examples

    def ask(self, visit: Visit, asked: Asked) -> Iterator[Panes]:
        """Answer, step by step, and keep what came of it."""
        t = visit.wording
        asked = replace(asked, question=asked.question.strip())
        if not asked.question:
            yield Panes(visit, status=t("chat.empty"))
            return
        try:
            place = self.desk.at(visit)
        except FootnoteError as error:
            yield Panes(visit, status=str(error))
            return
        conversation = place.conversation(visit)
        before = _before(conversation, visit.editing)
        box: str | None = ""  # it is emptied once: the next question may be typed meanwhile
        for step in steps(place.assistant, before, asked, t):
            if step.is_over:
                break
            asking = Asking(asked.question, step.statements)
            talk = render_talk(before, t, asking)
            yield Panes(visit, talk=talk, status=step.status, box=box)
            box = None
        identity = conversation.id or place.conversations.begin()
        kept = replace(step.exchange, id=visit.editing)
        if visit.editing and before is not conversation:
            place.conversations.replace(kept)
        else:
            kept = replace(kept, id=place.conversations.add(identity, kept))
        visit = replace(visit, conversation=identity, editing=0)
        reader = None
        if kept.answer is not None and kept.answer.citations:
            first = kept.answer.citations[0].number
            reader = render_cited(place, visit, kept.id, kept.answer.citations, first)
        yield Panes(
            visit,
            talk=self.talk(place, visit),
            status=step.status,
            past=render_past(place.conversations, visit),
            reader=reader,
            box=box,
        )

    def talk(self, place: Place, visit: Visit) -> str:
        """The conversation as it stands."""
        return render_talk(place.conversation(visit), visit.wording, examples=self.examples)

    def begin(self, visit: Visit) -> Panes:
        """A new conversation; the documents ticked stay."""
        visit = replace(visit, conversation="", editing=0)
        place = self.desk.at(visit)
        return Panes(
            visit,
            talk=self.talk(place, visit),
            status="",
            reader=render_empty(visit.wording),
            past=render_past(place.conversations, visit),
            box="",
        )

    def stop(self, visit: Visit) -> Panes:
        """The question under way was given up: the conversation as it was, and a word on it."""
        place = self.desk.at(visit)
        return Panes(visit, talk=self.talk(place, visit), status=visit.wording("chat.stopped"))

    def show(self, visit: Visit, answer: object, number: object) -> Panes:
        """Open the reader at a citation of an answer."""
        place = self.desk.at(visit)
        exchange = place.exchange(visit, answer)
        if exchange is None or exchange.answer is None or not isinstance(number, int):
            return Panes(visit)
        cited = shown_citations(exchange.answer)
        is_quoted = not exchange.answer.refused
        reader = render_cited(place, visit, exchange.id, cited, number, is_quoted)
        return Panes(visit, reader=reader)


def _before(conversation: Conversation, editing: int) -> Conversation:
    """The conversation without the exchange whose question is being changed, if it is the last."""
    if conversation.exchanges and conversation.exchanges[-1].id == editing != 0:
        return replace(conversation, exchanges=conversation.exchanges[:-1])
    return conversation
