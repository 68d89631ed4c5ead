"""What has been asked and answered so far, and how it looks: questions, quotations, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.types import (
    REFUSAL,
    Answer,
    Citation,
    Disagreement,
    Evidence,
    Statement,
    Turn,
)
from assistant.web.escaping import escape, shorten

NEAREST = 3
_NEAREST_LENGTH = 220
_LONG_WORD = 24


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what came of it.

    statements: those of the answer that have arrived; `answer` is None until it is whole.
    error: a sentence for people, "" where all went well.
    """

    question: str
    statements: tuple[Statement, ...] = ()
    answer: Answer | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one visitor, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def history(self) -> tuple[Turn, ...]:
        """The turns that a follow-up may refer to: questions that got an answer or a refusal."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answer is not None:
                turns.append(Turn("user", exchange.question))
                turns.append(Turn("assistant", exchange.answer.text))
        return tuple(turns)

    def plus(self, exchange: Exchange) -> "Conversation":
        """The conversation with one more exchange."""
        return replace(self, exchanges=(*self.exchanges, exchange))


def shown_citations(answer: Answer) -> tuple[Citation, ...]:
    """What can be opened in the reader: the citations or, of a refusal, what comes nearest."""
    if not answer.refused:
        return answer.citations
    if answer.nearest:
        return answer.nearest
    return tuple(_as_citation(n, e) for n, e in enumerate(answer.evidence[:NEAREST], start=1))


def render_conversation(conversation: Conversation, examples: Sequence[str] = ()) -> str:
    """The conversation as HTML; before the first question, a word of welcome and `examples`."""
    if not conversation.exchanges:
        return f'<div class="talk">{_welcome(examples)}</div>'
    exchanges = "".join(
        _exchange(position, exchange) for position, exchange in enumerate(conversation.exchanges)
    )
    return f'<div class="talk" role="log" aria-live="polite">{exchanges}</div>'


def _welcome(examples: Sequence[str]) -> str:
    buttons = "".join(
        f'<li><button type="button" class="example" data-question="{escape(question)}"'
        f' dir="auto">{escape(question)}</button></li>'
        for question in examples
    )
    listed = f'<p class="lead">For example</p><ul class="examples">{buttons}</ul>'
    return (
        '<div class="welcome"><h2>What do the documents say?</h2>'
        "<p>Every sentence of an answer is a quotation. Its number opens the document at that "
        f"place.</p>{listed if examples else ''}</div>"
    )


def _exchange(position: int, exchange: Exchange) -> str:
    return (
        f'<section class="exchange" data-answer="{position}">'
        f'<h2 class="question" dir="auto">{escape(exchange.question)}</h2>'
        f'<div class="answer">{_answer(position, exchange)}</div></section>'
    )


def _answer(position: int, exchange: Exchange) -> str:
    parts: list[str] = []
    answer = exchange.answer
    if answer is not None and answer.refused:
        parts.append(_refusal(position, answer))
    else:
        statements = answer.statements if answer is not None else exchange.statements
        if answer is not None:
            parts += [_disagreement(position, one) for one in answer.disagreements]
        parts += [_statement(position, statement) for statement in statements]
        if answer is not None:
            parts.append(_sources(position, answer.citations))
    if exchange.error:
        parts.append(f'<p class="error" dir="auto">{escape(exchange.error)}</p>')
    elif answer is None:
        parts.append('<p class="waiting" aria-hidden="true"><i></i><i></i><i></i></p>')
    return "".join(parts)


def _disagreement(position: int, disagreement: Disagreement) -> str:
    """What each side gives, side by side, with its document's date and the way there."""
    sides = "".join(
        f'<li><button type="button" class="side" data-answer="{position}"'
        f' data-number="{side.number}"><span class="value" dir="auto">{escape(side.value)}</span>'
        f'<span class="file">{escape(side.path)}, {escape(side.date or "undated")}</span>'
        "</button></li>"
        for side in disagreement.sides
    )
    return (
        '<div class="disagreement"><p class="lead">The documents disagree</p>'
        f'<ul class="sides">{sides}</ul></div>'
    )


def _statement(position: int, statement: Statement) -> str:
    marks = "".join(
        f'<button type="button" class="cite" data-answer="{position}"'
        f' data-number="{citation.number}" title="{escape(_place(citation))}"'
        f' aria-label="Quotation {citation.number}: show it in {escape(_place(citation))}">'
        f"{citation.number}</button>"
        for citation in statement.citations
    )
    before = ""
    if statement.before:
        before = (
            '<p class="before" dir="auto" title="The sentence before; it is not quoted">'
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


def _sources(position: int, citations: Sequence[Citation]) -> str:
    """Where the quotes stand: one line a file and page, with the numbers that lead there."""
    places: dict[str, list[Citation]] = {}
    for citation in citations:
        places.setdefault(_place(citation), []).append(citation)
    lines = "".join(
        f'<li><button type="button" class="source" data-answer="{position}"'
        f' data-number="{members[0].number}"><span class="numbers">'
        f"{', '.join(str(citation.number) for citation in members)}</span>"
        f' <span class="file">{escape(place)}</span></button></li>'
        for place, members in places.items()
    )
    return f'<ul class="sources" aria-label="Sources">{lines}</ul>' if lines else ""


def _refusal(position: int, answer: Answer) -> str:
    reasons = "".join(f'<li dir="auto">{escape(reason)}</li>' for reason in answer.reasons)
    nearest = "".join(
        f'<li><button type="button" class="passage" data-answer="{position}"'
        f' data-number="{citation.number}"><span class="said" dir="auto">'
        f"{escape(shorten(citation.quote, _NEAREST_LENGTH))}</span>"
        f'<span class="file">{escape(_place(citation))}</span></button></li>'
        for citation in shown_citations(answer)
    )
    said = f'<p class="verdict">{escape(REFUSAL)}</p>'
    if reasons:
        said += f'<ul class="reasons">{reasons}</ul>'
    if nearest:
        nearest = f'<p class="lead">What comes nearest</p><ol class="nearest">{nearest}</ol>'
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
