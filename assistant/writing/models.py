"""The model that writes: what it reads and says, and what happened where it does not."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from time import monotonic, sleep
from typing import Any, Protocol

from assistant.faults import Note, NoteKind
from assistant.settings import Settings
from assistant.writing import kinds
from assistant.writing.addresses import is_loopback, shown
from assistant.writing.explaining import What, advice
from assistant.writing.failure import ModelFailure
from assistant.writing.pump import BEAT, Outcome, Patience, Pump
from assistant.writing.reading import Message, Piece, answer_tokens, read
from assistant.writing.thinking import without_thoughts

__all__ = ["Message", "Model", "Patience", "model_of", "open_model"]

_LOCAL = {"HuggingFace_LLM", "LlamaCPP_llm", "MockLLM"}  # what LlamaIndex calls them
_FALLBACK = 4096


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

    def __repr__(self) -> str:
        return f"Model({self.name!r}, address={self.address!r}, is_local={self.is_local})"

    @property
    def context(self) -> int:
        """Tokens that it can read, its answer among them; its server is asked, for 5 s at most."""
        context = self._source.context
        self.is_local = self._source.is_local  # its server may have told otherwise
        return context

    @property
    def answer(self) -> int:
        """Tokens of `context` that are kept for its answer, which is no longer than that."""
        return answer_tokens(self.context)

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """What it writes, as it comes; "" every quarter of a second while nothing comes.

        Closing it closes the connection at once.
        Raises ModelFailure where it gives no answer, or not all of one.
        """
        note = yield from self._ask(messages)
        if note and note.kind == "busy" and 0 <= note.seconds <= self._patience.busy:
            until = monotonic() + note.seconds
            while monotonic() < until:
                sleep(min(BEAT, max(0.0, until - monotonic())))
                yield ""
            note = yield from self._ask(messages)
        if note:
            raise ModelFailure(note)

    def _ask(self, messages: Sequence[Message]) -> Generator[str, None, Note | None]:
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
        what = _what(call, outcome, finishes, has_text)
        return what and self._note(what, outcome)

    def _note(self, what: What, outcome: Outcome) -> Note:
        source = self._source
        seconds = outcome.seconds
        if what.kind == "busy":
            seconds = -1.0 if what.retry_after is None else what.retry_after
        return Note(
            what.kind,
            self.name,
            self.address,
            seconds=seconds,
            status=what.status,
            advice=advice(what.kind, source.kind, source.name, what, source.has_key),
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
    return Model(_Given(llm, is_local), patience)


class _Given:
    """A LlamaIndex LLM that somebody made."""

    kind, has_key = "", False

    def __init__(self, llm: Any, is_local: bool | None) -> None:
        self._llm = llm
        known = str(llm.class_name())
        url = getattr(llm, "base_url", None) or getattr(llm, "api_base", None) or ""
        self.address = shown(url) if isinstance(url, str) else ""
        self.name = str(getattr(llm, "model", None) or getattr(llm, "model_name", None) or known)
        if is_local is None:
            is_local = is_loopback(self.address) if self.address else known in _LOCAL
        self.is_local = is_local

    @property
    def context(self) -> int:
        try:
            return int(self._llm.metadata.context_window)
        except Exception:  # some ask a server, and the question itself will tell what is wrong
            return _FALLBACK

    def call(self, messages: Sequence[Message]) -> "_GivenCall":
        return _GivenCall(self._llm, messages)


class _GivenCall:
    needs_finish = False

    def __init__(self, llm: Any, messages: Sequence[Message]) -> None:
        self._llm, self._messages = llm, messages

    def pieces(self) -> Iterator[Piece]:
        return read(self._llm, self._messages)

    def cut(self) -> None:
        """Its library has no way to be told; what it still says is not taken."""

    def explain(self, error: BaseException) -> What:
        return What("failed")


def _what(call: Call, outcome: Outcome, finishes: Sequence[str], has_text: bool) -> What | None:
    """What is wrong with an answer, None if nothing is."""
    kind: NoteKind | None = None
    if outcome.error is not None:
        return call.explain(outcome.error)
    if outcome.why == "silence":
        kind = "slow"
    elif outcome.why == "total" or "length" in finishes:
        kind = "endless"
    elif not has_text:
        kind = "nonsense"
    elif (call.needs_finish and not finishes) or "content_filter" in finishes:
        kind = "cut-off"
    return kind and What(kind)
