"""OpenAI's chat: requests answered whole, or piece by piece as server-sent events."""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.api import messages
from assistant.api.answering import Answering, Run
from assistant.api.asking import events, opened
from assistant.api.content import Content, Link
from assistant.api.failing import as_dict, refused
from assistant.api.types import (
    Ask,
    ChatRequest,
    Choice,
    Completion,
    Model,
    Models,
    Reply,
    Usage,
)
from assistant.collections import Collections
from assistant.records import dumped
from assistant.types import Answer, Citation, Event, Finished

_ANEW = {"Cache-Control": "no-store"}
_GONE = 499  # nobody is there to read it


class Chat:
    """Answers chat requests about the collections."""

    def __init__(self, collections: Collections, answering: Answering) -> None:
        self._collections, self._answering = collections, answering
        self._since = int(time.time())

    def models(self) -> Models:
        """The models that there are: a collection each."""
        names = messages.models(self._collections)
        return Models(tuple(Model(name, self._since) for name in names))

    def model(self, model: str) -> Model:
        """One of them."""
        messages.chosen(self._collections, model)
        return Model(model, self._since)

    async def complete(self, asked: ChatRequest, request: Request) -> Response:
        """Answer the last message of the user in quotations, and in prose where a model writes."""
        question = messages.asked(self._collections, asked)
        link = linked(str(request.base_url), question.collection)
        content = Content(link, self._collections.writer)
        run = self._answering.start(events(self._collections, question), question.prose)
        arriving = run.events(request.is_disconnected)
        count = partial(self._answering.quickly, lambda: self._usage(question, content.text))
        reply = _Reply(asked, content, count)
        if not asked.stream:
            return await reply.whole(arriving)
        first = await anext(arriving, None)  # what is in the way has a status of its own
        return _Stream(reply.streamed(first, arriving), run)

    def _usage(self, question: Ask, said: str) -> Usage:
        turns = [*(turn.text for turn in question.history), question.question]
        encoder = opened(self._collections, question.collection).index.encoder
        *prompt, completion = map(len, encoder.offsets([*turns, said]))
        return Usage(sum(prompt), completion, sum(prompt) + completion)


class _Reply:
    """The reply to one request."""

    def __init__(
        self, asked: ChatRequest, content: Content, usage: Callable[[], Awaitable[Usage]]
    ) -> None:
        self._asked, self._content, self._usage = asked, content, usage
        self._id, self._created = f"chatcmpl-{uuid4().hex}", int(time.time())

    async def whole(self, arriving: AsyncIterator[Event]) -> Response:
        """In one response."""
        answer: Answer | None = None
        async for event in arriving:
            for _ in self._content.take(event):
                pass
            if isinstance(event, Finished):
                answer = event.answer
        if answer is None:
            return Response(status_code=_GONE)
        whole = Completion(
            id=self._id,
            created=self._created,
            model=self._asked.model,
            choices=(Choice(Reply(self._content.text, tuple(self._content.annotations))),),
            usage=await self._usage(),
            footnote=answer.to_dict(),
        )
        return Response(dumped(asdict(whole)), media_type="application/json", headers=_ANEW)

    async def streamed(
        self, first: Event | None, arriving: AsyncIterator[Event]
    ) -> AsyncIterator[str]:
        """As server-sent events; while a model writes and nothing comes, comments."""
        options = self._asked.stream_options
        is_counted = options is not None and bool(options.include_usage)
        more: dict[str, Any] = {"usage": None} if is_counted else {}
        try:
            yield self._chunk({"role": "assistant", "content": ""}, **more)
            async for event in _chained(first, arriving):
                pieces = [*self._content.take(event)]
                for piece in pieces:
                    yield self._chunk({"content": piece}, **more)
                if isinstance(event, Finished):
                    marks = [asdict(one) for one in self._content.annotations]
                    answer = event.answer.to_dict()
                    yield self._chunk({"annotations": marks}, "stop", footnote=answer, **more)
                elif not pieces:
                    yield ": \n\n"
            if is_counted:
                usage = asdict(await self._usage())
                yield self._chunk(None, usage=usage)
        except Exception as error:
            yield _sent(as_dict(refused(error)))
        yield "data: [DONE]\n\n"

    def _chunk(self, delta: dict[str, Any] | None, finished: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finished, "logprobs": None}
        return _sent(
            {
                "id": self._id,
                "object": "chat.completion.chunk",
                "created": self._created,
                "model": self._asked.model,
                "choices": [] if delta is None else [choice],
                **more,
            }
        )


class _Stream(StreamingResponse):
    """Events as they come; a client that goes away ends what makes them."""

    def __init__(self, content: AsyncIterator[str], run: Run) -> None:
        super().__init__(content, media_type="text/event-stream", headers=_ANEW)
        self._run = run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._run.end()


def linked(base: str, collection: str) -> Link:
    """Gives the address of the page that shows a quotation in its context."""

    def link(citation: Citation) -> str:
        asked = {
            "collection": collection,
            "path": citation.path,
            "sha256": citation.sha256,
            "start": citation.start,
            "end": citation.end,
        }
        return f"{base}api/quotation?{urlencode(asked)}"

    return link


async def _chained(first: Event | None, others: AsyncIterator[Event]) -> AsyncIterator[Event]:
    if first is not None:
        yield first
    async for event in others:
        yield event


def _sent(value: dict[str, Any]) -> str:
    """A server-sent event: in ASCII, as some take other characters too for the end of a line."""
    return f"data: {json.dumps(json.loads(dumped(value)))}\n\n"
