"""A model writes on top of the quotations: from a server on loopback, through the whole page."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from openai import OpenAI

from assistant.api.answering import MOST
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


def test_quotations_alone_do_not_wait_behind_models_that_write(folder: Path) -> None:
    never = threading.Event()
    question = QUESTION[0]["content"]
    with (
        LLMServer(waits(never, f"{TRUE} [1] ")) as server,
        served(settings(folder, server), LetterCounts()) as address,
        ThreadPoolExecutor(MOST) as pool,
        OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as openai,
    ):
        gradio = Client(address, verbose=False, download_files=str(folder))
        jobs = [gradio.submit(question, api_name="/ask") for _ in range(MOST)]
        body: dict[str, Any] = {"question": question}
        for _ in range(MOST):
            pool.submit(httpx.post, f"{address}/api/ask", json=body, timeout=PATIENCE)
        try:
            end = time.monotonic() + PATIENCE
            while len(server.requests) < 2 * MOST:
                assert time.monotonic() < end
                time.sleep(0.02)
            body["prose"] = False
            alone = httpx.post(f"{address}/api/ask", json=body, timeout=PATIENCE)
            assert alone.json()["prose"] is None
            reply = openai.chat.completions.create(model="footnote-quotes", messages=QUESTION)
            assert str(reply.choices[0].message.content).startswith(f"{TRUE} [1]")
            assert gradio.predict(question, prose=False, api_name="/ask")["prose"] is None
            assert not server.hung_up.is_set()  # it waited for no silent model to be given up
        finally:
            never.set()
        for job in jobs:
            assert job.result(PATIENCE)["prose"] is not None
