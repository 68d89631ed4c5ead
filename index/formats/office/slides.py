"""PowerPoint files: a page for each slide, its title, its shapes as they are read, its notes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.office import package
from index.formats.office.slide_text import P, Shapes, comment_texts, placeholder, unwrap
from index.formats.office.unlocking import unlocked
from index.formats.outline import Outline
from index.formats.placing import in_order

_TITLES = {"title", "ctrTitle"}
_MARGINS = {"dt", "ftr", "hdr", "sldNum"}
_SAME_LINE = 110_000  # EMU, 3 mm: boxes whose tops are no further apart stand side by side


def read(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """A PowerPoint file as text, slide by slide, hidden ones too.

    A slide's title comes first, as a heading of level 2 (1 on a title slide); its other shapes
    follow from top to bottom and left to right; then, as paragraphs in their own words with the
    place "notes", what the speaker's notes say; then its comments. Footers, and texts that stand
    on the slides' layout, are furniture and come once.

    Raises UnreadableFile where the file is damaged, locked or no PowerPoint file.
    """
    data = unlocked(data, passwords)
    package.office(data, "a PowerPoint file")
    try:
        opened: Any = Package.open(BytesIO(data))
        part = opened.main_document_part
    except SyntaxError as error:  # of lxml's
        raise UnreadableFile(
            "broken: its XML is damaged, or nests too deeply to be read: open it in PowerPoint or "
            "LibreOffice and save it anew"
        ) from error
    except KeyError as error:
        raise UnreadableFile(
            "broken: a part of it is missing: open it in PowerPoint or LibreOffice and save it anew"
        ) from error
    if not isinstance(part, PresentationPart):
        raise UnreadableFile("mislabelled: there are no slides in it; rename it")
    outline = Outline(unit="slide")
    reader = _Reader(outline)
    for number, slide in enumerate(part.presentation.slides, 1):
        tick()
        reader.read(slide, number)
    outline.title = package.own_title(opened.core_properties.title) or outline.title
    outline.note = package.unread(reader.shapes.pictures, reader.shapes.objects)
    return outline.finish()


class _Reader:
    """Adds slides to an outline."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.shapes = Shapes(outline)
        self.margins = set[str]()
        self.bases = set[str]()

    def read(self, slide: Any, number: int) -> None:
        unwrap(slide.shapes._spTree)
        shapes = list(_in_order(slide.shapes))
        titles = [shape for shape in shapes if placeholder(shape._element) in _TITLES]
        name = self.shapes.text(titles[0]._element) if titles else ""
        self.outline.add_page(number, name)
        if name:
            is_first = slide.slide_layout._element.get("type") in ("title", "secHead") or any(
                placeholder(shape._element) == "subTitle" for shape in shapes
            )
            self.outline.add("heading", name, 1 if is_first else 2)
        part = slide.part
        for shape in shapes:
            if placeholder(shape._element) in _MARGINS:
                self._margin(self.shapes.text(shape._element))
            elif shape not in titles[:1]:
                self.shapes.add(shape, lambda relation: _root(part, relation))
        self._notes(slide)
        for relation in part.rels.values():
            if relation.reltype.endswith("/comments") and not relation.is_external:
                for text in comment_texts(_root(part, relation.rId)):
                    self.outline.add("paragraph", f"Comment: {text}", 0, "comment")
        for base in (slide.slide_layout, slide.slide_layout.slide_master):
            self._layout(base)

    def _notes(self, slide: Any) -> None:
        if not slide.has_notes_slide:
            return
        notes = slide.notes_slide
        unwrap(notes.shapes._spTree)
        for shape in _in_order(notes.shapes):
            if placeholder(shape._element) not in (*_MARGINS, "sldImg"):
                for text in self.shapes.paragraphs(shape._element):
                    self.outline.add("paragraph", text, 0, "notes")

    def _layout(self, base: Any) -> None:
        """Add what stands on a layout, or a master of layouts, for all its slides to show."""
        if base.part.partname in self.bases:
            return
        self.bases.add(base.part.partname)
        for element in base._element.iter(P + "sp"):
            if not placeholder(element):
                self._margin(self.shapes.text(element))

    def _margin(self, text: str) -> None:
        if text and not text.isdecimal() and text not in self.margins:
            self.margins.add(text)
            self.outline.add("furniture", text)


def _in_order(shapes: Any) -> Iterator[Any]:
    """Shapes as a slide is read, those of a group together."""
    left = _sorted(shapes)[::-1]
    while left:
        shape = left.pop()
        if shape._element.tag == P + "grpSp":
            left.extend(_sorted(shape.shapes)[::-1])
        else:
            yield shape


def _sorted(shapes: Any) -> list[Any]:
    return in_order([(shape.top or 0, shape.left or 0, shape) for shape in shapes], _SAME_LINE)


def _root(part: Any, relation: str) -> Any:
    """The XML of the part that a relationship leads to, None where there is none to parse."""
    try:
        return parse_xml(part.related_part(relation).blob)
    except (KeyError, ValueError, SyntaxError):
        return None
