"""A model's words as they come become sentences with their marks."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from index.sentences import sentences

LONGEST = 2_000  # characters of one sentence, beyond which it is none
_OPEN, _CLOSE = r"[\[【［〔]", r"[\]】］〕]"
_GOOD = regex.compile(r"\[\s*([1-9]\d{0,3}(?:\s*[,;]\s*[1-9]\d{0,3})*)\s*\]")
# Whatever else a writer may mean as a mark: brackets of another kind, letters, raised figures.
_MARK = regex.compile(
    rf"{_OPEN}[^\[\]【】［］〔〕\n]{{0,40}}{_CLOSE}(?:\([^()\s]{{0,200}}\))?"
    r"|(?<=[\p{Ll}]{3}|[.!?,;)\d])[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)
_AROUND = r"[\s,;()&]|\b(?:and|see|sources?|ref|cf)\b[.:]?"
_MARKS = regex.compile(rf"(?:(?:{_AROUND})*+(?:{_MARK.pattern})[\s)]*+)+", regex.IGNORECASE)
_LEFT_OPEN = regex.compile(
    rf"(?:{_AROUND}|\.|{_MARK.pattern})*(?:{_OPEN}[^\[\]【】［］〔〕\n]{{0,40}}|{_CLOSE}?\([^()\s]*"
    r"|an?|so?|sour?|sourc|re?|c)?",
    regex.IGNORECASE,
)
_HERE = "\0"  # stands where a mark stood
_BETWEEN = regex.compile(rf"{_HERE}(?:\s*(?:[,;&]|\band\b)?\s*{_HERE})+", regex.IGNORECASE)
_WRAPPED = regex.compile(
    rf"\(\s*(?:(?:see|sources?|ref|cf)[.:]?\s*)?{_HERE}\s*\)", regex.IGNORECASE
)
_MONTH = r"(?:jan|feb|m[aä]r|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz])"
_LINE_HEAD = regex.compile(
    rf"^\s*(?:[-*•–]\s+|\#{{1,6}}\s+|\d{{1,2}}[.)]\s+(?!{_MONTH})|>(?!\s*\d)\s*)+", regex.IGNORECASE
)
_EMPHASIS = regex.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
# A mark behind a stop ends a sentence, whatever stands before it: "Kiln C. [1] It ..."
_ENDED = regex.compile(
    rf"(?<=[.!?。])\s*(?=(?:{_MARK.pattern})(?:\s*(?:{_MARK.pattern}))*\s+\p{{Lu}})"
)
_BEFORE_STOP = regex.compile(r"\s+(?=[.!?,;:])")


class Sentence(NamedTuple):
    """A sentence without its marks, and these in their order; is_whole: whether it has ended.

    strange: marks that are none, as they were written, such as "[a]" or "【9】".
    """

    text: str
    marks: tuple[int, ...]
    is_whole: bool = True
    strange: tuple[str, ...] = ()


class Flow:
    """Cuts a text that is still coming. Marks after a stop belong to the sentence before it."""

    def __init__(self) -> None:
        self._held = ""  # what has not ended
        self._last: Sentence | None = None  # it has ended, but marks may follow

    def add(self, piece: str) -> Iterator[Sentence]:
        """The sentences that are known to have ended by now."""
        self._held += piece
        *lines, self._held = self._held.split("\n")
        for line in lines:
            yield from self._ended(_of_line(line))
        whole, self._held = _parted(self._held)
        yield from self._ended(whole)
        if self._last is not None and not _LEFT_OPEN.fullmatch(self._held):
            yield self._last
            self._last = None

    def rest(self, is_over: bool = True) -> Iterator[Sentence]:
        """What is left at the end; is_over: whether the text ended of itself.

        A text that was cut off has ended its last sentence if that has a stop.
        """
        held, self._held = self._held, ""
        found = list(self._ended(_of_line(held)))
        found += [self._last] if self._last is not None else []
        self._last = None
        for one in found:
            ended = is_over or not held.strip() or one.text.endswith((".", "!", "?", "。"))
            yield one._replace(is_whole=ended)

    @property
    def is_stuck(self) -> bool:
        """Whether what has come since the last sentence is too long to be one."""
        return len(self._held) > LONGEST

    def _ended(self, texts: list[str]) -> Iterator[Sentence]:
        for one in filter(None, map(_made, texts)):
            before = self._last
            if not _says(one.text) and before is not None:
                strange = before.strange + one.strange
                self._last = before._replace(marks=before.marks + one.marks, strange=strange)
                continue
            if before is not None:
                yield before
            self._last = one


def _of_line(line: str) -> list[str]:
    whole, left = _parted(line + " ")
    return [*whole, left]


def _parted(text: str) -> tuple[list[str], str]:
    """The sentences of a line that have ended, and what may still go on."""
    parts: list[str] = []
    start = 0
    stops = {span.end for span in sentences(text, 0, len(text))[:-1]}
    for stop in sorted(stops | {found.start() for found in _ENDED.finditer(text)}):
        marks = _MARKS.match(text, stop)
        end = marks.end() if marks else stop
        if end > start:
            parts.append(text[start:end])
            start = end
    left = text[start:]
    if parts and _LEFT_OPEN.fullmatch(left):
        # A mark may still follow, so the last sentence is held until the next one begins.
        return parts[:-1], parts[-1] + left
    return parts, left


def _made(text: str) -> Sentence | None:
    """A sentence of its words and its marks; of marks alone, or None where there is nothing."""
    marks: list[int] = []
    strange: list[str] = []
    for found in _MARK.finditer(text):
        good = _GOOD.fullmatch(found.group())
        if good is None:
            strange.append(found.group())
        else:
            marks += map(int, regex.findall(r"\d+", good[1]))
    plain = _MARK.sub(_HERE, _LINE_HEAD.sub("", text.replace(_HERE, "")))
    plain = _WRAPPED.sub("", _BETWEEN.sub(_HERE, plain)).replace(_HERE, "")
    plain = _BEFORE_STOP.sub("", " ".join(_EMPHASIS.sub("", plain).split()))
    if not _says(plain):
        if not (marks or strange):
            return None
        plain = ""
    return Sentence(plain, tuple(marks), strange=tuple(strange))


def _says(text: str) -> bool:
    """Whether a text has a word of its own."""
    words = regex.findall(r"[\p{L}\p{N}]+", text)
    return any(
        word.lower() not in ("and", "see", "source", "sources", "ref", "cf") for word in words
    )
