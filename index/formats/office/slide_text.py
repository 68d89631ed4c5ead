"""What a shape on a slide says: paragraphs and points, tables, charts and diagrams."""

import re
from collections.abc import Callable
from typing import Any

from index.formats.numerals import numeral
from index.formats.office.drawings import chart_rows, chart_titles, diagram_items
from index.formats.office.word_text import parts_of, words_of
from index.formats.outline import CELL, Outline
from index.types import BlockKind

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_BULLETS = (_A + "buChar", _A + "buBlip", _A + "buAutoNum", _A + "buNone")
_NUMERALS = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_AUTOMATIC = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")


class Shapes:
    """Adds shapes to an outline; pictures, objects: how many were met and not read."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.pictures = self.objects = 0

    def add(self, shape: Any, drawing: Callable[[str], Any]) -> None:
        """Add what a shape says; `drawing` gives the XML that a relationship leads to."""
        element = shape._element
        for table in element.iter(_A + "tbl"):
            self._table(table)
        for reference in element.iter(_CHART, _DIAGRAM):
            self._drawing(drawing(reference.get(_R + "id") or reference.get(_R + "dm") or ""))
        self.objects += sum(1 for _ in element.iter(P + "oleObj"))
        if element.tag == P + "pic":
            self.pictures += 1
        elif element.tag != P + "graphicFrame":
            self._points(shape)

    def paragraphs(self, element: Any) -> list[str]:
        """The paragraphs of a shape that say something."""
        texts = (words_of(paragraph).text for paragraph in element.iter(_A + "p"))
        return [text for text in texts if text]

    def text(self, element: Any) -> str:
        """All that a shape says, in one line."""
        return " ".join(" ".join(self.paragraphs(element)).split())

    def _points(self, shape: Any) -> None:
        """Add paragraphs, and points with the number that stands before them."""
        styles = _styles(shape)
        counts: dict[int, int] = {}
        for paragraph in shape._element.iter(_A + "p"):
            text = words_of(paragraph).text
            if not text:
                continue
            properties = paragraph.find(_A + "pPr")
            depth = _depth(properties)
            bullet = _bullet(properties, depth, styles)
            for deeper in [other for other in counts if other > depth]:
                del counts[deeper]
            if bullet is None or bullet.tag == _A + "buNone":
                counts.pop(depth, None)
                self.outline.add("paragraph", text)
                continue
            automatic = _AUTOMATIC.fullmatch(bullet.get("type", ""))
            if automatic:
                start = bullet.get("startAt", "1")
                first = int(start) if start.isdecimal() else 1
                counts[depth] = counts.get(depth, first - 1) + 1
                text = f"{_label(counts[depth], *automatic.groups())} {text}"
            else:
                counts.pop(depth, None)
            self.outline.add("item", text)

    def _table(self, table: Any) -> None:
        properties = table.find(_A + "tblPr")
        has_head = properties is not None and properties.get("firstRow") in ("1", "true")
        rows = list(table.iter(_A + "tr"))
        for number, row in enumerate(rows):
            cells = [
                "" if cell.get("vMerge") in ("1", "true") else self.text(cell)
                for cell in row.iter(_A + "tc")
                if cell.get("hMerge") not in ("1", "true")
            ]
            is_head = has_head and number == 0 and len(rows) > 1
            kind: BlockKind = "header" if is_head else "row"
            if any(cells):
                self.outline.add(kind, CELL.join(cells))

    def _drawing(self, root: Any) -> None:
        if root is None:
            self.objects += 1
            return
        for title in chart_titles(root):
            self.outline.add("paragraph", title)
        for row in chart_rows(root):
            self.outline.add("row", row)
        for item in diagram_items(root):
            self.outline.add("item", item)


def unwrap(tree: Any) -> None:
    """Put the first of each alternative in its place, so that shapes in it are found."""
    for alternative in list(tree.iter(_MC + "AlternateContent")):
        parent = alternative.getparent()
        if parent is not None and parent.tag in (P + "spTree", P + "grpSp"):
            for child in parts_of(alternative):
                alternative.addprevious(child)
            parent.remove(alternative)


def placeholder(element: Any) -> str:
    """What a shape holds the place of, "" for a shape that holds none."""
    found = element.find(f"*/{P}nvPr/{P}ph")
    return "" if found is None else str(found.get("type", "obj"))


def comment_texts(root: Any) -> list[str]:
    """The texts of a part of comments, of PowerPoint before 2021 or after."""
    texts = list[str]()
    for comment in root if root is not None else ():
        words = [
            element.text or ""
            for element in comment.iter(P + "text", _A + "t")
        ]  # fmt: skip
        texts.append(" ".join(" ".join(words).split()))
    return [text for text in texts if text]


def _styles(shape: Any) -> list[Any]:
    """Where a shape's bullets may be set, the nearest first: itself, its layout, its master."""
    found = list[Any]()
    kind = placeholder(shape._element)
    holder: Any = shape
    while holder is not None and len(found) < 3:
        found.extend(holder._element.iter(_A + "lstStyle"))
        holder = getattr(holder, "_base_placeholder", None)
    if kind in ("body", "obj"):
        layout = getattr(shape.part, "slide_layout", None)
        if layout is not None:
            found.extend(layout.slide_master._element.iter(P + "bodyStyle"))
    return found


def _bullet(properties: Any, depth: int, styles: list[Any]) -> Any:
    """The element that says what stands before a paragraph, None where nothing does."""
    levels = [style.find(f"{_A}lvl{depth + 1}pPr") for style in styles]
    for place in (properties, *levels):
        if place is not None:
            for name in _BULLETS:
                bullet = place.find(name)
                if bullet is not None:
                    return bullet
    return None


def _depth(properties: Any) -> int:
    level = "0" if properties is None else properties.get("lvl", "0")
    return min(8, int(level)) if level.isdecimal() else 0


def _label(number: int, style: str, ending: str) -> str:
    text = numeral(number, _NUMERALS[style])
    before = "(" if ending == "ParenBoth" else ""
    return before + text + {"Period": ".", "Plain": ""}.get(ending, ")")
