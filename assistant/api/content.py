"""An answer as the text of a chat message, piece by piece, with its marks."""

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.api.types import Annotation, UrlCitation
from assistant.types import (
    UNSURE,
    Answer,
    Answered,
    Citation,
    Event,
    Finished,
    Statement,
    Written,
    Wrote,
)
from assistant.visible import visible

NEAREST = "What comes nearest:"
# What makes an image, a link, a tag or a stroke, with what escapes it already.
_ACTIVE = re.compile(r"(?<=!)(\\*)(\[)|(?<=\])(\\*)([:(])|(\\*)(~|<(?=[A-Za-z/!?]))")
_ESCAPED = re.compile(_ACTIVE.pattern.replace(r"(\\*)", r"(\\+)"))
# What at the beginning of a line makes a heading, a list, a quotation, a rule or a table. Of what
# does so only if it is the whole line, a mark may follow.
_ENDS = r"(?:[ \t]*\[\d+\])*[ \t]*$"
_BLOCK = re.compile(
    r"^([ \t]*)(\\*)(#(?=#{0,5}(?:[ \t]|$))|[-+*](?=[ \t]|$)|>|\|"
    rf"|[=-](?=[=-]*{_ENDS})|\*(?=[* \t]*{_ENDS})|_(?=[_ \t]*{_ENDS}))"
    r"|^([ \t]*\d{1,9})(\\*)([.)])(?=[ \t]|$)",
    re.MULTILINE,
)
_FENCE = re.compile(r"^([ \t]*)(\\*)(`)(?=``)", re.MULTILINE)
_BEGINNING = [re.compile(one.pattern.replace(r"(\\*)", r"(\\+)"), re.MULTILINE)
              for one in (_BLOCK, _FENCE)]  # fmt: skip
_CODE = re.compile(r"(\\*)`|\\+\Z")
_SOURCE = re.compile(r"^\[\d+\] \S", re.MULTILINE)

Link = Callable[[Citation], str]


class Content:
    """The text as it grows. Whether it is streamed or not, it is the same.

    text: so far. annotations: of the marks in it. link: gives the address of a quotation.
    model: which model writes, where one does.
    """

    def __init__(self, link: Link, model: str = "") -> None:
        self.text = ""
        self.annotations: list[Annotation] = []
        self._link, self._model = link, model
        self._is_quoted = self._is_written = False
        self._failed: list[Written] = []
        self._listed: list[str] = []

    def take(self, event: Event) -> Iterator[str]:
        """The pieces that an event adds.

        The quotations come with the event that says what qualifies them all: that they disagree,
        or may not answer. What a model wrote and does not stand comes last.
        """
        match event:
            case Answered(answer):
                yield from self._quote(answer)
            case Wrote(Written() as sentence):
                yield from self._write(sentence)
            case Finished(answer):
                if not self._is_quoted:
                    yield from self._quote(answer)
                yield from self._end(answer)

    def _quote(self, answer: Answer) -> Iterator[str]:
        self._is_quoted = True
        if answer.is_unsure:
            yield self._add(f"{UNSURE}\n\n")
        if answer.statements:
            for disagreement in answer.disagreements:
                yield self._add(f"{inert(str(disagreement))}\n")
            for number, statement in enumerate(answer.statements):
                yield self._state(statement, "\n" if number else "")
        else:
            yield self._add(inert(answer.text))
        yield from self._sources(answer.citations)
        if answer.nearest:
            lines = [f"- {inert(f'{_folded(one.quote)} ({one.path})')}" for one in answer.nearest]
            yield self._add("\n\n" + "\n".join([NEAREST, *lines]))

    def _state(self, statement: Statement, gap: str) -> str:
        before = len(self.text)
        self._add(gap + inert(statement.text))
        self._mark(statement.citations)
        return self.text[before:]

    def _write(self, sentence: Written) -> Iterator[str]:
        if not sentence.stands:
            self._failed.append(sentence)
            return
        before = len(self.text)
        self._add(self._lead())
        self._add(_by_model(sentence.text))
        self._mark(sentence.citations)
        yield self.text[before:]

    def _end(self, answer: Answer) -> Iterator[str]:
        if answer.prose is None:
            return
        for one in self._failed:
            marks = "".join(f" [{number}]" for number in one.numbers)
            said = _by_model(one.text)
            why = _by_model(" ".join(map(str, one.why)))
            yield self._add(f"{self._lead()}~~{said}{marks}~~ ({why})")
        for line in filter(None, (*map(str, answer.prose.notes), answer.prose.sent)):
            yield self._add(self._lead() + _by_model(line))
        standing = [one for one in answer.prose.sentences if one.stands]
        yield from self._sources(citation for one in standing for citation in one.citations)

    def _lead(self) -> str:
        """What comes before a line of what the model wrote."""
        if self._is_written:
            return "\n"
        self._is_written = True
        model = _by_model(self._model or "a model")
        return f"\n\nWritten by {model}, checked against the passages:\n"

    def _sources(self, citations: Iterable[Citation]) -> Iterator[str]:
        """A line for each that has none yet."""
        lines: list[str] = []
        for one in citations:
            place = f", {one.place}" if one.place else ""
            line = inert(f"[{one.number}] {_folded(one.path)}{place}")
            if line not in (*self._listed, *lines):
                lines.append(line)
        self._listed += lines
        if lines:
            yield self._add("\n\n" + "\n".join(lines))

    def _mark(self, citations: Iterable[Citation]) -> None:
        for citation in citations:
            mark = f"[{citation.number}]"
            start = len(self.text) + 1
            self._add(f" {mark}")
            title = citation.title or citation.path
            place = UrlCitation(start, start + len(mark), title, self._link(citation))
            self.annotations.append(Annotation(place))

    def _add(self, piece: str) -> str:
        self.text += piece
        return piece


