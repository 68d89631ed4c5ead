"""LlamaIndex's own classes on top of Footnote's retriever and query engine."""

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer

from assistant import Assistant
from assistant.llamaindex import FootnoteQueryEngine, FootnoteRetriever

QUESTION = "What does American law forbid Turkey?"


def test_a_retrieved_node_knows_its_place(seeds_assistant: Assistant) -> None:
    nodes = FootnoteRetriever(seeds_assistant, k=3).retrieve(QUESTION)
    assert [node.score for node in nodes] == [
        evidence.score for evidence in seeds_assistant.search(QUESTION, k=3)
    ]
    for found in nodes:
        text = seeds_assistant.document(found.node.metadata["path"]).text
        assert text[found.node.start_char_idx : found.node.end_char_idx] == found.node.text


def test_the_retriever_drops_into_llamaindexs_query_engine(seeds_assistant: Assistant) -> None:
    engine = RetrieverQueryEngine(
        FootnoteRetriever(seeds_assistant, k=2, documents=["positions.txt"]),
        response_synthesizer=get_response_synthesizer(response_mode="compact", llm=MockLLM()),
    )
    sources = engine.query(QUESTION).source_nodes
    assert {source.node.metadata["path"] for source in sources} == {"positions.txt"}
    assert len(sources) == 2


def test_the_query_engine_quotes(seeds_assistant: Assistant) -> None:
    response = FootnoteQueryEngine(assistant=seeds_assistant).query(QUESTION)
    answer = seeds_assistant.ask(QUESTION)
    assert str(response) == answer.text
    assert [source.node.text for source in response.source_nodes] == [
        citation.quote for citation in answer.citations
    ]
    assert response.metadata["refused"] is False


def test_the_query_engine_refuses(seeds_assistant: Assistant) -> None:
    response = FootnoteQueryEngine(assistant=seeds_assistant).query("How do I boil an egg?")
    assert response.source_nodes == []
    assert response.metadata["refused"] is True
    assert response.metadata["reasons"]
