"""What the index is made of: documents, their blocks and pages, passages, file states."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

REMOVED = "removed on the page: restore it there"  # the reason of what a person set aside
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    r"""A text that can be stored and encoded: lone surrogates become U+FFFD, lengths stay.

    >>> well_formed("a\ud800b") == "a\ufffdb"
    True
    """
    return _HALF_CHARACTER.sub("\ufffd", text)


BlockKind = Literal["heading", "paragraph", "item", "row", "header", "code", "furniture"]


class Span(NamedTuple):
    """A half-open range of character offsets into a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document: a heading, a paragraph, a list item, a table row.

    start, end: character offsets into the document's text.
    level: 1 to 6 for a heading, 0 otherwise.
    place: where it stands in the file, finer than its page: "A7:D7", "line 12", "00:01:12".
    Cells of a row (and of a table's header row) are parted by " | ". "furniture" is what repeats
    in the margin of page after page: it is shown, and neither searched nor quoted.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page (or slide, sheet, message, chapter): its number, counted from 1, and its span.

    name: a sheet's name, a message's subject, a chapter's title; "" for a printed page.
    """

    number: int
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a page and the stretch of the text that it shows.

    edges: the left edge of each character of [start, end) and the right edge of the last, so one
    more than there are characters (they descend where it is written from right to left); top,
    bottom: of its letters. All in points from the page's top left corner, as the page is seen.
    """

    page: int
    start: int
    end: int
    top: float
    bottom: float
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: every offset anywhere in Footnote points into `text`.

    path: POSIX, relative to the folder. sha256: hex digest of the file's bytes.
    kind: the format it was read as, such as "pdf".
    pages: empty where the format has no pages. unit: what they are called: "page", "slide",
    "sheet", "message", "chapter"; or "line" where the text is the file's own, line by line.
    note: what of the file could not be read, "" where all was.
    lines: where the text stands on its pages, as read from the file; empty for other formats and
    for a document that comes from the catalog, which gives boxes by `Index.boxes`.
    """

    path: str
    title: str
    sha256: str
    kind: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    unit: str = "page"
    note: str = ""
    lines: tuple[Line, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds the character at `offset`, None without pages."""
        page = self._page(offset)
        return page.number if page else None

    def place_at(self, offset: int) -> str:
        """Where the character at `offset` stands, in words: "page 3", "sheet 1 “Costs”, A7:D7".

        "" where the format knows no places.
        """
        page = self._page(offset)
        places = []
        if page:
            places.append(f"{self.unit} {page.number}" + (f" “{page.name}”" if page.name else ""))
        elif self.unit == "line":
            places.append(f"line {1 + self.text.count(chr(10), 0, offset)}")
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and self.blocks[index].place:
            places.append(self.blocks[index].place)
        return ", ".join(places)

    def searched(self, start: int, end: int) -> str:
        """The text of [start, end) as search and the model see it, as long as the text itself.

        Furniture is blanked out: it would be found again and again, and cut sentences in two.
        """
        text = self.text[start:end]
        index = max(0, bisect_right(self.blocks, start, key=lambda block: block.start) - 1)
        while index < len(self.blocks) and self.blocks[index].start < end:
            block = self.blocks[index]
            if block.kind == "furniture" and block.end > start:
                a, b = max(block.start, start) - start, min(block.end, end) - start
                text = text[:a] + " " * (b - a) + text[b:]
            index += 1
        return text

    def _page(self, offset: int) -> Page | None:
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that the model reads at once.

    start, end: character offsets; the passages of a document tile its text without a gap.
    heading: the headings it stands under, outermost first, joined by " > ".
    page: the number of the page it starts on, None without pages.
    sentences: the spans that may be quoted, in order, as document offsets.
    """

    start: int
    end: int
    heading: str
    page: int | None
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FileState:
    """How one file of the folder, or one file inside such a file, stands in the index.

    reason: why it, or a part of it, is not (or no longer) read; "" where all is well. size: bytes;
    characters and pages: what was read; passages: how many were made. language: of the text, as
    ISO 639-1, "" where it cannot be told. container: the file that it is inside of, "" for a file
    on the disk. same_as: the file with the very same bytes that is read instead of it.
    """

    path: str
    title: str
    kind: str
    sha256: str
    size: int
    pages: int
    characters: int
    passages: int
    reason: str = ""
    language: str = ""
    container: str = ""
    same_as: str = ""
    unit: str = "page"

    @property
    def indexed(self) -> bool:
        """Whether questions are answered from it."""
        return self.passages > 0

    @property
    def is_unread(self) -> bool:
        """Whether it could not be read: neither answered from, nor a copy, nor a mere container."""
        return not (self.passages or self.kind or self.reason in ("", REMOVED))

    @property
    def is_removed(self) -> bool:
        """Whether a person has removed it; its file stays."""
        return self.reason == REMOVED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is.

    files of files_total are done; passages were embedded; path is the file at hand.
    files_to_read: how many of them are new or changed. rate: passages a second.
    seconds_left: by the bytes still to be read, None before that is known.
    """

    files: int
    files_total: int
    passages: int
    path: str
    files_to_read: int = 0
    rate: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: paths by what happened to them, and the passages it embedded.

    ignored: how many files and folders were left aside by their names or a .footnoteignore.
    is_complete: False where it was stopped; the next sync goes on.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    unread: tuple[str, ...]
    passages_embedded: int
    ignored: int = 0
    is_complete: bool = True

    @property
    def is_current(self) -> bool:
        """Whether the index was up to date already."""
        return not (self.added or self.changed or self.removed)
