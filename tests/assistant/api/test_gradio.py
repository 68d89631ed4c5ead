"""Gradio's own client calls what has a name, and nothing else."""

from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

ASKED = "When did the gull fly over the harbour?"


def test_three_are_named_with_their_types(gradio: Client) -> None:
    named: Any = gradio.view_api(return_format="dict", print_info=False)
    assert set(named["named_endpoints"]) == {"/ask", "/search", "/documents"}
    assert named["unnamed_endpoints"] == {}
    taken = {
        one["parameter_name"]: one["python_type"]["type"]
        for one in named["named_endpoints"]["/ask"]["parameters"]
    }
    assert taken["question"] == "str"
    assert taken["documents"] == "None | list[str]"
    assert taken["anyway"] == "bool"
    assert list(taken) == ["question", "history", "documents", "collection", "anyway", "prose"]


def test_a_question_is_answered(gradio: Client) -> None:
    answer = gradio.predict(ASKED, api_name="/ask")
    assert answer["statements"][0]["text"] == "The gull flew over the harbour in 1931."
    assert answer["citations"][0]["file"] == "birds.txt"
    assert gradio.predict("And when?", api_name="/ask")["refused"]
    before = [{"role": "user", "text": ASKED}]
    assert "1931" in gradio.predict("And when?", before, api_name="/ask")["text"]
    fell = gradio.predict(
        "What fell?", collection="fruit", documents=["fruit.txt"], api_name="/ask"
    )
    assert fell["citations"][0]["file"] == "fruit.txt"


def test_passages_are_found_and_documents_listed(gradio: Client) -> None:
    assert len(gradio.predict("gull", 1, api_name="/search")) == 1
    assert [one["file"] for one in gradio.predict(api_name="/documents")] == ["birds.txt"]
    assert gradio.predict("fruit", api_name="/documents")[0]["file"] == "fruit.txt"


@pytest.mark.parametrize(
    ("amiss", "words"),
    [
        (("",), "empty"),
        ((7,), "valid string"),
        (("gull", [{"role": "god", "text": "x"}]), "history"),
        (("gull", None, ["gone.txt"]), "gone"),
        (("gull", None, None, "trees"), "choose one of birds, fruit"),
        (("gull", None, None, {"a": 1}), "collection"),
    ],
)
def test_what_is_in_the_way_is_a_sentence(gradio: Client, amiss: Any, words: str) -> None:
    with pytest.raises(AppError, match=words):
        gradio.predict(*amiss, api_name="/ask")


@pytest.mark.parametrize("name", ["/ask_1", "/act", "/ask_clicked", "/study", "/begin"])
def test_the_pages_own_events_are_private(gradio: Client, name: str) -> None:
    with pytest.raises(ValueError, match="Cannot find a function"):
        gradio.predict(api_name=name)
