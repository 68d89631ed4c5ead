"""HTML, and Markdown by way of it: tags become blocks, scripts and styles are left out."""

import re

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from index.errors import UnreadableFile
from index.formats.outline import CELL, Outline
from index.formats.plain import ENUMERATOR, decode
from index.types import BlockKind

_SKIPPED = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter "
    "nobr output progress q rb rp rt ruby s samp small span strike strong sub sup time tt u var "
    "wbr".split()
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# CommonMark knows "1." and "-", not "(a)": a contract's points would be one paragraph.
_LETTERED = re.compile(rf" {{0,3}}{ENUMERATOR}[ \t]+\S")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_html(data: bytes) -> Outline:
    """An HTML page as text. Raises UnreadableFile where there is nothing to parse."""
    return _outline(_decode_html(data))


def read_markdown(data: bytes) -> Outline:
    """A Markdown file (CommonMark with tables), as the text a reader of the page would see."""
    source = decode(data)
    front = _FRONT_MATTER.match(source)
    lines = front.group(1).splitlines() if front else []
    body = source[front.end() :] if front else source
    markdown = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return _outline(markdown.render(_with_lettered_items(body)), lines)


def _with_lettered_items(body: str) -> str:
    lines = body.split("\n")
    in_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and _LETTERED.match(line):
            lines[number] = f"- {line}"
    return "\n".join(lines)


def _decode_html(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    encoding = declared.group(1).decode("ascii").lower() if declared else ""
    # A page that can be searched for its declaration is not in UTF-16, whatever it declares.
    if encoding and not encoding.startswith(("utf-16", "utf-32")) and not data.startswith(_BOMS):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _outline(source: str, front_matter: list[str] | None = None) -> Outline:
    source = _XML_DECLARATION.sub("", source).replace("\x00", "")
    outline = Outline()
    for line in front_matter or ():
        outline.add("code", line)
    if not source.strip():
        return outline.finish()
    parser = lxml_html.HTMLParser(recover=True, huge_tree=True, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile(f"not readable as HTML ({error})") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableFile("its elements nest too deeply to be read to the end: flatten it")
    title = root.find(".//head/title")
    if title is not None and title.text:
        outline.title = " ".join(title.text.split())
    _Walker(outline).walk(root)
    return outline.finish()


class _Walker:
    """Walks the tree in document order without recursion: pages nest as deep as they like."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.is_header_row = False
        self.open: list[str] = []

    def walk(self, root: lxml_html.HtmlElement) -> None:
        skipping: object = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if skipping is None and (tag in _SKIPPED or not tag or _is_hidden(element)):
                    skipping = element
                elif skipping is None:
                    self._start(tag, element.text or "")
                continue
            if skipping is None:
                self._end(tag)
            elif skipping is element:
                skipping = None
            if skipping is None and element is not root:
                self.words.append(element.tail or "")
        self._flush("paragraph")

    def _start(self, tag: str, text: str) -> None:
        if tag == "br":
            self.words.append("\n" if "pre" in self.open else " ")
        elif tag == "tr":
            self._end_row()
            self._flush("paragraph")
            self.cells, self.is_header_row = [], True
        elif tag in ("td", "th"):
            self._end_cell()
            self.is_header_row = self.is_header_row and tag == "th"
        elif tag not in _INLINE and self.cells is None:
            self._flush(self._kind())
        elif tag not in _INLINE:
            self.words.append(" ")
        if tag not in _INLINE and tag != "br":
            self.open.append(tag)
        self.words.append(text)

    def _end(self, tag: str) -> None:
        if tag in _INLINE or tag == "br":
            return
        if tag == "tr" and self.cells is not None:
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell(closes=True)
        elif self.cells is None:
            self._flush(self._kind())
        else:
            self.words.append(" ")
        while self.open and self.open.pop() != tag:
            pass

    def _end_row(self) -> None:
        """Close the row, if one is open: at its end, or where a table begins inside a cell."""
        self._end_cell()
        kind: BlockKind = "header" if self.is_header_row else "row"
        if self.cells and any(self.cells):
            self.outline.add(kind, CELL.join(self.cells))
        self.cells = None

    def _end_cell(self, closes: bool = False) -> None:
        """Close the cell; one that is in no row, or goes on after a table inside it, is text."""
        if self.cells is None:
            self._flush("paragraph")
            return
        text = " ".join("".join(self.words).split())
        self.words = []
        if closes or text:
            self.cells.append(text)

    def _kind(self) -> BlockKind:
        for tag in reversed(self.open):
            if tag in _HEADINGS:
                return "heading"
            if tag == "pre":
                return "code"
            if tag in ("li", "dt", "dd"):
                return "item"
        return "paragraph"

    def _flush(self, kind: BlockKind) -> None:
        text = "".join(self.words)
        self.words = []
        if kind == "code":
            for line in text.strip("\n").splitlines():
                self.outline.add("code", line.rstrip())
            return
        level = next((_HEADINGS[t] for t in reversed(self.open) if t in _HEADINGS), 0)
        self.outline.add(kind, " ".join(text.split()), level if kind == "heading" else 0)


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    return element.get("hidden") is not None
