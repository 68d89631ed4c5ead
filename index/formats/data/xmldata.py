"""XML of any kind: elements as a person reads them, in order, at their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.errors import UnreadableFile
from index.formats.data import xmltree
from index.formats.data.xmltree import name
from index.formats.marked import markup
from index.formats.outline import CELL, Outline
from index.formats.text.plain import decode
from index.types import BlockKind

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PROSE = frozenset(
    "p para simpara seg ab l line li item text term verse v blockquote quote desc abstract".split()
)
_TITLES = frozenset("title head heading h1 h2 h3 h4 h5 h6".split())
_CODE = frozenset("programlisting screen literallayout code pre codeblock synopsis".split())
_ITEMS = frozenset("listitem li item varlistentry".split())
_ROWS, _CELLS = frozenset("row tr".split()), frozenset("entry td th cell".split())
_OBJECTS = frozenset("table informaltable figure example equation formalpara".split())
_EMPTY = frozenset("colspec spanspec col anchor br hr".split())
_TOLD = frozenset("title name label alt value caption summary description content key text".split())
_SHORT = 200  # characters of a value in a row
_MOST_VALUES = 40  # of a row
_HTML = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|ul|ol|li|span|img|h[1-6])\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class _Step:
    """What is still to be read: an element, or the words after one."""

    element: Any
    level: int
    is_tail: bool = False


def read(data: bytes) -> Outline:
    """An XML file: titles as headings, text as paragraphs, records of short values as rows.

    Entities stay as they are written. Raises UnreadableFile where it is not well formed.
    """
    root = _parse(data)
    if name(root) == "html":
        return markup.read_html(data)
    outline = Outline()
    stack = [_Step(root, 1)]
    while stack:
        step = stack.pop()
        if step.is_tail:
            _add_tail(outline, step.element)
        elif name(step.element) and not _add_whole(outline, step.element, step.level):
            stack.extend(reversed(_steps(outline, step)))
    return outline.finish()


def _parse(data: bytes) -> Any:
    try:
        return xmltree.parse(data)
    except UnreadableFile as error:
        try:  # it may be in another encoding than it declares
            return xmltree.parse(_DECLARATION.sub("", decode(data)).encode("utf-8", "replace"))
        except UnreadableFile:
            raise error from None


def _add_tail(outline: Outline, element: Any) -> None:
    """Add the words that follow an element, at the line on which they stand."""
    tail = element.tail or ""
    if words := " ".join(tail.split()):
        inside = xmltree.text(element).count("\n")
        lead = tail[: len(tail) - len(tail.lstrip())].count("\n")
        line = int(element.sourceline or 1) + inside + lead
        outline.add("paragraph", words, place=f"line {line}")


def _steps(outline: Outline, step: _Step) -> list[_Step]:
    """Add what an element says itself; the parts of it that come next."""
    element = step.element
    told = [f"{name(element)} {key}: {value}" for key, value in _attributes(element)
            if key in _TOLD]  # fmt: skip
    outline.add("row", CELL.join(told), place=f"line {element.sourceline}")
    outline.add("paragraph", " ".join((element.text or "").split()), place=_place(element))
    parts = _parts(element)
    is_section = any(name(part) in _TITLES for part in parts)
    steps = []
    for part in element:
        level = step.level + (is_section and name(part) not in _TITLES)
        steps += [_Step(part, level), _Step(part, level, True)]
    return steps


def _add_whole(outline: Outline, element: Any, level: int) -> bool:
    """Add an element that is one block; False where its parts are to be added one by one."""
    tag, parts, place = name(element), _parts(element), _place(element)
    above = [name(parent) for parent in element.iterancestors()]
    kind: BlockKind = "item" if _ITEMS & {tag, *above} else "paragraph"
    if tag in _CODE:
        lines = xmltree.text(element).strip("\n").split("\n")
        for number, line in enumerate(lines, _line(element)):
            outline.add("code", line.rstrip(), place=f"line {number}")
    elif tag in _ROWS and parts and all(name(part) in _CELLS for part in parts):
        cells = [_words(part) for part in parts]
        is_header = "thead" in above or all(name(part) == "th" for part in parts)
        if any(cells):
            outline.add("header" if is_header else "row", CELL.join(cells), place=place)
    elif _is_record(element):
        outline.add("row", CELL.join(_values(element)), place=place)
    elif parts and not (above and _is_mixed(element) and _is_shallow(element)):
        return False
    elif tag in _TITLES:
        is_heading = not above or above[0] not in _OBJECTS
        level = min(6, level) if is_heading else 0
        outline.add("heading" if is_heading else kind, _words(element), level, place)
    elif not parts and _HTML.search(element.text or ""):  # as the entries of a feed
        markup.add_html(outline, element.text, lambda line: place)
    elif not parts and not _words(element):
        if tag not in _EMPTY:
            values = [f"{key}: {value}" for key, value in _attributes(element)]
            outline.add("row", CELL.join([tag, *values]) if values else "", place=place)
    elif parts or tag in _PROSE or len(_words(element)) > _SHORT:
        outline.add(kind, _words(element), place=place)
    else:
        outline.add("row", CELL.join(_values(element)), place=place)
    return True


def _values(element: Any) -> list[str]:
    """An element's attributes and those of its parts, each value with its name."""
    values = [f"{key}: {value}" for key, value in _attributes(element)]
    for part in _parts(element) or [element]:
        if part is not element:
            values += [f"{name(part)} {key}: {value}" for key, value in _attributes(part)]
        if words := _words(part):
            values.append(f"{name(part)}: {words}")
    return values


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        words = " ".join(value.split())
        if words and not key.startswith(("{http://www.w3.org/", "{http://www.w3c.org/")):
            yield key.rpartition("}")[2], words


def _is_record(element: Any) -> bool:
    """Whether an element's parts are a few short values, most with a name of their own."""
    parts = _parts(element)
    return (
        0 < len(parts) <= _MOST_VALUES
        and not _is_mixed(element)
        and len({name(part) for part in parts}) > len(parts) // 2
        and not any(_parts(part) or len(part.text or "") > _SHORT
                    or name(part) in _PROSE | _CODE or _HTML.search(part.text or "")
                    for part in parts)
    )  # fmt: skip


def _parts(element: Any) -> list[Any]:
    return [child for child in element if name(child)]


def _is_mixed(element: Any) -> bool:
    """Whether there are words between an element's parts."""
    return bool((element.text or "").strip()) or any(
        (child.tail or "").strip() or (not name(child) and xmltree.text(child).strip())
        for child in element
    )


def _is_shallow(element: Any) -> bool:
    """Whether what is in it is emphasis and notes rather than sections."""
    is_prose = name(element) in _PROSE
    return not any(_parts(second) for first in _parts(element) for second in _parts(first)
                   if not is_prose or any(_parts(third) for third in _parts(second)))  # fmt: skip


def _words(element: Any) -> str:
    return " ".join(xmltree.text(element).split())


def _place(element: Any) -> str:
    return f"line {_line(element)}"


def _line(element: Any) -> int:
    """The line on which an element's first word stands."""
    text = element.text or ""
    lead = text[: len(text) - len(text.lstrip())].count("\n") if text.strip() else 0
    return int(element.sourceline or 1) + lead
