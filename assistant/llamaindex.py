"""Footnote in LlamaIndex programs: a retriever, a query engine and an embedding model.

Nodes know their place: `start_char_idx` and `end_char_idx` are offsets into
`assistant.document(path).text`, and a node's text is the very text there. The same passage of the
same bytes has the same `node_id`, in any index on any machine; `ref_doc_id` is the path.
"""

import asyncio
import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import Response
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    ObjectType,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from assistant import retrieval
from assistant.assistant import Assistant
from assistant.types import Answer, Citation, Evidence
from index.encoder import Encoder
from index.types import Document

_IDS = uuid.UUID("5b0a3a52-52f4-4d3c-9a5e-6d4f1c1b7a60")  # so that no other program makes the same
_EMBEDDED = ("title", "heading")  # of the metadata, what says more than the text
_SHOWN = ("path", "title", "heading", "place")  # and what a model can cite it by
_AT_ONCE = 500  # passages read from the catalog


class FootnoteRetriever(BaseRetriever):
    """The k passages that speak most of a query, best first.

    Their metadata: path, title, heading, page (or None), place in words, and the file's sha256.
    documents: the paths to look in, None for all. Of a QueryBundle, the query's words count.
    Retrieving raises UnknownDocument where one of the documents is not in the index.
    """

    def __init__(
        self,
        assistant: Assistant,
        k: int = 10,
        documents: Sequence[str] | None = None,
        **base: Any,
    ) -> None:
        super().__init__(**base)
        self._assistant, self._k, self._documents = assistant, k, documents

    def nodes(self) -> list[TextNode]:
        """Every passage to look in as the node that `retrieve` gives of it, in the files' order.

        For other indexes over the same folder, or to say by `node_id` what ought to be retrieved.
        """
        index, made = self._assistant.index, []
        with index.snapshot():
            document = cache(self._assistant.document)
            table = index.catalog.passage_vectors()
            if self._documents is not None:
                among = index.document_ids(list(self._documents))
                table = table[[int(row[1]) in set(among) for row in table]]
            ids = [int(row[0]) for row in table]
            for first in range(0, len(ids), _AT_ONCE):
                for stored in index.passages(ids[first : first + _AT_ONCE]):
                    one = retrieval.evidence(retrieval.Ranked(stored, 0.0))
                    made.append(_passage(one, document(one.path)))
        return sorted(made, key=lambda node: (node.ref_doc_id, node.start_char_idx))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        with self._assistant.index.snapshot():
            document = cache(self._assistant.document)
            return [
                NodeWithScore(node=_passage(one, document(one.path)), score=one.score)
                for one in self._assistant.search(question, self._k, documents=self._documents)
            ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class FootnoteQueryEngine(CustomQueryEngine):
    """Answers in verified quotations; a refusal's reasons are its response.

    The response's source nodes are the citations, in the order of their marks, `number` in their
    metadata; the response's own metadata has refused, is_unsure, reasons, disagreements,
    confidence, and prose (what a model wrote on top, sentence by sentence, or None).
    documents: the paths to answer from, None for all. anyway, write: see `Assistant.ask`.
    """

    assistant: Assistant
    documents: list[str] | None = None
    anyway: bool = False
    write: bool = True

    def custom_query(self, query_str: str) -> Response:
        """The answer to one question; see `Assistant.ask`."""
        answer = self.assistant.ask(
            query_str, documents=self.documents, anyway=self.anyway, write=self.write
        )
        return Response(
            response=answer.text,
            source_nodes=[_cited(one) for one in answer.citations],
            metadata=_said(answer),
        )

    async def acustom_query(self, query_str: str) -> Response:
        """The same, in a thread: the event loop goes on."""
        return await asyncio.to_thread(self.custom_query, query_str)


class FootnoteEmbedding(BaseEmbedding):
    """The model that an assistant finds passages with, for whatever else wants vectors, offline."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, assistant: Assistant, **base: Any) -> None:
        encoder = assistant.index.encoder
        super().__init__(model_name=encoder.name, **base)
        self._encoder = encoder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(one) for one in made.pooled] for made in self._encoder.encode(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, query)


def _said(answer: Answer) -> dict[str, Any]:
    return {
        "refused": answer.refused,
        "is_unsure": answer.is_unsure,
        "reasons": list(answer.reasons),
        "disagreements": [str(one) for one in answer.disagreements],
        "confidence": answer.confidence,
        "prose": answer.to_dict()["prose"],
    }


def _cited(one: Citation) -> NodeWithScore:
    node = _made(one, one.quote, one.sha256, one.place, number=one.number)
    return NodeWithScore(node=node, score=one.score)


def _passage(one: Evidence, document: Document) -> TextNode:
    place = document.place_at(one.start)
    return _made(one, one.text, document.sha256, place, heading=one.heading)


def _made(one: Evidence | Citation, text: str, sha256: str, place: str, **also: object) -> TextNode:
    metadata = {
        "path": one.path,
        "title": one.title,
        **also,
        "page": one.page,
        "place": place,
        "sha256": sha256,
    }
    source = RelatedNodeInfo(
        node_id=one.path,
        node_type=ObjectType.DOCUMENT,
        metadata={"title": one.title},
        hash=sha256,
    )
    named = f"{sha256} {one.start} {one.end} {one.path}"
    return TextNode(
        id_=str(uuid.uuid5(_IDS, named)),
        text=text,
        start_char_idx=one.start,
        end_char_idx=one.end,
        metadata=metadata,
        excluded_embed_metadata_keys=[key for key in metadata if key not in _EMBEDDED],
        excluded_llm_metadata_keys=[key for key in metadata if key not in _SHOWN],
        relationships={NodeRelationship.SOURCE: source},
    )
