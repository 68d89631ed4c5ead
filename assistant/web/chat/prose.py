"""What a model wrote under the quotations, as HTML: what fails is struck out, with why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from assistant.faults import Fault, Note
from assistant.types import Citation, Prose, Written
from assistant.verifying import Verdict
from assistant.visible import visible
from assistant.web.chat.marks import render_mark
from assistant.web.chat.writers import place_of, set_off
from assistant.web.escaping import escape
from assistant.web.reader.cited import address_of
from assistant.web.wording import Wording

_COMMAND = regex.compile(r"`([^`]{1,200})`")
_LONG_WORD = 24
_IN_VIEW = 3  # sentences struck out in a row, beyond which they are folded


def render_prose(
    identity: int,
    prose: Prose,
    t: Wording,
    verdicts: Mapping[Citation, Verdict],
    is_waiting: bool = False,
    quotations: Sequence[Citation] = (),
) -> str:
    """The section under the quotations.

    identity: the id of the exchange. is_waiting: whether the model is writing still.
    """
    parts, beside = [], _Beside(t, verdicts, quotations)
    if prose.sentences:
        parts.append(f'<h3 class="lead">{set_off(t, "prose.by", model=prose.model)}</h3>')
    parts += _runs(identity, prose, beside)
    if any(one.stands for one in prose.sentences):
        parts.append(f'<p class="caution" dir="auto">{escape(t("prose.caution"))}</p>')
    if is_waiting:
        said = set_off(t, "prose.waiting", model=prose.model)
        dots = '<span class="waiting" aria-hidden="true"><i></i><i></i><i></i></span>'
        parts.append(f'<p class="writing">{dots}<span dir="auto">{said}</span></p>')
    else:
        parts += [render_note(note, t) for note in prose.notes]
    if prose.sent:
        said = set_off(t, "prose.sent", place=place_of(prose.address, t))
        parts.append(f'<p class="note sent" dir="auto">{said}</p>')
    return f'<div class="written">{"".join(parts)}</div>'


def render_understood(condensed: str, t: Wording) -> str:
    """How a model put a follow-up so that it stands alone; "" where none did."""
    if not condensed:
        return ""
    said = set_off(t, "prose.understood", question=condensed)
    return f'<p class="understood" dir="auto">{said}</p>'


def render_note(note: Note, t: Wording) -> str:
    """What happened to the prose, and what to do next, which is in English."""
    who = note.model
    said = set_off(
        t,
        f"prose.note.{note.kind}-status" if note.kind in ("failed", "busy") and note.status
        else f"prose.note.{note.kind}",
        model=note.model,
        who=t("prose.at", model=who, address=note.address) if note.address else who,
        seconds=f"{note.seconds:.0f}",
        status=note.status,
        given=note.given,
        of=note.of,
    )  # fmt: skip
    advice = ""
    if note.advice:
        words = _COMMAND.sub(r"<code>\1</code>", _escaped_but_ticks(note.advice))
        advice = f' <span class="advice" lang="en" dir="ltr">{words}</span>'
    return f'<p class="note" dir="auto">{said}{advice}</p>'


def _escaped_but_ticks(advice: str) -> str:
    return escape(visible(advice)).replace("&#96;", "`")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the sentences are drawn beside: how citations stand today, the quotations above."""

    t: Wording
    verdicts: Mapping[Citation, Verdict]
    quotations: Sequence[Citation]


def _runs(identity: int, prose: Prose, beside: _Beside) -> Iterator[str]:
    """Sentences that stand run on in a paragraph; each that fails has its own, with the reasons."""
    numbered = enumerate(prose.sentences, start=1)
    for stands, run in groupby(numbered, key=lambda one: one[1].stands):
        drawn = [
            (number, one, _sentence(address_of(identity, number), one, beside))
            for number, one in run
        ]
        if stands:
            inner = " ".join(f'<bdi class="sentence">{html}</bdi>' for _, _, html in drawn)
            yield f'<p class="stands" dir="auto">{inner}</p>'
        else:
            fallen = [_fallen(one, html, beside.t) for _, one, html in drawn]
            yield from fallen[:_IN_VIEW]
            if folded := fallen[_IN_VIEW:]:
                yield _fold(address_of(identity, drawn[_IN_VIEW][0]), folded, beside.t)


def _fold(address: str, folded: list[str], t: Wording) -> str:
    """Further ones of a row, behind a line with their number.

    address: of the first of them, by which it is known while more come.
    """
    said = escape(t("prose.folded", n=len(folded)))
    return (
        f'<details class="fold" data-fold="{address}"><summary dir="auto">{said}</summary>'
        f"{''.join(folded)}</details>"
    )


def _fallen(sentence: Written, html: str, t: Wording) -> str:
    why = " ".join(f'<li dir="auto">{_reason(fault, t)}</li>' for fault in sentence.why)
    before, after = escape(t("prose.struck")), escape(t("prose.end-struck"))
    return (
        f'<div class="fallen"><p dir="auto"><span class="unseen">{before} </span>'
        f'<del>{html}</del><span class="unseen"> {after}</span></p> '
        f'<ul class="why">{why}</ul></div>'
    )


def _sentence(address: str, sentence: Written, beside: _Beside) -> str:
    """Its words, its last one on one line with its marks."""
    cited = {citation.number: citation for citation in sentence.citations}
    marks = "".join(
        _mark(address, cited[number], beside)
        if number in cited
        else _mark_of_nothing(number, sentence, beside.t)
        for number in sentence.numbers
    )
    head, space, tail = visible(sentence.text).rpartition(" ")
    if len(tail) > _LONG_WORD:
        head, space, tail = head + space + tail, "", ""
    return f'{escape(head + space)}<span class="cites">{escape(tail)}{marks}</span>'


def _mark(address: str, citation: Citation, beside: _Beside) -> str:
    verdict = beside.verdicts.get(citation)
    aside = _aside(citation, beside.quotations, beside.t)
    return render_mark(address, citation, beside.t, verdict, "prose.show", aside)


def _aside(citation: Citation, quotations: Sequence[Citation], t: Wording) -> str:
    """That it shows other words than the quotation of its number; "" where it does not."""
    named = {one.number for one in quotations}
    same = [one.number for one in quotations if _overlap(one, citation)]
    if citation.number not in named or citation.number in same:
        return ""
    if same:
        return t("prose.words-of-another", number=citation.number, other=same[0])
    return t("prose.other-words", number=citation.number)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.path == other.path and one.start < other.end and other.start < one.end


def _mark_of_nothing(number: int, sentence: Written, t: Wording) -> str:
    is_gone = any(fault.kind == "gone" for fault in sentence.why)
    was_given = all(f"[{number}]" not in fault.words for fault in sentence.why)
    label = escape(
        f"{number}: {t('prose.fault.gone')}"
        if is_gone and was_given
        else t("prose.nothing-there", number=number)
    )
    return f'<span class="cite nothing" role="img" aria-label="{label}">{number}</span>'


def _reason(fault: Fault, t: Wording) -> str:
    reached, needed = fault.percent
    said = escape(t(f"prose.fault.{fault.kind}", reached=reached, needed=needed))
    words = "".join(f' <bdi class="unknown">{escape(visible(word))}</bdi>' for word in fault.words)
    return said + words
