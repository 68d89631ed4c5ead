"""OpenAI's own client talks to the page's server: whole and streamed, and what is in the way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

ASKED = "When did the gull fly over the harbour?"


def said(client: OpenAI, *texts: str, model: str = "footnote", **more: Any) -> Any:
    """A chat of turns by the user and the assistant, the user's first."""
    roles = ("user", "assistant")
    messages: Any = [{"role": roles[i % 2], "content": text} for i, text in enumerate(texts)]
    return client.chat.completions.create(model=model, messages=messages, **more)


def streamed(chunks: Any) -> tuple[str, list[Any]]:
    """The content put together, and all the chunks."""
    listed = list(chunks)
    contents = (one.choices[0].delta.content for one in listed if one.choices)
    return "".join(filter(None, contents)), listed


def test_the_models_are_the_collections(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["footnote", "footnote/fruit"]
    assert client.models.retrieve("footnote/fruit").owned_by == "footnote"
    with pytest.raises(openai.NotFoundError, match="choose one of footnote, footnote/fruit"):
        client.models.retrieve("footnote/trees")


def test_a_question_is_answered_with_marks_sources_and_annotations(client: OpenAI) -> None:
    reply = said(client, ASKED, temperature=0.2, tools=[], user="someone")
    choice = reply.choices[0]
    content = choice.message.content
    head, _, sources = content.partition("\n\n")
    assert head.startswith("The gull flew over the harbour in 1931. [1]")
    assert sources.splitlines()[0] == "[1] birds.txt, line 1"
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    citations = reply.footnote["citations"]
    places = [one.url_citation for one in choice.message.annotations]
    assert [content[one.start_index : one.end_index] for one in places] == [
        f"[{citation['number']}]" for citation in citations
    ]
    assert places[0].title == "birds"
    assert reply.footnote["text"] == head
    assert reply.model == "footnote"


def test_an_annotation_leads_to_the_quotation_in_its_context(client: OpenAI) -> None:
    url = said(client, ASKED).choices[0].message.annotations[0].url_citation.url
    page = httpx.get(url)
    assert "<mark>The gull flew over the harbour in 1931.</mark>" in page.text.replace(
        "<b>", ""
    ).replace("</b>", "")
    assert "A heron stood in the reeds." in page.text
    assert page.headers["content-type"].startswith("text/html")
    for amiss in ("sha256=abc", "end=9999999", "path=gone.txt"):
        key = amiss.partition("=")[0]
        answer = httpx.get(httpx.URL(url).copy_set_param(key, amiss.partition("=")[2]))
        assert answer.status_code == 404
        assert answer.json()["error"]["message"]


def test_a_stream_says_the_same_a_chunk_for_each_statement(client: OpenAI) -> None:
    whole = said(client, ASKED)
    text, chunks = streamed(said(client, ASKED, stream=True))
    assert text == whole.choices[0].message.content
    contents = [one.choices[0].delta.content for one in chunks]
    assert contents[0] == ""
    statements = whole.footnote["statements"]
    assert len(contents) == 1 + len(statements) + 1 + 1  # the role, the sources, the end
    last = chunks[-1]
    assert last.choices[0].finish_reason == "stop"
    assert last.footnote["citations"] == whole.footnote["citations"]
    marks = [one.model_dump() for one in whole.choices[0].message.annotations]
    assert last.choices[0].delta.annotations == [
        {"url_citation": one["url_citation"], "type": "url_citation"} for one in marks
    ]
    assert all(one.usage is None for one in chunks)
    assert len({one.id for one in chunks}) == 1


def test_usage_counts_word_pieces(client: OpenAI) -> None:
    whole = said(client, ASKED).usage
    assert whole.prompt_tokens == 8  # letters: a piece a word
    assert whole.total_tokens == whole.prompt_tokens + whole.completion_tokens
    _, chunks = streamed(said(client, ASKED, stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole


def test_a_stream_ends_as_openais_do(birds: str) -> None:
    body = {"model": "footnote", "messages": [{"role": "user", "content": ASKED}], "stream": True}
    answer = httpx.post(f"{birds}/v1/chat/completions", json=body)
    assert answer.headers["content-type"].startswith("text/event-stream")
    lines = answer.text.split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    assert answer.text.isascii()


def test_another_collection_is_asked_by_its_model(client: OpenAI) -> None:
    content = said(client, "What fell?", model="footnote/fruit").choices[0].message.content
    assert content.startswith("An apple fell from the tree. [1]")
    assert "birds.txt" not in content


def test_the_turns_before_are_history_and_the_systems_are_left_aside(client: OpenAI) -> None:
    first = said(client, ASKED).choices[0].message.content
    messages: Any = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": ASKED},
        {"role": "assistant", "content": first},
        {"role": "user", "content": [{"type": "text", "text": one} for one in ("And", "when?")]},
    ]
    reply: Any = client.chat.completions.create(model="footnote", messages=messages)
    assert reply.footnote["question"] == "And\nwhen?"
    assert "1931" in reply.choices[0].message.content  # asked alone, there is no word to look for
    assert said(client, "And when?").footnote["refused"]


def test_a_refusal_is_an_answer(client: OpenAI) -> None:
    reply = said(client, "What is it?")
    content = reply.choices[0].message.content
    assert content.startswith("The documents don't say.\n")
    assert "What comes nearest:" in content
    assert reply.footnote["refused"]
    assert reply.choices[0].message.annotations == []
    text, _ = streamed(said(client, "What is it?", stream=True))
    assert text == content


def test_footnotes_own_wishes_are_heard(client: OpenAI) -> None:
    body = {"footnote": {"documents": [], "anyway": True}}
    assert said(client, ASKED, extra_body=body).footnote["refused"]  # nothing to look in
    body = {"footnote": {"documents": ["birds.txt"]}}
    assert not said(client, ASKED, extra_body=body).footnote["refused"]


@pytest.mark.parametrize("is_streamed", [False, True])
def test_what_is_in_the_way_is_told_by_the_clients_own_exceptions(
    client: OpenAI, is_streamed: bool
) -> None:
    def ask(*texts: str, **more: Any) -> Any:
        return said(client, *texts, stream=is_streamed, **more)

    with pytest.raises(openai.NotFoundError, match="footnote, footnote/fruit") as unknown:
        ask(ASKED, model="gpt-4o")
    assert (unknown.value.code, unknown.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError, match="footnote/fruit"):
        ask(ASKED, model="footnote/trees")
    with pytest.raises(openai.NotFoundError, match=r"gone\.txt"):
        ask(ASKED, extra_body={"footnote": {"documents": ["gone.txt"]}})
    with pytest.raises(openai.BadRequestError, match="empty"):
        ask("  \n ")
    with pytest.raises(openai.BadRequestError, match="20,001 characters"):
        ask("x" * 20_001)
    with pytest.raises(openai.BadRequestError, match="n is 2"):
        ask(ASKED, n=2)
    with pytest.raises(openai.BadRequestError, match="No message of the user"):
        client.chat.completions.create(model="footnote", messages=[])
    image: Any = [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]
    with pytest.raises(openai.BadRequestError, match="text alone"):
        ask(image)
    with pytest.raises(openai.BadRequestError, match=r"footnote\.documents"):
        ask(ASKED, extra_body={"footnote": {"documents": 7}})
    with pytest.raises(openai.APIStatusError, match="4 MiB") as large:
        ask("x" * 5_000_000)
    assert large.value.status_code == 413


HOSTILE = {
    "no JSON": b"{",
    "nothing": b"",
    "no object": b"[]",
    "deep": b"[" * 100_000,
    "no UTF-8": b'{"model": "\xff"}',
    "no number": b'{"model": "footnote", "messages": [], "n": NaN}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_body_that_is_none_is_refused_in_a_sentence(birds: str, body: bytes) -> None:
    json = {"Content-Type": "application/json"}
    for path in ("/v1/chat/completions", "/api/ask"):
        answer = httpx.post(birds + path, content=body, headers=json)
        assert answer.status_code == 400
        problem = answer.json()["error"]
        assert set(problem) == {"message", "type", "param", "code"}
        assert problem["message"].endswith(".")
        assert problem["type"] == "invalid_request_error"


def test_half_a_character_does_no_harm(birds: str) -> None:
    body = b'{"model": "footnote", "messages": [{"role": "user", "content": "gull \\ud800"}]}'
    json = {"Content-Type": "application/json"}
    answer = httpx.post(f"{birds}/v1/chat/completions", content=body, headers=json)
    assert answer.status_code == 200
    assert answer.json()["footnote"]["question"] == "gull \ufffd"


def test_many_ask_at_once_and_all_are_answered(client: OpenAI, birds: str) -> None:
    questions = [f"{ASKED} {number}" for number in range(12)]
    with ThreadPoolExecutor(12) as threads:
        replies = list(threads.map(lambda question: said(client, question), questions))
        assert httpx.get(birds).status_code == 200
    assert [reply.footnote["question"] for reply in replies] == questions


@pytest.mark.parametrize("path", ["/v1/models", "/api/documents", "/api/openapi.json"])
def test_other_sites_and_foreign_names_are_refused(birds: str, path: str) -> None:
    for origin in ("http://localhost:3000", "https://example.org", "null"):
        assert httpx.get(birds + path, headers={"Origin": origin}).status_code == 403
    assert httpx.get(birds + path, headers={"Host": "rebound.example"}).status_code == 400
    own = httpx.get(birds + path, headers={"Origin": birds})
    assert own.status_code == 200
    assert own.headers["x-content-type-options"] == "nosniff"


def test_another_sites_page_may_not_ask(birds: str) -> None:
    body = {"model": "footnote", "messages": [{"role": "user", "content": ASKED}]}
    foreign = {"Origin": "https://example.org"}
    answer = httpx.post(f"{birds}/v1/chat/completions", json=body, headers=foreign)
    assert answer.status_code == 403
    assert httpx.post(f"{birds}/api/ask", json={"question": ASKED}, headers=foreign).is_error


def test_an_address_that_is_none_is_told_so(birds: str) -> None:
    answer = httpx.get(f"{birds}/v1/embeddings")
    assert answer.status_code == 404
    assert "/api/docs" in answer.json()["error"]["message"]
    assert httpx.get(f"{birds}/api/ask").status_code == 405
