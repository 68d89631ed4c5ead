"""A model writes on top of the quotations: from a server on loopback, through the whole page."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import OpenAI

from assistant.settings import Settings
from index.encoder import SentenceEncoder
from tests.assistant.api.conftest import BIRDS, served
from tests.assistant.api.scripted import left
from tests.letters import LetterCounts
from tests.llm_scripts import says, waits
from tests.llm_server import LLMServer

QUESTION: Any = [{"role": "user", "content": "When did the gull fly over the harbour?"}]
KEY = "sk-planted-key-of-a-test"
PATIENCE = 60
TRUE = "The gull flew over the harbour in 1931."
FALSE = "The gull flew over the harbour in 1932."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "birds").mkdir()
    (tmp_path / "birds" / "birds.txt").write_text(BIRDS)
    return tmp_path


def settings(folder: Path, server: LLMServer) -> Settings:
    return Settings(
        folders=(folder / "birds",),
        store=folder / "store",
        threshold=-1,
        llm="openai-like:tiny",
        llm_url=server.openai,
        llm_key=KEY,
    )


@pytest.fixture
def writing(folder: Path, encoder: SentenceEncoder) -> Iterator[tuple[str, LLMServer]]:
    with (
        LLMServer(says(f"{FALSE} [1] {TRUE} [1]")) as server,
        served(settings(folder, server), encoder) as address,
    ):
        yield address, server


def test_what_stands_comes_before_what_does_not(writing: tuple[str, LLMServer]) -> None:
    address, server = writing
    with OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        reply: Any = client.chat.completions.create(model="footnote", messages=QUESTION)
        content = reply.choices[0].message.content
        quotations, prose = content.split("\n\nWritten by openai-like:tiny, checked", 1)
        assert quotations.startswith(f"{TRUE} [1]")
        assert "[1] birds.txt, line 1" in quotations
        assert prose.index(f"\n{TRUE} [1]") < prose.index(f"~~{FALSE} [1]~~ (")
        assert "“1932”" in prose
        assert [one["text"] for one in reply.footnote["prose"]["sentences"]] == [FALSE, TRUE]
        chunks = client.chat.completions.create(model="footnote", messages=QUESTION, stream=True)
        assert "".join(one.choices[0].delta.content or "" for one in chunks) == content
        asked = len(server.requests)
        quotes = client.chat.completions.create(model="footnote-quotes", messages=QUESTION)
        assert quotes.choices[0].message.content == quotations
        assert len(server.requests) == asked  # the model was not asked for it
        assert "Bearer" in server.requests[0].headers["authorization"]
    answer = httpx.post(f"{address}/api/ask", json={"question": QUESTION[0]["content"]}).text
    for told in (reply.model_dump_json(), answer, httpx.get(f"{address}/api/docs").text):
        assert KEY not in told


@pytest.mark.parametrize("is_streamed", [False, True])
def test_a_client_that_goes_away_ends_the_models_writing(folder: Path, is_streamed: bool) -> None:
    body = {"model": "footnote", "messages": QUESTION, "stream": is_streamed}
    never = threading.Event()
    with (
        LLMServer(waits(never, f"{TRUE} [1] ")) as server,
        served(settings(folder, server), LetterCounts()) as address,
    ):
        left(address, body, lambda: server.requests)
        assert server.hung_up.wait(25)  # of itself, Footnote gives a silent model up after 30


def test_a_model_that_cannot_be_reached_leaves_the_quotations(folder: Path) -> None:
    with LLMServer(says("")) as server:
        gone = settings(folder, server)
    with served(gone, LetterCounts()) as address:
        body = {"model": "footnote", "messages": QUESTION}
        reply = httpx.post(f"{address}/v1/chat/completions", json=body, timeout=PATIENCE).json()
    content = reply["choices"][0]["message"]["content"]
    assert content.startswith(f"{TRUE} [1]")
    assert "could not be reached" in content
    assert KEY not in str(reply)
