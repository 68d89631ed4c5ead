"""How a language model's words stand on the wire: OpenAI's chat protocol and Ollama's."""

import json
from typing import Any, Protocol


class Wire(Protocol):
    """One protocol; `streams`: whether it streams unless it is told not to."""

    content_type: str
    streams: bool

    def __init__(self, model: str) -> None: ...

    def piece(self, text: str) -> bytes: ...

    def thought(self, text: str) -> bytes: ...

    def end(self, reason: str) -> bytes: ...

    def whole(self, text: str) -> dict[str, Any]: ...


class OpenAI:
    """Server-sent events, each a `chat.completion.chunk`; at last `[DONE]`."""

    content_type = "text/event-stream"
    streams = False

    def __init__(self, model: str) -> None:
        self.model = model

    def piece(self, text: str) -> bytes:
        return self._event({"role": "assistant", "content": text})

    def thought(self, text: str) -> bytes:
        return self._event({"role": "assistant", "reasoning_content": text})

    def end(self, reason: str) -> bytes:
        return self._event({}, reason) + b"data: [DONE]\n\n"

    def whole(self, text: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return self._about("chat.completion", choice)

    def _event(self, delta: dict[str, str], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        chunk = json.dumps(self._about("chat.completion.chunk", choice), ensure_ascii=False)
        return f"data: {chunk}\n\n".encode()

    def _about(self, kind: str, choice: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1", "object": kind, "created": 1, "model": self.model,
            "choices": [choice],
        }  # fmt: skip


class Ollama:
    """A line of JSON for each piece; the last one is `done`."""

    content_type = "application/x-ndjson"
    streams = True

    def __init__(self, model: str) -> None:
        self.model = model

    def piece(self, text: str) -> bytes:
        return self._line(self._about({"role": "assistant", "content": text}))

    def thought(self, text: str) -> bytes:
        return self._line(self._about({"role": "assistant", "content": "", "thinking": text}))

    def end(self, reason: str) -> bytes:
        return self._line(self._about({"role": "assistant", "content": ""}, reason))

    def whole(self, text: str) -> dict[str, Any]:
        return self._about({"role": "assistant", "content": text}, "stop")

    def _about(self, message: dict[str, str], reason: str = "") -> dict[str, Any]:
        about = {"model": self.model, "created_at": "2026-01-01T00:00:00Z", "message": message}
        over = {"done_reason": reason, "prompt_eval_count": 1, "eval_count": 1}
        return {**about, "done": bool(reason), **(over if reason else {})}

    def _line(self, plain: dict[str, Any]) -> bytes:
        return json.dumps(plain, ensure_ascii=False).encode() + b"\n"
