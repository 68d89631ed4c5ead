"""OpenDocument's names, and its styles: who is hidden, who is a title, how lists are numbered."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.formats.numerals import numeral

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TEXT, TABLE, DRAW, PRESENTATION = (
    _URN % name for name in ("office", "style", "text", "table", "drawing", "presentation")
)
SVG, META = _URN % "svg-compatible", _URN % "meta"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
_LEVELS = {
    TEXT + "list-level-style-number",
    TEXT + "list-level-style-bullet",
    TEXT + "list-level-style-image",
    TEXT + "outline-level-style",
}
_MOST_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; style: "" where it is not."""

    style: str
    before: str
    after: str
    shown: int
    start: int


class Styles:
    """The styles of a document; `start` is given each element that may be one, in order."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.outline: dict[int, Level] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._list = self.outline

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element of a style."""
        if tag == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
            self._parents[self._style] = attributes.get(STYLE + "parent-style-name", "")
        elif tag == STYLE + "text-properties" and attributes.get(TEXT + "display") == "none":
            self.hidden.add(self._style)
        elif tag == TEXT + "list-style":
            self._list = self.lists.setdefault(attributes.get(STYLE + "name", ""), {})
        elif tag == TEXT + "outline-style":
            self._list = self.outline
        elif tag in _LEVELS:
            self._list[number(attributes.get(TEXT + "level"))] = Level(
                attributes.get(STYLE + "num-format", ""),
                attributes.get(STYLE + "num-prefix", ""),
                attributes.get(STYLE + "num-suffix", ""),
                number(attributes.get(TEXT + "display-levels")),
                number(attributes.get(TEXT + "start-value")),
            )

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is that of titles or made from it."""
        for _ in range(20):
            if name in ("Title", ""):
                break
            name = self._parents.get(name, "")
        return name == "Title"


def label(levels: Mapping[int, Level], counts: list[int]) -> str:
    """The number before a point or a heading; `counts` of each level down to its own."""
    level = levels.get(len(counts))
    if level is None or not level.style:
        return ""
    parts = []
    first = max(1, len(counts) - level.shown + 1)
    for depth in range(first, len(counts) + 1):
        above = levels.get(depth)
        if above and above.style:
            parts.append(numeral(counts[depth - 1], above.style))
    return level.before + ".".join(parts) + level.after


def number(text: str | None, most: int = 1_000_000_000) -> int:
    """A count in an attribute: 1 where there is none, or none that can be meant."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 12 else 1
