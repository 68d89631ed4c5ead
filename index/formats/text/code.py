"""Source code, kept to the character: comments and docstrings are prose, the rest is code.

No language is known: a comment is told by what its line begins with, in whatever language.
"""

import re
from collections.abc import Iterator

from index.formats.outline import Outline
from index.formats.text.plain import decode
from index.types import Block

_LINE = re.compile(r"[^\r\n]+")
# A mark and a blank, so that "#include", "--count" and "%s" are none.
_COMMENT = re.compile(r"\s*(?:#+|///?!?|--+|;+|%+|!+|'|REM|rem|dnl|\.\.)(?:[ \t]+|$)")
_OPENS = re.compile(r'\s*(?:/\*+!?|<!--|\(\*|\{-|--\[\[|<#|[rRbBuUfF]{0,2}(?:"""|\'\'\'))')
_CLOSES = {"/*": "*/", "<!": "-->", "(*": "*)", "{-": "-}", "--": "]]", "<#": "#>"}
_EDGE = re.compile(r"\s*(?:\*+(?!/)|#+|//+)?[ \t]*")  # what decorates the lines of a comment
_QUOTES = re.compile("\"\"\"|'''")
_WORD = re.compile(r"\w")


def read(data: bytes) -> Outline:
    """A program or a settings file as lines of code, its comments as paragraphs."""
    text = decode(data)
    return Outline.exact(text, list(blocks(text)), "")


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs and lines of code of a program, in order."""
    start = end = 0  # of the open paragraph, if end > start
    lines = _Lines()
    last = 0
    for line in _LINE.finditer(text):
        gap, last = text[last : line.start()], line.end()
        begin, stop = lines.comment(line.group())
        is_blank_between = max(gap.count("\n"), gap.count("\r")) > 1
        if end > start and (is_blank_between or stop <= begin):
            yield Block("paragraph", start, end)
            start = end = 0
        if stop > begin:
            start = start if end > start else line.start() + begin
            end = line.start() + stop
        elif stop < 0:
            words = line.group()
            inset = len(words) - len(words.lstrip())
            yield Block("code", line.start() + inset, line.start() + len(words.rstrip()))
    if end > start:
        yield Block("paragraph", start, end)


class _Lines:
    """Where in its line a comment is, line by line.

    closer: what ends the comment that the line is in; quoted: the string; "" for none.
    """

    def __init__(self) -> None:
        self.closer = self.quoted = ""

    def comment(self, words: str) -> tuple[int, int]:
        """Where the words of a comment begin and end; (0, 0) for none, (0, -1) for code."""
        if not words.strip():
            return 0, 0
        if self.closer:
            edge = _EDGE.match(words)
            return self._until_closed(words, edge.end() if edge else 0)
        if not self.quoted and (opened := _OPENS.match(words)):
            opener = opened.group().strip().lstrip("rRbBuUfF")
            self.closer = _CLOSES.get(opener[:2], opener[:3])
            return self._until_closed(words, opened.end())
        if not self.quoted and (mark := _COMMENT.match(words)):
            return _trimmed(words, mark.end(), len(words))
        self._follow_quotes(words)
        return 0, -1

    def _until_closed(self, words: str, begin: int) -> tuple[int, int]:
        stop = words.find(self.closer, begin)
        if stop < 0:
            return _trimmed(words, begin, len(words))
        after = words[stop + len(self.closer) :].strip(" \t;,)")
        self.closer = ""
        # Code that goes on behind a comment, as in "/* x */ int y", keeps it.
        return (0, -1) if after else _trimmed(words, begin, stop)

    def _follow_quotes(self, words: str) -> None:
        for quotes in _QUOTES.findall(words):
            if not self.quoted:
                self.quoted = quotes
            elif self.quoted == quotes:
                self.quoted = ""


def _trimmed(words: str, begin: int, end: int) -> tuple[int, int]:
    body = words[begin:end]
    if not _WORD.search(body):
        return 0, 0
    begin += len(body) - len(body.lstrip())
    return begin, begin + len(body.strip())
