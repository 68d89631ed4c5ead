"""A model's words as they come, over a real wire, and what is said where they do not come."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from llama_index.core.bridge.pydantic import Field
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata, MockLLM

from assistant.faults import Note
from assistant.settings import Settings
from assistant.writing.failure import ModelFailure
from assistant.writing.models import Message, Model, Patience, model_of, open_model
from index.errors import SettingsError
from tests.llm_scripts import (
    End,
    Script,
    Stop,
    Thought,
    cut,
    endless,
    halts,
    in_turn,
    refuses,
    says,
    spells,
    torn,
    waits,
    web_page,
)
from tests.llm_server import LLMServer

KINDS = ("ollama", "openai-like")
ASKED = [Message("system", "Be short."), Message("user", "What do herons eat?")]


def model(server: LLMServer, kind: str, patience: Patience | None = None) -> Model:
    url = server.url if kind == "ollama" else server.openai
    opened = open_model(Settings(llm=f"{kind}:heron", llm_url=url), patience)
    assert opened
    return opened


def answer(model: Model) -> tuple[str, Note | None]:
    """What was said, and what was wrong with it."""
    said: list[str] = []
    try:
        said.extend(model.stream(ASKED))
    except ModelFailure as failure:
        return "".join(said), failure.note
    return "".join(said), None


@pytest.mark.parametrize("kind", KINDS)
class TestServed:
    """Both protocols, and the same of each."""

    def test_what_it_says_comes_as_it_is(self, kind: str) -> None:
        with LLMServer(spells("Möwen 🐟 fliegen. [1][2]")) as server:
            assert answer(model(server, kind)) == ("Möwen 🐟 fliegen. [1][2]", None)
            body = server.requests[0].body
        assert body["messages"] == [
            {"role": "system", "content": "Be short."},
            {"role": "user", "content": "What do herons eat?"},
        ]
        assert body["model"] == "heron"

    def test_it_comes_as_it_is_written_and_not_at_the_end(self, kind: str) -> None:
        gate = threading.Event()
        with LLMServer(says("Herons ", gate, "eat.")) as server:
            stream = model(server, kind).stream(ASKED)
            assert next(filter(None, stream)) == "Herons "
            assert next(stream) == ""  # it does not wait
            gate.set()
            assert "".join(stream) == "eat."

    @pytest.mark.parametrize(
        "script",
        [
            says(Thought("Fish, or frogs?"), "Fish."),
            says("<think>Fish, or frogs?</think>\n\nFish."),
            spells("\n<thinking>Fish?</thinking>Fish."),
        ],
    )
    def test_what_it_thinks_is_not_said(self, kind: str, script: Script) -> None:
        with LLMServer(script) as server:
            assert answer(model(server, kind)) == ("Fish.", None)

    @pytest.mark.parametrize(
        ("script", "said", "happened", "status"),
        [
            (cut("Herons eat"), "Herons eat", "cut-off", 0),
            (halts("Herons eat"), "Herons eat", "cut-off", 0),
            (torn("Die Mö"), "", "cut-off", 0),
            (says(Stop.CUT), "", "cut-off", 0),
            (says("Herons eat", End("length")), "Herons eat", "endless", 0),
            (says("Herons eat", End("content_filter")), "Herons eat", "cut-off", 0),
            (says(), "", "nonsense", 0),
            (says(" \n", "\t"), " \n\t", "nonsense", 0),
            (web_page, "", "nonsense", 0),
            (says(b"data: {herons}\n\n"), "", "nonsense", 0),
            (says(b"data: [1]\n\n[1]\n"), "", "nonsense", 0),
            (refuses(500, b"Traceback: <script>"), "", "failed", 500),
            (refuses(404), "", "refused", 404),
            (refuses(401), "", "refused", 401),
            (refuses(400), "", "refused", 400),
            (refuses(429), "", "busy", 429),
            (refuses(503), "", "busy", 503),
            (refuses(307, Location="http://example.org/"), "", "failed", 307),
        ],
    )
    def test_what_goes_wrong_is_a_note(
        self, kind: str, script: Script, said: str, happened: str, status: int
    ) -> None:
        with LLMServer(script) as server:
            text, note = answer(model(server, kind))
            assert note
            assert (text.strip(), note.kind, note.status) == (said.strip(), happened, status)
            assert (note.model, note.seconds) == (f"{kind}:heron", 0)
            assert note.address == (server.url if kind == "ollama" else server.openai)
            assert "<script>" not in str(note)

    def test_an_error_after_some_of_the_text_is_a_note_after_the_text(self, kind: str) -> None:
        event = b'{"error": {"message": "boo"}}' if kind != "ollama" else b'{"error": "boo"}'
        wrapped = b"data: " + event + b"\n\n" if kind != "ollama" else event + b"\n"
        with LLMServer(says("Herons eat", wrapped)) as server:
            text, note = answer(model(server, kind))
        assert text == "Herons eat"
        assert note
        assert note.kind == "failed"
        assert "boo" not in str(note)

    def test_silence_ends_it_before_the_first_word_and_after_it(self, kind: str) -> None:
        never = threading.Event()
        for script, said in ((waits(never), ""), (waits(never, "Herons "), "Herons ")):
            with LLMServer(script) as server:
                patience = Patience(first=60, silence=0.5) if said else Patience(first=0.5)
                text, note = answer(model(server, kind, patience))
                assert note
                assert (text, note.kind) == (said, "slow")
                assert note.seconds >= 0.5
                assert server.hung_up.wait(20) or not server.requests

    def test_a_model_may_take_longer_to_load_than_to_go_on(self, kind: str) -> None:
        gate = threading.Event()
        with LLMServer(says(gate, "Herons")) as server:
            stream = model(server, kind, Patience(first=60, silence=0.1)).stream(ASKED)
            while not server.requests:
                assert next(stream) == ""
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                assert next(stream) == ""
            gate.set()
            assert next(filter(None, stream)) == "Herons"
            stream.close()

    def test_a_line_without_end_is_ended(self, kind: str) -> None:
        def floods(messages: object) -> Iterator[bytes]:
            yield b"data: " if kind != "ollama" else b'{"a": "'
            while True:
                yield b"o" * (1 << 20)

        with LLMServer(floods) as server:
            _, note = answer(model(server, kind))
            assert note
            assert note.kind == "endless"
            assert server.hung_up.wait(20)

    def test_who_closes_the_stream_closes_the_connection(self, kind: str) -> None:
        never = threading.Event()
        for script in (endless, waits(never, "Herons")):
            with LLMServer(script) as server:
                stream = model(server, kind).stream(ASKED)
                assert next(filter(None, stream))
                stream.close()
                assert server.hung_up.wait(20)
        with LLMServer(lambda messages: [never]) as server:  # not a word of an answer yet
            stream = model(server, kind).stream(ASKED)
            while not server.requests:
                assert next(stream) == ""
            stream.close()
            assert server.hung_up.wait(20)

    def test_who_is_asked_to_wait_a_little_asks_once_more(self, kind: str) -> None:
        busy = refuses(429, Retry_After="1")
        with LLMServer(in_turn(busy, says("Fish."))) as server:
            began = time.monotonic()
            assert answer(model(server, kind)) == ("Fish.", None)
            assert time.monotonic() - began >= 1
            assert len(server.requests) == 2
        with LLMServer(refuses(503, Retry_After="0")) as server:
            _, note = answer(model(server, kind))
            assert note
            assert note.kind == "busy"
            assert len(server.requests) == 2

    @pytest.mark.parametrize(
        ("after", "said"),
        [
            ("3600", "3600 s"),
            ("Fri, 01 Jan 2100 00:00:00 GMT", "It asks to wait"),
            ("9" * 400, "It asks to wait"),
            ("soon", "Ask again in a while"),
            ("-1", "Ask again in a while"),
        ],
    )
    def test_who_is_asked_to_wait_long_says_so(self, kind: str, after: str, said: str) -> None:
        with LLMServer(refuses(429, Retry_After=after)) as server:
            _, note = answer(model(server, kind))
            assert note
            assert note.kind == "busy"
            assert said in str(note)
            assert len(server.requests) == 1

    def test_where_no_server_is_the_address_is_said_and_how_to_start_one(self, kind: str) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # and nobody listens
            url = f"http://127.0.0.1:{taken.getsockname()[1]}"
            closed = open_model(Settings(llm=f"{kind}:heron", llm_url=url))
            assert closed
            _, note = answer(closed)
        assert note
        assert (note.kind, note.address) == ("unreachable", url)
        assert url in str(note)
        assert ("`ollama serve`" if kind == "ollama" else "`llama-server -m ") in note.advice
        assert "--llm-url" in note.advice

    def test_it_is_asked_for_the_likeliest_words_and_not_for_ever(self, kind: str) -> None:
        with LLMServer(says("Fish."), context=2048) as server:
            asked = model(server, kind)
            answer(asked)
            body = server.requests[0].body
        if kind == "ollama":
            assert asked.context == 2048
            assert body["options"] == {"num_ctx": 2048, "temperature": 0.0, "num_predict": 512}
            assert body["think"] is False
        else:
            assert asked.context == 4096
            assert (body["max_tokens"], body["temperature"]) == (800, 0.0)


def test_what_ollama_does_not_have_is_got_with_a_command() -> None:
    with LLMServer(says("Fish."), models=["gull"]) as server:
        _, note = answer(model(server, "ollama"))
    assert note
    assert (note.kind, note.status) == ("refused", 404)
    assert "`ollama pull heron`" in note.advice


class Completes(CustomLLM):
    """A model for completion, not for chat, that gives all that came so far each time."""

    asked: list[str] = Field(default_factory=list)
    fails: bool = False

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=99, model_name="completes")

    def complete(self, prompt: str, formatted: bool = False, **_: object) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(  # type: ignore[override]
        self, prompt: str, formatted: bool = False, **_: object
    ) -> Iterator[CompletionResponse]:
        self.asked.append(prompt)
        for text in ("Fish", "Fish, and", "Fish, and frogs."):
            yield CompletionResponse(text=text)
        if self.fails:
            raise RuntimeError("sk-planted")


def test_any_model_of_llamaindex_will_do() -> None:
    llm = Completes()
    given = model_of(llm)
    assert answer(given) == ("Fish, and frogs.", None)
    assert "What do herons eat?" in llm.asked[0]
    assert (given.context, given.address, given.is_local) == (99, "", False)
    assert model_of(llm, is_local=True).is_local
    text, note = answer(model_of(Completes(fails=True)))
    assert text == "Fish, and frogs."
    assert note
    assert note.kind == "failed"
    assert "planted" not in str(note)
    mock = model_of(MockLLM(max_tokens=3))
    assert mock.is_local
    assert answer(mock) == ("text text text", None)


class Listed(Completes):
    """Somebody's model at an address."""

    model: str = "heron"
    base_url: str = "http://127.0.0.1:11434"


