"""What stands on an Excel sheet outside its cells: comments, text boxes, charts, tables' heads."""

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from index.formats.office.drawings import chart_titles
from index.formats.office.package import tree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?(\d+)(?::|$)")


class Extras:
    """The words on a sheet outside its cells.

    texts: each with its place. heads: the rows that are headers of tables made as such.
    pictures: how many stand on it.
    """

    def __init__(self, archive: ZipFile, path: str) -> None:
        self.texts: list[tuple[str, str]] = []
        self.heads: list[int] = []
        self.pictures = 0
        parts = dict[str, list[Element]]()
        for kind, root, target in _related(archive, path):
            parts.setdefault(kind, []).append(root)
            if kind == "drawing":
                self._drawing(archive, root, target)
        for table in parts.get("table", ()):
            reference = _REFERENCE.match(table.get("ref", ""))
            if reference and table.get("headerRowCount", "1") != "0":
                self.heads.append(int(reference.group(1)))
        # A thread is kept a second time as an old comment, with words on how to see the thread.
        for root in parts.get("threadedComment") or parts.get("comments") or ():
            self._comments(root)

    def _comments(self, root: Element) -> None:
        for comment in root.iter():
            if not comment.tag.endswith(("}comment", "}threadedComment")):
                continue
            spot = comment.get("ref", "")
            words = "".join(
                element.text or "" for element in comment.iter()
                if element.tag.endswith(("}t", "}text"))
            )  # fmt: skip
            if words.strip():
                self.texts.append((f"Comment on {spot}: {words.strip()}", spot))

    def _drawing(self, archive: ZipFile, root: Element, target: str) -> None:
        self.pictures += sum(1 for _ in root.iter(_DRAWING + "pic"))
        for shape in root.iter(_DRAWING + "sp"):
            lines = (
                "".join(text.text or "" for text in paragraph.iter(_A + "t")).strip()
                for paragraph in shape.iter(_A + "p")
            )
            words = "\n".join(filter(None, lines))
            if words:
                self.texts.append((words, "text box"))
        for kind, chart, _ in _related(archive, target):
            if kind == "chart":
                self.texts.extend((title, "chart") for title in chart_titles(chart))


def _related(archive: ZipFile, path: str) -> Iterator[tuple[str, Element, str]]:
    """The XML parts that a part refers to: the kind of each, its root and its path."""
    folder, name = posixpath.split(path)
    relations = tree(archive, f"{folder}/_rels/{name}.rels")
    for relation in relations if relations is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        whole = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if kind in ("comments", "threadedComment", "drawing", "table", "chart"):
            root = tree(archive, whole)
            if root is not None:
                yield kind, root, whole
