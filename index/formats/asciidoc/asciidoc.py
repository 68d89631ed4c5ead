"""AsciiDoc, line by line: headings, lists, tables and blocks; comments are left out."""

import re

from index.formats.asciidoc.inline import Inline
from index.formats.asciidoc.table import rows
from index.formats.outline import CELL, Outline
from index.formats.text.plain import decode
from index.types import BlockKind

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*?)(?:[ \t]+\1)?[ \t]*$")
_UNDERLINE = re.compile(r"([=\-~^+])\1{2,}$")
_ATTRIBUTE = re.compile(r":(!?[\w][\w-]*!?):(?:[ \t]+(.*))?$")
_TOLD = frozenset(
    "author authors description keywords revdate revnumber revremark subtitle".split()
)
_DELIMITER = re.compile(
    r"(?:-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|--|`{3,}\w*|[|,:!]={3,})[ \t]*$"
)
_ITEM = re.compile(
    r"[ \t]*(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-zA-Z]\.|<(?:\d{1,3}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?"
    r"(?=\S)"
)
_TERM = re.compile(r"[ \t]*(\S.*?)(?:::{1,3}|;;)(?:[ \t]+(.*))?$")
_BRACKETS = re.compile(r"\[([^\[\]].*|)\][ \t]*$")
_ANCHOR = re.compile(r"\[\[[^\]]*\]\][ \t]*$")
_TITLE = re.compile(r"\.(?=[^\s.])(.*)$")
_MACRO = re.compile(
    r"(include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::([^\[]*)\[(.*)\]\s*$"
)
_RULER = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)[ \t]*$")
_VERBATIM = "-.+`"


def read(data: bytes) -> Outline:
    """An AsciiDoc file as the text a reader of its page would see, each block at its line."""
    source = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(source.split("\n")).read()


