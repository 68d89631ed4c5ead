"""Excel workbooks: a page for each sheet, rows that carry their columns' names and cells."""

import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from index.errors import UnreadableFile
from index.formats.office import package
from index.formats.office.cells import shown
from index.formats.office.grid import Cells, Grid, unsolved
from index.formats.office.sheet_extras import Extras
from index.formats.office.unlocking import unlocked
from index.formats.outline import Outline

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """An Excel workbook as text, hidden sheets and rows too.

    Formulas give the results that were stored when the file was last saved. A sheet's name is
    its page's, and a heading unless it is a mere "Sheet1"; comments on cells, text boxes and the
    titles of charts follow the sheet's rows.

    Raises UnreadableFile where the file is damaged, locked, too large or no Excel workbook.
    """
    data = unlocked(data, passwords)
    archive = package.office(data, "an Excel workbook", makes_trees=False)
    if not any(name.startswith("xl/") for name in archive.namelist()):
        raise UnreadableFile("mislabelled: there is no Excel workbook in it; rename it")
    outline = Outline(unit="sheet")
    grid = Grid(outline)
    formulas = pictures = 0
    with warnings.catch_warnings():  # of what openpyxl would lose on saving
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        for number, sheet in enumerate(book.worksheets, 1):
            rows = _Rows(sheet)
            extras = Extras(archive, sheet._worksheet_path)
            grid.begin(number, sheet.title, extras.heads)
            for row, cells in rows.read():
                grid.add(row, cells)
            for text, place in extras.texts:
                grid.paragraph(text, place)
            grid.finish()
            formulas += rows.formulas
            pictures += extras.pictures
    outline.title = package.own_title(book.properties.title) or grid.title
    outline.note = " ".join(filter(None, (unsolved(formulas), package.unread(pictures, 0))))
    return outline.finish()


class _Rows:
    """Streams a sheet's rows; formulas: how many had no result.

    openpyxl's own rows are filled up with empty cells, of which a sheet can claim billions, and
    it parses on where settings below the cells make it fail: so only its cells are used.
    """

    def __init__(self, sheet: Any) -> None:
        self.formulas = 0
        self._sheet = sheet
        self._formats: dict[int, str] = {}

    def read(self) -> Iterator[tuple[int, Cells]]:
        book = self._sheet.parent
        with self._sheet._get_source() as source:
            parser: Any = WorkSheetParser(
                source,
                self._sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for _, element in ElementTree.iterparse(source):
                if element.tag == ROW_TAG:
                    number, cells = parser.parse_row(element)
                    if any(cell["value"] is None for cell in cells):
                        self.formulas += sum(map(_is_unsolved, element))
                    texts = ((cell["column"], self._text(cell)) for cell in cells)
                    yield number, [(column, text) for column, text in texts if text.strip()]
                    element.clear()

    def _text(self, cell: dict[str, Any]) -> str:
        value = cell["value"]
        if isinstance(value, str):
            return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), value)
        style = cell["style_id"]
        if style not in self._formats:
            self._formats[style] = ReadOnlyCell(self._sheet, 1, 1, 0, style_id=style).number_format
        return shown(value, self._formats[style])


def _is_unsolved(cell: ElementTree.Element) -> bool:
    if cell.find(FORMULA_TAG) is None:
        return False
    return cell.get("t") != "str" and not cell.findtext(VALUE_TAG)
