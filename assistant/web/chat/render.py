"""How a conversation looks: questions, quotations, disagreements, refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.exchanges import Conversation, Exchange
from assistant.types import Answer, Citation, Disagreement, Evidence, Statement
from assistant.verifying import Verdict
from assistant.web.chat.foot import render_foot, render_take
from assistant.web.chat.lost import render_lost
from assistant.web.chat.marks import describe, place_of, render_addressed, render_mark
from assistant.web.chat.prose import render_prose, render_understood
from assistant.web.chat.queued import render_queued
from assistant.web.chat.refusal import render_refusal, render_unsure, shown_citations
from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.formats.outline import CELL

__all__ = ["Asking", "View", "render_talk", "shown_citations"]

_LONG_WORD = 24
Verdicts = Mapping[Citation, Verdict]


@dataclass(frozen=True, slots=True)
class Asking:
    """The exchange that is under way: its question and the statements that have arrived."""

    question: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What is shown with the exchanges.

    collection: its name, "" for the default one. editing: the id of the exchange whose question
    is being changed, 0 for none. suggested: questions to begin with. verdicts: how the citations
    stand today, by the id of the exchange, as far as they were looked at. kept: files in which
    answers were kept as tests, by the id of the exchange. writing: the id of the exchange that a
    model is writing to, None for none. has_writer: whether a model would write.
    """

    collection: str = ""
    editing: int = 0
    suggested: Sequence[str] = ()
    verdicts: Mapping[int, Verdicts] = field(default_factory=dict)
    kept: Mapping[int, str] = field(default_factory=dict)
    writing: int | None = None
    has_writer: bool = False


def render_talk(
    conversation: Conversation, t: Wording, asking: Asking | None = None, view: View | None = None
) -> str:
    """The conversation as HTML; before the first question, a word of welcome.

    asking: what is being answered, after all other exchanges.
    """
    view = view or View()
    place = (
        f'<div class="talk" data-conversation="{escape(conversation.id)}"'
        f' data-collection="{escape(view.collection)}" data-language="{t.language}">'
    )
    if not conversation.exchanges and asking is None:
        return f"{place}{_welcome(view, t)}{render_lost(t)}</div>"
    is_at_rest = asking is None and view.writing is None
    last = conversation.exchanges[-1] if conversation.exchanges and is_at_rest else None
    parts = []
    for exchange in conversation.exchanges:
        parts.append(_exchange(exchange, conversation.id, exchange is last, t, view))
        if exchange.id == max(view.verdicts, default=None):
            parts.append(_standing(view.verdicts, t))
    if asking is not None:
        parts.append(_asking(asking, t))
    elif is_at_rest:
        several = conversation.id and len(conversation.exchanges) > 1
        whole = render_take(conversation.id, view.collection, t) if several else ""
        parts.append(f'<footer class="talk-end">{whole}</footer>' if whole else "")
        parts.append(_editing(view.editing, t) if view.editing else "")
    if not is_at_rest:
        parts.append(render_queued(t))
    return f"{place}{''.join(parts)}{render_lost(t)}</div>"


def _welcome(view: View, t: Wording) -> str:
    buttons = "".join(
        f'<li><button type="button" class="example" data-do="ask"'
        f' data-question="{escape(question)}" dir="auto">{escape(question)}</button></li>'
        for question in view.suggested
    )
    listed = (
        f'<div class="suggested"><p class="lead">{escape(t("chat.example"))}</p>'
        f'<ul class="examples">{buttons}</ul></div>'
    )
    promise = t("prose.promise" if view.has_writer else "chat.promise")
    return (
        f'<div class="welcome"><h2>{escape(t("chat.welcome"))}</h2>'
        f"<p>{escape(promise)}</p>{listed if buttons else ''}</div>"
    )


def _exchange(exchange: Exchange, conversation: str, is_last: bool, t: Wording, view: View) -> str:
    parts: list[str] = []
    verdicts = view.verdicts.get(exchange.id, {})
    is_writing = exchange.id == view.writing
    if exchange.answer is not None:
        parts.append(render_understood(exchange.answer.condensed, t))
        parts.append(_answer(exchange, exchange.answer, t, verdicts))
        if exchange.answer.prose is not None:
            prose, quotations = exchange.answer.prose, exchange.answer.citations
            parts.append(render_prose(exchange.id, prose, t, verdicts, is_writing, quotations))
        parts.append(_since(verdicts, t))
    if exchange.error:
        parts.append(f'<p class="error" dir="auto">{escape(exchange.error)}</p>')
    if exchange.id and conversation and not is_writing:
        kept = view.kept.get(exchange.id, "")
        parts.append(render_foot(exchange, conversation, view.collection, is_last, t, kept))
    return _section(exchange.id, exchange.question, "".join(parts), exchange.id == view.editing)


def _asking(asking: Asking, t: Wording) -> str:
    said = "".join(_statement(0, statement, t, {}) for statement in asking.statements)
    waiting = '<p class="waiting" aria-hidden="true"><i></i><i></i><i></i></p>'
    return _section(0, asking.question, said + waiting)


