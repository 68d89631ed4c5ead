"""An export as one page of HTML that opens anywhere: no script, no request, nothing beside it."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.addressed import TOLD, speaks
from assistant.escaping import escape
from assistant.exchanges import Exchange
from assistant.exporting.export import Export, is_single, moment, named, quoted
from assistant.exporting.prose_html import render_prose
from assistant.exporting.quote import GetCrop, GetDocument, render_quote
from assistant.types import REFUSAL, UNSURE, Answer, Citation, Disagreement, Prose, Statement
from assistant.visible import visible
from index.formats.outline import CELL


def as_html(export: Export, document: GetDocument, crop: GetCrop | None = None) -> str:
    """The questions, the answers, and each quotation in its context.

    document: gives a document by its path; where it raises a FootnoteError, or gives one that has
    changed since, the quotation stands without context, and that is said.
    crop: gives a picture of a citation's place on its page, None where there is none to be had.
    """
    body = "".join(
        _exchange(number, exchange, document, crop, has_heading=not is_single(export))
        for number, exchange in enumerate(export.exchanges, start=1)
    )
    title = escape(export.title or "Footnote")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f'<header><h1 dir="auto">{title}</h1><p class="meta">{_counts(export)}</p></header>\n'
        f"<main>{body}</main>\n{_footer(export)}</body>\n</html>\n"
    )


def _counts(export: Export) -> str:
    answers = [one.answer for one in export.exchanges if one.answer is not None]
    quotes = sum(len(quoted(answer)) for answer in answers)
    questions = f"{_count(len(export.exchanges), 'question')}, " if len(answers) > 1 else ""
    files = _count(len(export.files), "file")
    made = escape(moment(export.made_at))
    return f"{questions}{_count(quotes, 'quotation')} from {files}, taken away on {made}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _exchange(
    number: int, exchange: Exchange, document: GetDocument, crop: GetCrop | None, has_heading: bool
) -> str:
    heading = f'<h2 dir="auto">{escape(exchange.question)}</h2>' if has_heading else ""
    asked = f"Asked on {moment(exchange.asked_at)}" if exchange.asked_at else "Asked"
    among = "all documents"
    if exchange.documents is not None:
        few = ", ".join(exchange.documents) or "no document"
        among = few if len(exchange.documents) < 4 else _count(len(exchange.documents), "document")
    error = f'<p class="error" dir="auto">{escape(exchange.error)}</p>' if exchange.error else ""
    answer = "".join(_answer(f"a{number}", exchange.answer)) if exchange.answer else ""
    if exchange.answer and exchange.answer.condensed:
        said = escape(visible(f"Understood as: {exchange.answer.condensed}"))
        answer = f'<p class="meta" dir="auto">{said}</p>{answer}'
    notes = "".join(
        _note(f"a{number}", citation, document, crop, told=_told(citation, exchange.answer))
        for citation in (quoted(exchange.answer) if exchange.answer else ())
    )
    if notes and exchange.answer and exchange.answer.refused:
        notes = f'<h3>What comes nearest</h3><ol class="notes">{notes}</ol>'
    elif notes:
        notes = f'<h3>Where it stands</h3><ol class="notes">{notes}</ol>'
    prose = ""
    if exchange.answer and exchange.answer.prose:
        prose = _prose(f"a{number}", exchange.answer.prose, document, crop)
    meta = f'<p class="meta">{escape(f"{asked}, among {among}")}</p>'
    return f"<section>{heading}{meta}{error}{answer}{notes}{prose}</section>\n"


def _prose(prefix: str, prose: Prose, document: GetDocument, crop: GetCrop | None) -> str:
    notes = "".join(
        _note(prefix, citation, document, crop, name) for name, citation in named(prose)
    )
    listed = f'<h3>What its sentences rest on</h3><ol class="notes">{notes}</ol>' if notes else ""
    return render_prose(prefix, prose) + listed


def _answer(prefix: str, answer: Answer) -> Iterator[str]:
    reasons = "".join(f'<li dir="auto">{escape(reason)}</li>' for reason in answer.reasons)
    listed = f"<ul>{reasons}</ul>" if reasons else ""
    if answer.refused:
        yield f'<div class="refusal"><p class="verdict">{escape(REFUSAL)}</p>{listed}</div>'
    elif answer.is_unsure:
        yield f'<div class="refusal"><p>{escape(UNSURE)}</p>{listed}</div>'
    yield from (_disagreement(prefix, one) for one in answer.disagreements)
    yield from (_statement(prefix, one) for one in answer.statements)


def _disagreement(prefix: str, disagreement: Disagreement) -> str:
    sides = "".join(
        f'<li><p class="value" dir="auto">{escape(side.value)}{_mark(prefix, side.number)}</p>'
        f'<p class="meta"><bdi>{escape(side.path)}</bdi>, {escape(side.date or "undated")}</p></li>'
        for side in disagreement.sides
    )
    return f'<h3>The documents disagree</h3><ul class="sides">{sides}</ul>'


def _statement(prefix: str, statement: Statement) -> str:
    marks = "".join(_mark(prefix, citation.number) for citation in statement.citations)
    before = ""
    if statement.before:
        before = f'<p class="before" dir="auto">{_barred(statement.before)}</p>'
    lead, *items = map(_barred, statement.text.split("\n"))
    if not items:
        return f'{before}<p class="said" dir="auto">{lead}{marks}</p>'
    items[-1] += marks
    listed = "".join(f'<li dir="auto">{item}</li>' for item in items)
    return f'{before}<div class="said"><p dir="auto">{lead}</p><ul>{listed}</ul></div>'


def _barred(text: str) -> str:
    """A line; the bars that part the cells of a quoted row are drawn softly."""
    return escape(text).replace(CELL, ' <span class="bar">|</span> ')


def _mark(prefix: str, number: int) -> str:
    label = f'aria-label="Quotation {number}"'
    return f'\u2060<a class="cite" href="#{prefix}-{number}" {label}>{number}</a>'


def _note(
    prefix: str,
    citation: Citation,
    document: GetDocument,
    crop: GetCrop | None,
    name: str = "",
    told: str = "",
) -> str:
    place = f' <span class="place">{escape(citation.place)}</span>' if citation.place else ""
    sha256 = ""
    if citation.sha256:
        sha256 = f'<p class="sha">sha256 <code>{escape(citation.sha256)}</code></p>'
    sentence = ""
    if name:
        number = name.partition("-")[0].removeprefix("s")
        sentence = f'<span class="place">sentence {number}</span> '
    return (
        f'<li id="{prefix}-{name or citation.number}"><p class="source"><span class="number">'
        f"{citation.number}</span> {sentence}<bdi>{escape(citation.path)}</bdi>{place}</p>"
        f"{render_quote(citation, document, crop)}{told}{sha256}</li>"
    )


def _told(citation: Citation, answer: Answer | None) -> str:
    """That it speaks to a machine, where it does."""
    is_one = answer is not None and speaks(citation, answer.evidence)
    return f'<p class="meta">{escape(TOLD)}</p>' if is_one else ""


def _footer(export: Export) -> str:
    files = "".join(
        f"<tr><td><bdi>{escape(file.path)}</bdi></td><td><code>{escape(file.sha256)}</code></td>"
        "</tr>"
        for file in export.files
    )
    table = ""
    if files:
        table = (
            "<h2>Files</h2><table><thead><tr><th>File</th><th>sha256 when it was read</th></tr>"
            f"</thead><tbody>{files}</tbody></table>"
        )
    return (
        f"<footer>{table}<h2>To verify</h2><p>Every quotation is the document’s own, "
        "character for character; what a model wrote is not. To check that against the documents "
        "as they are today, take the same away from Footnote as JSON and run</p><pre><code>"
        "python -m assistant verify FILE.json --folder DOCUMENTS</code></pre><p>It reads every "
        "quoted file anew, compares each quotation and prints a line for it.</p></footer>\n"
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Nothing is fetched or run: only this page's own style and images that lie in it."""
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
