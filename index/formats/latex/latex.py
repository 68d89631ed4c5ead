"""LaTeX by pylatexenc: the words of a paper without its commands; its maths stays as written."""

import re
from collections.abc import Callable
from typing import Any

from pylatexenc.latexwalker import LatexWalker

from index.formats.latex.macros import (
    CONTEXT,
    HEADINGS,
    LAST_ARGUMENT,
    NAMED_BLOCKS,
    SILENT,
    spelled,
)
from index.formats.latex.nodes import arguments, bracketed, macro, named
from index.formats.latex.source import VERBATIM, Source, hidden
from index.formats.latex.tables import split
from index.formats.outline import CELL, Outline
from index.formats.text import plain
from index.types import BlockKind

_MAX_CHARACTERS = 4_000_000  # the parser takes some ten seconds for a million
_OPTIONS = re.compile(r"(?:\[[^\]\n]*\]|\{[^}\n]*\}){1,2}[ \t]*(?=\n)")
_INCLUDED = re.compile(r"^[^%\n]*\\(?:input|include|subfile)\b", re.MULTILINE)
_PARAGRAPH = re.compile(r"(\n[ \t]*\n\s*)")
_TABLES = frozenset("tabular tabular* tabularx tabulary longtable supertabular xltabular".split())
_LISTS = frozenset("itemize enumerate description thebibliography compactitem".split())
_DRAWN = frozenset("tikzpicture pspicture pgfpicture picture".split())
_MATHS = frozenset(
    "equation align gather multline eqnarray displaymath math flalign alignat".split()
)
_ENDS = frozenset("par bigskip medskip smallskip newpage clearpage newline".split())
_APART = frozenset("footnote footnotetext thanks caption author date subtitle".split())
_CITED = frozenset("cite citep citet ref eqref autoref pageref cref Cref".split())


def read(data: bytes) -> Outline:
    """A LaTeX file as headings, paragraphs, items and rows, each at its line.

    No other file is read. What is too long or nests beyond all measure is read as plain text, and
    the note says so.
    """
    source = plain.decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > _MAX_CHARACTERS:
        return _as_text(data)
    walker = LatexWalker(hidden(source), latex_context=CONTEXT, tolerant_parsing=True)
    try:
        nodes = walker.get_latex_nodes()[0]
        reader = _Reader(Source(source))
        body = next((node for node in nodes if named(node) == "document"), None)
        if body is not None:
            told = [node for node in nodes[: nodes.index(body)]
                    if macro(node) in ("title", "subtitle", "author", "date")]  # fmt: skip
            nodes = told + body.nodelist
        reader.walk(nodes)
    except RecursionError:
        return _as_text(data)
    counted = ((len(_INCLUDED.findall(source)), "other file"), (reader.drawings, "drawing"))
    reader.outline.note = "; ".join(_counted(n, name) for n, name in counted if n)
    return reader.outline.finish()


def _as_text(data: bytes) -> Outline:
    outline = plain.read(data)
    outline.note = "it is too long or too deeply nested to read its commands: it is shown as it is"
    return outline


def _counted(count: int, name: str) -> str:
    many = f"{count} {name}s in it were not read"
    return many if count > 1 else f"1 {name} in it was not read"


