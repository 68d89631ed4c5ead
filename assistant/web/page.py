"""The page, put together: the documents, the conversation, the reader, and what happens when."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.web.chat.answering import Asked
from assistant.web.chat.events import Chat
from assistant.web.conversations.events import Past
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk
from assistant.web.endpoints import add_endpoints
from assistant.web.library.choosing import Choosing
from assistant.web.library.events import Library
from assistant.web.library.looking import SOON, Looking, Seen
from assistant.web.look.render import render_settings
from assistant.web.panes import Panes
from assistant.web.reader.events import Reader
from assistant.web.reader.pane import render_empty
from assistant.web.state import Visit
from assistant.web.wording import language_of, translations
from index.errors import FootnoteError

_START = Path(__file__).with_name("start.js")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ACTED = "() => { document.dispatchEvent(new Event('acted')); }"  # the next one may be told
_OVER = "() => { document.dispatchEvent(new Event('over')); }"  # another question may be asked
_STUDIED = "() => { document.dispatchEvent(new Event('studied')); }"
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
# A model may write for minutes. Nothing else is queued: Gradio ends a page's stream of events when
# the last queued one is over, and what joins the queue at that very moment is never told of.
_ASKED: dict[str, Any] = {**_QUIET, "concurrency_limit": 16}


def build_page(desk: Desk) -> gr.Blocks:
    """The page, not yet served."""
    events = _Events(desk)
    say = translations()
    with gr.Blocks(title="Footnote", fill_width=True, analytics_enabled=False) as page:
        add_endpoints(desk)  # first: a private event of the same name would take it
        visit = gr.State(Visit())
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="library"):
                frame = _html("", "frame")
                with gr.Column(elem_id="panels"):
                    views = _html("", "views")
                    shelf = _html("", "shelf")
                    past = _html("", "past")
                keeping = _html("", "keeping")
                adding = _html("", "adding")
                settings = _html("", "settings")
            with gr.Column(elem_id="chat"):
                talk = _html("", "talk")
                with gr.Row(elem_id="line"):
                    status = _html("", "status")
                    new = gr.Button(say("chat.new"), elem_id="new")
                scope = _html("", "scope")
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        placeholder=say("chat.placeholder"),
                        show_label=False,
                        label=say("chat.question"),
                        container=False,
                        lines=1,
                        max_lines=5,
                        autofocus=True,
                        elem_id="question",
                    )
                    send = gr.Button(say("chat.ask"), variant="primary", elem_id="send")
                    stop = gr.Button(say("chat.stop"), elem_id="stop")
            with gr.Column(elem_id="reading"):
                reader = _html("", "reader", _START.read_text(encoding="utf-8"))
        panes = [visit, talk, status, reader, shelf, past, box, settings,
                 frame, views, adding, scope]  # fmt: skip
        typed = gr.on([box.submit, send.click], events.ask, [visit, box], panes, **_ASKED)
        clicked = reader.ask(events.ask_clicked, [visit], panes, **_ASKED)
        asked = [typed, clicked]
        seen = gr.State(Seen())
        for one in asked:
            one.then(None, js=_OVER, **_AT_ONCE)
            one.failure(None, js=_OVER, **_AT_ONCE)
            # As it ends, Gradio draws the last panes once more, over what a look has drawn since.
            one.then(Seen, None, [seen], **_AT_ONCE)
        stop.click(events.stop, [visit, box], panes, cancels=asked, **_AT_ONCE)
        new.click(events.begin, [visit], panes, cancels=asked, **_AT_ONCE)
        acted = reader.act(events.act, [visit], panes, trigger_mode="multiple", **_AT_ONCE)
        acted.then(None, js=_ACTED, **_AT_ONCE)
        studied = reader.study(events.study, [visit], None, trigger_mode="always_last", **_AT_ONCE)
        studied.then(None, js=_STUDIED, **_AT_ONCE)
        clock = gr.Timer(SOON)
        looked = [seen, frame, shelf, scope, keeping, past, clock]
        clock.tick(events.looking.look, [visit, seen], looked, **_AT_ONCE)
    return page


class _Events:
    """Hands what happens in the browser to the part that it concerns; its words are checked there.

    act: {"do": NAME, ...}, NAME being one of `_acts`.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.chat = Chat(desk)
        self.library = Library(desk)
        self.past = Past(desk, self.chat, self.library)
        self.looking = Looking(desk, self.library, self.past)
        self._acts: dict[str, Callable[[Visit, dict[str, Any]], Panes]] = {
            "arrive": self._arrive,
            "show": lambda visit, data: self.chat.show(
                visit, data.get("answer"), data.get("number")
            ),
            **self.library.acts(),
            **self.past.acts(),
            **Choosing(desk, self.chat, self.library).acts(),
            "begin": lambda visit, data: self.past.begin(visit),
            "edit": lambda visit, data: self.chat.edit(visit, data.get("answer")),
            "keep-question": lambda visit, data: self.chat.keep_question(visit),
            "thumb": lambda visit, data: self.chat.thumb(
                visit, data.get("answer"), data.get("thumb")
            ),
            "pin": lambda visit, data: self.chat.pin(visit, data.get("answer")),
            "write": self._write,
            "redraw": lambda visit, data: self._redraw(visit),
            "read": Reader(desk).read,
        }

    def ask(self, visit: Visit, question: str) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed."""
        asked = Asked(question, visit.documents, replaces=visit.editing)
        yield from self._answered(visit, asked)

    def ask_clicked(self, visit: Visit, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Answer a question that was clicked."""
        ticked, data = visit.documents, event._data
        try:
            visit, asked = self.chat.clicked(visit, data if isinstance(data, dict) else {})
            if visit.documents != ticked:
                yield self.library.drawn(Panes(visit)).values()
        except FootnoteError as error:
            yield Panes(visit, status=str(error)).values()
            return
        yield from self._answered(visit, asked)

    def _answered(self, visit: Visit, asked: Asked) -> Iterator[tuple[Any, ...]]:
        """Ask among the ticked documents that are still there; what is in the way is said."""
        try:
            hindered = self.past.lost(visit) or self.library.unasked(visit, asked.documents)
            documents = self.library.present(visit, asked.documents)
        except FootnoteError as error:
            hindered, documents = Panes(visit, status=str(error)), None
        if hindered is not None:
            yield hindered.values()
            return
        for panes in self.chat.ask(visit, replace(asked, documents=documents)):
            yield panes.values()

    def stop(self, visit: Visit, box: str) -> tuple[Any, ...]:
        """Give up the question under way."""
        return self.chat.stop(visit, box).values()

    def begin(self, visit: Visit) -> tuple[Any, ...]:
        """A new conversation."""
        return _in_words(visit, lambda: self.chat.begin(visit)).values()

    def act(self, visit: Visit, event: gr.EventData) -> tuple[Any, ...]:
        """Whatever else can be clicked; an error is a line in words."""
        data = event._data if isinstance(event._data, dict) else {}
        act = self._acts.get(str(data.get("do")))
        if act is None:
            return Panes(visit).values()
        values = _in_words(visit, lambda: act(visit, data)).values()
        # An answer may have come meanwhile: only a place that changed is told.
        return values if values[0] != visit else (gr.skip(), *values[1:])

    def study(self, visit: Visit) -> None:
        """Look at what takes a while."""
        self.chat.study(visit)

    def _redraw(self, visit: Visit) -> Panes:
        """Show what it led to; no one clicked, so no one is told of what is in the way."""
        try:
            return self.chat.redraw(visit)
        except FootnoteError:
            return Panes(visit)

    def _write(self, visit: Visit, data: dict[str, Any]) -> Panes:
        """Have a model write under the quotations, or not."""
        visit = replace(visit, writes=data.get("writes") is True)
        scope = self.library.scope(self.desk.at(visit), visit)
        return replace(self.chat.redraw(visit), scope=scope)

    def _arrive(self, visit: Visit, data: dict[str, Any]) -> Panes:
        """A page was loaded: it says its languages, and which conversation it was in."""
        wanted = data.get("languages")
        language = language_of(wanted if isinstance(wanted, list) else ())
        visit = replace(Visit(), language=language, filter=visit.filter, search=visit.search)
        visit = replace(visit, writes=data.get("writes") is not False)
        names = self.desk.collections.names()
        if data.get("collection") in names:
            visit = replace(visit, collection=str(data["collection"]))
        said = ""
        try:
            place = self.desk.at(visit)
        except FootnoteError as error:  # the others can be chosen
            visit, said = replace(visit, collection=""), str(error)
            place = self.desk.at(visit)
        if data.get("conversation") and not said:
            panes = self.past.take_up(visit, data["conversation"])
        else:
            panes = Panes(
                visit,
                talk=self.chat.talk(place, visit),
                status=said,
                reader=render_empty(visit.wording),
                past=render_past(place.conversations, visit),
            )
        # What stood in the box before a reload is put back by the browser.
        settings = render_settings(visit.wording)
        return self.library.whole(replace(panes, settings=settings, box=None))


def _in_words(visit: Visit, doing: Callable[[], Panes]) -> Panes:
    """What it comes to; where something is in the way, that, in a line."""
    try:
        return doing()
    except FootnoteError as error:
        return Panes(visit, status=str(error))


def _html(value: str, elem_id: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)
