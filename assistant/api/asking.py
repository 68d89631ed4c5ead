"""What other programs may ask of a collection, by whichever door they come."""

from collections.abc import Iterator, Sequence

from assistant.api.failing import Refused
from assistant.api.types import Ask, Files, Passages, Said, Search, Text
from assistant.assistant import Assistant
from assistant.collections import Collections
from assistant.types import LONGEST_QUESTION, Answer, Event, Finished, Turn

MOST_PASSAGES = 100


def opened(collections: Collections, name: str) -> Assistant:
    """The assistant of a collection, "" for the default one; raises CollectionError."""
    return collections.get(name or collections.default).opened()[0]


def fit(question: str) -> str:
    """The question without the white space around it. Raises Refused: it is empty or too long."""
    question = question.strip()
    if not question:
        raise Refused(400, "The question is empty: ask something.", "empty_question", "question")
    if len(question) > LONGEST_QUESTION:
        raise Refused(
            400,
            f"The question has {len(question):,} characters: "
            f"{LONGEST_QUESTION:,} can be read at most.",
            "question_too_long",
            "question",
        )
    return question


def events(collections: Collections, asked: Ask) -> Iterator[Event]:
    """The answer as it comes.

    Raises Refused at once, and with the first event UnknownDocument or CollectionError.
    """
    return _answered(collections, asked, fit(asked.question))


def _answered(collections: Collections, asked: Ask, question: str) -> Iterator[Event]:
    assistant = opened(collections, asked.collection)
    yield from assistant.stream(
        question, _turns(asked.history), asked.documents, asked.anyway, asked.prose
    )


def answer(collections: Collections, asked: Ask) -> Answer:
    """The whole answer. Raises as `events` does."""
    *_, last = events(collections, asked)
    assert isinstance(last, Finished)
    return last.answer


def search(collections: Collections, asked: Search) -> Passages:
    """The passages that speak most of it. Raises as `events` does, but at once."""
    question = fit(asked.question)
    if not 1 <= asked.k <= MOST_PASSAGES:
        raise Refused(400, f"k is {asked.k}: give 1 to {MOST_PASSAGES}.", "invalid_value", "k")
    assistant = opened(collections, asked.collection)
    return Passages(
        tuple(assistant.search(question, asked.k, _turns(asked.history), asked.documents))
    )


def files(collections: Collections, collection: str) -> Files:
    """How its files stand. Raises CollectionError."""
    one = collections.get(collection or collections.default)
    assistant, _ = one.opened()
    return Files(one.name, collections.names(), tuple(assistant.documents()))


def text(collections: Collections, collection: str, path: str) -> Text:
    """A document as it was read. Raises CollectionError or UnknownDocument."""
    found = opened(collections, collection).document(path)
    return Text(
        path=found.path,
        title=found.title,
        sha256=found.sha256,
        kind=found.kind,
        text=found.text,
        pages=found.pages,
        unit=found.unit,
        note=found.note,
    )


def _turns(history: Sequence[Said]) -> list[Turn]:
    return [Turn(said.role, said.text) for said in history]
