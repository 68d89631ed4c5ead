"""Models that a server runs: Ollama's protocol and OpenAI's, through LlamaIndex."""

import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

import httpx

from assistant.writing.addresses import is_loopback, is_of_a_cloud, shown
from assistant.writing.explaining import What, explain
from assistant.writing.line import Line
from assistant.writing.lookup import About, look_up
from assistant.writing.masking import hide
from assistant.writing.reading import FALLBACK, SECONDS, Message, Piece, answer_tokens, read

_NO_KEY = "none"  # the libraries ask for one; the real one is put in where the request leaves
_REMEMBERED = 60.0  # seconds that a server which told nothing is not asked again


class HandedOn(Exception):
    """The server would hand on what it is given, and nobody was told so: nothing is sent."""


class Call:
    """One question to a server."""

    needs_finish = True

    def __init__(self, line: Line, pieces: Callable[[], Iterator[Piece]]) -> None:
        self._line, self.pieces, self.cut = line, pieces, line.cut

    def explain(self, error: BaseException) -> What:
        """What went wrong."""
        if isinstance(error, HandedOn):
            return What("elsewhere")
        return explain(self._line, error)


class Served:
    """A model at an address; the key goes there and nowhere else."""

    def __init__(self, kind: str, name: str, url: str, key: str) -> None:
        self.kind, self.name = kind, name
        self.address, self.has_key = shown(url), bool(key)
        self.url, self._key = url, key
        self._about: About | None = None
        self._ask_after, self._asking = 0.0, threading.Lock()

    @property
    def context(self) -> int:
        """Tokens that it reads, asked of its server once; a guess where it does not say."""
        with self._asking:
            if self._about is None and monotonic() >= self._ask_after:
                self.hide_key()
                line = self._line(SECONDS)
                self._about = look_up(self.kind, self.name, self.url, line)
                if line.is_through or not is_loopback(self.url):  # else it is not yet started
                    self._ask_after = monotonic() + _REMEMBERED
        return (self._about and self._about.context) or FALLBACK

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine, as far as its address, its name and its server tell."""
        is_elsewhere = self._about is not None and self._about.is_elsewhere
        return self._seems_local and not is_elsewhere

    @property
    def _seems_local(self) -> bool:
        """Whether its address and its name say so: servers of both kinds may be Ollama."""
        return is_loopback(self.url) and not is_of_a_cloud(self.name)

    def call(self, messages: Sequence[Message]) -> Call:
        """Ask it, on a line of its own; but not where it seems to run here and does not."""
        line = self._line()

        def pieces() -> Iterator[Piece]:
            if self.context and self._seems_local and not self.is_local:
                raise HandedOn
            protocol = _ollama if self.kind == "ollama" else _openai
            yield from protocol(self, line, messages)

        return Call(line, pieces)

    def hide_key(self) -> None:
        """Keep the key out of the logs of the libraries; after they are imported."""
        hide(self._key)

    def _line(self, seconds: float | None = None) -> Line:
        return Line(self.url, self._key, seconds)


def _ollama(model: Served, line: Line, messages: Sequence[Message]) -> Iterator[Piece]:
    from llama_index.llms.ollama import Ollama
    from ollama import Client

    model.hide_key()
    context = model.context
    # Ollama cuts what is too long for its own small default without a word: it is told how much.
    with Client(model.url, **line.options()) as client:
        yield from read(
            Ollama(
                model=model.name,
                base_url=model.url,
                client=client,
                context_window=context,
                temperature=0.0,
                thinking=False,
                additional_kwargs={"num_predict": answer_tokens(context)},
            ),
            messages,
        )


def _openai(model: Served, line: Line, messages: Sequence[Message]) -> Iterator[Piece]:
    from llama_index.llms.openai_like import OpenAILike

    model.hide_key()
    context = model.context
    with httpx.Client(**line.options()) as client:
        yield from read(
            OpenAILike(
                model=model.name,
                api_base=model.url,
                api_key=_NO_KEY,
                http_client=client,
                is_chat_model=True,
                context_window=context,
                max_tokens=answer_tokens(context),
                max_retries=0,
                temperature=0.0,
            ),
            messages,
        )
