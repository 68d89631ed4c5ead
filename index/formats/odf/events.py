"""The events of an OpenDocument file's XML as it streams by, without what nobody sees."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.odf.styles import DC, MATH, META, OFFICE, SVG, TABLE, TEXT, Styles

_UNSEEN = {
    OFFICE + "scripts", OFFICE + "font-face-decls", OFFICE + "settings", OFFICE + "forms",
    OFFICE + "binary-data", OFFICE + "event-listeners", OFFICE + "change-info",
    TEXT + "ruby-text", TEXT + "hidden-paragraph", TEXT + "hidden-text",
    TABLE + "tracked-changes", TABLE + "content-validations", SVG + "title", SVG + "desc",
    DC + "date", META + "creator-initials",
}  # fmt: skip
_INDEX_SOURCES = {TEXT + name for name in (
    "table-of-content-source alphabetical-index-source user-index-source bibliography-source "
    "illustration-index-source table-index-source object-index-source").split()}  # fmt: skip
_MATH_SEEN = {MATH + "math", MATH + "semantics", MATH + "annotation"}
_BREAKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n", TEXT + "s": " "}
_BODIES = {
    "text": "an OpenDocument text (.odt)", "spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "presentation": "an OpenDocument presentation (.odp)", "drawing": "a drawing (.odg)",
    "chart": "a chart", "database": "a database (.odb)",
}  # fmt: skip
Attributes = Mapping[str, str]


class Events:
    """The target of an XML parser. It nests no calls, however deep the file does.

    body: which of the kinds of document it reads. starts, ends: who takes the elements of a name.
    texts: what was said since each of the elements that are open and say something began.
    """

    body = ""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.texts: list[list[str]] = []
        self.title = ""
        self._skipped = 0
        self._change = ""
        self._deleted: set[str] = set()  # changes that delete; a flat file has their words in place
        self._deleting = ""
        self._in_properties = False
        self.starts[OFFICE + "meta"] = lambda _: self._properties(True)
        self.ends[OFFICE + "meta"] = lambda: self._properties(False)
        self.starts[TEXT + "changed-region"] = self._start_change
        self.starts[TEXT + "change-start"] = self._start_deleted
        self.starts[TEXT + "change-end"] = self._end_deleted
        self.starts[DC + "title"] = lambda _: self.texts.append([])
        self.ends[DC + "title"] = self._end_title

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipped or self.is_unseen(tag, attributes):
            self._skipped += 1
        elif tag == TEXT + "deletion":
            self._deleted.add(self._change)
            self._skipped = 1
        elif tag in _BREAKS:
            self.words(_BREAKS[tag])
        elif handler := self.starts.get(tag):
            handler(attributes)
        else:
            self.styles.start(tag, attributes)
            self._check_body(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif handler := self.ends.get(tag):
            handler()

    def data(self, text: str) -> None:
        """Characters stand between any two of the above."""
        self.words(text.replace("\n", " "))

    def words(self, text: str) -> None:
        """Take words, and breaks between them, to whoever listens."""
        if self.texts and not self._skipped and not self._deleting:
            self.texts[-1].append(text)

    def close(self) -> None:
        """The file ends."""

    def is_unseen(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element, and all in it, is left out."""
        return (
            tag in _UNSEEN
            or tag in _INDEX_SOURCES
            or (tag.startswith(MATH) and tag not in _MATH_SEEN)
            or attributes.get(TEXT + "style-name") in self.styles.hidden
            or (tag == TEXT + "section" and attributes.get(TEXT + "display") == "none")
        )

    def take(self) -> str:
        """All that was said since the last of the elements that say something began."""
        return "".join(self.texts.pop()) if self.texts else ""

    def _start_change(self, attributes: Attributes) -> None:
        self._change = attributes.get(TEXT + "id", "")

    def _start_deleted(self, attributes: Attributes) -> None:
        change = attributes.get(TEXT + "change-id", "")
        if change in self._deleted:
            self._deleting = change

    def _end_deleted(self, attributes: Attributes) -> None:
        if attributes.get(TEXT + "change-id", "") == self._deleting:
            self._deleting = ""

    def _check_body(self, tag: str) -> None:
        name = tag.removeprefix(OFFICE)
        if name in _BODIES and name != self.body and tag != name:
            raise UnreadableFile(f"mislabelled: it is {_BODIES[name]}; rename it")

    def _properties(self, begin: bool) -> None:
        self._in_properties = begin

    def _end_title(self) -> None:
        text = self.take()
        if self._in_properties:
            self.title = text


def walk(target: Events, chunks: Iterable[bytes]) -> None:
    """Parse an XML file. Raises UnreadableFile where it is damaged."""
    parser = ElementTree.XMLParser(target=target)
    try:
        for chunk in chunks:
            tick()
            parser.feed(chunk)
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise UnreadableFile(
            "broken: its XML is damaged: get it again, or open it in LibreOffice and save it anew"
        ) from error
