"""Pinned answers, as `assistant.pinning` writes them and people edit them: read with care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant import Citation, Turn
from evaluation import questions
from evaluation.datafile import Value


@dataclass(frozen=True, slots=True)
class Pin:
    """A question with the answer that it should have, and what that answer depended on.

    history: the last turns before it. documents: what it was asked among, None for all.
    anyway: whether what comes nearest was asked for. is_refused: whether a refusal is right.
    quotes: what is cited, in order; where they stood and their files' sha256, if that is told.
    model, fingerprint, settings, folder: of the time of pinning; "" and {} where not told.
    """

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] | None = None
    anyway: bool = False
    is_refused: bool = False
    quotes: tuple[Citation, ...] = ()
    model: str = ""
    fingerprint: str = ""
    settings: Mapping[str, float] = field(default_factory=dict)
    folder: str = ""


def read(file: Path) -> tuple[Pin, ...]:
    """The entries of `pinned` in a file of questions; docs/pinning.md explains them.

    Raises DatasetError with the line of what is wrong.
    """
    entries = questions.parsed(file).find("pinned")
    return tuple(_pin(entry) for entry in entries.each()) if entries else ()


def _pin(entry: Value) -> Pin:
    history, documents = entry.find("history"), entry.find("documents")
    quotes, model, settings = entry.find("quotes"), entry.find("model"), entry.find("settings")
    is_refused = questions.is_true(entry, "refused")
    cited = [_quote(one, number) for number, one in enumerate(quotes.each(), 1)] if quotes else []
    if is_refused == bool(cited):
        raise entry.error("has neither 'quotes' nor 'refused: true', or both")
    return Pin(
        question=entry.get("question").text(),
        history=tuple(map(_turn, history.each())) if history else (),
        documents=tuple(one.text() for one in documents.each()) if documents else None,
        anyway=questions.is_true(entry, "anyway"),
        is_refused=is_refused,
        quotes=tuple(cited),
        model=model.optional_text("name") if model else "",
        fingerprint=model.optional_text("fingerprint") if model else "",
        settings=_numbers(settings) if settings else {},
        folder=entry.optional_text("folder"),
    )


def _quote(entry: Value, number: int) -> Citation:
    quote, path = entry.get("quote").text(), entry.get("file").text()
    characters = entry.find("characters")
    start = 0
    if characters is not None:
        offsets = [one.integer() for one in characters.each()]
        if len(offsets) != 2 or not 0 <= offsets[0] < offsets[1]:
            raise characters.error("is not two character offsets")
        if offsets[1] - offsets[0] != len(quote):
            raise entry.error(f"names characters {offsets} for a quote of {len(quote)}")
        start = offsets[0]
    return Citation(
        number=number,
        path=path,
        title=path,
        sha256=entry.optional_text("sha256"),
        page=None,
        start=start,
        end=start + len(quote),
        quote=quote,
        score=0.0,
    )


def _turn(entry: Value) -> Turn:
    said, answered = entry.find("user"), entry.find("assistant")
    if said is not None and answered is None:
        return Turn("user", said.text(may_be_empty=True))
    if answered is not None and said is None:
        return Turn("assistant", answered.text(may_be_empty=True))
    raise entry.error("is not one of 'user' and 'assistant' with what was said")


def _numbers(entry: Value) -> dict[str, float]:
    found: dict[str, float] = {}
    if not isinstance(entry.it, dict):
        raise entry.error("is not an object with fields")
    for name, value in entry.it.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise entry.error(f"has a value for {name!r:.40} that is not a number")
        found[str(name)] = value
    return found
