"""LlamaIndex's own retrievers: its default pipeline on Chroma, its hybrid and its BM25."""

import os
from collections.abc import Collection
from functools import cache
from math import nan
from pathlib import Path
from time import perf_counter

import chromadb
from chromadb.config import Settings as ChromaSettings
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.core.storage.kvstore import SimpleKVStore
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.chroma import ChromaVectorStore

from evaluation.files import size_of
from evaluation.source import Source
from evaluation.systems import TOP, Found, Passages, System
from evaluation.types import Indexing, Place
from index.model import DEFAULT_MODEL, go_offline, locate


def build(name: str, source: Source, place: Path, remember: bool) -> System:
    """One of "llamaindex", "hybrid" and "bm25" over an opened folder, its files under `place`.

    remember: whether embeddings of texts are kept from folder to folder.
    """
    place.mkdir(parents=True)
    if name == "llamaindex":
        return DefaultPipeline(source, place, _embedding(remember))
    if name == "hybrid":
        return Hybrid(source, place, _embedding(remember))
    return Bm25(source, place)


class DefaultPipeline(Passages):
    """VectorStoreIndex on a ChromaVectorStore, as it comes: its splitter, its top-k of 2.

    It is given the documents' texts without a file's path in them: SimpleDirectoryReader would
    put the whole path in front of every text that is embedded, which does it no good.
    """

    def __init__(self, source: Source, place: Path, embedding: HuggingFaceEmbedding) -> None:
        documents = [
            Document(
                text=source.text(path),
                metadata={"path": path},
                excluded_embed_metadata_keys=["path"],
            )
            for path in dict.fromkeys(source.paths.tolist())
        ]
        self._client, store = _chroma(place)
        began = perf_counter()
        self._index = VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=embedding,
        )
        seconds = perf_counter() - began
        indexing = Indexing(store.client.count(), seconds, size_of(place))
        super().__init__("LlamaIndex default", source, indexing)

    def find(self, question: str, without: Collection[str]) -> list[Found]:
        """What its default retriever returns: two nodes."""
        return _found(self._index.as_retriever(filters=_filters(without)), question, without)

    def close(self) -> None:
        """Let go of Chroma's files."""
        self._client.close()


class Hybrid(Passages):
    """QueryFusionRetriever by reciprocal rank over vectors in Chroma and BM25, without an LLM.

    On Footnote's passages with Footnote's vectors. Each of the two retrievers returns ten, and so
    does their fusion: with the default of two they would have hardly anything to fuse.
    """

    def __init__(self, source: Source, place: Path, embedding: HuggingFaceEmbedding) -> None:
        nodes = _nodes(source)
        self._client, store = _chroma(place)
        self._index = VectorStoreIndex(
            nodes=nodes,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=embedding,
        )
        self._bm25 = _bm25(nodes)
        self._bm25.persist(str(place / "bm25"), show_progress=False)
        super().__init__("LlamaIndex hybrid", source, Indexing(len(nodes), nan, size_of(place)))

    def find(self, question: str, without: Collection[str]) -> list[Found]:
        """The fusion of the ten nearest by cosine and the ten best by BM25."""
        vectors = self._index.as_retriever(similarity_top_k=TOP, filters=_filters(without))
        _leave_out(self._bm25, without)
        fusion = QueryFusionRetriever(
            [vectors, self._bm25],
            llm=MockLLM(),  # never asked: the one query is the question itself
            mode="reciprocal_rerank",
            similarity_top_k=TOP,
            num_queries=1,
            use_async=False,
        )
        return _found(fusion, question, without)

    def close(self) -> None:
        """Let go of Chroma's files."""
        self._client.close()


class Bm25(Passages):
    """LlamaIndex's BM25Retriever on Footnote's passages."""

    def __init__(self, source: Source, place: Path) -> None:
        nodes = _nodes(source)
        began = perf_counter()
        self._bm25 = _bm25(nodes)
        seconds = perf_counter() - began
        self._bm25.persist(str(place / "bm25"), show_progress=False)
        super().__init__("BM25 alone", source, Indexing(len(nodes), seconds, size_of(place)))

    def find(self, question: str, without: Collection[str]) -> list[Found]:
        """The ten best by BM25."""
        _leave_out(self._bm25, without)
        return _found(self._bm25, question, without)


@cache
def _embedding(remember: bool) -> HuggingFaceEmbedding:
    """LlamaIndex's embedding of the weights that Footnote has, from their folder."""
    if remember:
        return _embedding(False).model_copy(update={"embeddings_cache": SimpleKVStore()})
    go_offline()
    embedding = HuggingFaceEmbedding(model_name=str(locate(DEFAULT_MODEL).folder), device="cpu")
    embedding.get_query_embedding("warm")
    return embedding


def _chroma(place: Path) -> tuple[chromadb.ClientAPI, ChromaVectorStore]:
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    client = chromadb.PersistentClient(
        str(place / "chroma"), ChromaSettings(anonymized_telemetry=False)
    )
    # Every vector is given: None keeps Chroma from fetching a model of its own.
    collection = client.create_collection("passages", embedding_function=None)
    return client, ChromaVectorStore(chroma_collection=collection)


def _nodes(source: Source) -> list[TextNode]:
    """Footnote's passages as nodes, with Footnote's vectors."""
    keys = ["path", "start", "end"]
    return [
        TextNode(
            id_=str(one.id),
            text=one.text,
            metadata={"path": one.path, "start": one.passage.start, "end": one.passage.end},
            excluded_embed_metadata_keys=keys,
            embedding=vector.tolist(),
        )
        for one, vector in zip(source.passages, source.vectors, strict=True)
    ]


def _bm25(nodes: list[TextNode]) -> BM25Retriever:
    return BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=min(TOP, len(nodes)))


def _leave_out(retriever: BM25Retriever, without: Collection[str]) -> None:
    """Have it score 0 what is left out, as its `filters` do, which it takes only when made."""
    retriever.corpus_weight_mask = (
        [int(node["path"] not in without) for node in retriever.corpus] if without else None
    )


def _filters(without: Collection[str]) -> MetadataFilters | None:
    if not without:
        return None
    left_out = MetadataFilter(key="path", value=sorted(without), operator=FilterOperator.NIN)
    return MetadataFilters(filters=[left_out])


def _found(retriever: BaseRetriever, question: str, without: Collection[str]) -> list[Found]:
    """What a retriever returns; BM25 returns what is left out too, at 0, where it has too few."""
    nodes: list[NodeWithScore] = retriever.retrieve(question)
    return [
        Found(_place(node), float(node.score or 0.0))
        for node in nodes
        if node.node.metadata["path"] not in without
    ]


def _place(node: NodeWithScore) -> Place:
    """Where a node stands: Footnote's passages carry it, LlamaIndex's splitter has looked it up."""
    known = node.node.metadata
    start = known.get("start", node.node.start_char_idx)
    end = known.get("end", node.node.end_char_idx)
    return Place(known["path"], int(start or 0), int(end or 0))
