"""Plain JSON: questions, searches, documents, and the OpenAPI document that tells of them."""

import re
from typing import Any

import httpx
import pytest

from assistant.api import examples
from assistant.records import answer_from
from assistant.types import Answer
from tests.assistant.api.conftest import BIRDS

ASKED = "When did the gull fly over the harbour?"


def post(address: str, path: str, **body: Any) -> httpx.Response:
    return httpx.post(address + path, json=body)


def test_an_answer_is_whole_and_can_be_read_back(birds: str) -> None:
    told = post(birds, "/api/ask", question=ASKED)
    answer = answer_from(told.content)  # strict: every field is of its type
    assert answer.statements[0].text == "The gull flew over the harbour in 1931."
    assert BIRDS[answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote
    assert set(told.json()) == set(Answer.__dataclass_fields__)


def test_a_question_takes_history_documents_a_collection_and_anyway(birds: str) -> None:
    history = [{"role": "user", "text": ASKED}]
    assert post(birds, "/api/ask", question="And when?", history=history).json()["text"]
    assert post(birds, "/api/ask", question="And when?").json()["refused"]
    assert post(birds, "/api/ask", question=ASKED, documents=[]).json()["refused"]
    fell = post(birds, "/api/ask", question="What fell?", collection="fruit", anyway=True).json()
    assert fell["citations"][0]["path"] == "fruit.txt"


@pytest.mark.parametrize(
    ("status", "code", "body"),
    [
        (400, "empty_question", {"question": " "}),
        (400, "question_too_long", {"question": "x" * 20_001}),
        (400, "invalid_value", {"question": 7}),
        (400, "invalid_value", {"question": "a", "history": [{"role": "god", "text": "b"}]}),
        (404, "document_not_found", {"question": "gull", "documents": ["gone.txt"]}),
        (404, "collection_not_found", {"question": "gull", "collection": "trees"}),
    ],
)
def test_what_is_in_the_way_is_a_status_and_a_sentence(
    birds: str, status: int, code: str, body: dict[str, Any]
) -> None:
    for path in ("/api/ask", "/api/search"):
        told = post(birds, path, **body)
        assert told.status_code == status
        assert told.json()["error"]["code"] == code
        assert told.json()["error"]["message"].endswith(".")


def test_a_search_finds_the_nearest_passages(birds: str) -> None:
    found = post(birds, "/api/search", question="gull", k=1).json()["passages"]
    assert [(one["path"], one["text"]) for one in found] == [("birds.txt", BIRDS)]
    for k in (0, 101, "many"):
        assert post(birds, "/api/search", question="gull", k=k).status_code == 400


def test_documents_are_listed_and_read(birds: str) -> None:
    listed = httpx.get(f"{birds}/api/documents").json()
    assert (listed["collection"], listed["collections"]) == ("birds", ["birds", "fruit"])
    assert [one["path"] for one in listed["documents"]] == ["birds.txt"]
    fruit = httpx.get(f"{birds}/api/documents", params={"collection": "fruit"}).json()
    assert fruit["documents"][0]["path"] == "fruit.txt"
    read = httpx.get(f"{birds}/api/document", params={"path": "birds.txt"}).json()
    assert read["text"] == BIRDS
    assert (read["pages"], read["unit"]) == ([], "line")
    assert httpx.get(f"{birds}/api/document").status_code == 400
    for amiss in ({"path": "gone.txt"}, {"path": "birds.txt", "collection": "trees"}):
        assert httpx.get(f"{birds}/api/document", params=amiss).status_code == 404
    for path in ("../birds.txt", "/etc/hostname", "a\x00b"):
        assert httpx.get(f"{birds}/api/document", params={"path": path}).status_code == 404


def test_the_openapi_document_has_the_answers_real_fields(birds: str) -> None:
    document = httpx.get(f"{birds}/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/api/ask",
        "/api/search",
        "/api/documents",
        "/api/document",
        "/api/quotation",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{model}",
    }
    schemas = document["components"]["schemas"]
    told = document["paths"]["/api/ask"]["post"]["responses"]
    ref = told["200"]["content"]["application/json"]["schema"]["$ref"]
    schema = schemas[ref.rsplit("/", 1)[-1]]
    assert set(schema["properties"]) == set(Answer.__dataclass_fields__)
    assert set(told) == {"200", "400", "404", "413", "503"}
    named = re.findall(r'"#/components/schemas/(\w+)"', httpx.get(f"{birds}/api/openapi.json").text)
    assert set(named) <= set(schemas)
    assert schemas["Citation"]["properties"]["page"]["anyOf"]


def test_every_example_of_the_openapi_document_works(seeds: str) -> None:
    document = httpx.get(f"{seeds}/api/openapi.json").json()
    tried = 0
    for path, methods in document["paths"].items():
        if "post" not in methods:
            continue
        body = methods["post"]["requestBody"]["content"]["application/json"]
        for example in body["examples"].values():
            told = httpx.post(seeds + path, json=example["value"], timeout=60)
            assert told.status_code == 200, told.text
            tried += 1
    assert tried == len(examples.ASK) + len(examples.SEARCH) + len(examples.CHAT)


def test_the_page_of_it_names_all_and_asks_no_one(birds: str) -> None:
    page = httpx.get(f"{birds}/api/docs").text
    document = httpx.get(f"{birds}/api/openapi.json").json()
    assert all(
        path in page.replace("&#123;", "{").replace("&#125;", "}") for path in document["paths"]
    )
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="([/#]|[^"]*)', page)) == {"/", "#"}


