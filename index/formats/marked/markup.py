"""HTML: tags become blocks, scripts and styles are left out, each block knows its line."""

import re
from collections.abc import Callable

from lxml import etree
from lxml import html as lxml_html

from index.errors import UnreadableFile
from index.formats.outline import CELL, Outline
from index.formats.text.plain import decode
from index.types import BlockKind

LINE = "data-footnote-line"  # on an element: the line of another file that its text comes from
SKIPPED = frozenset("script style template noscript head svg iframe object".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter "
    "nobr output progress q rb rp rt ruby s samp small span strike strong sub sup time tt u var "
    "wbr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_EMPTY_TAG = re.compile(r"<([A-Za-z][\w:.-]*)(\s[^<>]*)?/>")  # of XML; in HTML it only opens
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LAST_LINE = 65_535  # libxml2 counts no further in HTML

Place = Callable[[int], str]


def read_html(data: bytes) -> Outline:
    """An HTML page as text. Raises UnreadableFile where there is nothing to parse."""
    outline = Outline()
    add_html(outline, decode_html(data))
    return outline.finish()


def decode_html(data: bytes) -> str:
    """The source of a page, in the encoding it declares if that is true, else as found."""
    declared = _CHARSET.search(data[:4096])
    encoding = declared.group(1).decode("ascii").lower() if declared else ""
    # A page that can be searched for its declaration is not in UTF-16, whatever it declares.
    if encoding and not encoding.startswith(("utf-16", "utf-32")) and not data.startswith(_BOMS):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def add_html(outline: Outline, source: str, place: Place | None = None) -> None:
    """Add a page's blocks to an outline, and its title where the outline has none.

    place: what to call the place of a line, counted from 1; "line 3" unless told.
    Raises UnreadableFile where the page cannot be parsed.
    """
    source = source.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    source = _XML_DECLARATION.sub(lambda match: "\n" * match.group().count("\n"), source)
    if not source.strip():
        return
    if "http://www.w3.org/1999/xhtml" in source[:2_000]:
        source = _EMPTY_TAG.sub(_closed, source)
    parser = lxml_html.HTMLParser(recover=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile(f"not readable as HTML ({error}): open and save it again") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableFile("its elements nest too deeply to be read to the end: flatten it")
    title = root.find(".//head/title")
    if title is not None and title.text and not outline.title:
        outline.title = " ".join(title.text.split())
    _Walker(outline, place).walk(root)


def _closed(tag: re.Match[str]) -> str:
    name = tag.group(1)
    is_void = name.lower() in _VOID
    return tag.group() if is_void else f"<{name}{tag.group(2) or ''}></{name}>"


class _Walker:
    """Walks the tree in document order without recursion: pages nest as deep as they like.

    line: of the source, at the words read last. first: where the open block's first word stands.
    """

    def __init__(self, outline: Outline, place: Place | None) -> None:
        self.outline = outline
        self.place = place or (lambda line: f"{'about ' * self.lost}line {line}")
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.is_header_row = False
        self.open: list[str] = []
        self.line = self.first = self.row = 1
        self.is_blank = True
        self.marked = self.lost = False

    def walk(self, root: lxml_html.HtmlElement) -> None:
        skipping: object = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self.line += (element.text or "").count("\n")
                self._say(element.tail or "", skipping is not None)
                continue
            tag = str(element.tag)
            if event == "start":
                self._locate(element)
                if skipping is None and (tag in SKIPPED or element.get("hidden") is not None):
                    skipping = element
                if skipping is None:
                    self._start(tag)
                self._say(element.text or "", skipping is not None)
                continue
            if skipping is None:
                self._end(tag)
            elif skipping is element:
                skipping = None
            if element is not root:
                self._say(element.tail or "", skipping is not None)
        self._flush("paragraph")

    def _locate(self, element: lxml_html.HtmlElement) -> None:
        mark = element.get(LINE, "")
        if mark.isdecimal() and len(mark) < 10:
            self.line, self.marked = int(mark), True
        elif not self.marked and (element.sourceline or 0) < _LAST_LINE:
            self.line = element.sourceline or self.line
        elif not self.marked:
            self.line, self.lost = max(self.line, _LAST_LINE), True

    def _say(self, text: str, is_skipped: bool = False) -> None:
        if not is_skipped:
            if self.is_blank and text.strip():
                self.first = self.line + text[: len(text) - len(text.lstrip())].count("\n")
                self.is_blank = False
            self.words.append(text)
        self.line += text.count("\n")

    def _start(self, tag: str) -> None:
        if tag == "br":
            self.words.append("\n" if "pre" in self.open else " ")
        elif tag == "tr":
            self._end_row()
            self._flush("paragraph")
            self.cells, self.is_header_row, self.row = [], True, self.line
        elif tag in ("td", "th"):
            self._end_cell()
            self.is_header_row = self.is_header_row and tag == "th"
        elif tag not in INLINE and self.cells is None:
            self._flush(self._kind())
        elif tag not in INLINE:
            self.words.append(" ")
        if tag not in INLINE and tag != "br":
            self.open.append(tag)

    def _end(self, tag: str) -> None:
        if tag in INLINE or tag == "br":
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
            self.outline.add(kind, CELL.join(self.cells), place=self.place(self.row))
        self.cells = None

    def _end_cell(self, closes: bool = False) -> None:
        """Close the cell; one that is in no row, or goes on after a table inside it, is text."""
        if self.cells is None:
            self._flush("paragraph")
            return
        text = " ".join("".join(self.words).split())
        self.words, self.is_blank = [], True
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
        self.words, self.is_blank = [], True
        if kind == "code":
            lines = text.strip("\n").split("\n")
            blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
            for number, line in enumerate(lines, self.first - blank):
                self.outline.add("code", line.rstrip(), place=self.place(number))
            return
        level = next((_HEADINGS[t] for t in reversed(self.open) if t in _HEADINGS), 0)
        text = " ".join(text.split())
        self.outline.add(kind, text, level if kind == "heading" else 0, self.place(self.first))
