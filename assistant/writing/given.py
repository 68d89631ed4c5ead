"""A LlamaIndex LLM that somebody made and hands in."""

import threading
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from assistant.writing.addresses import is_loopback, is_of_a_cloud, shown
from assistant.writing.explaining import What
from assistant.writing.reading import FALLBACK, Message, Piece, read
from index.errors import SettingsError

_LOCAL = {"HuggingFace_LLM", "LlamaCPP_llm", "MockLLM"}  # what LlamaIndex calls them
_PATIENCE = 2.0  # seconds that a call given up may take to notice
_REMEMBERED = 60.0  # seconds that one which did not tell its context is not asked again


class Busy(Exception):
    """A call that was given up is not over: its thread would be joined by one more."""


class Given:
    """A LlamaIndex LLM that somebody made. Raises SettingsError where it is none."""

    kind, has_key = "", False

    def __init__(self, llm: Any, is_local: bool | None) -> None:
        if isinstance(llm, str):
            raise SettingsError(
                "llm is a text, no LlamaIndex LLM: to name a model give "
                'settings=Settings(llm="KIND:NAME"), such as "ollama:llama3.2"'
            )
        wanted = ("class_name", "stream_chat", "stream_complete")
        if isinstance(llm, type) or not all(callable(getattr(llm, one, None)) for one in wanted):
            raise SettingsError(
                f"llm is no LlamaIndex LLM but {type(llm).__name__}: give an object such as "
                "llama_index.llms.ollama.Ollama(model=...)"
            )
        self._llm = llm
        self._context, self._ask_after = 0, 0.0
        self.given_up: list[threading.Event] = []  # of each call that was: set once it is over
        known = str(llm.class_name())
        url = getattr(llm, "base_url", None) or getattr(llm, "api_base", None) or ""
        self.address = shown(url) if isinstance(url, str) else ""
        self.name = str(getattr(llm, "model", None) or getattr(llm, "model_name", None) or known)
        if is_local is None:
            is_local = _stays(self.address) if self.address else known in _LOCAL
            is_local = is_local and not is_of_a_cloud(self.name)
        self.is_local = is_local

    @property
    def context(self) -> int:
        """Tokens that it reads, as LlamaIndex says."""
        if not self._context and monotonic() >= self._ask_after:
            self._ask_after = monotonic() + _REMEMBERED
            try:
                self._context = int(self._llm.metadata.context_window)
            except Exception:  # some ask a server, and the question itself will tell what is wrong
                return FALLBACK
        return self._context or FALLBACK

    def call(self, messages: Sequence[Message]) -> "GivenCall":
        """Ask it."""
        return GivenCall(self, self._llm, messages)


class GivenCall:
    """One question to it."""

    needs_finish = False

    def __init__(self, source: Given, llm: Any, messages: Sequence[Message]) -> None:
        self._source, self._llm, self._messages = source, llm, messages
        self._is_over = threading.Event()

    def pieces(self) -> Iterator[Piece]:
        """What it says. Raises Busy, and whatever its library raises."""
        try:
            for one in list(self._source.given_up):
                if one is not self._is_over and not one.wait(_PATIENCE):
                    raise Busy
                if one.is_set() and one in self._source.given_up:
                    self._source.given_up.remove(one)
            yield from read(self._llm, self._messages)
        finally:
            self._is_over.set()

    def cut(self) -> None:
        """Its library has no way to be told; what it still says is not taken."""
        if not self._is_over.is_set():
            self._source.given_up.append(self._is_over)

    def explain(self, error: BaseException) -> What:
        """It failed: more is not to be known, as any library has errors of its own."""
        return What("busy" if isinstance(error, Busy) else "failed")


def _stays(address: str) -> bool:
    """Whether what is sent there stays on this machine, as its library sends it."""
    proxies, parts = getproxies(), urlsplit(address)
    is_proxied = bool(proxies.get(parts.scheme) or proxies.get("all"))
    return is_loopback(address) and not (is_proxied and not proxy_bypass(parts.hostname or ""))
