"""LlamaIndex's language models: what goes to one, and what comes back piece by piece."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from index.types import well_formed

SECONDS = 5.0  # that a server may take to tell of its model, in all
FALLBACK = 4096  # tokens that a model reads which does not say how many


class Message(NamedTuple):
    """What one side of a talk with a model says."""

    role: Literal["system", "user", "assistant"]
    text: str


class Piece(NamedTuple):
    """A bit of text as it comes, "" where there is only a sign of life.

    finish: why it is the last one, in the server's word such as "stop" or "length"; else "".
    """

    text: str
    finish: str = ""


def answer_tokens(context: int) -> int:
    """How long an answer may be, of a model that reads so many tokens, answer and all."""
    return max(1, min(800, context // 4))


def read(llm: Any, messages: Sequence[Message]) -> Iterator[Piece]:
    """What a `llama_index.core.llms.LLM` says to the messages, without what it thinks.

    Raises whatever the model's library raises, and TypeError where a piece is no text.
    """
    said = ""
    for response in _stream(llm, messages):
        whole = getattr(response, "text", None)
        if whole is None:
            whole = response.message.content
        delta = getattr(response, "delta", None)
        if delta is None and isinstance(whole, str):  # some libraries give all that came alone
            delta = whole.removeprefix(said)
        said = whole if isinstance(whole, str) else said + (delta or "")
        if not isinstance(delta, str | None):
            raise TypeError("a piece that is no text")
        yield Piece(well_formed(delta or ""), _finish(getattr(response, "raw", None)))


def _stream(llm: Any, messages: Sequence[Message]) -> Iterator[Any]:
    from llama_index.core.llms import ChatMessage, MessageRole

    chat = [ChatMessage(role=MessageRole(role), content=text) for role, text in messages]
    if llm.metadata.is_chat_model:
        yield from llm.stream_chat(chat)
    else:
        yield from llm.stream_complete(llm.messages_to_prompt(chat), formatted=True)


def _finish(raw: Any) -> str:
    if isinstance(raw, dict):  # Ollama's
        reason = raw.get("done_reason") or "stop" if raw.get("done") is True else ""
    else:  # OpenAI's
        choices = getattr(raw, "choices", None)
        reason = getattr(choices[0], "finish_reason", None) if choices else ""
    return reason if isinstance(reason, str) else ""
