"""A refusal, and an answer that is not sure: the verdict, its reasons, and the ways on."""

from assistant.exchanges import Exchange
from assistant.reasons import Reason
from assistant.types import Answer, Citation, Evidence
from assistant.web.chat.marks import place_of, render_addressed
from assistant.web.escaping import escape, shorten
from assistant.web.wording import Wording

NEAREST = 3
_NEAREST_LENGTH = 220
_COMMA = ("de", "tr")  # where decimals are parted by one


def shown_citations(answer: Answer) -> tuple[Citation, ...]:
    """What can be opened in the reader: the citations or, of a refusal, what comes nearest."""
    if not answer.refused:
        return answer.citations
    if answer.nearest:
        return answer.nearest
    return tuple(_as_citation(n, e) for n, e in enumerate(answer.evidence[:NEAREST], start=1))


def render_refusal(exchange: Exchange, answer: Answer, t: Wording) -> str:
    """The verdict, why, the ways on, and the nearest passages."""
    passages = "".join(
        f'<li><button type="button" class="passage" data-answer="{exchange.id}" data-do="show"'
        f' data-number="{citation.number}"><span class="said" dir="auto">'
        f"{escape(shorten(citation.quote, _NEAREST_LENGTH))}</span>"
        f'<span class="file" dir="auto">{escape(place_of(citation))}</span>'
        f"{render_addressed([citation], answer.evidence, t, 'span')}</button></li>"
        for citation in shown_citations(answer)
    )
    nearest = ""
    if passages:
        nearest = (
            f'<h3 class="lead">{escape(t("chat.nearest"))}</h3><ol class="nearest">{passages}</ol>'
        )
    return (
        f'<div class="refusal"><p class="verdict">{escape(t("chat.refused"))}</p>'
        f"{_reasons(answer, t)}</div>{nearest}{_ways(exchange, answer, t)}"
    )


def render_unsure(answer: Answer, t: Wording) -> str:
    """That an answer, which was asked for anyway, may be none, and why."""
    return (
        f'<div class="unsure"><p class="verdict">{escape(t("chat.unsure"))}</p>'
        f"{_reasons(answer, t)}</div>"
    )


def _ways(exchange: Exchange, answer: Answer, t: Wording) -> str:
    ways = []
    if answer.nearest:
        ways.append(("anyway", t("chat.anyway")))
    if exchange.documents is not None:
        ways.append(("everywhere", t("chat.everywhere")))
    buttons = "".join(
        f'<button type="button" class="onward" data-do="{do}" data-answer="{exchange.id}">'
        f"{escape(words)}</button>"
        for do, words in ways
    )
    return f'<div class="ways">{buttons}</div>' if buttons else ""


def _reasons(answer: Answer, t: Wording) -> str:
    if answer.why:
        listed = [_reason(reason, t) for reason in answer.why]
    else:
        listed = [escape(sentence) for sentence in answer.reasons]
    lines = "".join(f'<li dir="auto">{line}</li>' for line in listed)
    return f'<ul class="reasons">{lines}</ul>' if lines else ""


def _reason(reason: Reason, t: Wording) -> str:
    """One reason as HTML, its words and files set off."""
    match reason.kind:
        case "stale":
            return escape(reason.text)
        case "not-covered":
            reached, needed = (_decimal(n, t) for n in (reason.confidence, reason.threshold))
            return escape(t("chat.why-not-covered", reached=reached, needed=needed))
        case "unknown-words":
            words = " ".join(f'<bdi class="unknown">{escape(word)}</bdi>' for word in reason.words)
            return f"{escape(t('chat.why-unknown-words', n=len(reason.words)))} {words}"
        case "unread-files":
            files = "".join(
                f'<li><bdi class="file">{escape(file.path)}</bdi>'
                f' <span dir="auto">({escape(file.reason)})</span></li>'
                for file in reason.files
            )
            if reason.more:
                files += f"<li>{escape(t('chat.why-more', n=reason.more))}</li>"
            return f'{escape(t("chat.why-unread-files"))}<ul class="unread-files">{files}</ul>'
        case _:
            return escape(t(f"chat.why-{reason.kind}"))


def _decimal(number: float, t: Wording) -> str:
    said = f"{number:.2f}"
    return said.replace(".", ",") if t.language in _COMMA else said


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
