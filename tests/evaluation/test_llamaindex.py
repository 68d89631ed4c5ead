"""LlamaIndex's own retrievers beside ours: on the same weights and passages, in one run."""

import json
from collections.abc import Iterator
from math import log
from pathlib import Path

import pytest

from evaluation import opening
from evaluation.__main__ import main
from evaluation.files import write
from evaluation.source import Source
from evaluation.systems import System
from index.encoder import SentenceEncoder

DOCUMENTS = {
    "heron.txt": "The heron stands in the reeds. It eats frogs and small fish.",
    "hammer.txt": "A hammer drives nails into wood. Its handle is made of ash.",
    "tram.txt": "The last tram leaves at midnight. Tickets are sold by the driver.",
}
Opened = tuple[dict[str, System], Source]


@pytest.fixture(scope="module")
def opened(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    place = tmp_path_factory.mktemp("compared")
    folder = write(DOCUMENTS, place / "documents")
    names = opening.named("llamaindex,hybrid,bm25,dense")
    with opening.opened(names, folder, place / "stores", encoder) as (systems, source):
        yield {system.name: system for system in systems}, source


NAMES = ("LlamaIndex default", "LlamaIndex hybrid", "BM25 alone", "dense alone")


@pytest.mark.parametrize("name", NAMES)
def test_each_finds_the_document_and_the_sentence(name: str, opened: Opened) -> None:
    systems, source = opened
    outcome = systems[name].ask("What does the heron eat?")
    assert outcome.ranked[0] == "heron.txt"
    assert outcome.quoted[0].text == "It eats frogs and small fish."
    for (path, start, end), text in outcome.quoted:
        assert source.text(path)[start:end] == text
    assert not outcome.refused
    assert outcome.milliseconds > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_out_is_not_returned_and_returns_afterwards(name: str, opened: Opened) -> None:
    system = opened[0][name]
    question = "What does the heron eat?"
    sure = system.ask(question)
    left_out = system.ask(question, without={"heron.txt"})
    assert "heron.txt" not in left_out.ranked
    assert left_out.ranked
    assert left_out.confidence <= sure.confidence
    assert system.ask(question).ranked == sure.ranked
    assert system.ask(question, without=set(DOCUMENTS)).ranked == ()


def test_the_default_pipeline_returns_two_and_the_others_ten(opened: Opened) -> None:
    systems, _ = opened
    question = "What do the heron, the hammer and the tram have in common?"
    assert len(systems["LlamaIndex default"].ask(question).ranked) == 2
    assert len(systems["LlamaIndex hybrid"].ask(question).ranked) == 3
    assert len(systems["dense alone"].ask(question).ranked) == 3


def test_the_vectors_are_the_same(opened: Opened) -> None:
    systems, _ = opened
    for question in ("When does the last tram leave?", "What is a handle made of?"):
        near = systems["dense alone"].ask(question)
        default = systems["LlamaIndex default"].ask(question)
        assert default.ranked == near.ranked[:2]
        # Chroma's squared distance d of unit vectors is 2 - 2 cos; LlamaIndex shows exp(-d)
        assert 1 + log(default.confidence) / 2 == pytest.approx(near.confidence, abs=0.01)


def test_all_five_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paragraphs = [
        {
            "context": DOCUMENTS["heron.txt"],
            "qas": [
                {
                    "id": "1",
                    "question": "What does the heron eat?",
                    "answers": [{"text": "frogs", "answer_start": 39}],
                }
            ],
        },
        {"context": DOCUMENTS["tram.txt"], "qas": []},
    ]
    file, outcomes = tmp_path / "tiny.json", tmp_path / "outcomes.json"
    articles = [{"title": str(i), "paragraphs": [one]} for i, one in enumerate(paragraphs)]
    file.write_text(json.dumps({"data": articles}))
    assert main(["squad", str(file), "--json", str(outcomes)]) == 0
    assert "Footnote | LlamaIndex default | LlamaIndex hybrid" in capsys.readouterr().out
    written = json.loads(outcomes.read_text())
    assert list(written["systems"]) == ["Footnote", *NAMES]
    for name, system in written["systems"].items():
        assert system["figures"]["answer in the 1st quotation"]["value"] == 1, name
        # A fusion by ranks scores its first passage alike, whether it answers or not.
        sure = 0.5 if name == "LlamaIndex hybrid" else 1
        assert system["figures"]["refusal AUROC, near"]["value"] == sure, name
        indexing = system["figures"].get("bytes a passage, on disk")
        assert (indexing is None) == (name == "dense alone")
