"""Answers under way: a model that writes, one that fails, a client that leaves, a line of them."""

import asyncio
import threading
from collections.abc import Generator
from pathlib import Path

import httpx
import openai
import pytest
from openai import OpenAI

from assistant import Assistant, Settings
from assistant.api.answering import MOST, Answering
from assistant.faults import Note
from assistant.types import Answered, Event, Finished, Prose, Quoted, Wrote
from assistant.writing.failure import ModelFailure
from tests.assistant.api.scripted import Scripted, left, quoted, serving, written
from tests.letters import LetterCounts
from tests.llm_scripts import Messages
from tests.llm_server import LLMServer

PATIENCE = 60
ANSWER = quoted("A gull flew.")
WRITTEN = quoted("A gull flew.", prose=Prose("ollama:tiny", (written("It flew.", 1),)))
QUESTION = [{"role": "user", "content": "Did a gull fly?"}]


def writes() -> Generator[Event]:
    yield Quoted(ANSWER.statements[0])
    yield Answered(ANSWER)
    yield Wrote(None)
    yield Wrote(written("It flew.", 1))
    yield Finished(WRITTEN)


def opened(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)


def test_prose_comes_with_footnote_and_quotations_alone_with_footnote_quotes() -> None:
    assistant = Scripted(writes)
    with serving(assistant, "ollama:tiny", ["fruit"]) as address, opened(address) as client:
        assert [model.id for model in client.models.list()] == [
            "footnote",
            "footnote/fruit",
            "footnote-quotes",
            "footnote-quotes/fruit",
        ]
        for model, is_written in (("footnote", True), ("footnote-quotes/fruit", False)):
            reply = client.chat.completions.create(model=model, messages=QUESTION)  # type: ignore
            content = reply.choices[0].message.content or ""
            assert content.startswith("A gull flew. [1]\n\n[1] birds.txt, page 3")
            assert ("Written by ollama:tiny" in content) == is_written
            chunks = client.chat.completions.create(model=model, messages=QUESTION, stream=True)  # type: ignore
            text = "".join(one.choices[0].delta.content or "" for one in chunks)
            assert text == content
        for prose in (True, False):
            body = {"question": "Did a gull fly?", "prose": prose}
            answer = httpx.post(f"{address}/api/ask", json=body).json()
            assert (answer["prose"] is not None) == prose


def test_while_nothing_comes_a_comment_keeps_the_stream_alive() -> None:
    body = {"model": "footnote", "messages": QUESTION, "stream": True}
    with serving(Scripted(writes)) as address:
        answer = httpx.post(f"{address}/v1/chat/completions", json=body)
    events = answer.text.split("\n\n")
    assert ": " in events
    assert events.index(": ") < next(i for i, one in enumerate(events) if "It flew" in one)


def test_a_model_that_fails_before_the_first_event_is_a_status_and_after_it_an_event() -> None:
    note = Note("unreachable", "ollama:tiny", "http://127.0.0.1:1")

    def fails() -> Generator[Event]:
        raise ModelFailure(note)
        yield

    def breaks() -> Generator[Event]:
        yield Wrote(None)
        raise RuntimeError("a secret")

    with serving(Scripted(fails)) as address, opened(address) as client:
        for is_streamed in (False, True):
            with pytest.raises(openai.InternalServerError, match="could not be reached") as told:
                client.chat.completions.create(
                    model="footnote",
                    messages=QUESTION,
                    stream=is_streamed,  # type: ignore
                )
            assert told.value.status_code == 503
    with serving(Scripted(breaks)) as address, opened(address) as client:
        chunks = client.chat.completions.create(model="footnote", messages=QUESTION, stream=True)  # type: ignore
        texts: list[str] = []
        with pytest.raises(openai.APIError, match=r"Footnote broke at this \(RuntimeError\)"):
            texts.extend(one.choices[0].delta.content or "" for one in chunks)
        with pytest.raises(openai.InternalServerError) as told:
            client.chat.completions.create(model="footnote", messages=QUESTION)  # type: ignore
        assert "secret" not in str(told.value)


@pytest.mark.parametrize("is_streamed", [False, True])
def test_what_breaks_while_a_model_writes_leaves_the_quotations(
    tmp_path: Path, letters: LetterCounts, is_streamed: bool
) -> None:
    (tmp_path / "birds").mkdir()
    (tmp_path / "birds" / "gulls.txt").write_text("A gull flew. It was white.")

    def closes(messages: Messages) -> str:
        assistant.close()
        return "A gull flew. [1]"

    with LLMServer(closes) as server:
        settings = Settings(llm="ollama:tiny", llm_url=server.url)
        assistant = Assistant.open(tmp_path / "birds", tmp_path / "s", settings, encoder=letters)
        body = {"model": "footnote", "messages": QUESTION, "stream": is_streamed}
        with serving(assistant, "ollama:tiny") as address:
            said = httpx.post(
                f"{address}/v1/chat/completions",
                json=body | {"footnote": {"anyway": True}},
                timeout=PATIENCE,
            )
    assert said.status_code == 200
    assert "A gull flew. [1]" in said.text
    assert "ollama:tiny at http://127.0.0.1" in said.text
    assert '"kind":"failed"' in said.text.replace(": ", ":")
    assert "Footnote broke" not in said.text


@pytest.mark.parametrize("is_streamed", [False, True])
def test_a_client_that_goes_away_ends_the_answer(is_streamed: bool) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless() -> Generator[Event]:
        try:
            yield Answered(ANSWER)
            begun.set()
            while not ended.wait(0.02):
                yield Wrote(None)
        finally:
            ended.set()

    body = {"model": "footnote", "messages": QUESTION, "stream": is_streamed}
    with serving(Scripted(endless)) as address:
        left(address, body, begun.is_set)
        assert ended.wait(PATIENCE)


def test_four_are_answered_at_once_and_the_others_wait_their_turn() -> None:
    entered = threading.Semaphore(0)
    gate, lock = threading.Event(), threading.Lock()
    now, most = 0, 0

    def answer() -> Generator[Event]:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        entered.release()
        assert gate.wait(PATIENCE)
        with lock:
            now -= 1
        yield Finished(ANSWER)

    async def is_gone() -> bool:
        return False

    async def ask(answering: Answering) -> list[Event]:
        return [event async for event in answering.start(answer()).events(is_gone)]

    async def all_ask() -> list[list[Event]]:
        answering = Answering()
        asking = [asyncio.create_task(ask(answering)) for _ in range(3 * MOST)]
        for _ in range(MOST):
            assert await asyncio.to_thread(entered.acquire, timeout=PATIENCE)
        assert not entered.acquire(blocking=False)
        gate.set()
        return await asyncio.gather(*asking)

    assert asyncio.run(all_ask()) == [[Finished(ANSWER)]] * (3 * MOST)
    assert most == MOST


def test_whoever_leaves_the_line_is_not_answered() -> None:
    asked: list[str] = []
    gate = threading.Event()

    def answer(name: str) -> Generator[Event]:
        asked.append(name)
        assert gate.wait(PATIENCE)
        yield Finished(ANSWER)

    async def stays() -> bool:
        return False

    async def leaves() -> bool:
        return True

    async def all_ask() -> None:
        answering = Answering(1)
        first = answering.start(answer("first"))
        second = answering.start(answer("second"))
        assert [event async for event in second.events(leaves)] == []
        gate.set()
        assert [event async for event in first.events(stays)] == [Finished(ANSWER)]
        last = answering.start(answer("last"))
        assert [event async for event in last.events(stays)] == [Finished(ANSWER)]

    asyncio.run(all_ask())
    assert asked == ["first", "last"]
