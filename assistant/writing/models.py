"""The model that writes: what it reads and says, and what happened where it does not."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from time import monotonic, sleep
from typing import Any, Protocol

from assistant.faults import Note, NoteKind
from assistant.settings import Settings
from assistant.writing import kinds
from assistant.writing.advising import advice
from assistant.writing.explaining import What
from assistant.writing.failure import ModelFailure
from assistant.writing.given import Given
from assistant.writing.pump import BEAT, Outcome, Patience, Pump
from assistant.writing.reading import FALLBACK, SECONDS, Message, Piece, answer_tokens
from assistant.writing.thinking import without_thoughts

__all__ = ["Message", "Model", "Patience", "model_of", "open_model"]


class Call(Protocol):
    """One question to a model.

    needs_finish: whether the last piece says that it is the last, so that a text without one was
    cut off. cut: ends `pieces` from another thread. explain: what an error of `pieces` means.
    """

    @property
    def needs_finish(self) -> bool: ...

    def pieces(self) -> Iterator[Piece]: ...

    def cut(self) -> None: ...

    def explain(self, error: BaseException) -> What: ...


class Source(Protocol):
    """Where a model's words come from; see `Model`."""

    @property
    def kind(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def is_local(self) -> bool: ...

    @property
    def has_key(self) -> bool: ...

    @property
    def context(self) -> int: ...

    def call(self, messages: Sequence[Message]) -> Call: ...


class Model:
    """A language model.

    name: as it was given. address: of its server, without anything secret; "" if it has none.
    is_local: whether it runs on this machine and nothing leaves it; sure once `context` is asked.
    """

    def __init__(self, source: Source, patience: Patience | None = None) -> None:
        self._source, self._patience = source, patience or Patience()
        self.name = f"{source.kind}:{source.name}" if source.kind else source.name
        self.address, self.is_local = source.address, source.is_local
        self._seemed_local = source.is_local

    def __repr__(self) -> str:
        return f"Model({self.name!r}, address={self.address!r}, is_local={self.is_local})"

    @property
    def context(self) -> int:
        """Tokens that it can read, its answer among them; its server is asked, for 5 s at most."""
        context = self._source.context
        self.is_local = self._source.is_local  # its server may have told otherwise
        return context

    @property
    def hands_on(self) -> bool:
        """Whether it seemed to run here and hands on what it is given: then it gets nothing."""
        return self._seemed_local and not self.is_local

    @property
    def answer(self) -> int:
        """Tokens of `context` that are kept for its answer, which is no longer than that."""
        return answer_tokens(self.context)

    def looked_up(self) -> Generator[None, None, int]:
        """`context`, without keeping anyone waiting: None comes every BEAT seconds meanwhile."""
        found: list[int] = []

        def ask() -> Generator[str, None, None]:
            found.append(self.context)
            yield ""

        patience = Patience(first=SECONDS)
        with closing(Pump(ask, lambda: None, patience).run()) as run:
            for one in run:
                if isinstance(one, str):
                    yield None
        return found[0] if found else FALLBACK

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """What it writes, as it comes; "" every BEAT seconds while nothing comes.

        Closing it closes the connection at once.
        Raises ModelFailure where it gives no answer, or not all of one.
        """
        what = yield from self._ask(messages)
        if what and what.retry_after is not None and what.retry_after <= self._patience.busy:
            until = monotonic() + what.retry_after
            while monotonic() < until:
                sleep(min(BEAT, max(0.0, until - monotonic())))
                yield ""
            what = yield from self._ask(messages)
        if what:
            raise ModelFailure(self._note(what))

    def _ask(self, messages: Sequence[Message]) -> Generator[str, None, What | None]:
        call = self._source.call(messages)
        finishes: list[str] = []

        def texts() -> Iterator[str]:
            for piece in call.pieces():
                yield piece.text
                if piece.finish:  # a server may hold the connection open still
                    finishes.append(piece.finish)
                    return

        outcome, has_text = Outcome("end"), False
        with closing(
            Pump(lambda: without_thoughts(texts()), call.cut, self._patience).run()
        ) as run:
            for one in run:
                if isinstance(one, Outcome):
                    outcome = one
                else:
                    has_text = has_text or bool(one.strip())
                    yield one
        return _what(call, outcome, finishes, has_text)

    def _note(self, what: What) -> Note:
        source = self._source
        return Note(
            what.kind,
            self.name,
            self.address,
            seconds=what.seconds,
            status=what.status,
            advice=advice(what, source.kind, source.name, source.has_key),
        )


def open_model(settings: Settings, patience: Patience | None = None) -> Model | None:
    """The model that the settings name, None where they name none; nothing is sent yet.

    Raises SettingsError where it is of no known kind, its library is missing, or what it needs
    is not given.
    """
    source = kinds.opened(settings)
    return None if source is None else Model(source, patience)


def model_of(llm: Any, is_local: bool | None = None, patience: Patience | None = None) -> Model:
    """The model of any LlamaIndex LLM, `llama_index.core.llms.LLM`, for chat or completion.

    is_local: whether nothing leaves this machine; None goes by its address, and takes a model
    without one that is not known to run here for one that does not.
    """
    return Model(Given(llm, is_local), patience)


def _what(call: Call, outcome: Outcome, finishes: Sequence[str], has_text: bool) -> What | None:
    """What is wrong with an answer, None if nothing is."""
    kind: NoteKind | None = None
    if outcome.error is not None:
        return call.explain(outcome.error)
    if outcome.why == "silence":
        return What("slow", seconds=outcome.seconds)
    if outcome.why == "total" or "length" in finishes:
        kind = "endless"
    elif not has_text:
        kind = "nonsense"
    elif (call.needs_finish and not finishes) or "content_filter" in finishes:
        kind = "cut-off"
    return kind and What(kind)
