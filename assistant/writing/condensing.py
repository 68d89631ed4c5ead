"""A follow-up put so that it stands alone, by a model: nothing that it says is taken on trust."""

from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from time import monotonic

import regex

from assistant.types import Turn
from assistant.writing import prompts
from assistant.writing.failure import ModelFailure
from assistant.writing.models import Model
from index import lexical

PATIENCE = 20.0  # seconds that a follow-up may wait for it, in all
LONGEST = 300  # characters of a question, before and after
KEPT = 0.5  # of the question's content words must stand in it
KNOWN = 0.5  # of its content words must stand in the conversation

_MARKS = regex.compile(r"\s*[\[【［]\s*[\p{N}\s,;]*[\]】］]")
_LABEL = regex.compile(r"(?:\p{L}+[\s-]+){0,2}question\s*:\s*", regex.IGNORECASE)
_AROUND = " \t*_`#\"'“”„‘’«»‹›"


def condensed(
    model: Model, question: str, history: Sequence[Turn], patience: float = PATIENCE
) -> Generator[None, None, str]:
    """The question as a model puts it so that it stands alone; "" if nothing came of it.

    A long question is taken to stand alone as it is. None comes several times a second while the
    model is waited for, `patience` seconds at most. Closing it ends the model's connection.
    """
    if len(question) > LONGEST:
        return ""
    until = monotonic() + patience
    messages = prompts.to_condense(question, history)
    said = ""
    try:
        with closing(model.stream(messages)) as pieces:
            for piece in pieces:
                said += piece
                if monotonic() >= until or len(said) > 2 * LONGEST:
                    return ""
                yield None
    except ModelFailure:
        return ""
    return alone(said, question, messages[-1].text)


def alone(said: str, question: str, conversation: str) -> str:
    """What a model said as a question, "" if it cannot be the one that it was asked to rewrite.

    It is one line without marks or quotation marks, and speaks of the same: it keeps half of the
    question's content words, and half of its own stand in the conversation.

    >>> alone('"When did the bridge fall? [1]"', "When did it fall?", "Who built the bridge?")
    'When did the bridge fall?'
    >>> alone("The moon is made of cheese.", "When did it fall?", "Who built the bridge?")
    ''
    """
    lines = said.strip().splitlines()
    if len(lines) != 1:
        return ""
    plain = _LABEL.sub("", prompts.clean(_MARKS.sub("", lines[0])).strip(_AROUND), count=1)
    plain = plain.strip(_AROUND)
    if len(plain) > LONGEST or _folded(plain) == _folded(question):
        return ""
    asked, put = lexical.content_words(question), lexical.content_words(plain)
    known = lexical.content_words(f"{question}\n{conversation}")
    is_same = bool(put) and _share(asked, put) >= KEPT and _share(put, known) >= KNOWN
    return plain if is_same else ""


def _share(stems: Collection[str], among: Collection[str]) -> float:
    return sum(stem in among for stem in stems) / len(stems) if stems else 1.0


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