def test_what_is_handed_on_is_not_taken_for_local(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert model_of(Listed()).is_local
    assert not model_of(Listed(model="heron:120b-cloud")).is_local
    assert not model_of(Listed(base_url="http://192.168.1.5")).is_local
    for name in ("http_proxy", "all_proxy"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "http://proxy.example:3128")
            assert not model_of(Listed()).is_local
            assert model_of(Listed(), is_local=True).is_local
            patch.setenv("no_proxy", "127.0.0.1")
            assert model_of(Listed()).is_local


@pytest.mark.parametrize("llm", ["ollama:llama3.2", MockLLM, object(), {"model": "x"}, 7])
def test_what_is_no_model_is_a_sentence(llm: object) -> None:
    with pytest.raises(SettingsError, match=r"LlamaIndex LLM.* give ") as refused:
        model_of(llm)
    assert ("Settings(llm=" in str(refused.value)) == isinstance(llm, str)


class Silent(Completes):
    """Says nothing until the gate opens."""

    gate: Any = None

    def stream_complete(  # type: ignore[override]
        self, prompt: str, formatted: bool = False, **_: object
    ) -> Iterator[CompletionResponse]:
        self.asked.append(prompt)
        self.gate.wait(60)
        yield CompletionResponse(text="Fish.")


def test_a_call_that_was_given_up_is_not_joined_by_another() -> None:
    gate = threading.Event()
    llm = Silent(gate=gate)
    given = model_of(llm, patience=Patience(first=0.3))
    assert [note.kind for _, note in [answer(given)] if note] == ["slow"]
    given = model_of(llm, patience=Patience(first=60))
    source = given._source
    stopped = given.stream(ASKED)
    while len(llm.asked) < 2:
        next(stopped)
    stopped.close()
    text, note = answer(given)
    assert note
    assert (text, note.kind, len(llm.asked)) == ("", "busy", 2)
    assert "HTTP" not in str(note)
    gate.set()
    assert answer(given) == ("Fish.", None)
    assert source.given_up == []  # type: ignore[attr-defined]


def test_without_a_setting_there_is_no_model() -> None:
    assert open_model(Settings()) is None
