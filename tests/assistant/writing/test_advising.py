"""What a person is told to do next, by real servers at the wrong addresses."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.settings import Settings
from assistant.writing.failure import ModelFailure
from assistant.writing.models import Message, open_model
from tests.llm_scripts import says
from tests.llm_server import LLMServer

KEY = "sk-planted-7f3a91"
MODELS = {"object": "list", "data": [{"id": "heron"}]}
VERSION = {"version": "0.6.0"}


@contextmanager
def serving(pages: dict[str, object], otherwise: int = 404) -> Iterator[str]:
    """A server that has some pages of JSON, and answers all else with a status and a page."""
    asked: set[str | None] = set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.add(self.headers.get("Authorization"))
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            page = pages.get(self.path) if self.command == "GET" else None
            self.send_response(otherwise if page is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(page).encode() if page else b"<p>Unexpected endpoint</p>")

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
    assert asked == {f"Bearer {KEY}"}


def advised(kind: str, url: str, by: str = "--llm-url") -> str:
    settings = Settings(llm=f"{kind}:heron", llm_url=url, llm_key=KEY)
    if by != "--llm-url":
        settings = replace(settings, variables=(("llm_url", url),))
    model = open_model(settings)
    assert model
    with pytest.raises(ModelFailure) as failed:
        list(model.stream([Message("user", "What do herons eat?")]))
    assert KEY not in str(failed.value)
    return failed.value.note.advice


@pytest.mark.parametrize("otherwise", [200, 404, 405])
def test_a_server_of_the_other_protocol_is_told_by_what_it_speaks(otherwise: int) -> None:
    with serving({"/v1/models": MODELS}, otherwise) as url:
        assert advised("ollama", url) == (
            f"It speaks OpenAI's protocol: try --llm openai-like:NAME with --llm-url {url}/v1."
        )
    with serving({"/api/version": VERSION}, otherwise) as url:
        for given in (url, f"{url}/v1"):
            assert advised("openai-like", given) == (
                f"It speaks Ollama's protocol: try --llm ollama:NAME with --llm-url {url}."
            )


@pytest.mark.parametrize("otherwise", [200, 404])
def test_the_address_next_to_it_is_told(otherwise: int) -> None:
    with serving({"/v1/models": MODELS}, otherwise) as url:
        for given in (url, f"{url}/api", f"{url}/v1beta"):
            assert f"try --llm-url {url}/v1." in advised("openai-like", given)
        assert f"try FOOTNOTE_LLM_URL={url}/v1." in advised("openai-like", url, "FOOTNOTE_LLM_URL")
    with serving({"/api/version": VERSION}, otherwise) as url:
        assert f"try --llm-url {url}." in advised("ollama", f"{url}/ollama")
    with serving({"/ollama/api/version": VERSION}, otherwise) as url:
        assert "`ollama pull heron`" in advised("ollama", f"{url}/ollama")


def test_where_the_address_is_right_it_is_the_model() -> None:
    with serving({"/v1/models": MODELS}) as url:
        assert f"{url}/v1/models lists" in advised("openai-like", f"{url}/v1")
    with serving({}) as url:
        assert advised("openai-like", url).endswith(f"try --llm-url {url}/v1.")
        for kind, given in (("openai-like", f"{url}/v1"), ("ollama", url)):
            assert advised(kind, given).endswith("'s protocol: check --llm-url.")


@pytest.mark.parametrize("pages", [[1], {"data": 1, "version": 2}, "x", {"data": {"id": "x"}}])
def test_what_imitates_a_protocol_badly_is_none(pages: object) -> None:
    with serving({"/v1/models": pages, "/api/version": pages}) as url:
        assert advised("ollama", url).startswith("Nothing there speaks Ollama's protocol")


def test_https_where_there_is_none() -> None:
    with LLMServer(says("Fish.")) as server:
        for kind, url in (("ollama", server.url), ("openai-like", server.openai)):
            secure = url.replace("http:", "https:")
            said = advised(kind, secure)
            assert said == f"It does not answer by https: try --llm-url {url}."


def test_http_where_only_https_is_answered() -> None:
    """Such a server hangs up on what is no handshake."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            for _ in range(2):  # it is asked for the length of the context first
                one, _ = listening.accept()
                one.recv(10)
                one.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        port = listening.getsockname()[1]
        said = advised("openai-like", f"http://127.0.0.1:{port}/v1")
        thread.join()
    assert said.endswith(f"try --llm-url https://127.0.0.1:{port}/v1.")


def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            said = advised("ollama", f"http://{host}:{port}")
            assert "it listens at http://127.0.0.1:11434." in said
            said = advised("openai-like", f"http://{host}:{port}/v1")
            assert f"--port {port}`" in said
            assert "LM Studio at http://127.0.0.1:1234/v1" in said


def test_a_name_that_no_machine_has() -> None:
    said = advised("openai-like", "http://nowhere.invalid/v1", "FOOTNOTE_LLM_URL")
    assert said == "No machine is known by the name nowhere.invalid: check FOOTNOTE_LLM_URL."
