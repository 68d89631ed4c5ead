"""What the tools do: questions to a collection, as a model of another program asks them."""

from collections.abc import Collection

from assistant.assistant import Assistant
from assistant.collections import Collections
from assistant.tools import reading
from assistant.tools.asked import (
    MOST_FOUND,
    MOST_LISTED,
    Ask,
    Asked,
    ListDocuments,
    Read,
    Search,
)
from assistant.tools.told import Found, FoundPassage, InContext, Listed, Listing, Reply, State, Told
from assistant.types import LONGEST_QUESTION, Evidence
from index.errors import RequestError, UnknownDocument
from index.types import FileState


class Toolset:
    """The tools over some collections. Safe to share by threads."""

    def __init__(self, collections: Collections) -> None:
        self.collections = collections

    def run(self, asked: Asked) -> Told:
        """Do what is asked. Raises FootnoteError, in a sentence, where that cannot be."""
        match asked:
            case Ask():
                return self.ask(asked)
            case Search():
                return self.search(asked)
            case Read():
                return self.read(asked)
            case ListDocuments():
                return self.list_documents(asked)

    def ask(self, asked: Ask) -> Reply:
        """An answer in quotations."""
        name, assistant = self._readable(asked.collection)
        question = _worded(asked.question)
        try:
            answer = assistant.ask(
                question,
                documents=_paths(asked.documents),
                anyway=asked.anyway,
                write=False,  # who asks is a model itself, and no other one is to be given the text
            )
        except UnknownDocument as error:
            raise _unknown(error, assistant) from error
        return Reply(
            collection=name,
            question=answer.question,
            refused=answer.refused,
            is_unsure=answer.is_unsure,
            confidence=answer.confidence,
            text=answer.text,
            statements=answer.statements,
            disagreements=answer.disagreements,
            reasons=answer.reasons,
            nearest=answer.nearest,
            staleness=assistant.staleness,
        )

    def search(self, asked: Search) -> Found:
        """Passages, best first."""
        name, assistant = self._readable(asked.collection)
        question = _worded(asked.question)
        _within("k", asked.k, 1, MOST_FOUND)
        try:
            found = assistant.search(question, asked.k, documents=_paths(asked.documents))
        except UnknownDocument as error:
            raise _unknown(error, assistant) from error
        passages = (_passage(assistant, one) for one in found)
        return Found(name, tuple(one for one in passages if one is not None), assistant.staleness)

    def read(self, asked: Read) -> InContext:
        """A place of a document, in its context."""
        name, assistant = self._readable(asked.collection)
        try:
            return reading.read(assistant.index, name, asked)
        except UnknownDocument as error:
            raise _unknown(error, assistant) from error

    def list_documents(self, asked: ListDocuments) -> Listing:
        """What is in the folder."""
        name, assistant = self._at(asked.collection)
        _within("skip", asked.skip, 0)
        _within("most", asked.most, 1, MOST_LISTED)
        wanted = asked.matching.casefold().split()
        found = [
            state
            for state in assistant.documents()
            if all(word in f"{state.path} {state.title}".casefold() for word in wanted)
        ]
        return Listing(
            collection=name,
            collections=self.collections.names(),
            total=len(found),
            skipped=min(asked.skip, len(found)),
            documents=tuple(map(_listed, found[asked.skip :][: asked.most])),
            staleness=assistant.staleness,
        )

    def _readable(self, name: str) -> tuple[str, Assistant]:
        """The collection, something of it being read. Raises RequestError where nothing is yet."""
        found, assistant = self._at(name)
        if assistant.staleness and not assistant.index.catalog.count():
            raise RequestError(f"nothing is read yet, ask again soon: {assistant.staleness}")
        return found, assistant

    def _at(self, name: str) -> tuple[str, Assistant]:
        collection = self.collections.get(name.strip() or self.collections.default)
        assistant, _ = collection.opened()
        return collection.name, assistant


def _worded(question: str) -> str:
    if not question.strip():
        raise RequestError("the question is empty: ask one in words")
    if len(question) > LONGEST_QUESTION:
        raise RequestError(
            f"the question has {len(question):,} characters: "
            f"{LONGEST_QUESTION:,} can be read at most"
        )
    return question


def _paths(documents: Collection[str] | None) -> list[str] | None:
    """None, which is all documents, also where an empty list was given."""
    return (
        [documents] if isinstance(documents, str) and documents else list(documents or ()) or None
    )


def _unknown(error: UnknownDocument, assistant: Assistant) -> RequestError:
    said = str(error).rpartition(": `")[0] or str(error)  # the rest names a terminal's command
    known = f"{said}: list_documents gives the paths that there are"
    return RequestError(". ".join(filter(None, (known, assistant.staleness))))


def _within(name: str, value: int, least: int, most: int | None = None) -> None:
    if value < least or (most is not None and value > most):
        bounds = f"{least:,} or more" if most is None else f"{least:,} to {most:,}"
        raise RequestError(f"{name} is {value}: give a number of {bounds}")


def _passage(assistant: Assistant, one: Evidence) -> FoundPassage | None:
    """The passage with its place; None where its document has changed or gone this moment."""
    try:
        document = assistant.document(one.path)
    except UnknownDocument:
        return None
    if document.text[one.start : one.end] != one.text:
        return None
    return FoundPassage(
        path=one.path,
        title=one.title,
        sha256=document.sha256,
        heading=one.heading,
        page=one.page,
        place=document.place_at(one.start),
        start=one.start,
        end=one.end,
        text=one.text,
        score=one.score,
    )


def _listed(state: FileState) -> Listed:
    kind, why = _standing(state)
    return Listed(
        path=state.path,
        title=state.title,
        state=kind,
        why=why,
        kind=state.kind,
        pages=state.pages,
        characters=state.characters,
        language=state.language,
    )


def _standing(state: FileState) -> tuple[State, str]:
    if state.is_removed:
        return "removed", state.reason
    if state.same_as:
        return "copy", f"the same as {state.same_as}"
    if state.is_unread:
        return "not read", state.reason
    return ("read" if state.indexed else "opened"), state.reason
