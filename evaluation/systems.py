"""The systems compared: Footnote through its own API, and dense vectors on the same weights."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of a question.

    ranked: documents, best first. quoted: (path, words) of the sentences shown, in order.
    """

    ranked: tuple[str, ...]
    quoted: tuple[tuple[str, str], ...]
    confidence: float
    refused: bool
    milliseconds: float


class Footnote:
    """The finished product's own API with its default settings."""

    name = "Footnote"

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def ask(self, question: str, documents: Collection[str] | None = None) -> Outcome:
        """One question; documents: the paths to answer from, None for all."""
        answer = self.assistant.ask(question, documents=documents)
        return Outcome(
            ranked=tuple(dict.fromkeys(one.path for one in answer.evidence)),
            quoted=tuple((c.path, c.quote) for c in answer.citations),
            confidence=answer.confidence,
            refused=answer.refused,
            milliseconds=answer.timings["total"],
        )


class Dense:
    """Cosine of whole-text vectors: the nearest passage, and in it the nearest sentences.

    It never refuses; its confidence is the best cosine.
    """

    name = "dense only"

    def __init__(self, assistant: Assistant) -> None:
        self.index = assistant.index
        ids, _, self.vectors = self.index.catalog.vectors()
        self.passages = self.index.passages(ids.tolist())
        self.paths = np.array([one.path for one in self.passages])
        self.sentences = cache(self._sentences)

    def ask(self, question: str, documents: Collection[str] | None = None) -> Outcome:
        """One question; documents: the paths to answer from, None for all."""
        began = perf_counter()
        vector = self.index.encoder.encode([question])[0].pooled
        similarity = self.vectors @ vector
        if documents is not None:
            similarity = np.where(np.isin(self.paths, list(documents)), similarity, -2)
        order = np.argsort(-similarity)
        best = int(order[0])
        sentences, vectors = self.sentences(best)
        quoted = [sentences[i] for i in np.argsort(-(vectors @ vector))[:3]]
        return Outcome(
            ranked=tuple(dict.fromkeys(self.paths[order[:10]].tolist())),
            quoted=tuple((str(self.paths[best]), sentence) for sentence in quoted),
            confidence=float(similarity[best]),
            refused=False,
            milliseconds=1000 * (perf_counter() - began),
        )

    def _sentences(self, number: int) -> tuple[list[str], NDArray[np.float32]]:
        stored = self.passages[number]
        begin = stored.passage.start
        texts = [stored.text[a - begin : b - begin] for a, b in stored.passage.sentences]
        return texts, np.stack([one.pooled for one in self.index.encoder.encode(texts)])
