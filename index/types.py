"""What the index is made of: documents, their blocks and pages, passages, file states."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    r"""A text that can be stored and encoded: lone surrogates become U+FFFD, lengths stay.

    >>> well_formed("a\ud800b") == "a\ufffdb"
    True
    """
    return _HALF_CHARACTER.sub("\ufffd", text)


BlockKind = Literal["heading", "paragraph", "item", "row", "header", "code"]


class Span(NamedTuple):
    """A half-open range of character offsets into a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document: a heading, a paragraph, a list item, a table row.

    start, end: character offsets into the document's text.
    level: 1 to 6 for a heading, 0 otherwise.
    Cells of a row (and of a table's header row) are parted by " | ".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its number, counted from 1, and its span in the document's text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: every offset anywhere in Footnote points into `text`.

    path: POSIX, relative to the folder.
    sha256: hex digest of the file's bytes.
    kind: the format it was read as, such as "pdf".
    pages: empty where the format has no pages.
    """

    path: str
    title: str
    sha256: str
    kind: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds the character at `offset`, None without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None


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
    """How one file of the folder stands in the index.

    reason: why it is not (or no longer) read, "" where all is well.
    size: bytes on the disk; characters and pages: what was read; passages: how many were made.
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

    @property
    def indexed(self) -> bool:
        """Whether questions are answered from it."""
        return self.passages > 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: files and passages done, of how many files; the file at hand."""

    files: int
    files_total: int
    passages: int
    path: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: paths by what happened to them, and the passages it embedded."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    unread: tuple[str, ...]
    passages_embedded: int

    @property
    def is_current(self) -> bool:
        """Whether the index was up to date already."""
        return not (self.added or self.changed or self.removed)