def test_the_real_model_answers_and_refuses(seeds: str) -> None:
    told = answer_from(
        post(seeds, "/api/ask", question="Who is the US ambassador to Turkey?").content
    )
    assert any("Barrack" in one.quote for one in told.citations)
    assert post(seeds, "/api/ask", question="Who painted the Mona Lisa?").json()["refused"]


@pytest.mark.parametrize(
    ("path", "body", "param", "known"),
    [
        ("/api/ask", {"question": "gull", "stroe": "x"}, "stroe", "question, history, documents"),
        ("/api/ask", {"qestion": "gull"}, "qestion", "there are question, history"),
        ("/api/search", {"question": "gull", "K": 3}, "K", "there are question, k, history"),
        (
            "/api/ask",
            {"question": "gull", "history": [{"role": "user", "text": "a", "content": "b"}]},
            "history.0.content",
            "in history: there are role, text.",
        ),
        (
            "/v1/chat/completions",
            {
                "model": "footnote",
                "messages": [{"role": "user", "content": "gull"}],
                "footnote": {"anywya": True},
            },
            "footnote.anywya",
            "in footnote: there are documents, anyway.",
        ),
    ],
)
def test_a_field_that_there_is_not_is_named_with_those_that_there_are(
    birds: str, path: str, body: dict[str, Any], param: str, known: str
) -> None:
    told = httpx.post(birds + path, json=body)
    error = told.json()["error"]
    assert (told.status_code, error["code"], error["param"]) == (400, "unknown_field", param)
    assert repr(param.rpartition(".")[2]) in error["message"]
    assert known in error["message"]


def test_what_openais_clients_send_besides_is_left_aside(birds: str) -> None:
    message = {"role": "user", "content": ASKED, "name": "me"}
    body = {"model": "footnote", "messages": [message], "stroe": "x", "temperature": 1}
    assert httpx.post(f"{birds}/v1/chat/completions", json=body).status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/api/search", "/v1/chat/completions"])
def test_what_is_not_said_to_be_json_is_answered_with_the_header_to_add(
    birds: str, path: str
) -> None:
    curls = {"Content-Type": "application/x-www-form-urlencoded"}
    for headers in (curls, {"Content-Type": "text/plain; charset=utf-8"}, {}):
        told = httpx.post(birds + path, content=b'{"question": "gull"}', headers=headers)
        assert told.status_code == 400
        assert told.json()["error"]["code"] == "invalid_content_type"
        assert "add the header Content-Type: application/json." in told.json()["error"]["message"]
    said = {"Content-Type": "application/json; charset=utf-8"}
    assert httpx.post(birds + "/api/ask", content=b'{"question": "gull"}', headers=said).is_success
