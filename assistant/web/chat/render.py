"""How a conversation looks: questions, quotations, disagreements, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.exchanges import Conversation, Exchange
from assistant.types import Answer, Citation, Disagreement, Evidence, Statement
from assistant.web.escaping import escape, shorten
from assistant.web.wording import Wording

NEAREST = 3
_NEAREST_LENGTH = 220
_LONG_WORD = 24


@dataclass(frozen=True, slots=True)
class Asking:
    """The exchange that is under way: its question and the statements that have arrived."""

    question: str
    statements: tuple[Statement, ...] = ()


def shown_citations(answer: Answer) -> tuple[Citation, ...]:
    """What can be opened in the reader: the citations or, of a refusal, what comes nearest."""
    if not answer.refused:
        return answer.citations
    if answer.nearest:
        return answer.nearest
    return tuple(_as_citation(n, e) for n, e in enumerate(answer.evidence[:NEAREST], start=1))


def render_talk(
    conversation: Conversation,
    t: Wording,
    asking: Asking | None = None,
    examples: Sequence[str] = (),
) -> str:
    """The conversation as HTML; before the first question, a word of welcome and `examples`.

    asking: what is being answered, after all other exchanges.
    """
    if not conversation.exchanges and asking is None:
        return f'<div class="talk">{_welcome(examples, t)}</div>'
    exchanges = [_exchange(exchange, t) for exchange in conversation.exchanges]
    if asking is not None:
        exchanges.append(_asking(asking, t))
    return (
        f'<div class="talk" data-conversation="{escape(conversation.id)}" role="log"'
        f' aria-live="polite">{"".join(exchanges)}</div>'
    )


def _welcome(examples: Sequence[str], t: Wording) -> str:
    buttons = "".join(
        f'<li><button type="button" class="example" data-do="ask"'
        f' data-question="{escape(question)}" dir="auto">{escape(question)}</button></li>'
        for question in examples
    )
    listed = f'<p class="lead">{escape(t("chat.example"))}</p><ul class="examples">{buttons}</ul>'
    return (
        f'<div class="welcome"><h2>{escape(t("chat.welcome"))}</h2>'
        f"<p>{escape(t('chat.promise'))}</p>{listed if examples else ''}</div>"
    )


def _exchange(exchange: Exchange, t: Wording) -> str:
    parts: list[str] = []
    if exchange.answer is not None:
        parts.append(_answer(exchange.id, exchange.answer, t))
    if exchange.error:
        parts.append(f'<p class="error" dir="auto">{escape(exchange.error)}</p>')
    return _section(exchange.id, exchange.question, "".join(parts))


def _asking(asking: Asking, t: Wording) -> str:
    said = "".join(_statement(0, statement, t) for statement in asking.statements)
    waiting = '<p class="waiting" aria-hidden="true"><i></i><i></i><i></i></p>'
    return _section(0, asking.question, said + waiting)


def _section(identity: int, question: str, answer: str) -> str:
    return (
        f'<section class="exchange" data-answer="{identity}">'
        f'<h2 class="question" dir="auto">{escape(question)}</h2>'
        f'<div class="answer">{answer}</div></section>'
    )


def _answer(identity: int, answer: Answer, t: Wording) -> str:
    if answer.refused:
        return _refusal(identity, answer, t)
    parts = [_disagreement(identity, one, t) for one in answer.disagreements]
    parts += [_statement(identity, statement, t) for statement in answer.statements]
    parts.append(_sources(identity, answer.citations, t))
    return "".join(parts)


def _disagreement(identity: int, disagreement: Disagreement, t: Wording) -> str:
    """What each side gives, side by side, with its document's date and the way there."""
    sides = "".join(
        f'<li><button type="button" class="side" data-answer="{identity}" data-do="show"'
        f' data-number="{side.number}"><span class="value" dir="auto">{escape(side.value)}</span>'
        f'<span class="file">{escape(side.path)}, {escape(side.date or t("chat.undated"))}</span>'
        "</button></li>"
        for side in disagreement.sides
    )
    return (
        '<div class="disagreement"><p class="lead">' + escape(t("chat.disagree")) + "</p>"
        f'<ul class="sides">{sides}</ul></div>'
    )


