"""Footnote in LlamaIndex programs: a retriever and a query engine whose nodes know their place."""

from collections.abc import Sequence

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.assistant import Assistant
from assistant.types import Citation, Evidence


class FootnoteRetriever(BaseRetriever):
    """The k passages that speak most of a query, best first.

    A node's `start_char_idx` and `end_char_idx` are offsets into `assistant.document(path).text`;
    its metadata has path, title, page (or None) and, of a passage, heading.
    documents: the paths to look in, None for all.
    """

    def __init__(
        self, assistant: Assistant, k: int = 10, documents: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        self._assistant, self._k, self._documents = assistant, k, documents

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        found = self._assistant.search(question, self._k, documents=self._documents)
        return [_node(one, one.text, heading=one.heading) for one in found]


class FootnoteQueryEngine(CustomQueryEngine):
    """Answers in verified quotations; a refusal's reasons are its response.

    The response's source nodes are the citations, in the order of their marks; its metadata has
    `refused`, `reasons` and `confidence`.
    """

    assistant: Assistant
    documents: list[str] | None = None

    def custom_query(self, query_str: str) -> Response:
        """The answer to one question; see `Assistant.ask`."""
        answer = self.assistant.ask(query_str, documents=self.documents)
        return Response(
            response=answer.text,
            source_nodes=[_node(one, one.quote, number=one.number) for one in answer.citations],
            metadata={
                "refused": answer.refused,
                "reasons": list(answer.reasons),
                "confidence": answer.confidence,
            },
        )


def _node(place: Evidence | Citation, text: str, **also: object) -> NodeWithScore:
    node = TextNode(
        text=text,
        start_char_idx=place.start,
        end_char_idx=place.end,
        metadata={"path": place.path, "title": place.title, "page": place.page, **also},
    )
    return NodeWithScore(node=node, score=place.score)
