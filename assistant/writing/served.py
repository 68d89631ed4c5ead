"""Models that a server runs: Ollama's protocol and OpenAI's, through LlamaIndex."""

import threading
from collections.abc import Callable, Iterator, Sequence

import httpx

from assistant.writing.addresses import is_loopback, shown
from assistant.writing.explaining import What, explain
from assistant.writing.line import Line
from assistant.writing.masking import hide
from assistant.writing.reading import Message, Piece, answer_tokens, read

_NO_KEY = "none"  # the libraries ask for one; the real one is put in where the request leaves
_ASKING = 5.0  # seconds: for what a server says of its model
_MOST = 8192  # tokens to read that are asked of Ollama: each takes memory
_FALLBACK = 4096


class Call:
    """One question to a server."""

    needs_finish = True

    def __init__(self, line: Line, pieces: Callable[[], Iterator[Piece]]) -> None:
        self._line, self.pieces, self.cut = line, pieces, line.cut

    def explain(self, error: BaseException) -> What:
        """What went wrong."""
        return explain(self._line, error)


class Served:
    """A model at an address; the key goes there and nowhere else."""

    def __init__(self, kind: str, name: str, url: str, key: str) -> None:
        self.kind, self.name = kind, name
        self.address, self.is_local, self.has_key = shown(url), is_loopback(url), bool(key)
        self.url, self._key = url, key
        self._context = 0 if kind == "ollama" else _FALLBACK

    @property
    def context(self) -> int:
        """Tokens that it reads, asked of Ollama once; a guess while it does not say."""
        if not self._context:
            self._context = self._asked()
        return self._context or _FALLBACK

    def call(self, messages: Sequence[Message]) -> Call:
        """Ask it, on a line of its own."""
        line = self._line()

        def pieces() -> Iterator[Piece]:
            protocol = _ollama if self.kind == "ollama" else _openai
            yield from protocol(self, line, messages)

        return Call(line, pieces)

    def hide_key(self) -> None:
        """Keep the key out of the logs of the libraries; after they are imported."""
        hide(self._key)

    def _line(self, seconds: float | None = None) -> Line:
        return Line(self.url, self._key, seconds)

    def _asked(self) -> int:
        """The model's context as Ollama tells it, 0 where it does not, at most what is wanted."""
        from ollama import Client

        self.hide_key()
        line = self._line(_ASKING)
        alarm = threading.Timer(_ASKING, line.cut)  # it may dribble
        alarm.start()
        try:
            with Client(self.url, **line.options()) as client:
                about = client.show(self.name).modelinfo or {}
        except Exception:  # the question itself, a moment later, says what is wrong
            return 0
        finally:
            alarm.cancel()
        told = [value for key, value in about.items() if str(key).endswith(".context_length")]
        return min(_MOST, told[0]) if told and isinstance(told[0], int) and told[0] > 0 else 0


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
    with httpx.Client(**line.options()) as client:
        yield from read(
            OpenAILike(
                model=model.name,
                api_base=model.url,
                api_key=_NO_KEY,
                http_client=client,
                is_chat_model=True,
                context_window=model.context,
                max_tokens=answer_tokens(model.context),
                max_retries=0,
                temperature=0.0,
            ),
            messages,
        )
