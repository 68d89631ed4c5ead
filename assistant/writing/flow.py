"""A model's words as they come become sentences with their marks."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from index.sentences import sentences

LONGEST = 2_000  # characters of one sentence, beyond which it is none
_MARK = regex.compile(r"\[\s*(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\s*\]")
_MARKS = regex.compile(rf"(?:\s*{_MARK.pattern})+")
_OPEN_MARK = regex.compile(r"\[[\d\s,;]{0,20}$")
_LINE_HEAD = regex.compile(r"^\s*(?:[-*•–]\s+|#{1,6}\s+|\d{1,2}[.)]\s+|>\s*)+")
_EMPHASIS = regex.compile(r"\*\*|__|`")
_BEFORE_STOP = regex.compile(r"\s+(?=[.!?,;:])")


class Sentence(NamedTuple):
    """A sentence without its marks, and these in their order; is_whole: whether it has ended."""

    text: str
    marks: tuple[int, ...]
    is_whole: bool = True


class Flow:
    """Cuts a text that is still coming. Marks after a stop belong to the sentence before it."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> Iterator[Sentence]:
        """The sentences that are known to have ended by now."""
        self._held += piece
        *lines, self._held = self._held.split("\n")
        for line in lines:
            yield from _of_line(line)
        whole, self._held = _parted(self._held)
        for text in whole:
            yield from _made(text)

    def rest(self, is_over: bool = True) -> Iterator[Sentence]:
        """What is left at the end; is_over: whether the text ended of itself.

        A text that was cut off has ended its last sentence if that has a stop.
        """
        held, self._held = self._held, ""
        for one in _of_line(held):
            yield one._replace(is_whole=is_over or one.text.endswith((".", "!", "?", "。")))

    @property
    def is_stuck(self) -> bool:
        """Whether what has come since the last sentence is too long to be one."""
        return len(self._held) > LONGEST


def _of_line(line: str) -> Iterator[Sentence]:
    whole, left = _parted(line + " ")
    for text in (*whole, left):
        yield from _made(text)


def _parted(text: str) -> tuple[list[str], str]:
    """The sentences of a line that have ended, and what may still go on."""
    spans = sentences(text, 0, len(text))
    ends = [span.end for span in spans[:-1]]
    parts: list[str] = []
    start = 0
    for end in ends:
        marks = _MARKS.match(text, end)
        if marks is not None:
            end = max(end, marks.end())
        if end > start:
            parts.append(text[start:end])
            start = end
    left = text[start:]
    if not left.strip(" ") or _MARKS.fullmatch(left.rstrip()):
        # Marks may still follow, so the last sentence is held until the next one begins.
        return (parts[:-1], parts[-1] + left) if parts else ([], left)
    if _OPEN_MARK.search(left) and parts and not left[: left.rindex("[")].strip():
        return parts[:-1], parts[-1] + left
    return parts, left


def _made(text: str) -> Iterator[Sentence]:
    marks = [int(n) for found in _MARK.finditer(text) for n in regex.findall(r"\d+", found[1])]
    plain = _EMPHASIS.sub("", _LINE_HEAD.sub("", _MARK.sub("", text)))
    plain = _BEFORE_STOP.sub("", " ".join(plain.split()))
    if any(character.isalnum() for character in plain):
        yield Sentence(plain, tuple(marks))