class _Reader:
    """Goes through the lines, of which `at` is the index of the next.

    words: the open block's, from line `first`. style: what is in brackets over the next block.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = self.first = 0
        self.outline = Outline()
        self.inline = Inline()
        self.words: list[str] = []
        self.kind: BlockKind = "paragraph"
        self.style = ""
        self.included = 0

    def read(self) -> Outline:
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip()
            self.at += 1
            self._line(line)
        self._flush()
        if self.included:
            files = "file that it includes was"
            if self.included > 1:
                files = "files that it includes were"
            self.outline.note = f"{self.included} other {files} not read"
        return self.outline.finish()

    def _line(self, line: str) -> None:
        if not line.strip():
            self._flush()
            self.kind = "paragraph"
        elif _DELIMITER.match(line):
            self._flush()
            self._block(line.strip())
        elif line == "+" or (line.startswith("//") and not line.startswith("///")):
            self._flush() if line == "+" else None
        elif not self.words and self._between(line):
            pass
        elif item := _ITEM.match(line):
            self._flush()
            self._begin("item", line[item.end() :])
        elif (term := _TERM.match(line)) and (not self.words or self.kind == "item"):
            self._flush()
            self._add("item", term.group(1), self.at)
            self.kind = "item"
            if term.group(2):
                self._begin("item", term.group(2))
        elif not self.words and line[0] in " \t" and self.kind == "paragraph":
            self._literal(line)
        else:
            self._begin(self.kind, line)

    def _between(self, line: str) -> bool:
        """Whether a line that begins no paragraph is dealt with."""
        under = self.lines[self.at].rstrip() if self.at < len(self.lines) else ""
        if heading := _HEADING.match(line):
            self._heading(heading.group(2), len(heading.group(1)))
        elif _UNDERLINE.match(under) and abs(len(under) - len(line)) <= 1 and line[0].isalnum():
            self._heading(line, "=-~^+".index(under[0]) + 1)
            self.at += 1
        elif attribute := _ATTRIBUTE.match(line):
            self._attribute(attribute)
        elif macro := _MACRO.match(line):
            self._macro(*macro.groups())
        elif _ANCHOR.match(line) or _RULER.match(line):
            pass
        elif brackets := _BRACKETS.match(line):
            self.style = brackets.group(1)
            if self.style in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"):
                self._add("paragraph", self.style, self.at)
            elif re.match(r"(quote|verse)\s*,", self.style):
                words = [part.strip(" \"'") for part in self.style.split(",")[1:]]
                self._add("paragraph", "— " + ", ".join(filter(None, words)), self.at)
        elif (title := _TITLE.match(line)) and not _ITEM.match(line):
            self._add("paragraph", title.group(1), self.at)
        else:
            return False
        return True

    def _heading(self, text: str, level: int) -> None:
        is_title = level == 1 and not self.outline.blocks
        self._add("heading", text, self.at, level)
        self.kind, self.style = "paragraph", ""
        while is_title and self.at < len(self.lines) and self.lines[self.at].strip():
            line = self.lines[self.at].rstrip()
            self.at += 1
            if attribute := _ATTRIBUTE.match(line):
                self._attribute(attribute)
            elif not line.startswith("//"):  # who wrote it, and when
                self._add("row", line, self.at)

    def _attribute(self, attribute: re.Match[str]) -> None:
        name, value, line = attribute.group(1), attribute.group(2) or "", self.at
        while value.endswith(" \\") and self.at < len(self.lines):
            value = value[:-1] + self.lines[self.at].strip()
            self.at += 1
        self.inline.define(name.strip("!"), value)
        if name in _TOLD and value:
            self._add("row", f"{name}: {value}", line)

    def _macro(self, name: str, target: str, words: str) -> None:
        if name == "include":
            self.included += 1
        elif name in ("image", "video", "audio", "ifdef", "ifndef"):
            is_words = name.startswith("if")
            alt = words if is_words else words.split(",")[0].strip("\"' ")
            self._add("paragraph", alt if "=" not in alt or is_words else "", self.at)
            title = re.search(r"title=\"([^\"]*)\"", words)
            self._add("paragraph", title.group(1) if title else "", self.at)

    def _block(self, delimiter: str) -> None:
        """A block between two lines alike; what holds other blocks is read as if it were bare."""
        style, self.style = self.style, ""
        is_table = delimiter.endswith("===") and delimiter[0] in "|,:!"
        if (not is_table and delimiter[0] not in _VERBATIM + "/") or delimiter == "--":
            return
        end_mark = delimiter[:3] if delimiter[0] == "`" else delimiter
        end = next((number for number in range(self.at, len(self.lines))
                    if self.lines[number].rstrip() == end_mark), len(self.lines))  # fmt: skip
        body, start = self.lines[self.at : end], self.at + 1
        self.at = end + 1
        if is_table:
            for row in rows(body, style, delimiter[0]):
                cells = [self.inline.plain(cell) for cell in row.cells]
                text = CELL.join(words for words, _ in cells)
                place = f"line {start + row.line}"
                if any(words for words, _ in cells):
                    self.outline.add("header" if row.is_header else "row", text, place=place)
                self._notes([note for _, notes in cells for note in notes], place)
        elif delimiter[0] != "/":
            for number, line in enumerate(body, start):
                self.outline.add("code", line.rstrip(), place=f"line {number}")

    def _literal(self, line: str) -> None:
        """A paragraph that is set in is shown as it is."""
        while line.strip():
            self.outline.add("code", line, place=f"line {self.at}")
            line = self.lines[self.at].rstrip() if self.at < len(self.lines) else ""
            self.at += bool(line.strip())

    def _begin(self, kind: BlockKind, words: str) -> None:
        if not self.words:
            self.kind, self.first = kind, self.at
        self.words.append(words)

    def _flush(self) -> None:
        if self.words:
            words, self.words = "\n".join(self.words), []
            self._add(self.kind, words, self.first)

    def _add(self, kind: BlockKind, text: str, line: int, level: int = 0) -> None:
        words, notes = self.inline.plain(text)
        self.outline.add(kind, words, level, f"line {line}")
        self._notes(notes, f"line {line}")

    def _notes(self, notes: list[str], place: str) -> None:
        for note in notes:
            self.outline.add("paragraph", note, place=place)
