"""Models that a server runs: Ollama's protocol and OpenAI's, through LlamaIndex."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpx

from assistant.writing.addresses import is_loopback, shown
from assistant.writing.explaining import What, explain
from assistant.writing.line import Line
from assistant.writing.reading import Message, Piece, read

_NO_KEY = "none"  # the libraries ask for one; the real one is put in where the request leaves
_ASKING = 5.0  # seconds: for what a server says of its model
_MOST = 8192  # tokens to read that are asked of Ollama: each takes memory
_FALLBACK = 4096

Build = Callable[[Line, int], Any]


def answer_tokens(context: int) -> int:
    """How long an answer may be, of a model that reads so many tokens, answer and all."""
    return max(1, min(1024, context // 4))


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
        self._url, self._key = url, key
        self._context = 0 if kind == "ollama" else _FALLBACK

    @property
    def context(self) -> int:
        """Tokens that it reads, asked of Ollama once; a guess while it does not say."""
        if not self._context:
            self._context = self._asked()
        return self._context or _FALLBACK

    def call(self, messages: Sequence[Message]) -> Call:
        """Ask it, on a line of its own."""
        line = Line(self._url, self._key)

        def pieces() -> Iterator[Piece]:
            context = self.context
            if self.kind == "ollama":
                yield from _ollama(self.name, self._url, line, context, messages)
            else:
                yield from _openai(self.name, self._url, line, context, messages)

        return Call(line, pieces)

    def _asked(self) -> int:
        """The model's context as Ollama tells it, 0 where it does not, at most what is wanted."""
        from ollama import Client

        line = Line(self._url, self._key, _ASKING)
        try:
            with Client(self._url, **line.options()) as client:
                about = client.show(self.name).modelinfo or {}
        except Exception:  # the question itself, a moment later, says what is wrong
            return 0
        told = [value for key, value in about.items() if str(key).endswith(".context_length")]
        return min(_MOST, told[0]) if told and isinstance(told[0], int) and told[0] > 0 else 0


def _ollama(
    name: str, url: str, line: Line, context: int, messages: Sequence[Message]
) -> Iterator[Piece]:
    from llama_index.llms.ollama import Ollama
    from ollama import Client

    # Ollama cuts what is too long for its own small default without a word: it is told how much.
    with Client(url, **line.options()) as client:
        yield from read(
            Ollama(
                model=name,
                base_url=url,
                client=client,
                context_window=context,
                temperature=0.0,
                thinking=False,
                additional_kwargs={"num_predict": answer_tokens(context)},
            ),
            messages,
        )


def _openai(
    name: str, url: str, line: Line, context: int, messages: Sequence[Message]
) -> Iterator[Piece]:
    from llama_index.llms.openai_like import OpenAILike

    with httpx.Client(**line.options()) as client:
        yield from read(
            OpenAILike(
                model=name,
                api_base=url,
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
