"""What a server tells of its model: how much it reads, and whether it runs here at all."""

import socket
import time
from typing import Any

import pytest

from assistant.settings import Settings
from assistant.writing.failure import ModelFailure
from assistant.writing.line import Line
from assistant.writing.lookup import look_up
from assistant.writing.models import Message, Model, open_model
from tests.llm_scripts import says
from tests.llm_server import LLMServer


def opened(server: LLMServer, name: str) -> Model:
    url = server.url if name.startswith("ollama") else server.openai
    model = open_model(Settings(llm=name, llm_url=url))
    assert model
    return model


@pytest.mark.parametrize(
    ("told", "taken"), [(2048, 2048), (131072, 8192), (-1, 4096), ("many", 4096), (None, 4096)]
)
def test_the_context_is_as_it_is_told_and_not_too_large(told: Any, taken: int) -> None:
    with LLMServer(says("Fish."), context=told) as server:
        assert opened(server, "ollama:heron").context == taken
    with LLMServer(says("Fish."), models=["heron", "gull"], told={"max_model_len": told}) as server:
        assert opened(server, "openai-like:heron").context == taken
        assert opened(server, "openai-like:scripted").context == 4096  # it is not there


def test_a_server_is_asked_once_whether_it_tells_or_not() -> None:
    with LLMServer(says("Fish."), models=["gull"]) as server:
        model = opened(server, "ollama:heron")
        assert (model.context, model.context, len(server.looked_up)) == (4096, 4096, 1)
        model = opened(server, "ollama:gull")
        assert (model.context, model.context, len(server.looked_up)) == (8192, 8192, 2)


def test_one_that_is_not_yet_started_is_asked_again() -> None:
    server = LLMServer(says("Fish."), told={"remote_host": "https://ollama.com"})
    server.server_close()
    model = opened(server, "ollama:heron")
    assert (model.context, model.is_local) == (4096, True)
    with LLMServer(says("Fish."), server.server_address[1], told=server.told):
        assert (model.context, model.is_local) == (8192, False)


def test_nobody_is_kept_waiting_while_a_server_is_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        model = open_model(Settings(llm="ollama:heron", llm_url=url))
        assert model
        asking = model.looked_up()
        assert [next(asking) for _ in range(3)] == [None] * 3  # it has not answered
        asking.close()


def test_what_would_be_handed_on_where_nobody_was_told_is_not_sent() -> None:
    for name in ("heron", "heron:120b-cloud"):
        with LLMServer(says("Fish."), told={"remote_host": "https://ollama.com"}) as server:
            model = opened(server, f"ollama:{name}")
            if name == "heron":
                with pytest.raises(ModelFailure) as failed:
                    list(model.stream([Message("user", "What do herons eat?")]))
                assert failed.value.note.kind == "elsewhere"
                assert server.requests == []
            else:  # the name says it
                assert "".join(model.stream([Message("user", "?")])) == "Fish."


def test_what_ollama_hands_on_to_its_cloud_does_not_run_here() -> None:
    with LLMServer(says("Fish.")) as server:
        here = opened(server, "ollama:heron")
        assert here.context
        assert here.is_local
        assert not opened(server, "ollama:heron:120b-cloud").is_local
        assert not opened(server, "openai-like:heron:120b-cloud").is_local  # Ollama speaks it too
    with LLMServer(says("Fish."), told={"remote_host": "https://ollama.com:443"}) as server:
        renamed = opened(server, "ollama:heron")
        assert renamed.context
        assert not renamed.is_local


@pytest.mark.parametrize(
    "told", [{"model_info": []}, {"model_info": None}, {"model_info": {"a": 1}}]
)
def test_nonsense_is_no_context(told: dict[str, Any]) -> None:
    with LLMServer(says("Fish."), told=told) as server:
        assert opened(server, "ollama:heron").context == 4096


def test_a_server_that_says_nothing_is_not_waited_for_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        began = time.monotonic()
        assert look_up("ollama", "heron", url, Line(url, seconds=60), 0.3) is None
        assert time.monotonic() - began < 30
