"""What Gradio's own client can call by name: /ask, /search, /documents. Typed; all else is private.

What comes is checked here: Gradio shows the types, but holds nobody to them. Its client takes
whatever has a "path" for a file of Gradio's own and downloads it: a path is a "file" here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

import gradio as gr

from assistant.api import asking
from assistant.api.answering import MOST, Answering
from assistant.api.failing import refused
from assistant.api.types import Ask, Search
from assistant.records import dumped, parsed
from assistant.web.desk import Desk
from index.errors import FootnoteError

_Kind = TypeVar("_Kind")


def add_endpoints(desk: Desk) -> None:
    """Give the page that is being built its named endpoints."""
    endpoints = _Endpoints(desk)
    named: list[tuple[str, Callable[..., Any]]] = [
        ("ask", endpoints.ask),
        ("search", endpoints.search),
        ("documents", endpoints.documents),
    ]
    for name, answer in named:
        # What is asked has lines of its own: quotations do not wait behind models that write.
        limit = None if name == "ask" else MOST
        gr.api(answer, api_name=name, concurrency_limit=limit)


class _Endpoints:
    def __init__(self, desk: Desk) -> None:
        self.collections = desk.collections
        self._answering = Answering()

    async def ask(
        self,
        question: str,
        history: list[dict[str, str]] | None = None,
        documents: list[str] | None = None,
        collection: str = "",
        anyway: bool = False,
        prose: bool = True,
    ) -> dict[str, Any]:
        """Answer a question in exact quotations; as POST /api/ask does, with "file" for "path".

        Args:
            question: in any words.
            history: the turns before, oldest first, as {"role": "user", "text": "..."}.
            documents: the paths to answer from; none for all.
            collection: its name; "" for the default one.
            anyway: quote what comes nearest even where that would be refused.
            prose: false for quotations alone where a model writes on top of them.
        """
        with _in_words():
            asked = _checked(
                Ask,
                question=question,
                history=history or [],
                documents=documents,
                collection=collection,
                anyway=anyway,
                prose=prose,
            )
            made = partial(asking.answer, self.collections, asked)
            answer = await self._answering.whole(made, asked.prose)
            renamed: dict[str, Any] = _renamed(answer.to_dict())
            return renamed

    def search(
        self,
        question: str,
        k: int = 10,
        documents: list[str] | None = None,
        collection: str = "",
    ) -> list[dict[str, Any]]:
        """Find the k passages that speak most of what is asked, best first.

        Args:
            question: in any words.
            k: how many, 1 to 100.
            documents: the paths to look in; none for all.
            collection: its name; "" for the default one.
        """
        with _in_words():
            asked = _checked(
                Search, question=question, k=k, documents=documents, collection=collection
            )
            found = asking.search(self.collections, asked).passages
            return [_renamed(asdict(one)) for one in found]

    def documents(self, collection: str = "") -> list[dict[str, Any]]:
        """List the files of a collection and how each stands.

        Args:
            collection: its name; "" for the default one.
        """
        with _in_words():
            listed = asking.files(self.collections, str(collection)).documents
            return [_renamed(asdict(one)) for one in listed]


def _checked(kind: type[_Kind], **given: Any) -> _Kind:
    return parsed(kind, dumped(given), "request")


def _renamed(value: Any) -> Any:
    """Plain values, with "file" for "path" throughout."""
    if isinstance(value, dict):
        return {"file" if key == "path" else key: _renamed(one) for key, one in value.items()}
    return [_renamed(one) for one in value] if isinstance(value, list | tuple) else value


@contextmanager
def _in_words() -> Iterator[None]:
    """What is in the way is told as a sentence."""
    try:
        yield
    except FootnoteError as error:
        raise gr.Error(str(refused(error)), print_exception=False) from error
