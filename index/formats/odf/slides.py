"""The slides of an OpenDocument presentation."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from index.formats.alive import tick
from index.formats.odf.content import Content, Texts
from index.formats.odf.events import Attributes
from index.formats.odf.styles import DRAW, PRESENTATION, SVG, Styles
from index.formats.outline import Outline
from index.formats.placing import in_order
from index.types import BlockKind

_CLASS = PRESENTATION + "class"
_UNSEEN = {"page", "page-number", "date-time", "header", "handout"}
_SAME_LINE = 0.3  # cm
_LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt|pc|px)?")
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_MOVED = re.compile(r"translate\s*\(\s*(\S+)\s+([^\s)]+)")


@dataclass(slots=True)
class _Shape:
    top: float = 0.0
    left: float = 0.0
    role: str = ""
    blocks: list[tuple[BlockKind, str, int]] = field(default_factory=list)


class SlideReader(Content):
    """Adds each slide to an outline when it ends: title, shapes as they are read, notes."""

    body = "presentation"

    def __init__(
        self, styles: Styles, embedded: Callable[[str], Texts | None], outline: Outline
    ) -> None:
        super().__init__(styles, embedded)
        self.outline = outline
        self._shapes: list[_Shape] = []
        self._notes: list[str] = []
        self._open = self._number = 0
        self.starts[DRAW + "page"] = lambda _: self._start_page()
        self.ends[DRAW + "page"] = self._end_page
        self.starts[PRESENTATION + "notes"] = lambda _: self.enter("notes")
        self.ends[PRESENTATION + "notes"] = self.leave

    def say(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Keep a block with the shape that it is in."""
        if "notes" in self.inside:
            self._notes.append(text)
            return
        if not self._shapes or not self._open:
            self._shapes.append(_Shape())
        self._shapes[-1].blocks.append((kind, text, level))

    def place(self) -> str:
        """Where a comment stands."""
        return "comment"

    def finish(self) -> None:
        """Add what stands in the margins of the slides, once."""
        for text in dict.fromkeys(self.margins):
            if not text.strip().isdecimal():
                self.outline.add("furniture", text)

    def is_unseen(self, tag: str, attributes: Attributes) -> bool:
        """Leave out what is no slide's own: places to be filled, numbers, the page's picture."""
        role = attributes.get(_CLASS)
        return (
            super().is_unseen(tag, attributes)
            or role in _UNSEEN
            or attributes.get(PRESENTATION + "placeholder") == "true"
            or (role is not None and "margin" in self.inside)
            or (tag == PRESENTATION + "notes" and "margin" in self.inside)
        )

    def start_frame(self, attributes: Attributes) -> None:
        """Begin a shape."""
        self._begin(attributes)
        super().start_frame(attributes)

    def end_frame(self) -> None:
        """End it."""
        super().end_frame()
        self._open -= 1

    def start_shape(self, attributes: Attributes) -> None:
        """Begin a shape."""
        self._begin(attributes)
        super().start_shape(attributes)

    def end_shape(self) -> None:
        """End it."""
        super().end_shape()
        self._open -= 1

    def _begin(self, attributes: Attributes) -> None:
        if not self._open:
            moved = _MOVED.search(attributes.get(DRAW + "transform", ""))
            left, top = moved.groups() if moved else ("", "")
            self._shapes.append(
                _Shape(
                    _length(attributes.get(SVG + "y", top)),
                    _length(attributes.get(SVG + "x", left)),
                    attributes.get(_CLASS, ""),
                )
            )
        self._open += 1

    def _start_page(self) -> None:
        tick()
        self._number += 1
        self._shapes, self._notes = [], []

    def _end_page(self) -> None:
        self.settle()
        shapes = in_order([(s.top, s.left, s) for s in self._shapes if s.blocks], _SAME_LINE)
        title = next((shape for shape in shapes if shape.role == "title"), None)
        words = " ".join(" ".join(t for _, t, _ in title.blocks).split()) if title else ""
        self.outline.add_page(self._number, words)
        is_first = any(shape.role == "subtitle" for shape in shapes)
        self.outline.add("heading", words, 1 if is_first else 2)
        for shape in shapes:
            if shape.role == "footer":
                self.margins.extend(text for _, text, _ in shape.blocks)
            elif shape is not title:
                for kind, text, level in shape.blocks:
                    self.outline.add(kind, text, level)
        for text in self._notes:
            self.outline.add("paragraph", text, 0, "notes")
        for text, place in self.comments:
            self.outline.add("paragraph", text, 0, place)
        self.comments = []


def _length(text: str) -> float:
    """A length in cm, 0 where there is none."""
    match = _LENGTH.fullmatch(text)
    try:
        return float(match.group(1)) * _UNITS[match.group(2) or "cm"] if match else 0.0
    except ValueError:
        return 0.0
