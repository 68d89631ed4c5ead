"""The page, put together: the documents, the conversation, the reader, and what happens when."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.answering import Answering
from assistant.web.conversation import Conversation, render_conversation, shown_citations
from assistant.web.escaping import escape
from assistant.web.library import render_keeping, render_library
from assistant.web.pane import render_cited, render_empty, render_opened

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.keeping import Keeper

_SCRIPT = Path(__file__).with_name("page.js")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_SOON, _LATER = 1.0, 4.0  # seconds between looks: while the folder is read, and at rest
_IN_TURN: dict[str, Any] = {**_QUIET, "concurrency_limit": 4}


def build_page(
    assistant: "Assistant", keeper: "Keeper | None" = None, examples: Sequence[str] = ()
) -> gr.Blocks:
    """The page over `assistant`, not yet served.

    keeper: reads the folder meanwhile, None where nobody does. examples: questions to start from.
    """
    events = _Events(assistant, keeper, tuple(examples))
    with gr.Blocks(title="Footnote", fill_width=True, analytics_enabled=False) as page:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="library"):
                library = _html(events.library(), "shelf")
                keeping = _html("", "keeping")
            with gr.Column(elem_id="chat"):
                talk = _html(render_conversation(Conversation(), examples), "talk")
                with gr.Row(elem_id="line"):
                    status = _html(_status(""), "status")
                    new = gr.Button("New conversation", elem_id="new")
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        placeholder="Ask about the documents",
                        show_label=False,
                        label="Question",
                        container=False,
                        lines=1,
                        max_lines=5,
                        autofocus=True,
                        elem_id="question",
                    )
                    send = gr.Button("Ask", variant="primary", elem_id="send")
            with gr.Column(elem_id="reading"):
                script = _SCRIPT.read_text(encoding="utf-8")
                reader = _html(render_empty(), "reader", script)
        answering = [conversation, talk, status, reader, box]
        asking = [box.submit, send.click]
        asked = gr.on(asking, events.ask, [box, conversation], answering, **_IN_TURN)
        picked = reader.ask(events.ask_example, [conversation], answering, **_IN_TURN)
        new.click(events.start_over, None, answering, cancels=[asked, picked], **_AT_ONCE)
        reader.open(events.open, [conversation], [reader], **_AT_ONCE)
        seen = gr.State(("", None))
        clock = gr.Timer(_SOON)
        looked = [seen, library, keeping, clock]
        gr.on([page.load, clock.tick], events.look, [seen], looked, **_AT_ONCE)
        reader.keep(events.keep, None, [keeping], **_AT_ONCE)
    return page


class _Events:
    """What the page's events do; the browser's words are checked here."""

    def __init__(
        self, assistant: "Assistant", keeper: "Keeper | None", examples: tuple[str, ...]
    ) -> None:
        self.assistant, self.keeper = assistant, keeper
        self.answering = Answering(assistant)
        self.examples = examples

    def library(self) -> str:
        """The list of documents as it stands now."""
        index = self.assistant.index
        names = ", ".join(root.name for root in index.folders.roots)
        is_reading = self.keeper is not None and self.keeper.keeping.is_reading
        near = {} if is_reading else index.near_duplicates()  # it changes with every file
        return render_library(index.states(), names, near, is_reading)

    def keeping(self) -> str:
        """How far the reading of the folder is."""
        return render_keeping(self.keeper.keeping) if self.keeper else ""

    def look(self, seen: tuple[str, str | None]) -> tuple[Any, ...]:
        """What is new since the page looked last: what it saw, documents, reading, the clock.

        Where nothing is new, nothing is sent: a list that is redrawn loses its place.
        """
        stands = self.assistant.index.stands()
        keeping = self.keeping()
        library: Any = self.library() if stands != seen[0] else gr.skip()
        is_reading = self.keeper is not None and self.keeper.keeping.is_reading
        return (
            (stands, keeping),
            library,
            keeping if keeping != seen[1] else gr.skip(),
            gr.Timer(_SOON if is_reading else _LATER),
        )

    def keep(self, event: gr.EventData) -> str:
        """Stop the reading of the folder, or go on with it."""
        if self.keeper is not None and event._data.get("keep") == "stop":
            self.keeper.stop()
        elif self.keeper is not None:
            self.keeper.resume()
        return self.keeping()

    def ask(self, question: str, conversation: Conversation) -> Iterator[tuple[Any, ...]]:
        """Answer, step by step: conversation, its HTML, status, reader, question box."""
        clear: Any = ""
        for step in self.answering.steps(conversation, question):
            html = render_conversation(step.conversation, self.examples)
            reader = self._first_citation(step.conversation) if step.done else gr.skip()
            yield step.conversation, html, _status(step.status), reader, clear
            clear = gr.skip()

    def ask_example(
        self, conversation: Conversation, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Answer an example question that was clicked."""
        yield from self.ask(str(event._data.get("question", "")), conversation)

    def open(self, conversation: Conversation, event: gr.EventData) -> Any:
        """Show a document of the list, or the document of a citation."""
        wanted = event._data
        if isinstance(wanted.get("document"), str):
            return render_opened(self.assistant, wanted["document"])
        position, number = wanted.get("answer"), wanted.get("number")
        if not isinstance(position, int) or not isinstance(number, int):
            return gr.skip()
        if not 0 <= position < len(conversation.exchanges):
            return gr.skip()
        answer = conversation.exchanges[position].answer
        if answer is None:
            return gr.skip()
        return render_cited(
            self.assistant, position, shown_citations(answer), number, not answer.refused
        )

    def start_over(self) -> tuple[Any, ...]:
        """A new conversation."""
        html = render_conversation(Conversation(), self.examples)
        return Conversation(), html, _status(""), render_empty(), ""

    def _first_citation(self, conversation: Conversation) -> Any:
        position = len(conversation.exchanges) - 1
        answer = conversation.exchanges[position].answer if position >= 0 else None
        if answer is None or not answer.citations:
            return gr.skip()
        first = answer.citations[0].number
        return render_cited(self.assistant, position, answer.citations, first)


def _html(value: str, elem_id: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def _status(words: str) -> str:
    return f'<p role="status">{escape(words)}</p>'
