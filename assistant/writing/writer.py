"""A model writes an answer on top of its quotations, and each sentence is checked as it comes."""

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from assistant.faults import Fault, Note
from assistant.types import Answer, Prose, Turn, Written
from assistant.writing import prompts
from assistant.writing.bearing import cite
from assistant.writing.checking import check
from assistant.writing.evidence import Given, evidence, fitting, tokens
from assistant.writing.failure import ModelFailure
from assistant.writing.flow import Flow, Sentence
from assistant.writing.models import Message, Model
from assistant.writing.reading import answer_tokens
from index.index import Index
from index.reading import StoredPassage
from index.types import Document

log = logging.getLogger(__name__)

MOST = 20  # sentences, beyond which a model is stopped


class Writer:
    """Has a model write, and holds each sentence against the passages that it was given."""

    def __init__(self, model: Model, index: Index) -> None:
        self.model, self.index = model, index

    def write(
        self,
        answer: Answer,
        ranked: Sequence[StoredPassage],
        document: Callable[[str], Document],
        history: Sequence[Turn] = (),
    ) -> Generator[Written | None, None, Prose]:
        """The sentences as they come, None several times a second while none does; all of it last.

        ranked: the passages that the answer was chosen from, best first. document: gives a
        document by its path. A model that is slow, fails or talks nonsense ends it with a note, and
        so does whatever else breaks meanwhile.
        """
        notes: list[Note] = []
        sentences: list[Written] = []
        model = self.model
        try:
            given, trimmed = yield from self._given(answer, ranked, history)
            notes += [trimmed] if trimmed else []
            if any(passage.hidden for one in given for passage in one.passages):
                notes.append(Note("withheld", model.name))
            if given:
                messages = prompts.to_write(answer.question, given, history)
                said = _Said(model)
                for one in said.sentences(messages):
                    if one is None:
                        yield None
                        continue
                    written = self._checked(one, given, document)
                    sentences.append(written)
                    yield written
                notes += said.notes
            if sentences and not any(one.stands for one in sentences):
                notes.append(Note("none-stands", model.name))
        except Exception:  # the index closed, a document gone: the quotations stand all the same
            log.exception("a model's prose broke off")
            notes.append(Note("failed", model.name, model.address))
        stayed = model.is_local or any(note.kind == "elsewhere" for note in notes)
        return Prose(model.name, tuple(sentences), tuple(notes), model.address, stayed)

    def _given(
        self, answer: Answer, ranked: Sequence[StoredPassage], history: Sequence[Turn]
    ) -> Generator[None, None, tuple[list[Given], Note | None]]:
        context = yield from self.model.looked_up()
        frame = prompts.to_write(answer.question, (), history)
        taken = sum(tokens(message.text) for message in frame)
        room = context - answer_tokens(context) - taken
        return fitting(evidence(answer, ranked), room, self.model.name)

    def _checked(
        self, one: Sentence, given: Sequence[Given], document: Callable[[str], Document]
    ) -> Written:
        passages = {each.number: each.passages for each in given}
        found = check(self.index, one.text, one.marks, passages, one.strange)
        citations = cite(found.claimed, found.supports, document)
        faults = list(found.faults)
        if {citation.number for citation in citations} != set(found.supports):
            faults.append(Fault("gone"))
        if not one.is_whole:
            faults.append(Fault("unfinished"))
        return Written(
            text=one.text or "…",
            numbers=tuple(dict.fromkeys(one.marks)),
            citations=citations,
            faults=tuple(faults),
            coverage=found.coverage,
        )


class _Said:
    """What a model said to one request, cut into sentences; `notes`: what happened, in the end."""

    def __init__(self, model: Model) -> None:
        self._model, self._flow = model, Flow()
        self._count = 0
        self.notes: tuple[Note, ...] = ()

    def sentences(self, messages: Sequence[Message]) -> Iterator[Sentence | None]:
        """The sentences as they come, None where nothing has come."""
        is_over = True
        try:
            with closing(self._model.stream(messages)) as pieces:
                for piece in pieces:
                    yield None
                    yield from self._new(self._flow.add(piece))
                    if self._count >= MOST or self._flow.is_stuck:
                        self.notes = (Note("endless", self._model.name),)
                        return
        except ModelFailure as failure:
            is_over, self.notes = False, (failure.note,)
        rest = list(self._flow.rest(is_over))
        if not self._count and [one.text.strip(" .!*\"'").upper() for one in rest] == [
            prompts.NOTHING
        ]:
            self.notes = (*self.notes, Note("nothing", self._model.name))
            return
        yield from self._new(iter(rest))

    def _new(self, found: Iterator[Sentence]) -> Iterator[Sentence]:
        for one in found:
            if self._count < MOST:
                self._count += 1
                yield one
