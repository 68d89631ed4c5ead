"""A planted key goes to the address that was given and to no other place, message or log."""

import logging
import threading
import traceback

import pytest

from assistant.settings import Settings
from assistant.writing.failure import ModelFailure
from assistant.writing.models import Message, Patience, open_model
from tests.llm_scripts import Script, Status, Stop, halts, in_turn, says, waits
from tests.llm_server import LLMServer

KEY = "sk-planted-7f3a91"
ASKED = [Message("user", "What do herons eat?")]
ECHO = f'{{"error": {{"message": "Incorrect API key provided: {KEY}", "key": "{KEY}"}}}}'.encode()
HEADERS = {"WWW-Authenticate": f"Bearer {KEY}", "Retry-After": KEY, "X-Request-Id": KEY}


def echoes(code: int) -> Script:
    return lambda messages: Status(code, ECHO, {**HEADERS, "Location": f"/{KEY}"})


FAILURES: dict[str, Script] = {
    **{str(code): echoes(code) for code in (301, 307, 400, 401, 403, 404, 422, 429, 500, 503)},
    "an event": says("Herons ", b"data: " + ECHO + b"\n\n"),
    "a line": says("Herons ", ECHO + b"\n", Stop.HALT),
    "wrong json": says(f"{{{KEY}\n\n".encode(), f"data: {{{KEY}\n\n".encode()),
    "a list": says(f'["{KEY}"]\n'.encode(), f'data: ["{KEY}"]\n\n'.encode()),
    "a page": lambda messages: Status(200, f"<p>{KEY}</p>".encode(), HEADERS, "text/html"),
    "cut": says("Herons", Stop.CUT),
    "halted": halts(),
    "silent": waits(threading.Event(), "Herons"),
    "empty": says(),
    "asked again": in_turn(lambda messages: Status(429, ECHO, {"Retry-After": "0"}), echoes(401)),
}


@pytest.mark.parametrize("kind", ["ollama", "openai-like"])
@pytest.mark.parametrize("failure", FAILURES)
def test_no_failure_tells_the_key(
    kind: str,
    failure: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for logged in (None, "openai", "httpx", "httpcore", "ollama", "llama_index"):
        caplog.set_level(logging.DEBUG, logged)  # as OPENAI_LOG=debug and the like do
    with LLMServer(FAILURES[failure]) as server:
        url = server.url if kind == "ollama" else server.openai
        settings = Settings(llm=f"{kind}:heron", llm_url=url, llm_key=f" {KEY}\n")
        model = open_model(settings, Patience(silence=1 if failure == "silent" else 30))
        assert model
        with pytest.raises(ModelFailure) as failed:
            list(model.stream(ASKED))
        sent = [one.headers.get("authorization") for one in server.requests]
    assert sent
    assert set(sent) == {f"Bearer {KEY}"}
    error = failed.value
    assert error.__cause__ is None
    assert error.__context__ is None
    told = [
        str(error), repr(error), str(error.note), repr(error.note), repr(settings), repr(model),
        model.name, model.address, *traceback.format_exception(error), *capfd.readouterr(),
        caplog.text, *(str(vars(record)) for record in caplog.records),
    ]  # fmt: skip
    assert caplog.records
    assert [text for text in told if KEY in text] == []


def test_what_the_environment_holds_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with LLMServer(says("Elsewhere.")) as elsewhere, LLMServer(says("Fish.")) as server:
        for name in (
            "OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID",
            "OPENAI_WEBHOOK_SECRET", "OPENAI_API_VERSION", "OLLAMA_API_KEY", "HF_TOKEN",
        ):  # fmt: skip
            monkeypatch.setenv(name, KEY)
        monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Custom: {KEY}\nAuthorization: {KEY}")
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, elsewhere.openai)
        for name in ("OLLAMA_HOST", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, elsewhere.url)
        for kind, url in (("ollama", server.url), ("openai-like", server.openai)):
            model = open_model(Settings(llm=f"{kind}:heron", llm_url=url))
            assert model
            assert "".join(model.stream(ASKED)) == "Fish."
        assert elsewhere.requests == elsewhere.looked_up == []
        for one in (*server.requests, *server.looked_up):
            assert one.headers.keys() <= {
                "host", "accept", "accept-encoding", "connection", "content-type",
                "content-length", "user-agent",
            }  # fmt: skip
            assert KEY not in f"{one.headers}{one.body}"
            assert one.headers["user-agent"] == "Footnote"


@pytest.mark.parametrize("kind", ["ollama", "openai-like"])
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_question_follows_a_redirect(kind: str, code: int) -> None:
    with LLMServer(says("Elsewhere.")) as elsewhere:
        for path in ("/api/chat", "/v1/chat/completions"):
            there = {"Location": elsewhere.url + path}
            with LLMServer(lambda messages, there=there: Status(code, b"", there)) as server:  # type: ignore[misc]
                url = server.url if kind == "ollama" else server.openai
                model = open_model(Settings(llm=f"{kind}:heron", llm_url=url, llm_key=KEY))
                assert model
                with pytest.raises(ModelFailure) as failed:
                    list(model.stream(ASKED))
            assert (failed.value.note.kind, failed.value.note.status) == ("failed", code)
        assert elsewhere.requests == elsewhere.looked_up == []
