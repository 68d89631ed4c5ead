"""An export as Markdown; what comes from documents stays text: no link, image, HTML or heading."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.addressed import TOLD, speaks
from assistant.exchanges import Exchange
from assistant.exporting.export import Export, is_single, moment, named, quoted
from assistant.exporting.prose import heading, told
from assistant.types import REFUSAL, UNSURE, Answer, Citation, Prose, Statement
from assistant.visible import visible

# Whatever CommonMark, its GitHub and footnote dialects, or a template may take for more than text.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~$!{}@^]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
# Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_markdown(export: Export) -> str:
    """The questions, what was answered, and each quotation with its file, place and sha256."""
    parts = [f"# {_line(export.title)}" if export.title else "# Footnote"]
    for exchange in export.exchanges:
        if not is_single(export):
            parts.append(f"## {_line(exchange.question)}")
        parts += _exchange(exchange)
    parts += [
        "---",
        f"Made with Footnote, {_line(moment(export.made_at))}. Every quotation is the document's "
        "own words. To check them against the documents, take the same away as JSON and run "
        "`python -m assistant verify FILE.json --folder DOCUMENTS`.",
    ]
    return "\n\n".join(parts) + "\n"


def _exchange(exchange: Exchange) -> Iterator[str]:
    asked = f"Asked {_line(moment(exchange.asked_at))}" if exchange.asked_at else "Asked"
    among = "all documents" if exchange.documents is None else _among(exchange.documents)
    yield f"*{asked}, among {among}.*"
    if exchange.error:
        yield _line(exchange.error)
    if exchange.answer is not None:
        yield from _answer(exchange.answer)


def _among(documents: tuple[str, ...]) -> str:
    if len(documents) > 5:
        return f"{len(documents)} documents"
    return ", ".join(map(_line, documents)) or "no document"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.condensed:
        yield f"*Understood as: {_line(visible(answer.condensed))}*"
    if answer.refused:
        yield f"**{_line(REFUSAL)}**"
    elif answer.is_unsure:
        yield f"*{_line(UNSURE)}*"
    for disagreement in answer.disagreements:
        yield f"**{_line(str(disagreement))}**"
    yield from map(_statement, answer.statements)
    if answer.reasons:
        yield "\n".join(f"- {_line(reason)}" for reason in answer.reasons)
    shown = quoted(answer)
    if shown:
        yield "### What comes nearest" if answer.refused else "### References"
        for citation in shown:
            yield from _reference(citation)
            if speaks(citation, answer.evidence):
                yield f"*{_line(TOLD)}*"
    if answer.prose is not None:
        yield from _prose(answer.prose)


def _prose(prose: Prose) -> Iterator[str]:
    """What a model wrote: a sentence a paragraph, those that fail struck out, with the reasons."""
    yield f"### {_line(visible(heading(prose)))}"
    for sentence in prose.sentences:
        marks = "".join(f" \\[{number}\\]" for number in sentence.numbers)
        said = f"{_line(visible(sentence.text))}{marks}"
        if sentence.stands:
            yield said
        else:
            yield f"~~{said}~~\n\n*{_line(visible(' '.join(map(str, sentence.why))))}*"
    for note in told(prose):
        yield f"*{_line(visible(note))}*"
    cited = list(named(prose))
    if cited:
        yield "### What its sentences rest on"
    for name, citation in cited:
        yield from _reference(citation, f", sentence {name.partition('-')[0].removeprefix('s')}")


def _statement(statement: Statement) -> str:
    lead, *items = statement.text.split("\n")
    marks = "".join(f" \\[{citation.number}\\]" for citation in statement.citations)
    if not items:
        return _line(lead) + marks
    listed = "\n".join(f"- {_line(item)}" for item in items)
    return f"{_line(lead)}\n\n{listed}{marks}"


def _reference(citation: Citation, sentence: str = "") -> Iterator[str]:
    place = f", {_line(citation.place)}" if citation.place else ""
    sha256 = f", sha256 `{_code(citation.sha256)}`" if citation.sha256 else ""
    yield f"\\[{citation.number}\\]{sentence} **{_line(citation.path)}**{place}{sha256}"
    lines = [_line(line) for line in citation.quote.splitlines()]
    quoted_lines = [f"> {line}" if line else ">" for line in lines]
    for index, (line, after) in enumerate(pairwise(lines)):
        if line and after:
            quoted_lines[index] += "\\"  # the line ends here in the document too
    yield "\n".join(quoted_lines)


def _line(text: str) -> str:
    """One line of text that Markdown shows as it is, its white space folded."""
    folded = " ".join(_UNSEEN.sub("\ufffd", text).split())
    escaped = _SPECIAL.sub(r"\\\g<0>", folded)
    return _AT_START.sub(_escaped_start, escaped)


def _escaped_start(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _code(text: str) -> str:
    return re.sub("[^0-9A-Za-z]", "", text)
