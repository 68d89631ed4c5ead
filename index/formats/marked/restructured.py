"""reStructuredText by docutils: what a page of it would show, nothing included or executed."""

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.languages import en

from index.formats.outline import CELL, Outline
from index.formats.text import plain
from index.types import BlockKind

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "syntax_highlight": "none",
    "line_length_limit": 1_000_000,
}
_MAX_PARAGRAPH = 50_000  # characters: docutils looks for the end of each "*" to the very end
_DIRECTIVE = re.compile(r"^[ \t]*\.\. +([\w:.+-]+)::", re.MULTILINE)
_INCLUDE = re.compile(r"[ \t]*\.\. +(?:literal)?include::")
_ROLE = re.compile(r"(?::[\w:.+-]+:)?`[~!]?(.+?)(?:\s*<[^<>]*>)?`(?::[\w:.+-]+:)?", re.DOTALL)
_UNSEEN = frozenset("index highlight default-domain currentmodule tabularcolumns".split())
_CODE = frozenset("code code-block sourcecode parsed-literal prompt".split())
_HIDDEN = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.pending, nodes.label)
_LISTS = (nodes.list_item, nodes.definition_list_item, nodes.option_list_item)
_LEAVES = (
    nodes.title, nodes.subtitle, nodes.paragraph, nodes.term, nodes.attribution, nodes.caption,
    nodes.rubric, nodes.option_group, nodes.line_block, nodes.field, nodes.image,
)  # fmt: skip
_VERBATIM = (nodes.literal_block, nodes.doctest_block, nodes.math_block)


class _AnyOption(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        return directives.unchanged


class _Shown(Directive):  # type: ignore[misc] # docutils is not followed
    """A directive that docutils does not know (Sphinx's): its words and what stands in it."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption(name=directives.unchanged)

    def run(self) -> list[Any]:
        shown = nodes.container()
        if self.name in _UNSEEN:
            return []
        argument = " ".join(self.arguments)
        if self.name in _CODE:
            words = [self.options.get("caption", "")]
        elif self.name.startswith(("version", "deprecated")):
            words = [f"{self.name}: {argument}"]
        else:
            words = [argument, self.options.get("caption", "")]
        shown += [nodes.paragraph("", text) for text in words if text]
        for paragraph in shown.children:
            paragraph.line = self.lineno
        if self.name in _CODE:
            shown += nodes.literal_block("", "\n".join(self.content))
        else:
            self.state.nested_parse(self.content, self.content_offset, shown)
        return [shown]


def read(data: bytes) -> Outline:
    """A reStructuredText file as headings, paragraphs, items, rows and lines of code.

    Directives that only Sphinx knows are read for the text in them. What docutils cannot take
    (a paragraph or a nesting without end) is read as plain text, and the note says so.
    """
    source = plain.decode(data).replace("\r\n", "\n").replace("\r", "\n")
    for name in set(_DIRECTIVE.findall(source)) | _CODE:
        if name.lower() not in en.directives or name in _CODE:
            directives.register_directive(name.lower(), _Shown)
    longest = max((len(part) for part in re.split(r"\n[ \t]*\n", source)), default=0)
    try:
        if longest > _MAX_PARAGRAPH:
            raise RecursionError
        document = publish_doctree(source, settings_overrides=_SETTINGS)
    except RecursionError:
        outline = plain.read(data)
        outline.note = "it is too deeply nested, or too long without a break, to read its markup"
        return outline
    return _Reader(source).read(document)


class _Reader:
    """Walks a document's nodes; line: where the last block began, counted from 1."""

    def __init__(self, source: str) -> None:
        self.outline = Outline()
        self.source = source.split("\n")
        self.line = 1

    def read(self, document: Any) -> Outline:
        stack = [document]
        while stack:
            node = stack.pop()
            if isinstance(node, nodes.row):
                self._row(node)
            elif isinstance(node, _VERBATIM):
                self._code(node.astext())
            elif isinstance(node, nodes.system_message):
                self._rejected(node)
            elif isinstance(node, _LEAVES):
                self._text(node)
            elif not isinstance(node, _HIDDEN):
                stack.extend(reversed(node.children))
        if included := sum(bool(_INCLUDE.match(line)) for line in self.source):
            files = "other file that it includes was" if included == 1 else (
                "other files that it includes were")  # fmt: skip
            self.outline.note = f"{included} {files} not read"
        return self.outline.finish()

    def _text(self, node: Any) -> None:
        kind: BlockKind = "paragraph"
        text, level = " ".join(_words(node).split()), 0
        above = _ancestors(node)
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            kind, level = "heading", min(6, sum(isinstance(n, nodes.section) for n in above))
        elif isinstance(node, nodes.field):
            kind = "row"
            text = f"{_words(node.children[0])}: " + " ".join(_words(node.children[1]).split())
        elif isinstance(node, nodes.line_block):
            text = "\n".join(_words(line) for line in node.findall(nodes.line))
        elif any(isinstance(n, _LISTS) for n in above):
            kind = "item"
        if (
            isinstance(node.parent, nodes.footnote | nodes.citation)
            and node.parent.index(node) == 1
        ):
            text = f"[{node.parent.children[0].astext()}] {text}"
        self._locate(node)
        self.outline.add(kind, text, level, f"line {self.line}")

    def _row(self, row: Any) -> None:
        cells = [" ".join(_words(entry).split()) for entry in row.children]
        kind: BlockKind = "header" if isinstance(row.parent, nodes.thead) else "row"
        self._locate(next(iter(row.findall(nodes.paragraph)), row))
        if any(cells):
            self.outline.add(kind, CELL.join(cells), place=f"line {self.line}")

    def _rejected(self, message: Any) -> None:
        """A directive that cannot be followed is kept as it is written."""
        for block in message.findall(nodes.literal_block):
            self._code(block.astext())

    def _code(self, text: str) -> None:
        """Add lines of code, found again in the source: docutils gives the line of their end."""
        lines = text.strip("\n").split("\n")
        first = lines[0].strip()
        for number in range(self.line, len(self.source) + 1):
            if self.source[number - 1].strip() == first:
                self.line = number
                break
        start = self.line
        for number, line in enumerate(lines, start):
            self.outline.add("code", line, place=f"line {number}")
        self.line = start + len(lines) - 1

    def _locate(self, node: Any) -> None:
        if node.line is None and isinstance(node, nodes.line_block) and node.children:
            node = node.children[0]
        line = node.line or 1
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            line -= 1  # docutils counts where the line under it stands
        self.line = max(self.line, min(line, len(self.source)))


def _ancestors(node: Any) -> list[Any]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _words(node: Any) -> str:
    """The text of a node as a reader sees it."""
    words = []
    for part in node.findall():
        if isinstance(part, nodes.image):
            words.append(part.get("alt", ""))
        elif isinstance(part, nodes.paragraph):
            words.append(" ")
        elif isinstance(part, nodes.Text):
            text = part.astext()
            if isinstance(part.parent, nodes.problematic):  # a role that docutils does not know
                text = _ROLE.sub(r"\1", text)
            elif isinstance(part.parent, nodes.footnote_reference | nodes.citation_reference):
                text = f"[{text}]"
            words.append(text)
    return "".join(words).strip()
