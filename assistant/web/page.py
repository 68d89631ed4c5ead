"""The page, put together: the documents, the conversation, the reader, and what happens when."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.answering import Answering
from assistant.web.conversation import Conversation, render_conversation, shown_citations
from assistant.web.escaping import escape
from assistant.web.library import render_library
from assistant.web.pane import render_cited, render_empty, render_opened

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_SCRIPT = Path(__file__).with_name("page.js")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_IN_TURN: dict[str, Any] = {**_QUIET, "concurrency_limit": 4}


def build_page(assistant: "Assistant", examples: Sequence[str] = ()) -> gr.Blocks:
    """The page over `assistant`, not yet served; `examples` are questions to start from."""
    events = _Events(assistant, tuple(examples))
    with gr.Blocks(title="Footnote", fill_width=True, analytics_enabled=False) as page:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="library"):
                library = _html(events.library(), "shelf")
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
        page.load(events.library, None, [library], **_AT_ONCE)
    return page


class _Events:
    """What the page's events do; the browser's words are checked here."""

    def __init__(self, assistant: "Assistant", examples: tuple[str, ...]) -> None:
        self.assistant = assistant
        self.answering = Answering(assistant)
        self.examples = examples

    def library(self) -> str:
        """The list of documents as it stands now."""
        return render_library(self.assistant.documents(), self.assistant.folder.name)

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
