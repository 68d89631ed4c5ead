"""The assistant: a folder opened, questions answered. It only wires the other parts."""

import logging
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from assistant import answering, retrieval
from assistant.answering import Asked
from assistant.keeping import NOT_CURRENT
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Answered,
    Event,
    Evidence,
    Finished,
    Quoted,
    Turn,
    Written,
    Wrote,
)
from assistant.writing.models import Model, model_of, open_model
from assistant.writing.writer import Writer
from index.encoder import Encoder, SentenceEncoder
from index.index import Index
from index.tally import OnProgress
from index.types import Document, FileState

_Made = TypeVar("_Made")
log = logging.getLogger(__name__)


class Assistant:
    """Answers questions about a folder of documents, in quotations. Safe to share by threads.

    staleness: why answers may rest on less than all of the folder, in a sentence: another process
    keeps the index, or the folder is still being read; "" where they do not.
    model: what writes on top of the quotations; None where nothing does.
    """

    def __init__(self, index: Index, settings: Settings, model: Model | None = None) -> None:
        """Use `Assistant.open`."""
        self.index, self.settings, self.model = index, settings, model
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
        llm: Any = None,
    ) -> "Assistant":
        """Open a folder, or several, the index brought up to date.

        store: the directory of the index; None is `.footnote/NAME` beside the (first) folder.
        progress: called with a `Progress` after each file. encoder: None is the settings' model.
        is_synced: False to take the index as it is; see `assistant.keeping`.
        llm: any LlamaIndex LLM, to write on top of the quotations; None is the settings' one.
        Where another process is writing to the index, it is read as it is.
        Raises FolderError, StoreError, ModelMismatch, ModelError or SettingsError; see
        `index.errors`.
        """
        settings = settings or Settings()
        model = open_model(settings) if llm is None else model_of(llm)
        index = Index.open(
            folder, store or settings.store, encoder or SentenceEncoder(settings.model)
        )
        assistant = cls(index, settings, model)
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
        write: bool = True,
    ) -> Answer:
        """Answer a question in quotations, or say that the documents don't say.

        history: the turns before, oldest first. documents: the paths to answer from (or a single
        one), None for all. anyway: quote what comes nearest even where it would be refused; the
        answer then `is_unsure`. Without a passage or a word to look for, it is refused still.
        write: whether the model, if there is one, writes on top of the quotations; it may take
        minutes, and whatever becomes of it, the quotations stand. It is also asked first, for
        seconds, to put a follow-up that would be refused so that it stands alone.
        Raises UnknownDocument where one of them is not in the index.
        """
        *_, last = self.stream(question, history, documents, anyway, write)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        anyway: bool = False,
        write: bool = True,
    ) -> Iterator[Event]:
        """The answer as it comes: a Quoted for each statement, at last a Finished with all of it.

        Where a model writes, an Answered and its Wrotes stand between; while it puts a follow-up
        so that it stands alone, a Wrote(None) comes several times a second before. See `ask`.
        """
        asked = Asked(question, history, documents, anyway, self.staleness)
        model = self.model if write else None
        answering_it = answering.answer(self.index, self.settings, asked, model)
        answer, ranked = yield from _beating(answering_it)
        for statement in answer.statements:
            yield Quoted(statement)
        if model is not None and not answer.refused:
            yield Answered(answer)
            passages = [one.stored for one in ranked]
            writing = Writer(model, self.index).write(answer, passages, self.document, history)
            prose = yield from _beating(writing)
            answer = replace(answer, prose=prose)
        yield Finished(answer)

    def search(
        self,
        question: str,
        k: int = 10,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> list[Evidence]:
        """The k passages that speak most of what was asked, best first; see `ask`."""
        asked = Asked(question, history, documents)
        with self.index.snapshot():
            _, ranked = answering.retrieve(self.index, self.settings, asked, {}, keep=k)
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


def _beating(making: Generator[Written | None, None, _Made]) -> Generator[Wrote, None, _Made]:
    """What comes on the way as events, and what was made in the end."""
    with closing(making):
        while True:
            try:
                sentence = next(making)
            except StopIteration as end:
                made: _Made = end.value
                return made
            yield Wrote(sentence)