def _statement(identity: int, statement: Statement, t: Wording) -> str:
    marks = "".join(
        f'<button type="button" class="cite" data-answer="{identity}" data-do="show"'
        f' data-number="{citation.number}" title="{escape(_place(citation))}"'
        f' aria-label="{escape(t("chat.show", number=citation.number, place=_place(citation)))}">'
        f"{citation.number}</button>"
        for citation in statement.citations
    )
    before = ""
    if statement.before:
        before = (
            f'<p class="before" dir="auto" title="{escape(t("chat.before"))}">'
            f"{_words(statement.before)}</p>"
        )
    *lines, last = statement.text.split("\n")
    head, tail = _last_word(last)
    quote = f'{_words(head)}<span class="cites">{escape(tail)}{marks}</span>'
    if lines:
        items = "".join(f"<li>{line}</li>" for line in (*map(_words, lines[1:]), quote))
        quote = f'{_words(lines[0])}<ul class="items">{items}</ul>'
    return f'{before}<blockquote class="quote" dir="auto">{quote}</blockquote>'


def _last_word(text: str) -> tuple[str, str]:
    """The text and its last word, which stays on one line with its marks; "" if that is long."""
    head, space, tail = text.rpartition(" ")
    return (head + space, tail) if len(tail) <= _LONG_WORD else (text, "")


def _words(text: str) -> str:
    """A quote; the bars that part the cells of a quoted row are drawn softly."""
    return escape(text).replace(" | ", ' <span class="bar">|</span> ')


def _sources(identity: int, citations: Sequence[Citation], t: Wording) -> str:
    """Where the quotes stand: one line a file and page, with the numbers that lead there."""
    places: dict[str, list[Citation]] = {}
    for citation in citations:
        places.setdefault(_place(citation), []).append(citation)
    lines = "".join(
        f'<li><button type="button" class="source" data-answer="{identity}" data-do="show"'
        f' data-number="{members[0].number}"><span class="numbers">'
        f"{', '.join(str(citation.number) for citation in members)}</span>"
        f' <span class="file">{escape(place)}</span></button></li>'
        for place, members in places.items()
    )
    return (
        f'<ul class="sources" aria-label="{escape(t("chat.sources"))}">{lines}</ul>'
        if lines
        else ""
    )


def _refusal(identity: int, answer: Answer, t: Wording) -> str:
    reasons = "".join(f'<li dir="auto">{escape(reason)}</li>' for reason in answer.reasons)
    nearest = "".join(
        f'<li><button type="button" class="passage" data-answer="{identity}" data-do="show"'
        f' data-number="{citation.number}"><span class="said" dir="auto">'
        f"{escape(shorten(citation.quote, _NEAREST_LENGTH))}</span>"
        f'<span class="file">{escape(_place(citation))}</span></button></li>'
        for citation in shown_citations(answer)
    )
    said = f'<p class="verdict">{escape(t("chat.refused"))}</p>'
    if reasons:
        said += f'<ul class="reasons">{reasons}</ul>'
    if nearest:
        nearest = (
            f'<p class="lead">{escape(t("chat.nearest"))}</p><ol class="nearest">{nearest}</ol>'
        )
    return f'<div class="refusal">{said}</div>{nearest}'


def _place(citation: Citation) -> str:
    return f"{citation.path}, {citation.place}" if citation.place else citation.path


def _as_citation(number: int, evidence: Evidence) -> Citation:
    return Citation(
        number=number,
        path=evidence.path,
        title=evidence.title,
        sha256="",
        page=evidence.page,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.text,
        score=evidence.score,
    )
