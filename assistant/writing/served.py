"""Models that a server runs: Ollama's protocol and OpenAI's, through LlamaIndex."""

import threading
from collections.abc import Iterator, Sequence
from time import monotonic

import httpx

from assistant.writing.addresses import is_loopback, is_of_a_cloud, shown
from assistant.writing.explaining import Spoken, What, explain
from assistant.writing.line import Line
from assistant.writing.lookup import About, look_up, spoken
from assistant.writing.masking import hide
from assistant.writing.reading import FALLBACK, SECONDS, Message, Piece, answer_tokens, read

_NO_KEY = "none"  # the libraries ask for one; the real one is put in where the request leaves
_REMEMBERED = 60.0  # seconds that a server which told nothing is not asked again


class HandedOn(Exception):
    """The server would hand on what it is given, and nobody was told so: nothing is sent."""


class Silent(ValueError):
    """The server answered without a word of its protocol."""


class Call:
    """One question to a server."""

    needs_finish = True

    def __init__(self, model: "Served", messages: Sequence[Message]) -> None:
        self._model, self._messages = model, messages
        self._line = model.line()
        self._lines, self._is_cut = [self._line], False
        self._spoken: Spoken | None = None

    def pieces(self) -> Iterator[Piece]:
        """What it writes; where nothing came, it is looked up what the server speaks at all."""
        has_come = False
        try:
            for piece in self._model.pieces(self._line, self._messages):
                has_come = has_come or bool(piece.text or piece.finish)
                yield piece
            if not has_come:
                raise Silent
        except Exception as error:
            what = explain(self._line, error)
            is_elsewhere = what.kind == "nonsense" or what.status in (400, 404, 405, 501)
            if is_elsewhere and not has_come and not isinstance(error, HandedOn):
                self._spoken = spoken(self._model.kind, self._model.url, self._one_more)
            raise

    def cut(self) -> None:
        """Close the connection, from any thread."""
        self._is_cut = True
        for one in self._lines:
            one.cut()

    def explain(self, error: BaseException) -> What:
        """What went wrong."""
        if isinstance(error, HandedOn):
            return What("elsewhere")
        what = explain(self._line, error)
        model = self._model
        return what._replace(url=model.address, option=model.option, spoken=self._spoken)

    def _one_more(self) -> Line:
        self._lines.append(self._model.line(SECONDS))
        if self._is_cut:
            self._lines[-1].cut()
        return self._lines[-1]


class Served:
    """A model at an address, which was given by an option; the key goes there and nowhere else."""

    def __init__(self, kind: str, name: str, url: str, key: str, option: str = "--llm-url") -> None:
        self.kind, self.name, self.option = kind, name, option
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
                line = self.line(SECONDS)
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
        """Ask it, on lines of its own."""
        return Call(self, messages)

    def pieces(self, line: Line, messages: Sequence[Message]) -> Iterator[Piece]:
        """What it writes; but where it seems to run here and does not, HandedOn is raised."""
        if self.context and self._seems_local and not self.is_local:
            raise HandedOn
        yield from (_ollama if self.kind == "ollama" else _openai)(self, line, messages)

    def hide_key(self) -> None:
        """Keep the key out of the logs of the libraries; after they are imported."""
        hide(self._key)

    def line(self, seconds: float | None = None) -> Line:
        """For one request."""
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
