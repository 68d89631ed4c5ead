"""The assistant: a folder opened, questions answered. It only wires the other parts."""

import logging
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from time import perf_counter

from assistant import citations, quoting, refusing, retrieval
from assistant.composing import compose, disagreements
from assistant.keeping import NOT_CURRENT
from assistant.query import Query, understand
from assistant.reasons import Reason
from assistant.sentences import score_sentences
from assistant.settings import Settings
from assistant.types import (
    REFUSAL,
    Answer,
    Citation,
    Disagreement,
    Event,
    Evidence,
    Finished,
    Quoted,
    Statement,
    Turn,
)
from index.encoder import Encoder, SentenceEncoder
from index.index import Index
from index.tally import OnProgress
from index.types import Document, FileState, well_formed

log = logging.getLogger(__name__)

_LONGEST = 20_000  # characters of a question; the model reads some 1,000 of them


class Assistant:
    """Answers questions about a folder of documents, in quotations. Safe to share by threads.

    staleness: why answers may rest on less than all of the folder, in a sentence: another process
    keeps the index, or the folder is still being read; "" where they do not.
    """

    def __init__(self, index: Index, settings: Settings) -> None:
        """Use `Assistant.open`."""
        self.index, self.settings = index, settings
        self.staleness = ""

    @classmethod
    def open(
        cls,
        folder: str | Path | Sequence[str | Path] = "seeds",
        store: str | Path | None = None,
        settings: Settings | None = None,
        progress: OnProgress | None = None,
        encoder: Encoder | None = None,
        is_synced: bool = True,
    ) -> "Assistant":
        """Open a folder, or several, the index brought up to date.

        store: the directory of the index; None is `.footnote/NAME` beside the (first) folder.
        progress: called with a `Progress` after each file. encoder: None is the settings' model.
        is_synced: False to take the index as it is; see `assistant.keeping`.
        Where another process is writing to the index, it is read as it is.
        Raises FolderError, StoreError, ModelMismatch or ModelError; see `index.errors`.
        """
        settings = settings or Settings()
        index = Index.open(
            folder, store or settings.store, encoder or SentenceEncoder(settings.model)
        )
        assistant = cls(index, settings)
        try:
            if is_synced and index.try_sync(progress, settings.passwords) is None:
                assistant.staleness = NOT_CURRENT
                log.warning("%s", NOT_CURRENT)
        except BaseException:
            index.close()
            raise
        return assistant

    @property
    def folder(self) -> Path:
        """The folder of the documents."""
        return self.index.folder

    def warm(self) -> None:
        """Load the model and the vector store now rather than with the first question."""
        self.index.encoder.encode(["warm"])
        self.index.open_vector_store()

    def sync(self, progress: OnProgress | None = None) -> None:
        """Bring the index up to date with the folder again.

        Raises StoreBusy where another process writes to it.
        """
        self.index.sync(progress, self.settings.passwords)
        self.staleness = ""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        anyway: bool = False,
    ) -> Answer:
        """Answer a question in quotations, or say that the documents don't say.

        history: the turns before, oldest first. documents: the paths to answer from (or a single
        one), None for all. anyway: quote what comes nearest even where it would be refused; the
        answer then `is_unsure`. Without a passage or a word to look for, it is refused still.
        Raises UnknownDocument where one of them is not in the index.
        """
        *_, last = self.stream(question, history, documents, anyway)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        anyway: bool = False,
    ) -> Iterator[Event]:
        """The answer as it comes: a Quoted for each statement, at last a Finished with all of it.

        See `ask`.
        """
        with self.index.snapshot():
            answer = self._answer(question, history, documents, anyway)
        for statement in answer.statements:
            yield Quoted(statement)
        yield Finished(answer)

    def _answer(
        self,
        question: str,
        history: Sequence[Turn],
        documents: Collection[str] | None,
        anyway: bool,
    ) -> Answer:
        began, staleness = perf_counter(), self.staleness  # it may pass meanwhile
        question = well_formed(question)
        timings: dict[str, float] = {}
        query, ranked = self._retrieve(question, history, documents, timings)
        started = perf_counter()
        sentences = score_sentences(query, ranked, self.index.encoder)
        most, threshold = self.settings.statements, self.settings.threshold
        chosen = quoting.choose(query, sentences, most)
        confidence = refusing.confidence(query, sentences, chosen)
        document = cache(self.document)  # a whole file's text: once an answer is enough
        composition = compose(query, sentences, chosen, most, document)
        statements = citations.cite(composition.quotations, document)
        nearest: tuple[Citation, ...] = ()
        is_sure = bool(query.words) and confidence >= threshold
        if not is_sure and not (anyway and query.words):
            nearest = tuple(c for statement in statements for c in statement.citations)
            statements = ()
        disagreeing = disagreements(composition, statements, document)
        why: tuple[Reason, ...] = ()
        if not statements or not is_sure:
            unread = [state for state in self.documents() if state.is_unread]
            why = refusing.reasons(query, chosen, confidence, threshold, unread, staleness)
        reasons = tuple(map(str, why))
        timings["quoting"] = 1000 * (perf_counter() - started)
        timings["total"] = 1000 * (perf_counter() - began)
        return Answer(
            question=question,
            text=_text(statements, disagreeing, reasons),
            statements=statements,
            citations=tuple(c for statement in statements for c in statement.citations),
            refused=not statements,
            reasons=reasons,
            evidence=tuple(retrieval.evidence(one) for one in ranked),
            confidence=confidence,
            timings=timings,
            disagreements=disagreeing,
            nearest=nearest,
            why=why,
            is_unsure=bool(statements) and not is_sure,
        )

    def search(
        self,
        question: str,
        k: int = 10,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> list[Evidence]:
        """The k passages that speak most of what was asked, best first; see `ask`."""
        with self.index.snapshot():
            _, ranked = self._retrieve(question, history, documents, {}, keep=k)
            return [retrieval.evidence(one) for one in ranked]

    def document(self, path: str) -> Document:
        """A document whole. Raises UnknownDocument where none of that path was read."""
        return self.index.document(path)

    def documents(self) -> list[FileState]:
        """How every file of the folder stands, by path."""
        return self.index.states()

    def close(self) -> None:
        """Let go of the index; the assistant is of no use afterwards."""
        self.index.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _retrieve(
        self,
        question: str,
        history: Sequence[Turn],
        documents: Collection[str] | None,
        timings: dict[str, float],
        keep: int | None = None,
    ) -> tuple[Query, list[retrieval.Ranked]]:
        began = perf_counter()
        if isinstance(documents, str):
            documents = [documents]
        turns = [Turn(role, well_formed(text[:_LONGEST])) for role, text in history]
        query = understand(self.index, well_formed(question[:_LONGEST]), turns)
        timings["encoding"] = 1000 * (perf_counter() - began)
        ranked = retrieval.rank(
            self.index,
            query,
            max(self.settings.candidates, keep or 0),
            self.settings.evidence if keep is None else keep,
            None if documents is None else list(documents),
            timings,
        )
        return query, ranked


def _text(
    statements: Sequence[Statement],
    disagreeing: Sequence[Disagreement],
    reasons: Sequence[str],
) -> str:
    if not statements:
        return "\n".join([REFUSAL, *reasons])
    said = [
        statement.text + "".join(f" [{citation.number}]" for citation in statement.citations)
        for statement in statements
    ]
    return "\n".join([*map(str, disagreeing), *said])
