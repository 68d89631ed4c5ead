"""A model's prose as HTML: sentences that stand run on, those that fail are struck out with why."""

from collections.abc import Iterator
from itertools import groupby

from assistant.escaping import escape
from assistant.exporting.prose import heading, told
from assistant.types import Prose, Written
from assistant.visible import visible


def render_prose(prefix: str, prose: Prose) -> str:
    """The section under the quotations; its marks lead to the notes "PREFIX-s2-1"."""
    body = "".join(_runs(prefix, prose))
    notes = "".join(f'<p class="meta" dir="auto">{_seen(note)}</p>' for note in told(prose))
    return f'<h3 dir="auto">{_seen(heading(prose))}</h3><div class="prose">{body}{notes}</div>'


def _runs(prefix: str, prose: Prose) -> Iterator[str]:
    numbered = enumerate(prose.sentences, start=1)
    for stands, run in groupby(numbered, key=lambda one: one[1].stands):
        if stands:
            inner = " ".join(f"<bdi>{_sentence(prefix, n, one)}</bdi>" for n, one in run)
            yield f'<p dir="auto">{inner}</p>'
        else:
            yield from (_fallen(prefix, n, one) for n, one in run)


def _fallen(prefix: str, number: int, sentence: Written) -> str:
    why = " ".join(map(str, sentence.why))
    return (
        f'<p class="fallen" dir="auto"><del>{_sentence(prefix, number, sentence)}</del></p>'
        f'<p class="why" dir="auto">{_seen(why)}</p>'
    )


def _sentence(prefix: str, number: int, sentence: Written) -> str:
    there = {one.number for one in sentence.citations}
    marks = "".join(_mark(prefix, number, mark, mark in there) for mark in sentence.numbers)
    return f"{_seen(sentence.text)}{marks}"


def _mark(prefix: str, sentence: int, number: int, is_there: bool) -> str:
    if not is_there:
        return f'\u2060<span class="cite">{number}</span>'
    label = f'aria-label="Source {number} of sentence {sentence}"'
    return f'\u2060<a class="cite" href="#{prefix}-s{sentence}-{number}" {label}>{number}</a>'


def _seen(text: str) -> str:
    return escape(visible(text))
