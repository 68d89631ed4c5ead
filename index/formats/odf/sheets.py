"""The sheets of an OpenDocument spreadsheet."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.formats.odf.content import SHAPES, Texts
from index.formats.odf.events import Attributes, Events
from index.formats.odf.styles import DC, DRAW, OFFICE, TABLE, TEXT, XLINK, Styles, number
from index.formats.office.cells import plain, shown
from index.formats.office.grid import Grid, letters
from index.formats.office.word_text import tidy

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


@dataclass(slots=True)
class _Cell:
    count: int
    is_covered: bool
    attributes: Attributes


class SheetReader(Events):
    """Adds sheets to a grid, row by row.

    What says that it is repeated a million times costs nothing where it is empty. formulas: how
    many have no result. pictures, objects: how many were met and not read.
    """

    body = "spreadsheet"

    def __init__(self, styles: Styles, embedded: Callable[[str], Texts | None], grid: Grid) -> None:
        super().__init__(styles)
        self.embedded = embedded
        self.grid = grid
        self.formulas = self.pictures = self.objects = 0
        self._number = self._row = self._depth = 0
        self._repeats = 1
        self._cells: list[tuple[int, str]] = []
        self._column = 1
        self._cell: _Cell | None = None
        self._said: dict[str, list[str]] = {"cell": [], "comment": [], "box": []}
        self._inside: list[str] = []
        self._after: list[tuple[str, str]] = []
        self._has_preview = False
        self.starts |= {
            TABLE + "table": self._start_table, TABLE + "table-row": self._start_row,
            TABLE + "table-cell": lambda a: self._start_cell(a, False),
            TABLE + "covered-table-cell": lambda a: self._start_cell(a, True),
            TEXT + "p": lambda _: self.texts.append([]),
            TEXT + "h": lambda _: self.texts.append([]),
            OFFICE + "annotation": lambda _: self._inside.append("comment"),
            DC + "creator": lambda _: self.texts.append([]),
            DRAW + "frame": lambda _: self._frame(), DRAW + "image": lambda _: self._image(),
            DRAW + "object": self._object, DRAW + "object-ole": self._object,
            **dict.fromkeys(SHAPES, lambda _: self._inside.append("box")),
        }  # fmt: skip
        self.ends |= {
            TABLE + "table": self._end_table, TABLE + "table-row": self._end_row,
            TABLE + "table-cell": self._end_cell, TABLE + "covered-table-cell": self._end_cell,
            TEXT + "p": self._end_paragraph, TEXT + "h": self._end_paragraph,
            OFFICE + "annotation": self._end_comment, DC + "creator": lambda: self._drop(),
            **dict.fromkeys(SHAPES, self._end_box),
        }  # fmt: skip

    def is_unseen(self, tag: str, attributes: Attributes) -> bool:
        """Leave out what other files' cells were when they were last looked at."""
        linked = tag == TABLE + "table" and attributes.get(TABLE + "name", "").startswith("'file:")
        return linked or super().is_unseen(tag, attributes)

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._number += 1
            self._row = 0
            self._after = []
            self.grid.begin(self._number, attributes.get(TABLE + "name", ""))

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth == 0:
            for text, place in self._after:
                self.grid.paragraph(text, place)
            self.grid.finish()

    def _start_row(self, attributes: Attributes) -> None:
        self._repeats = number(attributes.get(TABLE + "number-rows-repeated"), _MOST_ROWS)
        self._cells, self._column = [], 1

    def _end_row(self) -> None:
        if self._cells:
            last = min(_MOST_ROWS, self._row + self._repeats)
            for row in range(self._row + 1, last + 1):
                self.grid.add(row, self._cells)
        self._row = min(_MOST_ROWS, self._row + self._repeats)
        self._cells = []

    def _start_cell(self, attributes: Attributes, is_covered: bool) -> None:
        count = number(attributes.get(TABLE + "number-columns-repeated"), _MOST_COLUMNS)
        self._cell = _Cell(count, is_covered, dict(attributes))
        self._said["cell"] = []

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        text = "" if cell.is_covered else self._text(cell.attributes)
        last = min(_MOST_COLUMNS, self._column - 1 + cell.count)
        if text.strip():
            self._cells.extend((column, text) for column in range(self._column, last + 1))
        elif (
            TABLE + "formula" in cell.attributes
            and cell.attributes.get(OFFICE + "value-type") != "string"
        ):
            self.formulas += min(cell.count, _MOST_COLUMNS)
        self._column = last + 1

    def _text(self, attributes: Attributes) -> str:
        """A cell's value; what the file shows for it where that says more."""
        display = "\n".join(self._said["cell"])
        kind = attributes.get(OFFICE + "value-type", "string")
        if kind == "boolean":
            return shown(attributes.get(OFFICE + "boolean-value") == "true")
        if kind == "date":
            moment = attributes.get(OFFICE + "date-value", display)
            day, _, clock = moment.partition("T")
            clock = clock.split(".")[0].removesuffix(":00")
            return f"{day} {clock}" if clock not in ("", "00:00") else day
        if kind == "time":
            match = _DURATION.fullmatch(attributes.get(OFFICE + "time-value", ""))
            if match:
                sign, hours, minutes, seconds = match.groups()
                clock = f"{sign}{int(hours):02}:{int(minutes):02}"
                return clock if int(seconds) == 0 else f"{clock}:{int(seconds):02}"
        if kind in ("float", "percentage", "currency"):
            return _figure(attributes.get(OFFICE + "value", ""), display, kind)
        return display or attributes.get(OFFICE + "string-value", "")

    def _end_paragraph(self) -> None:
        text = tidy(self.take())
        if text and self._depth:
            self._said[self._inside[-1] if self._inside else "cell"].append(text)

    def _drop(self) -> None:
        self.take()

    def _end_comment(self) -> None:
        self._inside.pop()
        words, self._said["comment"] = "\n".join(self._said["comment"]), []
        if words:
            spot = f"{letters(self._column)}{self._row + 1}"
            self._after.append((f"Comment on {spot}: {words}", spot))

    def _end_box(self) -> None:
        self._inside.pop()
        words, self._said["box"] = "\n".join(self._said["box"]), []
        if words:
            self._after.append((words, "text box"))

    def _frame(self) -> None:
        self._has_preview = False

    def _image(self) -> None:
        self.pictures += not self._has_preview

    def _object(self, attributes: Attributes) -> None:
        self._has_preview = True
        address = attributes.get(XLINK + "href")
        texts = self.embedded(address) if address else []
        if texts is None:
            self.objects += 1
        else:  # a chart's figures are the sheets'
            self._after.extend((text, "chart") for kind, text in texts if kind == "paragraph")


def _figure(text: str, display: str, kind: str) -> str:
    try:
        value = float(text)
    except ValueError:
        return display
    if not display:
        return shown(value, "0.##%" if kind == "percentage" else "General")
    return plain(display, value * 100 if kind == "percentage" else value)
