"""What a visitor does in the conversation: ask, stop, change a question, judge, begin anew."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from assistant.exchanges import Conversation, Exchange
from assistant.suggesting import suggestions
from assistant.web.chat.answering import Asked, Step, Steps, steps, unfit
from assistant.web.chat.clicking import clicked
from assistant.web.chat.judging import Judging
from assistant.web.chat.numbers import number
from assistant.web.chat.recording import Recording, is_last, without
from assistant.web.chat.render import Asking, View, render_talk
from assistant.web.chat.standing import Standings
from assistant.web.chat.writers import sound
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk, Place
from assistant.web.panes import Panes
from assistant.web.reader.cited import cited_at
from assistant.web.reader.pane import render_cited, render_empty
from assistant.web.state import Visit
from assistant.web.texts import Language
from index.errors import ConversationsError, FootnoteError, RecordError


class Chat:
    """The handlers of the conversation's events; what the browser sent is checked here."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.standings = Standings()
        self.judging = Judging()
        self.recording = Recording(self.standings, self.judging)
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
        before = without(conversation, asked.replaces)
        view = self._view(place, visit)
        box = "" if asked.is_typed else None  # emptied once: the next may be typed meanwhile
        is_new = asked.is_typed or not asked.replaces  # else it still stands in the conversation
        visit = replace(visit, asking=asked.question, returns=is_new)
        under_way = steps(place.assistant, before, replace(asked, writes=visit.writes), t)
        with closing(under_way):
            for step in under_way:
                if step.is_over or step.exchange.answer is not None:
                    break
                if step.is_beat:
                    yield Panes(visit, is_same=True)
                    continue
                talk = render_talk(before, t, Asking(asked.question, step.statements), view)
                yield Panes(visit, talk=talk, status=step.status, box=box)
                box = None
            visit = replace(visit, asking="", returns=False, editing=0)
            panes, kept = self._answered(place, visit, before, step, asked.replaces)
            yield panes
            if not step.is_over:
                yield from self._written(place, panes.visit, before, kept, under_way)

    def _written(
        self, place: Place, visit: Visit, before: Conversation, kept: Exchange, under_way: Steps
    ) -> Iterator[Panes]:
        """What a model writes under an answer that is kept already, kept as it comes."""
        try:
            for step in under_way:
                if step.is_beat:
                    yield Panes(visit, is_same=True)
                    continue
                kept = replace(step.exchange, id=kept.id, asked_at=kept.asked_at)
                shown, goes_on = self._shown(place, visit, before, kept, step)
                yield shown
                if not goes_on:
                    return
        finally:
            self.recording.end(place, kept.id, kept.asked_at)

    def _shown(
        self, place: Place, visit: Visit, before: Conversation, kept: Exchange, step: Step
    ) -> tuple[Panes, bool]:
        """An exchange with what a model has written by now; whether it is still to write.

        The visitor's place stays. What was not kept before is not now.
        """
        status, goes_on = step.status, True
        try:
            if kept.id:
                goes_on = self.recording.go_on(place, kept)
            if step.is_over or not goes_on:
                self.recording.end(place, kept.id, kept.asked_at)
            talk = self.talk(place, visit)
        except (ConversationsError, RecordError) as error:
            status = visit.wording("chat.not-kept", why=str(error))
            shown = replace(before, exchanges=(*before.exchanges, kept))
            view = replace(self._view(place, visit), writing=None if step.is_over else kept.id)
            talk = render_talk(shown, visit.wording, view=view)
        return Panes(visit, talk=talk, status=status if goes_on else None, is_same=True), goes_on

    def clicked(self, visit: Visit, data: dict[str, object]) -> tuple[Visit, Asked]:
        """What a click asks; see `clicking.clicked`."""
        return clicked(self.desk.at(visit), visit, data)

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
        """The question under way was given up: it goes back into the box, if that is empty.

        Where a model was writing, what stands by then stays.
        """
        back = visit.asking if visit.returns and not box.strip() else None
        visit = replace(visit, asking="", returns=False)
        words = visit.wording("chat.stopped")
        try:
            place = self.desk.at(visit)
            if self.recording.end(place, visit.writing):
                words = visit.wording("prose.stopped")
            talk = self.talk(place, visit)
        except FootnoteError as error:  # the question may not stay under way for all that
            talk, words = render_talk(Conversation(""), visit.wording), str(error)
        return Panes(visit, talk=talk, status=words, box=back)

    def redraw(self, visit: Visit) -> Panes:
        """The conversation as it stands by now: another page may have added to it."""
        return Panes(visit, talk=self._drawn(self.desk.at(visit), visit))

    def study(self, visit: Visit) -> None:
        """What takes a while and can be shown later, by `redraw`.

        That is how the quotations of a conversation stand today or, before the first question,
        what might be asked. While documents are read it is left: it would not hold. A model's
        server is asked whether it runs there at all.
        """
        with suppress(FootnoteError):
            place = self.desk.at(visit)
            sound(place.assistant.model)
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
        if exchange is None or not is_last(place.conversation(visit), exchange.id):
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
        found = cited_at(place, visit, answer)
        active = number(cited)
        if found is None or active is None:
            return Panes(visit)
        reader = render_cited(place, visit, found.address, found.citations, active, found.is_quoted)
        return Panes(visit, reader=reader)

    def _answered(
        self, place: Place, visit: Visit, before: Conversation, step: Step, replaces: int
    ) -> tuple[Panes, Exchange]:
        """Keep what came of a question, and show it; a model may go on to write under it."""
        status = step.status
        try:
            visit, kept = self.recording.keep(place, visit, step.exchange, replaces)
            if not step.is_over:
                visit = replace(visit, writing=kept.id)
                self.recording.begin(place, kept)
            talk = self.talk(place, visit)
        except (ConversationsError, RecordError) as error:  # it is shown all the same
            kept = step.exchange
            status = visit.wording("chat.not-kept", why=str(error))
            shown = replace(before, exchanges=(*before.exchanges, kept))
            view = replace(self._view(place, visit), writing=None if step.is_over else 0)
            talk = render_talk(shown, visit.wording, view=view)
        reader = None
        if kept.answer is not None and kept.answer.citations:
            cited = kept.answer.citations
            first = cited[0].number
            reader = render_cited(place, visit, kept.id, cited, first)
        past = None
        with suppress(ConversationsError):
            past = render_past(place.conversations, visit)
        return Panes(visit, talk=talk, status=status, past=past, reader=reader), kept

    def _drawn(self, place: Place, visit: Visit) -> str | None:
        """The conversation, but while an answer is under way: that is drawn with its next step."""
        return None if visit.asking else self.talk(place, visit)

    def _view(self, place: Place, visit: Visit) -> View:
        verdicts = self.standings.known(place, visit.conversation) if visit.conversation else {}
        suggested = self._suggested.get((place.assistant.index.store, visit.language), ())
        kept = self.judging.kept(place)
        writing = visit.writing if self.recording.is_writing(place, visit.writing) else None
        has_writer = visit.writes and place.assistant.model is not None
        return View(visit.collection, visit.editing, suggested, verdicts, kept, writing, has_writer)