def inert(text: str) -> str:
    r"""Words that a chat's page shows as they are: no image is fetched, no tag or link made.

    Nothing is struck out, and no line of it becomes a heading or a list; a bare address may still
    be shown as the link that it is.

    >>> inert("![x](http://example.org) <b>"), inert("# 1")
    ('!\\[x]\\(http://example.org) \\<b>', '\\# 1')
    """
    return _FENCE.sub(_escape_first, _harmless(text))


def _harmless(text: str) -> str:
    """The same, but for code."""
    return _BLOCK.sub(_escape_first, _ACTIVE.sub(_escape, text))


def exact(text: str) -> str:
    """The words that `inert` was given."""

    def plain(found: re.Match[str]) -> str:
        backslashes, sign = filter(None, found.groups())
        return f"{backslashes[: len(backslashes) // 2]}{sign}"

    def plain_first(found: re.Match[str]) -> str:
        lead, backslashes, sign = (one for one in found.groups() if one is not None)
        return f"{lead}{backslashes[: len(backslashes) // 2]}{sign}"

    for beginning in _BEGINNING:
        text = beginning.sub(plain_first, text)
    return _ESCAPED.sub(plain, text)


def _escape_first(found: re.Match[str]) -> str:
    lead, backslashes, sign = (one for one in found.groups() if one is not None)
    return f"{lead}{backslashes * 2}\\{sign}"


def _escape(found: re.Match[str]) -> str:
    *backslashes, sign = filter(None, found.groups())
    return "".join(backslashes) * 2 + f"\\{sign}"  # else what escaped it would escape the escape


def _by_model(text: str) -> str:
    r"""A model's words, inert and all of them to be seen; no sign of theirs reaches beyond them.

    >>> _by_model("a\u202eb `c\\")
    'a�b \\`c\\\\'
    """
    return _CODE.sub(
        lambda found: found[0].rstrip("`") * 2 + ("\\`" if found[0].endswith("`") else ""),
        _harmless(visible(text)),
    )


def spoken(text: str) -> str:
    r"""What a message of an assistant said, without what `Content` wrote around it.

    >>> spoken("A gull flew. [1]\n\n[1] birds.txt, line 1")
    'A gull flew. [1]'
    """
    said = text.removeprefix(f"{UNSURE}\n\n")
    head, _, tail = said.partition("\n\n")
    if not (_SOURCE.match(tail) or tail.startswith(NEAREST)):
        return text
    return exact(head)


def _folded(text: str) -> str:
    return " ".join(text.split())