def _editing(editing: int, t: Wording) -> str:
    return (
        f'<p class="editing"><span>{escape(t("chat.editing"))}</span> <button type="button"'
        f' class="onward" data-do="keep-question" data-answer="{editing}">'
        f"{escape(t('chat.keep-question'))}</button></p>"
    )


def _section(identity: int, question: str, answer: str, is_editing: bool = False) -> str:
    changing = ' data-editing=""' if is_editing and identity else ""
    return (
        f'<section class="exchange" data-answer="{identity}"{changing}>'
        f'<h2 class="question" dir="auto">{escape(question)}</h2>'
        f'<div class="answer">{answer}</div></section>'
    )


def _answer(exchange: Exchange, answer: Answer, t: Wording, verdicts: Verdicts) -> str:
    if answer.refused:
        return render_refusal(exchange, answer, t)
    parts = [render_unsure(answer, t)] if answer.is_unsure else []
    parts += [_disagreement(exchange.id, one, t) for one in answer.disagreements]
    parts += [
        _statement(exchange.id, one, t, verdicts, answer.evidence) for one in answer.statements
    ]
    parts.append(_sources(exchange.id, answer.citations, t))
    return "".join(parts)


def _disagreement(identity: int, disagreement: Disagreement, t: Wording) -> str:
    """What each side gives, side by side, with its document's date and the way there."""
    sides = "".join(
        f'<li><button type="button" class="side" data-answer="{identity}" data-do="show"'
        f' data-number="{side.number}"><span class="value" dir="auto">{escape(side.value)}</span>'
        f'<span class="file"><bdi>{escape(side.path)}</bdi>,'
        f" {escape(side.date or t('chat.undated'))}</span></button></li>"
        for side in disagreement.sides
    )
    return (
        f'<div class="disagreement"><h3 class="lead">{escape(t("chat.disagree"))}</h3>'
        f'<ul class="sides">{sides}</ul></div>'
    )


def _statement(
    identity: int,
    statement: Statement,
    t: Wording,
    verdicts: Verdicts,
    evidence: Sequence[Evidence] = (),
) -> str:
    marks = "".join(
        render_mark(identity, citation, t, verdicts.get(citation))
        for citation in statement.citations
    )
    before = ""
    if statement.before:
        before = (
            f'<p class="unseen">{escape(t("chat.before"))}</p>'
            f'<p class="before" dir="auto">{_words(statement.before)}</p>'
        )
    *lines, last = statement.text.split("\n")
    head, tail = _last_word(last)
    quote = f'{_words(head)}<span class="cites">{escape(tail)}{marks}</span>'
    if lines:
        items = "".join(f"<li>{line}</li>" for line in (*map(_words, lines[1:]), quote))
        quote = f'{_words(lines[0])}<ul class="items">{items}</ul>'
    told = render_addressed(statement.citations, evidence, t)
    return f'{before}<blockquote class="quote" dir="auto">{quote}</blockquote>{told}'


def _last_word(text: str) -> tuple[str, str]:
    """The text and its last word, which stays on one line with its marks; "" if that is long."""
    head, space, tail = text.rpartition(" ")
    return (head + space, tail) if len(tail) <= _LONG_WORD else (text, "")


def _words(text: str) -> str:
    """A quote; the bars that part the cells of a quoted row are drawn softly."""
    return escape(text).replace(CELL, ' <span class="bar">|</span> ')


def _sources(identity: int, citations: Sequence[Citation], t: Wording) -> str:
    """Where the quotes stand: one line a file and page, with the numbers that lead there."""
    places: dict[str, list[Citation]] = {}
    for citation in citations:
        places.setdefault(place_of(citation), []).append(citation)
    lines = "".join(
        f'<li><button type="button" class="source" data-answer="{identity}" data-do="show"'
        f' data-number="{members[0].number}"><span class="numbers">'
        f"{', '.join(str(citation.number) for citation in members)}</span>"
        f' <span class="file" dir="auto">{escape(place)}</span></button></li>'
        for place, members in places.items()
    )
    label = escape(t("chat.sources"))
    return f'<ul class="sources" aria-label="{label}">{lines}</ul>' if lines else ""


def _since(verdicts: Verdicts, t: Wording) -> str:
    """What has become of the quotations of an answer whose documents have changed since."""
    told = dict.fromkeys(  # what a sentence that a model wrote rests on may be the same
        (citation.number, describe(verdict, t))
        for citation, verdict in verdicts.items()
        if verdict.standing != "unchanged"
    )
    lines = "".join(
        f'<li dir="auto"><span class="numbers">{number}</span> {escape(words)}</li>'
        for number, words in told
    )
    if not lines:
        return ""
    head = escape(t("chat.since"))
    return f'<div class="since"><h3 class="lead">{head}</h3><ul>{lines}</ul></div>'


def _standing(verdicts: Mapping[int, Verdicts], t: Wording) -> str:
    """Once, for all that were looked at: that they stand as they were quoted."""
    every = [one.standing for of_one in verdicts.values() for one in of_one.values()]
    if "unchanged" not in every:
        return ""
    words = t("chat.unchanged" if set(every) == {"unchanged"} else "chat.others-unchanged")
    return f'<p class="standing">{escape(words)}</p>'
