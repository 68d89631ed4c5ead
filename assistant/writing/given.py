"""A LlamaIndex LLM that somebody made and hands in."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.writing.addresses import is_loopback, shown
from assistant.writing.explaining import What
from assistant.writing.reading import Message, Piece, read

_LOCAL = {"HuggingFace_LLM", "LlamaCPP_llm", "MockLLM"}  # what LlamaIndex calls them
_FALLBACK = 4096


class Given:
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
        """Tokens that it reads, as LlamaIndex says."""
        try:
            return int(self._llm.metadata.context_window)
        except Exception:  # some ask a server, and the question itself will tell what is wrong
            return _FALLBACK

    def call(self, messages: Sequence[Message]) -> "GivenCall":
        """Ask it."""
        return GivenCall(self._llm, messages)


class GivenCall:
    """One question to it."""

    needs_finish = False

    def __init__(self, llm: Any, messages: Sequence[Message]) -> None:
        self._llm, self._messages = llm, messages

    def pieces(self) -> Iterator[Piece]:
        """What it says. Raises whatever its library raises."""
        return read(self._llm, self._messages)

    def cut(self) -> None:
        """Its library has no way to be told; what it still says is not taken."""

    def explain(self, error: BaseException) -> What:
        """It failed: more is not to be known, as any library has errors of its own."""
        return What("failed")
