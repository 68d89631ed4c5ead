"""A chat request becomes a question: the model's name, the messages, what was wished for."""

from collections.abc import Sequence

from assistant.api.asking import fit
from assistant.api.content import spoken
from assistant.api.failing import Refused
from assistant.api.types import Ask, ChatRequest, Message, Part, Said, Wishes
from assistant.collections import Collections
from assistant.naming import same

NAME = "footnote"
QUOTES = "footnote-quotes"


def models(collections: Collections) -> list[str]:
    """The names that are listed; those of quotations alone where a model writes."""
    others = [name for name in collections.names() if name != collections.default]
    kinds = (NAME, QUOTES) if collections.writer else (NAME,)
    return [name for kind in kinds for name in (kind, *(f"{kind}/{other}" for other in others))]


def chosen(collections: Collections, model: str) -> tuple[str, bool]:
    """A collection's name, and whether a model may write, of a model's name.

    Raises Refused, listing those that there are.
    """
    kind, slash, name = model.partition("/")
    name = name if slash else collections.default
    known = {same(one) for one in collections.names()}
    if kind not in (NAME, QUOTES) or same(name) not in known:
        listed = ", ".join(models(collections))
        raise Refused(
            404,
            f"There is no model {model[:200]!r}: choose one of {listed}.",
            "model_not_found",
            "model",
        )
    return name, kind == NAME


def asked(collections: Collections, request: ChatRequest) -> Ask:
    """The question of a chat request and the turns before it. Raises Refused."""
    collection, is_written = chosen(collections, request.model)
    if (request.n or 1) > 1:
        raise Refused(
            400, f"n is {request.n}: there is one answer, so give 1.", "invalid_value", "n"
        )
    turns = [said for message in request.messages if (said := _said(message))]
    last = max((i for i, said in enumerate(turns) if said.role == "user"), default=None)
    if last is None:
        raise Refused(400, "No message of the user asks anything.", "empty_question", "messages")
    wishes = request.footnote or Wishes()
    return Ask(
        question=fit(turns[last].text),
        history=tuple(turns[:last]),
        documents=wishes.documents,
        collection=collection,
        anyway=wishes.anyway,
        prose=is_written,
    )


def _said(message: Message) -> Said | None:
    """A turn of the conversation; None of what is left aside."""
    match message.role:
        case "user":
            return Said("user", _text(message.content))
        case "assistant":
            return Said("assistant", spoken(_text(message.content)))
        case _:
            return None


def _text(content: str | Sequence[Part] | None) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    for part in content:
        if part.type != "text":
            raise Refused(
                400,
                f"A message holds a part of type {part.type[:40]!r}: Footnote reads text alone. "
                "Put the file into the folder and ask again.",
                "unsupported_content",
                "messages",
            )
    return "\n".join(part.text for part in content)
