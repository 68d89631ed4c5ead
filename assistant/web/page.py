"""The page, put together: the documents, the conversation, the reader, and what happens when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.web.chat.answering import Asked
from assistant.web.chat.events import Chat
from assistant.web.conversations.events import Past
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk
from assistant.web.library.events import Library, Seen
from assistant.web.look.render import render_settings
from assistant.web.panes import Panes
from assistant.web.reader.events import Reader
from assistant.web.reader.pane import render_empty
from assistant.web.state import Visit
from assistant.web.wording import language_of, translations
from index.errors import FootnoteError

_START = Path(__file__).with_name("start.js")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_SOON, _LATER = 1.0, 4.0  # seconds between looks: while the folder is read, and at rest
_IN_TURN: dict[str, Any] = {**_QUIET, "concurrency_limit": 4}


def build_page(desk: Desk, examples: Sequence[str] = ()) -> gr.Blocks:
    """The page, not yet served; examples: questions to start from."""
    events = _Events(desk, tuple(examples))
    say = translations()
    with gr.Blocks(title="Footnote", fill_width=True, analytics_enabled=False) as page:
        visit = gr.State(Visit())
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="library"):
                shelf = _html("", "shelf")
                keeping = _html("", "keeping")
                past = _html("", "past")
                settings = _html("", "settings")
            with gr.Column(elem_id="chat"):
                talk = _html("", "talk")
                with gr.Row(elem_id="line"):
                    status = _html("", "status")
                    new = gr.Button(say("chat.new"), elem_id="new")
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
        panes = [visit, talk, status, reader, shelf, past, box, settings]
        typed = gr.on([box.submit, send.click], events.ask, [visit, box], panes, **_IN_TURN)
        clicked = reader.ask(events.ask_clicked, [visit], panes, **_IN_TURN)
        asked = [typed, clicked]
        stop.click(events.stop, [visit], panes, cancels=asked, **_AT_ONCE)
        new.click(events.begin, [visit], panes, cancels=asked, **_AT_ONCE)
        reader.act(events.act, [visit], panes, **_AT_ONCE)
        seen = gr.State(("", "", ""))
        clock = gr.Timer(_SOON)
        clock.tick(events.look, [visit, seen], [seen, shelf, keeping, clock], **_AT_ONCE)
    return page


class _Events:
    """Hands what happens in the browser to the part that it concerns; its words are checked there.

    act: {"do": NAME, ...}, NAME being one of `_acts`.
    """

    def __init__(self, desk: Desk, examples: tuple[str, ...]) -> None:
        self.desk = desk
        self.chat = Chat(desk, examples)
        self.library = Library(desk)
        self.past = Past(desk, self.chat)
        self._acts: dict[str, Callable[[Visit, dict[str, Any]], Panes]] = {
            "arrive": self._arrive,
            "begin": lambda visit, data: self.chat.begin(visit),
            "show": lambda visit, data: self.chat.show(
                visit, data.get("answer"), data.get("number")
            ),
            "open": lambda visit, data: self.library.open(visit, data.get("document")),
            "keep": lambda visit, data: self.library.keep(visit, data.get("keep")),
            "read": Reader(desk).read,
            "take-up": lambda visit, data: self.past.take_up(visit, data.get("conversation")),
        }

    def ask(self, visit: Visit, question: str) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed."""
        for panes in self.chat.ask(visit, Asked(question, visit.documents)):
            yield panes.values()

    def ask_clicked(self, visit: Visit, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Answer a question that was clicked."""
        for panes in self.chat.ask(visit, Asked(str(event._data.get("question", "")))):
            yield panes.values()

    def stop(self, visit: Visit) -> tuple[Any, ...]:
        """Give up the question under way."""
        return self.chat.stop(visit).values()

    def begin(self, visit: Visit) -> tuple[Any, ...]:
        """A new conversation."""
        return self.chat.begin(visit).values()

    def act(self, visit: Visit, event: gr.EventData) -> tuple[Any, ...]:
        """Whatever else can be clicked; an error is a line in words."""
        data = event._data if isinstance(event._data, dict) else {}
        act = self._acts.get(str(data.get("do")))
        if act is None:
            return Panes(visit).values()
        try:
            return act(visit, data).values()
        except FootnoteError as error:
            return Panes(visit, status=str(error)).values()

    def look(self, visit: Visit, seen: Seen) -> tuple[Any, ...]:
        """What is new since the page looked last; the clock's pace."""
        now, shelf, keeping, is_reading = self.library.look(visit, seen)
        return now, shelf, keeping, gr.Timer(_SOON if is_reading else _LATER)

    def _arrive(self, visit: Visit, data: dict[str, Any]) -> Panes:
        """A page was loaded: it says its languages, and which conversation it was in."""
        wanted = data.get("languages")
        language = language_of(wanted if isinstance(wanted, list) else ())
        visit = replace(visit, language=language)
        names = self.desk.collections.names()
        if data.get("collection") in names:
            visit = replace(visit, collection=str(data["collection"]))
        place = self.desk.at(visit)
        shelf = self.library.shelf(place, visit)
        settings = render_settings(visit.wording)
        if data.get("conversation"):
            taken = self.past.take_up(visit, data["conversation"])
            return replace(taken, shelf=shelf, settings=settings)
        return Panes(
            visit,
            talk=self.chat.talk(place, visit),
            status="",
            reader=render_empty(visit.wording),
            shelf=shelf,
            past=render_past(place.conversations, visit),
            settings=settings,
        )


def _html(value: str, elem_id: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)