class _Reader:
    """Walks nodes without recursion: what is still to be done waits on a stack.

    words: of the open block, whose first stands at `start`. later: notes that follow it.
    is_raw: whether blanks count.
    """

    def __init__(self, source: Source, is_raw: bool = False) -> None:
        self.source = source
        self.is_raw = is_raw
        self.outline = Outline()
        self.stack: list[Any] = []
        self.words: list[str] = []
        self.later: list[Outline] = []
        self.start = self.level = self.drawings = 0
        self.kind: BlockKind = "paragraph"

    def walk(self, nodes: list[Any]) -> None:
        self._do(nodes)
        while self.stack:
            step = self.stack.pop()
            if callable(step):
                step()
            else:
                self._visit(step)
        self._flush()

    def _apart(self, nodes: list[Any], is_raw: bool = False) -> "_Reader":
        """Read nodes as a text of their own."""
        reader = _Reader(self.source, is_raw)
        reader.walk(nodes)
        self.drawings += reader.drawings
        return reader

    def _do(self, nodes: list[Any], then: Callable[[], None] | None = None) -> None:
        if then:
            self.stack.append(then)
        self.stack.extend(reversed(nodes))

    def _visit(self, node: Any) -> None:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            self._say(node.chars, node.pos)
        elif kind == "LatexGroupNode":
            self._do(node.nodelist)
        elif kind == "LatexMathNode":
            self._maths(node)
        elif kind == "LatexSpecialsNode":
            self._say(spelled(node) or node.specials_chars, node.pos)
        elif kind == "LatexMacroNode":
            self._command(node)
        elif kind == "LatexEnvironmentNode":
            self._environment(node)
        elif node.comment_post_space.count("\n") > 1:
            self._break()

    def _command(self, node: Any) -> None:
        name, given = node.macroname, arguments(node)
        if name in HEADINGS or name in ("title", "frametitle"):
            self._heading(name, given[-1:])
        elif name in ("item", "bibitem"):
            self._break()
            self.kind = "item"
            self._do(bracketed(given, node.pos) if name == "bibitem" else given,
                     lambda: self._say(" ", node.pos))  # fmt: skip
        elif name in _ENDS:
            self._break()
        elif name in _APART:
            self.later.append(self._apart(given[-1:]).outline)
            if not self.words:
                self._flush()
        elif name in _CITED:
            self._do(bracketed(given, node.pos))
        elif name == "verb":
            self._say(getattr(node.nodeargd, "verbatim_text", "") or "", node.pos)
        elif name in self.source.defined:
            self._say(self.source.defined[name] + node.macro_post_space, node.pos)
        elif name == "\\":
            self._say(" ", node.pos)
        elif name not in SILENT:
            words = spelled(node)
            if words is not None:
                self._say(words, node.pos)
            else:
                self._do(given[-1:] if name in LAST_ARGUMENT else given)

    def _heading(self, name: str, given: list[Any]) -> None:
        self._break()
        level = 3 if name == "frametitle" else 1
        if name in HEADINGS:
            level = HEADINGS.index(name) - self.source.top + 1 + self.source.is_titled
        self.kind, self.level = "heading", max(1, min(6, level))
        self._do(given, self._break)

    def _environment(self, node: Any) -> None:
        name, nodes = named(node), list(node.nodelist)
        self._break()
        if verbatim := VERBATIM.match(self.source.text, node.pos):
            if name != "comment":
                options = _OPTIONS.match(verbatim.group(2))
                skipped = options.end() if options else 0
                self._lines(verbatim.group(2)[skipped:], verbatim.start(2) + skipped)
        elif name in _TABLES:
            self._table(nodes)
        elif name in _DRAWN:
            self.drawings += 1
        elif name.rstrip("*") in _MATHS:
            self._lines(self.source.text[node.pos : node.pos + node.len], node.pos)
        elif name == "Highlighting":  # a program as pandoc colours it
            code = self._apart(nodes, is_raw=True)
            self._lines("".join(code.words), code.start)
        else:
            before = self.kind
            if name == "frame" and nodes and type(nodes[0]).__name__ == "LatexGroupNode":
                self.stack.extend([lambda: self._leave(before), *reversed(nodes[1:])])
                self._heading("frametitle", nodes[:1])
            else:
                self.kind = "item" if name in _LISTS else before
                shown = arguments(node) if name in NAMED_BLOCKS else []
                self._do([*shown, *nodes], lambda: self._leave(before))

    def _leave(self, kind: BlockKind) -> None:
        self._break()
        self.kind = kind

    def _table(self, nodes: list[Any]) -> None:
        captions, rows = split(nodes)
        self.later.extend(self._apart([caption]).outline for caption in captions)
        self._flush()
        for row in rows:
            cells = [self._apart(cell).outline for cell in row.cells]
            text = CELL.join(" ".join(cell.text.split()) for cell in cells)
            place = next((cell.blocks[0].place for cell in cells if cell.blocks), "")
            if place:
                self.outline.add("header" if row.is_header else "row", text, place=place)

    def _maths(self, node: Any) -> None:
        source = self.source.text[node.pos : node.pos + node.len]
        if node.displaytype == "display":
            self._break()
            self._lines(source, node.pos)
        else:
            self._say(" ".join(source.split()), node.pos)

    def _lines(self, text: str, start: int) -> None:
        for number, line in enumerate(text.split("\n"), self.source.line(start)):
            self.outline.add("code", line.rstrip(), place=f"line {number}")

    def _say(self, text: str, position: int) -> None:
        for index, part in enumerate([text] if self.is_raw else _PARAGRAPH.split(text)):
            if index % 2:
                self._break()
            elif part.strip() or self.words:
                if not self.words:
                    self.start = position + len(part) - len(part.lstrip())
                self.words.append(part)
            position += len(part)

    def _break(self) -> None:
        self._flush()
        if self.kind == "heading":
            self.kind = "paragraph"

    def _flush(self) -> None:
        """Close the open block, then add the notes and captions that stand in it."""
        if self.is_raw:
            return
        text, self.words = " ".join("".join(self.words).split()), []
        level = self.level if self.kind == "heading" else 0
        self.outline.add(self.kind, text, level, f"line {self.source.line(self.start)}")
        later, self.later = self.later, []
        for notes in later:
            text = notes.text
            for block in notes.blocks:
                self.outline.add(block.kind, text[block.start : block.end], 0, block.place)
