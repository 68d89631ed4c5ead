"""What a model wrote on top of the quotations: its sentences, each with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.cited import Citation
from assistant.faults import Fault, Note

CAUTION = (
    "What is not struck out may still be wrong: the check misses some, such as one wrong word "
    "among right ones. Read the words behind the numbers."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a model wrote, checked.

    text: without its marks, white space folded. numbers: its marks as they were written.
    citations: one for each mark of what was given: of the passage with that number, the very
    sentences that bear this one out best, verified like any citation.
    faults: what the check found wrong with it. coverage: how much of it the passages that it cites
    cover, at most 1.
    """

    text: str
    numbers: tuple[int, ...]
    citations: tuple[Citation, ...] = ()
    faults: tuple[Fault, ...] = ()
    coverage: float = 0.0

    @property
    def why(self) -> tuple[Fault, ...]:
        """Why it does not stand; empty if it does. A mark that leads nowhere bears nothing out."""
        led = {citation.number for citation in self.citations}
        return self.faults or (() if led.issuperset(self.numbers) else (Fault("gone"),))

    @property
    def stands(self) -> bool:
        """Whether its sources bear it out."""
        return not self.why

    def __str__(self) -> str:
        """With its marks; what fails stands between ~~ and says why."""
        said = "".join([self.text, *(f" [{number}]" for number in self.numbers)])
        return said if self.stands else f"~~{said}~~ ({' '.join(map(str, self.why))})"


@dataclass(frozen=True, slots=True)
class Prose:
    """What a model wrote on top of the quotations, sentence by sentence.

    model: its name as it was given. address: of the server that runs it, "" if none does.
    is_local: whether it runs on this machine; else the passages that it was given left it.
    notes: what happened, where not all went well.
    """

    model: str
    sentences: tuple[Written, ...] = ()
    notes: tuple[Note, ...] = ()
    address: str = ""
    is_local: bool = True

    @property
    def was_unreached(self) -> bool:
        """Whether nothing was sent: there was no connection, or it would have been handed on."""
        kinds = {note.kind for note in self.notes}
        return not self.sentences and not kinds.isdisjoint(("unreachable", "elsewhere"))

    @property
    def sent(self) -> str:
        """That the question and the passages left this machine, in a sentence; "" if not."""
        if self.is_local or self.was_unreached:
            return ""
        place = self.address or "a service on another machine"
        return f"The question and the passages were sent to {place}."

    @property
    def heading(self) -> str:
        """What a terminal shows over the first sentence."""
        return f"Written by {self.model}, checked against the passages:"

    def under(self) -> Iterator[str]:
        """The lines that a terminal shows under the sentences: the notes, what each rests on."""
        caution = CAUTION if any(one.stands for one in self.sentences) else ""
        yield from filter(None, (*map(str, self.notes), self.sent, caution))
        rests = [
            f"[{one.number}] of sentence {number}: {one.where}: “{' '.join(one.quote.split())}”"
            for number, sentence in enumerate(self.sentences, start=1)
            for one in sentence.citations
        ]
        if rests:
            yield from ("", "What its sentences rest on:", *rests)

    def __str__(self) -> str:
        """What a terminal shows: what fails the check stands between ~~ and says why."""
        said = [self.heading, *map(str, self.sentences)] if self.sentences else []
        return "\n".join([*said, *self.under()])
