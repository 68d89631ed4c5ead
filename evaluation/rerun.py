"""Pinned answers asked again: which of them have changed, and why as far as can be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant import Answer, Assistant, Citation
from assistant.lookups import IndexLookup
from assistant.pinning import folder_digest, settings_of
from assistant.verifying import Verdict, verify
from evaluation.pinned import Pin
from index.errors import UnknownDocument

Outcome = Literal[
    "same", "moved", "other quotes", "other order", "now refused", "now answered", "not asked"
]
_IN_WORDS: dict[Outcome, str] = {
    "same": "the same",
    "moved": "the same words, which stand elsewhere now",
    "other quotes": "other quotations",
    "other order": "the same quotations in another order",
    "now refused": "refused now",
    "now answered": "answered now",
    "not asked": "it cannot be asked",
}
_LONGEST = 160  # characters of a quote or a question, as shown


@dataclass(frozen=True, slots=True)
class Rerun:
    """A pinned question and what came of it today.

    lost: how the pinned quotes stand that the answer no longer has. new: those it did not have.
    why: what has changed since, in short sentences; empty where the answer is the same.
    """

    pin: Pin
    outcome: Outcome
    lost: tuple[Verdict, ...] = ()
    new: tuple[Citation, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the answer says something else than it did."""
        return self.outcome not in ("same", "moved")


def rerun(pins: Sequence[Pin], assistant: Assistant) -> list[Rerun]:
    """Ask every pinned question again, as it was asked then."""
    return [_again(pin, assistant) for pin in pins]


def report(reruns: Sequence[Rerun], staleness: str = "") -> str:
    """A line about each answer that is the same, more about the others, their number first.

    staleness: the assistant's.
    """
    changed = sum(one.is_changed for one in reruns)
    lines = [f"pinned answers: {len(reruns)}, changed: {changed}"]
    if staleness:
        lines.append(staleness)
    for one in sorted(reruns, key=lambda one: one.is_changed):
        lines += ["", *_told(one)] if one.is_changed else _told(one)
    return "\n".join(lines)


def _again(pin: Pin, assistant: Assistant) -> Rerun:
    try:
        answer = assistant.ask(pin.question, pin.history, pin.documents, pin.anyway, write=False)
    except UnknownDocument as error:
        return Rerun(pin, "not asked", why=(str(error), *_why(pin, assistant)))
    outcome = _outcome(pin, answer)
    if outcome == "same":
        return Rerun(pin, outcome)
    now = {citation.quote for citation in answer.citations}
    then = {quote.quote for quote in pin.quotes}
    lost = [quote for quote in pin.quotes if quote.quote not in now]
    return Rerun(
        pin,
        outcome,
        tuple(verify(lost, IndexLookup(assistant.index))),
        tuple(citation for citation in answer.citations if citation.quote not in then),
        tuple(_why(pin, assistant)),
    )


def _outcome(pin: Pin, answer: Answer) -> Outcome:
    if pin.is_refused or answer.refused:
        if pin.is_refused == answer.refused:
            return "same"
        return "now answered" if pin.is_refused else "now refused"
    then, now = [one.quote for one in pin.quotes], [one.quote for one in answer.citations]
    if then != now:
        return "other order" if sorted(then) == sorted(now) else "other quotes"
    stands = all(
        old.path == new.path and (not old.sha256 or old.start == new.start)
        for old, new in zip(pin.quotes, answer.citations, strict=True)
    )
    return "same" if stands else "moved"


def _why(pin: Pin, assistant: Assistant) -> Iterator[str]:
    """What an answer depends on and has changed since; the last guess where nothing has."""
    found = [*_of_the_setup(pin, assistant), *_of_the_documents(pin, assistant)]
    yield from found
    if not found:
        told = pin.fingerprint and pin.settings and pin.folder
        yield (
            "documents, model and settings are as they were: Footnote or a library is another"
            if told
            else "the file does not tell what it depended on"
        )


def _of_the_setup(pin: Pin, assistant: Assistant) -> Iterator[str]:
    encoder = assistant.index.encoder
    if pin.fingerprint and pin.fingerprint != encoder.fingerprint:
        if pin.model != encoder.name:
            yield f"the model was {pin.model} and is {encoder.name}"
        else:
            yield f"the model {encoder.name} has other files"
    now = settings_of(assistant.settings)
    for name, value in pin.settings.items():
        if name in now and now[name] != value:
            yield f"the setting {name} was {value:g} and is {now[name]:g}"


def _of_the_documents(pin: Pin, assistant: Assistant) -> Iterator[str]:
    states = assistant.documents()
    by_path = {state.path: state for state in states}
    by_bytes = {state.sha256: state.path for state in states}
    is_quoted_changed = False
    for path, sha256 in dict.fromkeys((one.path, one.sha256) for one in pin.quotes if one.sha256):
        state = by_path.get(path)
        if state is not None and state.sha256 == sha256:
            continue
        is_quoted_changed = True
        if sha256 in by_bytes:
            yield f"{path} is now {by_bytes[sha256]}"
        else:
            yield f"{path} has changed" if state else f"{path} is gone"
    if pin.folder and not is_quoted_changed and pin.folder != folder_digest(states):
        which = "the documents" if pin.is_refused else "other documents"
        yield f"{which} have changed: some were added, altered or removed"


def _told(one: Rerun) -> list[str]:
    lines = [f"{_shown(one.pin.question)}: {_IN_WORDS[one.outcome]}"]
    if one.pin.history:
        before = next((turn.text for turn in one.pin.history if turn.role == "user"), "")
        lines[0] = f"{_shown(before)} > {lines[0]}"
    for verdict in one.lost:
        quote = verdict.citation
        lines.append(f"  was: {_shown(quote.path)}: {_shown(quote.quote)}")
        lines.append(f"       {_shown(str(verdict))}")
    for citation in one.new:
        lines.append(f"  now: {_shown(citation.path)}: {_shown(citation.quote)}")
    if one.why:
        lines.append(f"  since: {_shown('; '.join(one.why), 1_000)}")
    return lines


def _shown(text: str, longest: int = _LONGEST) -> str:
    """A text on one line of a terminal, whatever is in it."""
    folded = " ".join(text.split())
    plain = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in folded)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
