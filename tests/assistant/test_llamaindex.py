"""LlamaIndex's own classes on top of Footnote's retriever, query engine and embedding model."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.chat_engine import (
    CondensePlusContextChatEngine,
    CondenseQuestionChatEngine,
    ContextChatEngine,
)
from llama_index.core.evaluation import (
    FaithfulnessEvaluator,
    RetrieverEvaluator,
    SemanticSimilarityEvaluator,
)
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata, MockLLM
from llama_index.core.memory import ChatMemoryBuffer
from llama_index.core.query_engine import RetrieverQueryEngine, RouterQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import MetadataMode, NodeRelationship, QueryBundle
from llama_index.core.selectors import LLMSingleSelector
from llama_index.core.tools import QueryEngineTool

from assistant import Assistant
from assistant.llamaindex import FootnoteEmbedding, FootnoteQueryEngine, FootnoteRetriever
from index.errors import UnknownDocument
from tests.letters import LetterCounts

QUESTION = "What does American law forbid Turkey?"
GUIDE = "# Boats\n\n## Rowing\n\nThe heron boat has {two} oars. It leaks.\n"


@pytest.fixture
def small(tmp_path: Path, letters: LetterCounts) -> Iterator[Assistant]:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "boats.md").write_text(GUIDE)
    (folder / "birds.txt").write_text("A heron stood in the reeds.\n")
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        yield assistant


def test_a_retrieved_node_knows_its_place(seeds_assistant: Assistant) -> None:
    nodes = FootnoteRetriever(seeds_assistant, k=3).retrieve(QUESTION)
    assert [node.score for node in nodes] == [
        evidence.score for evidence in seeds_assistant.search(QUESTION, k=3)
    ]
    for found in nodes:
        document = seeds_assistant.document(found.node.metadata["path"])
        start, end = found.node.start_char_idx, found.node.end_char_idx
        assert document.text[start:end] == found.node.text
        assert found.node.metadata["page"] == document.page_at(start)
        assert found.node.metadata["place"] == document.place_at(start)
        assert found.node.metadata["sha256"] == document.sha256
        source = found.node.relationships[NodeRelationship.SOURCE]
        assert (found.node.ref_doc_id, source.hash) == (document.path, document.sha256)


def test_a_model_sees_where_a_passage_stands_and_an_embedding_what_it_is_of(
    small: Assistant,
) -> None:
    (found,) = FootnoteRetriever(small, documents=["boats.md"]).retrieve("oars")
    node = found.node
    assert "{two}" in node.get_content(MetadataMode.LLM)
    shown, _, text = node.get_content(MetadataMode.LLM).partition("\n\n")
    assert shown.splitlines()[0] == "path: boats.md"
    assert "heading: Boats > Rowing" in shown
    assert "sha256" not in shown
    assert text == node.text
    embedded, _, text = node.get_content(MetadataMode.EMBED).partition("\n\n")
    assert [line.partition(":")[0] for line in embedded.splitlines()] == ["title", "heading"]
    assert text == node.text


def test_the_same_passage_has_the_same_id_and_another_one_another(
    small: Assistant, tmp_path: Path, letters: LetterCounts
) -> None:
    def ids(assistant: Assistant) -> dict[str, str]:
        nodes = FootnoteRetriever(assistant).nodes()
        return {node.ref_doc_id: node.node_id for node in nodes}

    first = ids(small)
    with Assistant.open(tmp_path / "docs", tmp_path / "other", encoder=letters) as again:
        assert ids(again) == first
    (tmp_path / "docs" / "birds.txt").write_text("A heron stood in the reeds!\n")
    small.sync()
    assert ids(small)["boats.md"] == first["boats.md"]
    assert ids(small)["birds.txt"] != first["birds.txt"]
    assert len({*first.values(), *ids(small).values()}) == 3


def test_its_nodes_are_those_that_it_retrieves(seeds_assistant: Assistant) -> None:
    retriever = FootnoteRetriever(seeds_assistant, k=20)
    nodes = {node.node_id: node for node in retriever.nodes()}
    assert len(nodes) == seeds_assistant.index.catalog.count()
    for found in retriever.retrieve(QUESTION):
        assert nodes[found.node.node_id] == found.node
    some = FootnoteRetriever(seeds_assistant, documents=["positions.txt"]).nodes()
    assert {node.ref_doc_id for node in some} == {"positions.txt"}
    assert [node.start_char_idx for node in some] == sorted(node.start_char_idx for node in some)


def test_a_document_that_there_is_not_is_said(small: Assistant) -> None:
    with pytest.raises(UnknownDocument):
        FootnoteRetriever(small, documents=["nope.txt"]).retrieve("heron")


def test_of_a_bundle_the_words_count(small: Assistant) -> None:
    retriever = FootnoteRetriever(small, k=1)
    bundle = QueryBundle("reeds", custom_embedding_strs=["oars"], embedding=[0.0])
    assert retriever.retrieve(bundle) == retriever.retrieve("reeds")
    engine = FootnoteQueryEngine(assistant=small, anyway=True)
    assert str(engine.query(QueryBundle("reeds?"))) == str(engine.query("reeds?"))


class Waiting(LetterCounts):
    """Encodes no question until it is told that the event loop went on."""

    def __init__(self) -> None:
        super().__init__()
        self.went_on = threading.Event()
        self.is_waiting = False

    def encode(self, texts):  # type: ignore[no-untyped-def]
        if self.is_waiting:
            assert self.went_on.wait(30), "the event loop stood still"
        return super().encode(texts)


def test_the_event_loop_goes_on_while_it_searches(tmp_path: Path) -> None:
    waiting = Waiting()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "birds.txt").write_text("A heron stood in the reeds.\n")

    async def asked(assistant: Assistant) -> tuple[str, str, int]:
        async def go_on() -> None:
            waiting.went_on.set()

        nodes, response, vector, _ = await asyncio.gather(
            FootnoteRetriever(assistant).aretrieve("heron"),
            FootnoteQueryEngine(assistant=assistant, anyway=True).aquery("heron?"),
            FootnoteEmbedding(assistant).aget_query_embedding("heron"),
            go_on(),
        )
        return nodes[0].text, str(response), len(vector)

    with Assistant.open(tmp_path / "docs", tmp_path / "store", encoder=waiting) as assistant:
        waiting.is_waiting = True
        text, said, width = asyncio.run(asked(assistant))
    assert text == "A heron stood in the reeds."
    assert said == "A heron stood in the reeds. [1]"
    assert width == 32


def test_the_retriever_drops_into_llamaindexs_query_engine(seeds_assistant: Assistant) -> None:
    engine = RetrieverQueryEngine(
        FootnoteRetriever(seeds_assistant, k=2, documents=["positions.txt"]),
        response_synthesizer=get_response_synthesizer(response_mode="compact", llm=MockLLM()),
    )
    sources = engine.query(QUESTION).source_nodes
    assert {source.node.metadata["path"] for source in sources} == {"positions.txt"}
    assert len(sources) == 2


def memory() -> ChatMemoryBuffer:
    """The default one leaves a thread to a loop that is closed, and it fails whenever it ends."""
    return ChatMemoryBuffer.from_defaults(llm=MockLLM())


def test_the_retriever_drops_into_chat_engines(small: Assistant) -> None:
    retriever = FootnoteRetriever(small, documents=["birds.txt"])
    for kind in (ContextChatEngine, CondensePlusContextChatEngine):
        engine = kind.from_defaults(retriever, llm=MockLLM(), memory=memory())
        for question in ("Who stood in the reeds?", "And the reeds?"):
            response = engine.chat(question)
            (source,) = response.source_nodes
            assert source.node.text == "A heron stood in the reeds."
        assert len(engine.chat_history) == 4
    # The mock gives back what it was sent: the passage was in it, and where it stands.
    engine = ContextChatEngine.from_defaults(retriever, llm=MockLLM(), memory=memory())
    sent = str(engine.chat("The reeds?"))
    assert "path: birds.txt" in sent
    assert "A heron stood in the reeds." in sent


def test_the_query_engine_drops_into_a_chat_engine_and_is_a_tool(small: Assistant) -> None:
    engine = FootnoteQueryEngine(assistant=small, anyway=True)
    chat = CondenseQuestionChatEngine.from_defaults(
        query_engine=engine, llm=MockLLM(), memory=memory()
    )
    assert str(chat.chat("reeds?")) == "A heron stood in the reeds. [1]"
    tool = QueryEngineTool.from_defaults(engine, name="folder", description="The folder.")
    output = tool.call("reeds?")
    assert output.content == "A heron stood in the reeds. [1]"
    assert output.raw_output.source_nodes[0].node.metadata["number"] == 1
    assert asyncio.run(tool.acall("reeds?")).content == output.content
    router = RouterQueryEngine(
        selector=LLMSingleSelector.from_defaults(llm=Choosing()),
        query_engine_tools=[tool],
        llm=MockLLM(),
    )
    assert str(router.query("reeds?")) == output.content


class Choosing(MockLLM):
    """Chooses the first of the tools, in the form that the selector asks for."""

    def complete(self, prompt, formatted=False, **kwargs):  # type: ignore[no-untyped-def]
        response = super().complete(prompt, formatted, **kwargs)
        response.text = '[{"choice": 1, "reason": "it is the only one"}]'
        return response


def test_the_retriever_is_fused_with_another(small: Assistant) -> None:
    one, other = (FootnoteRetriever(small, documents=[name]) for name in ("birds.txt", "boats.md"))
    for is_async in (False, True):
        fused = QueryFusionRetriever(
            [one, other, one], llm=MockLLM(), num_queries=1, use_async=is_async, mode="simple"
        )
        found = fused.retrieve("heron")
        assert sorted(node.node.ref_doc_id for node in found) == ["birds.txt", "boats.md"]


def test_llamaindexs_evaluators_judge_it(small: Assistant) -> None:
    retriever = FootnoteRetriever(small, k=2)
    by_path = {node.ref_doc_id: node.node_id for node in retriever.nodes()}
    evaluator = RetrieverEvaluator.from_metric_names(["hit_rate", "mrr"], retriever=retriever)
    first, second = (found.node.ref_doc_id for found in retriever.retrieve("reeds"))
    for expected, mrr in ((by_path[first], 1.0), (by_path[second], 0.5)):
        result = asyncio.run(evaluator.aevaluate("reeds", expected_ids=[expected]))
        assert result.metric_vals_dict == {"hit_rate": 1.0, "mrr": mrr}
    missed = asyncio.run(evaluator.aevaluate("reeds", expected_ids=["nope"]))
    assert missed.metric_vals_dict == {"hit_rate": 0.0, "mrr": 0.0}

    alike = SemanticSimilarityEvaluator(FootnoteEmbedding(small))
    same = asyncio.run(alike.aevaluate(response="A heron.", reference="A heron."))
    other = asyncio.run(alike.aevaluate(response="A heron.", reference="Zzz."))
    assert same.passing
    assert same.score == pytest.approx(1, abs=1e-5)
    assert not other.passing


class Writing(CustomLLM):
    """Writes the same two sentences, whatever it is given; only one of them stands."""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted", is_chat_model=False)

    def complete(self, prompt, formatted=False, **kwargs):  # type: ignore[no-untyped-def]
        return CompletionResponse(text="A heron stood in the reeds. [1]\nIt cost 99 pounds. [1]")

    def stream_complete(self, prompt, formatted=False, **kwargs):  # type: ignore[no-untyped-def]
        whole = self.complete(prompt).text
        yield CompletionResponse(text=whole, delta=whole)


class Judging(Writing):
    """Says YES where what it is to judge stands in the context, word for word."""

    def complete(self, prompt, formatted=False, **kwargs):  # type: ignore[no-untyped-def]
        information, _, rest = prompt.rpartition("Context: ")
        said = information.rpartition("Information: ")[2].strip().removesuffix(" [1]")
        context = rest.partition("Answer: ")[0]
        return CompletionResponse(text="YES" if said in context else "NO")


def test_llamaindexs_judge_of_faithfulness_is_given_the_quotations(small: Assistant) -> None:
    engine = FootnoteQueryEngine(assistant=small, documents=["birds.txt"], anyway=True)
    judge = FaithfulnessEvaluator(llm=Judging())
    response = engine.query("Where did the heron stand?")
    assert judge.evaluate_response(response=response).passing
    response.response = "A gull stood in the reeds. [1]"
    assert not judge.evaluate_response(response=response).passing


def test_the_query_engine_quotes(seeds_assistant: Assistant) -> None:
    response = FootnoteQueryEngine(assistant=seeds_assistant).query(QUESTION)
    answer = seeds_assistant.ask(QUESTION)
    assert str(response) == answer.text
    assert [source.node.text for source in response.source_nodes] == [
        citation.quote for citation in answer.citations
    ]
    for source, citation in zip(response.source_nodes, answer.citations, strict=True):
        assert source.node.metadata["place"] == citation.place
        assert source.node.start_char_idx == citation.start
    assert response.metadata["refused"] is False
    assert response.metadata["prose"] is None


def test_what_a_model_writes_is_beside_the_quotations(
    tmp_path: Path, letters: LetterCounts
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "birds.txt").write_text("A heron stood in the reeds.\n")
    with Assistant.open(
        tmp_path / "docs", tmp_path / "store", encoder=letters, llm=Writing()
    ) as assistant:
        engine = FootnoteQueryEngine(assistant=assistant, anyway=True)
        response = engine.query("Where did the heron stand?")
        assert str(response) == "A heron stood in the reeds. [1]"
        prose = response.metadata["prose"]
        assert prose["model"] == assistant.ask("heron?", anyway=True).prose.model
        assert [(one["text"], one["numbers"]) for one in prose["sentences"]] == [
            ("A heron stood in the reeds.", [1]),
            ("It cost 99 pounds.", [1]),
        ]
        assert "number" in [fault["kind"] for fault in prose["sentences"][1]["faults"]]
        silent = FootnoteQueryEngine(assistant=assistant, anyway=True, write=False)
        assert silent.query("Where did the heron stand?").metadata["prose"] is None


def test_the_query_engine_refuses(seeds_assistant: Assistant) -> None:
    response = FootnoteQueryEngine(assistant=seeds_assistant).query("How do I boil an egg?")
    assert response.source_nodes == []
    assert response.metadata["refused"] is True
    assert response.metadata["reasons"]
    unsure = FootnoteQueryEngine(assistant=seeds_assistant, anyway=True)
    response = unsure.query("How do I boil an egg?")
    assert response.metadata["is_unsure"] is True
    assert response.source_nodes
