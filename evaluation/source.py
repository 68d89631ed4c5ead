"""What an opened folder holds, for those who look at it from outside: passages and sentences."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from evaluation.metrics import Stretch
from evaluation.types import Place, Question, Quote
from index.encoder import Encoder
from index.reading import StoredPassage
from index.types import Span

_SHOWN = 3  # sentences that a system of passages shows, as many as Footnote at most


class Source:
    """Footnote's passages of a folder, with their vectors, and the sentences in them.

    passages: as the catalog has them; vectors: (n, d) float32, a row a passage.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        catalog = assistant.index.catalog
        ids = catalog.passage_vectors()[:, 0]
        self.passages: list[StoredPassage] = catalog.passages(ids.tolist())
        self.vectors = np.array([one.vector for one in self.passages], np.float32)
        self.paths = np.array([one.path for one in self.passages])
        spans: dict[str, list[Span]] = defaultdict(list)
        for one in self.passages:
            spans[one.path].extend(one.passage.sentences)
        self._sentences = {path: sorted(found) for path, found in spans.items()}
        self.text = lru_cache(maxsize=None)(self._text)
        self._known: dict[str, NDArray[np.float32]] = {}
        self._first = {
            state.path: state.same_as for state in assistant.documents() if state.same_as
        }

    def merged(self, question: Question) -> Question:
        """The question, its documents named by the file that was read for all with their bytes."""
        relevant: dict[str, int] = {}
        for path, grade in question.relevant.items():
            first = self._first.get(path, path)
            relevant[first] = max(grade, relevant.get(first, 0))
        places = (
            place._replace(path=self._first.get(place.path, place.path))
            for place in question.places
        )
        return replace(question, relevant=relevant, places=tuple(dict.fromkeys(places)))

    @property
    def encoder(self) -> Encoder:
        """The model that the folder was read with."""
        return self.assistant.index.encoder

    def sentences(self, path: str, start: int, end: int) -> list[Span]:
        """The sentences of a document that share a character with [start, end)."""
        spans = self._sentences.get(path, [])
        first = bisect_left(spans, start, key=lambda span: span.end - 1)
        return [span for span in spans[first:] if span.start < end]

    def gold(self, places: Sequence[Place]) -> list[Stretch]:
        """The sentences in which gold answers stand: what a quotation should cover."""
        return [
            (path, span.start, span.end)
            for path, start, end in places
            for span in self.sentences(path, start, end)
        ]

    def nearest(self, question: str, passage: Place) -> tuple[Quote, ...]:
        """The sentences of a passage nearest to a question by cosine, nearest first.

        Systems that return passages are given these as what they quote, so that they can be
        measured by the sentence too.
        """
        path, start, end = passage
        inside = [s for s in self.sentences(path, start, end) if s.start >= start and s.end <= end]
        spans = inside or [Span(start, end)]
        text = self.text(path)
        nearness = self._vectors([text[a:b] for a, b in spans]) @ self._vectors([question])[0]
        order = np.argsort(-nearness, kind="stable")[:_SHOWN]
        return tuple(Quote(Place(path, *spans[i]), text[slice(*spans[i])]) for i in order)

    def _text(self, path: str) -> str:
        return self.assistant.document(path).text

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, each text read by the model once."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        made = self.encoder.encode(missing) if missing else []
        self._known.update((text, one.pooled) for text, one in zip(missing, made, strict=True))
        return np.stack([self._known[text] for text in texts])
