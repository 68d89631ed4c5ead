"""Word's styles and lists: which paragraphs are headings, and what number stands before one."""

import re
from dataclasses import dataclass
from typing import Any

from index.formats.numerals import numeral
from index.formats.office.word_text import W

_HEADING = re.compile(r"heading (\d)")
_LONGEST_HEADING = 300  # an outline level on a longer paragraph is there for the list of contents
_NUMERALS = {
    "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i",
    "upperRoman": "I",
}  # fmt: skip
_BODY = 9  # Word's outline level of what is no heading


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    outline: int | None
    number: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    is_legal: bool


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for element in root.iter(W + "style") if root is not None else ():
            if element.get(W + "type") != "paragraph":
                continue
            style_id = element.get(W + "styleId", "")
            outline, number, depth = _settings(element.find(W + "pPr"))
            name, parent = (_value(element.find(W + tag)) or "" for tag in ("name", "basedOn"))
            self._styles[style_id] = _Style(name.lower(), parent, outline, number, depth)
            if element.get(W + "default") in ("1", "true"):
                self._default = style_id

    def is_called(self, paragraph: Any, name: str) -> bool:
        """Whether a paragraph's style, or one that it is based on, has such a name."""
        return any(style.name.startswith(name) for style in self._chain(paragraph))

    def level(self, paragraph: Any, text: str) -> int:
        """The level of a heading, 1 to 6; 0 for any other paragraph."""
        outline, _, _ = _settings(paragraph.find(W + "pPr"))
        if outline is not None:
            return _level(outline) if len(text) <= _LONGEST_HEADING else 0
        for style in self._chain(paragraph):
            named = _HEADING.fullmatch(style.name)
            if named:
                return min(6, max(1, int(named.group(1))))
            if style.name == "title":
                return 1
            if style.outline is not None:
                return _level(style.outline)
        return 0

    def list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list that a paragraph belongs to and how deep it stands in it, from 0."""
        _, number, depth = _settings(paragraph.find(W + "pPr"))
        if number is None:
            for style in self._chain(paragraph):
                if style.number is not None:
                    number, depth = style.number, style.depth
                    break
        return (number, depth) if number not in (None, "0") else None

    def _chain(self, paragraph: Any) -> list[_Style]:
        """A paragraph's style and those it is based on; a circle ends."""
        properties = paragraph.find(W + "pPr")
        named = None if properties is None else _value(properties.find(W + "pStyle"))
        style_id, chain = named or self._default, list[_Style]()
        while (style := self._styles.get(style_id)) and style not in chain and len(chain) < 20:
            chain.append(style)
            style_id = style.parent
        return chain


class Numbers:
    """The numbers of a document's lists; they count on with each paragraph that asks for one."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iter(W + "abstractNum"):
            self._levels[abstract.get(W + "abstractNumId", "")] = {
                _number(level.get(W + "ilvl"), 0): _read_level(level)
                for level in abstract.iter(W + "lvl")
            }
        for item in root.iter(W + "num"):
            number = item.get(W + "numId", "")
            self._lists[number] = _value(item.find(W + "abstractNumId")) or ""
            for override in item.iter(W + "lvlOverride"):
                start = _value(override.find(W + "startOverride"))
                if start is not None:
                    depth = _number(override.get(W + "ilvl"), 0)
                    self._restarts[number, depth] = _number(start, 1)

    def label(self, number: str, depth: int) -> str:
        """The number or letter before the next paragraph of a list; "" before a bullet point."""
        name = self._lists.get(number, "")
        levels = self._levels.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(name, {})
        restart = self._restarts.pop((number, depth), None)
        counts[depth] = restart if restart is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.style in ("bullet", "none"):
            return ""

        def counted(match: re.Match[str]) -> str:
            above = int(match.group(1)) - 1
            its = levels.get(above, level)
            style = "1" if level.is_legal else _NUMERALS.get(its.style, "1")
            return numeral(counts.setdefault(above, its.start), style)

        return re.sub(r"%([1-9])", counted, level.text).strip()


def _read_level(element: Any) -> _Level:
    start, style, text = (
        _value(element.find(W + name)) for name in ("start", "numFmt", "lvlText")
    )  # fmt: skip
    legal = element.find(W + "isLgl") is not None
    return _Level(_number(start, 1), style or "decimal", text or "", legal)


def _settings(properties: Any) -> tuple[int | None, str | None, int]:
    """The outline level, the list and the depth in it that paragraph properties give."""
    if properties is None:
        return None, None, 0
    outline = _value(properties.find(W + "outlineLvl"))
    numbering = properties.find(W + "numPr")
    if numbering is None:
        return (None if outline is None else _number(outline, _BODY)), None, 0
    depth = _number(_value(numbering.find(W + "ilvl")), 0)
    number = _value(numbering.find(W + "numId"))
    return (None if outline is None else _number(outline, _BODY)), number, depth


def _level(outline: int) -> int:
    return min(6, outline + 1) if 0 <= outline < _BODY else 0


def _value(element: Any) -> str | None:
    value = None if element is None else element.get(W + "val")
    return None if value is None else str(value)


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
