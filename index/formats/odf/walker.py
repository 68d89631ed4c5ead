"""Walks an OpenDocument text or presentation: its paragraphs and lists, and what stands apart."""

from dataclasses import dataclass

from index.formats.odf.events import Attributes, Events
from index.formats.odf.styles import STYLE, TEXT, Styles, label, number
from index.formats.office.word_text import tidy
from index.types import BlockKind


@dataclass(slots=True)
class _Paragraph:
    level: int
    is_item: bool
    is_title: bool
    label: str = ""


@dataclass(slots=True)
class _List:
    style: str
    count: int
    is_fresh: bool = False  # whether its next paragraph is the first of an item


class Walker(Events):
    """Knows what each paragraph is; `say` and `hear` are told.

    inside: what stands apart from the text around it and is open: "box", "note", "comment",
    "index", "margin", "cell", "notes". titled: the first paragraph in the style of titles.
    """

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles)
        self.titled = ""
        self.inside: list[str] = []
        self._apart: list[list[_List]] = []
        self._paragraphs: list[_Paragraph] = []
        self._lists: list[_List] = []
        self._counts: dict[str, int] = {}
        self._headings: list[int] = []
        self.starts |= {
            TEXT + "p": self._start_paragraph, TEXT + "h": self._start_paragraph,
            TEXT + "list": self._start_list, TEXT + "list-item": self._start_item,
            TEXT + "index-body": lambda _: self.enter("index"),
            TEXT + "index-title": lambda _: self.enter("box"),
            STYLE + "master-page": lambda _: self.enter("margin"),
        }  # fmt: skip
        self.ends |= {
            TEXT + "p": self._end_paragraph, TEXT + "h": self._end_paragraph,
            TEXT + "list": self._end_list, TEXT + "index-body": self.leave,
            TEXT + "index-title": self.leave, STYLE + "master-page": self.leave,
        }  # fmt: skip

    def hear(self, kind: BlockKind, text: str, level: int) -> None:
        """Take a paragraph that has ended and says something."""
        raise NotImplementedError

    def settle(self) -> None:
        """Called where a paragraph has ended that stands in no other."""

    def enter(self, what: str) -> None:
        """Go into what stands apart: its lists are its own."""
        self.inside.append(what)
        self._apart.append(self._lists)
        self._lists = []
        self.texts.append([])  # for the white space between its elements

    def leave(self) -> None:
        """Come out again."""
        if self.inside:
            self.inside.pop()
            self._lists = self._apart.pop()
            self.take()

    @property
    def is_in_paragraph(self) -> bool:
        """Whether a paragraph is open around what has just ended."""
        return bool(self._paragraphs)

    def _start_paragraph(self, attributes: Attributes) -> None:
        outline = attributes.get(TEXT + "outline-level")
        is_title = self.styles.is_title(attributes.get(TEXT + "style-name", ""))
        paragraph = _Paragraph(
            level=min(6, number(outline)) if outline else int(is_title),
            is_item=bool(self._lists) or self.inside[-1:] == ["index"],
            is_title=is_title,
        )
        if outline and attributes.get(TEXT + "is-list-header") != "true":
            paragraph.label = self._heading_label(min(10, number(outline)))
        if self._lists and self._lists[-1].is_fresh:
            self._lists[-1].is_fresh = False
            levels = self.styles.lists.get(self._lists[-1].style, {})
            paragraph.label = label(levels, [its.count for its in self._lists]) or paragraph.label
        self._paragraphs.append(paragraph)
        self.texts.append([])

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = tidy(self.take())
        if text:
            before = paragraph.label.strip()
            text = f"{before} {text}" if before else text
            if paragraph.is_title and not self.titled:
                self.titled = text.replace("\n", " ")
            if paragraph.level:
                self.hear("heading", text.replace("\n", " "), paragraph.level)
            else:
                self.hear("item" if paragraph.is_item else "paragraph", text, 0)
        if not self._paragraphs:
            self.settle()

    def _heading_label(self, depth: int) -> str:
        del self._headings[depth:]
        for above in range(len(self._headings) + 1, depth + 1):
            level = self.styles.outline.get(above)
            self._headings.append(level.start - 1 if level else 0)
        self._headings[-1] += 1
        return label(self.styles.outline, [max(1, count) for count in self._headings])

    def _start_list(self, attributes: Attributes) -> None:
        style = attributes.get(TEXT + "style-name", "")
        if not style and self._lists:
            style = self._lists[-1].style
        goes_on = attributes.get(TEXT + "continue-numbering") == "true" or (
            TEXT + "continue-list" in attributes
        )
        level = self.styles.lists.get(style, {}).get(len(self._lists) + 1)
        count = self._counts.get(style, 0) if goes_on else (level.start if level else 1) - 1
        self._lists.append(_List(style, count))

    def _start_item(self, attributes: Attributes) -> None:
        if self._lists:
            item = self._lists[-1]
            start = attributes.get(TEXT + "start-value")
            item.count = number(start) if start else item.count + 1
            item.is_fresh = True

    def _end_list(self) -> None:
        if self._lists:
            ended = self._lists.pop()
            if not self._lists:
                self._counts[ended.style] = ended.count
