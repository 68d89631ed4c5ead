"""The marks of an answer: small buttons that show a quotation, and lead to its place."""

from collections.abc import Sequence

from assistant.addressed import speaks
from assistant.types import Citation, Evidence
from assistant.verifying import Verdict
from assistant.web.escaping import escape, shorten
from assistant.web.wording import Wording

_LONGEST = 600  # characters of a quotation in a mark's card


def place_of(citation: Citation) -> str:
    """The file, and where in it, in words."""
    return f"{citation.path}, {citation.place}" if citation.place else citation.path


def render_mark(
    address: int | str,
    citation: Citation,
    t: Wording,
    verdict: Verdict | None = None,
    name: str = "chat.show",
    aside: str = "",
) -> str:
    """A mark with what its card shows.

    address: the id of the exchange, or the address of a sentence in it. verdict: how the citation
    stands today, where that is known. name: the key of what it is called. aside: a sentence about
    the words that it shows.
    """
    label = t(name, number=citation.number, place=place_of(citation))
    since = ""
    if aside:
        label = f"{label}. {aside}"
        since = f' data-aside="{escape(aside)}"'
    if verdict is not None and verdict.standing != "unchanged":
        told = describe(verdict, t)
        label = f"{label}. {told}"
        since += f' data-standing="{verdict.standing}" data-told="{escape(told)}"'
    return (
        f'<button type="button" class="cite" data-answer="{address}" data-do="show"'
        f' data-number="{citation.number}" data-file="{escape(place_of(citation))}"'
        f' data-quote="{escape(shorten(citation.quote, _LONGEST))}"{since}'
        f' aria-label="{escape(label)}">{citation.number}</button>'
    )


def render_addressed(
    citations: Sequence[Citation], evidence: Sequence[Evidence], t: Wording, tag: str = "p"
) -> str:
    """That one of them speaks to a machine; "" where none does."""
    if not any(speaks(one, evidence) for one in citations):
        return ""
    return f'<{tag} class="addressed">{escape(t("chat.addressed"))}</{tag}>'


def describe(verdict: Verdict, t: Wording) -> str:
    """How a citation that is not as it was stands today, in a sentence."""
    quoted = verdict.citation.path
    match verdict.standing:
        case "moved":
            other = verdict.path if verdict.path != quoted else ""
            offset = verdict.span.start if verdict.span else 0
            place = verdict.place or t("chat.character", n=offset)
            return t("chat.moved", place=", ".join(filter(None, (other, place))))
        case "altered":
            return t("chat.altered", file=quoted)
        case "gone" if verdict.reason:
            return t("chat.gone-unread", file=quoted, reason=verdict.reason)
        case _:
            return t("chat.gone", file=quoted)
