"""OpenDocument files, packed or flat: texts, spreadsheets, presentations."""

from xml.etree.ElementTree import Element
from zipfile import ZipFile

from index.errors import UnreadableFile
from index.formats.odf.content import Texts
from index.formats.odf.events import Events, walk
from index.formats.odf.sheets import SheetReader
from index.formats.odf.slides import SlideReader
from index.formats.odf.styles import MATH, TABLE, TEXT, Styles
from index.formats.odf.text import TextReader
from index.formats.office import package
from index.formats.office.grid import Grid, unsolved
from index.formats.office.word_text import tidy
from index.formats.outline import CELL, Outline
from index.formats.table import ZIP

_CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
_CHUNK = 1 << 16


def read_text(data: bytes) -> Outline:
    """An OpenDocument text, under the same rules as `word.read` has for a Word document.

    Raises UnreadableFile where the file is damaged, locked or of another kind.
    """
    file, outline = _File(data), Outline()
    reader = TextReader(Styles(), file.embedded, outline)
    file.walk(reader)
    reader.finish()
    outline.title = package.own_title(reader.title) or reader.titled or outline.title
    outline.note = package.unread(reader.pictures, reader.objects)
    return outline.finish()


def read_slides(data: bytes) -> Outline:
    """An OpenDocument presentation, under the same rules as `slides.read` has for PowerPoint's.

    Raises UnreadableFile where the file is damaged, locked or of another kind.
    """
    file, outline = _File(data), Outline(unit="slide")
    reader = SlideReader(Styles(), file.embedded, outline)
    file.walk(reader)
    reader.finish()
    outline.title = package.own_title(reader.title) or outline.title
    outline.note = package.unread(reader.pictures, reader.objects)
    return outline.finish()


def read_sheets(data: bytes) -> Outline:
    """An OpenDocument spreadsheet, under the same rules as `sheets.read` has for Excel's.

    Raises UnreadableFile where the file is damaged, locked, too large or of another kind.
    """
    file, outline = _File(data), Outline(unit="sheet")
    grid = Grid(outline)
    reader = SheetReader(Styles(), file.embedded, grid)
    file.walk(reader)
    outline.title = package.own_title(reader.title) or grid.title
    unread = package.unread(reader.pictures, reader.objects)
    outline.note = " ".join(filter(None, (unsolved(reader.formulas), unread)))
    return outline.finish()


class _File:
    """An OpenDocument file: an archive of XML files, or a single one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive: ZipFile | None = None
        if not data.startswith(ZIP):
            package.refuse_entities(self._chunks())
            return
        self._archive = package.unpacked(data)
        if b"encryption-data" in (package.member(self._archive, "META-INF/manifest.xml") or b""):
            raise UnreadableFile("encrypted: save a copy without its password")
        if "content.xml" not in self._archive.namelist():
            raise UnreadableFile(
                "mislabelled: it is a ZIP archive or of another program, not an OpenDocument file; "
                "rename it"
            )

    def walk(self, target: Events) -> None:
        """Hand a reader all of the file: its properties, its styles, what it says."""
        if self._archive is None:
            walk(target, self._chunks())
            return
        for name in ("meta.xml", "styles.xml", "content.xml"):
            if name in self._archive.namelist():
                with self._archive.open(name) as stream:
                    walk(target, iter(lambda s=stream: s.read(_CHUNK), b""))  # type: ignore[misc]

    def embedded(self, address: str) -> Texts | None:
        """What an embedded chart or formula says, None for anything else."""
        if self._archive is None:
            return None
        root = package.tree(self._archive, f"{address.removeprefix('./').rstrip('/')}/content.xml")
        if root is None:
            return None
        if root.tag == MATH + "math":
            notation = root.find(f".//{MATH}annotation")
            words = "".join((root if notation is None else notation).itertext())
            return [("paragraph", " ".join(words.split()))]
        return _chart(root) if root.find(f".//{_CHART}chart") is not None else None

    def _chunks(self) -> list[bytes]:
        return [self._data[a : a + _CHUNK] for a in range(0, len(self._data), _CHUNK)]


def _chart(root: Element) -> Texts:
    """A chart's titles, and its figures as rows."""
    titles = (_words(e) for name in ("title", "subtitle") for e in root.iter(_CHART + name))
    texts: Texts = [("paragraph", title) for title in titles if title]
    for row in root.iter(TABLE + "table-row"):
        cells = [_words(cell) for cell in row.iter(TABLE + "table-cell")]
        if any(cells):
            texts.append(("row", CELL.join(cells)))
    return texts


def _words(element: Element) -> str:
    return tidy(" ".join("".join(p.itertext()) for p in element.iter(TEXT + "p"))).replace(
        "\n", " "
    )
