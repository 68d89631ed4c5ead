"""The systems compared: what each must do, Footnote through its own API, and dense vectors."""

from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from time import perf_counter
from typing import NamedTuple, Protocol

import numpy as np

from assistant import Answer, Answered, Assistant, Citation, Finished, Turn
from evaluation.source import Source
from evaluation.types import Indexing, Outcome, Place, Quote

TOP = 10  # passages returned, as many as Footnote keeps, but for what has a default of its own


class System(Protocol):
    """Whatever answers questions about a folder of documents.

    takes_history: whether it makes use of the turns before a question.
    indexing: what it took to index the folder; None where it uses another system's index.
    """

    @property
    def name(self) -> str:
        """What it is called in tables."""
        ...

    @property
    def takes_history(self) -> bool:
        """Whether it makes use of the turns before a question."""
        ...

    @property
    def indexing(self) -> Indexing | None:
        """What it took to index the folder; None where it uses another system's index."""
        ...

    def ask(
        self, question: str, history: Sequence[Turn] = (), without: Collection[str] = ()
    ) -> Outcome:
        """One question; without: the paths of documents that are not asked."""
        ...

    def close(self) -> None:
        """Let go of its files."""
        ...


class Found(NamedTuple):
    """A passage that a system returned, and its score."""

    place: Place
    score: float


class Footnote:
    """The finished product's own API with its default settings.

    A model that the assistant has may put a follow-up otherwise; what it would write is not
    waited for.
    """

    name = "Footnote"
    takes_history = True

    def __init__(self, assistant: Assistant, indexing: Indexing | None = None) -> None:
        self.assistant, self.indexing = assistant, indexing
        self.paths = [state.path for state in assistant.documents() if state.indexed]

    def ask(
        self, question: str, history: Sequence[Turn] = (), without: Collection[str] = ()
    ) -> Outcome:
        """One question; without: the paths of documents that are not asked."""
        documents = [path for path in self.paths if path not in without] if without else None
        began = perf_counter()
        answer = self._answered(question, history, documents)
        return Outcome(
            ranked=tuple(dict.fromkeys(one.path for one in answer.evidence)),
            quoted=_quotes(answer.citations),
            confidence=answer.confidence,
            refused=answer.refused,
            milliseconds=1000 * (perf_counter() - began),
            nearest=_quotes(answer.nearest),
            condensed=answer.condensed,
        )

    def _answered(
        self, question: str, history: Sequence[Turn], documents: Sequence[str] | None
    ) -> Answer:
        events = self.assistant.stream(question, history, documents)
        assert isinstance(events, Generator)
        with closing(events):
            found = (one for one in events if isinstance(one, Answered | Finished))
            return next(found).answer

    def close(self) -> None:
        """Nothing: whoever opened the assistant closes it."""


def _quotes(citations: Sequence[Citation]) -> tuple[Quote, ...]:
    return tuple(Quote(Place(one.path, one.start, one.end), one.quote) for one in citations)


class Passages:
    """A system that returns passages: it has no sentence to show and never refuses.

    Its confidence is its best passage's score. Choosing the sentences to measure it by is not
    counted in its time.
    """

    takes_history = False

    def __init__(self, name: str, source: Source, indexing: Indexing | None = None) -> None:
        self.name, self.source, self.indexing = name, source, indexing

    def find(self, question: str, without: Collection[str]) -> list[Found]:
        """The passages for a question, best first."""
        raise NotImplementedError  # every system of this kind finds in its own way

    def ask(
        self, question: str, history: Sequence[Turn] = (), without: Collection[str] = ()
    ) -> Outcome:
        """One question; without: the paths of documents that are not asked."""
        began = perf_counter()
        found = self.find(question, without)
        milliseconds = 1000 * (perf_counter() - began)
        return Outcome(
            ranked=tuple(dict.fromkeys(one.place.path for one in found)),
            quoted=self.source.nearest(question, found[0].place) if found else (),
            confidence=found[0].score if found else -1.0,
            refused=False,
            milliseconds=milliseconds,
        )

    def close(self) -> None:
        """Let go of its files."""


class Dense(Passages):
    """Cosine of whole-passage vectors, Footnote's own, searched exactly."""

    def __init__(self, source: Source) -> None:
        super().__init__("dense alone", source)

    def find(self, question: str, without: Collection[str]) -> list[Found]:
        """The passages nearest by cosine."""
        vector = self.source.encoder.encode([question])[0].pooled
        similarity = self.source.vectors @ vector
        if without:
            similarity = np.where(np.isin(self.source.paths, list(without)), -2, similarity)
        order = np.argsort(-similarity, kind="stable")[:TOP]
        passages = self.source.passages
        return [
            Found(
                Place(passages[i].path, passages[i].passage.start, passages[i].passage.end),
                float(similarity[i]),
            )
            for i in order
            if similarity[i] > -2
        ]
