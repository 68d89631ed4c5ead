"""What every format's reader builds: a text and the blocks and pages inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.types import Block, BlockKind, Line, Page, Span

CELL = " | "
_CLOSE = {"item", "row", "header", "code"}


def cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Where the cells of the row at [start, end) stand, the bars between them left out.

    >>> list(cells("Boat | Built", 0, 12))
    [Span(start=0, end=4), Span(start=7, end=12)]
    """
    while start <= end:
        bar = text.find(CELL, start, end)
        stop = end if bar < 0 else bar
        yield Span(start, stop)
        start = stop + len(CELL)


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file: a member of an archive, an attachment; read as a document of its own.

    name: POSIX, as the container gives it; whoever reads it makes it safe.
    data: its bytes, or why they cannot be had.
    """

    name: str
    data: bytes | str


@dataclass
class Outline:
    """A text that grows block by block; `title` is what the document calls itself, if anything.

    unit: what the pages are called, see `Document`. note: what could not be read of it.
    parts: the files inside it. lines: where the text stands on its pages.
    """

    title: str = ""
    unit: str = "page"
    note: str = ""
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0

    @classmethod
    def exact(cls, text: str, blocks: list[Block], title: str) -> "Outline":
        """An outline of a text that is kept as it is, white space and all."""
        return cls(title=title, unit="line", blocks=blocks, _texts=[text], _length=len(text))

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._texts)

    def add(self, kind: BlockKind, text: str, level: int = 0, place: str = "") -> None:
        """Append a block, one line away from its like in a list or table, else two.

        place: where it stands in the file, see `Block`.
        """
        if not text.strip():
            return
        if self.blocks and not self._starts_page():
            together = kind in _CLOSE and self.blocks[-1].kind in _CLOSE
            self._append("\n" if together else "\n\n")
        start = self._length
        self._append(text)
        self.blocks.append(Block(kind, start, self._length, level, place))
        if kind == "heading" and not self.title:
            self.title = " ".join(text.split())

    def add_page(self, number: int, name: str = "") -> None:
        """Begin a page; what is added next stands on it."""
        if self._length:
            self._append("\n\n")
        self.finish()
        self.pages.append(Page(number, self._length, self._length, name))

    def finish(self) -> "Outline":
        """Close the last page; call once when all is added."""
        if self.pages:
            last = self.pages[-1]
            self.pages[-1] = replace(last, end=self._length)
        return self

    def _starts_page(self) -> bool:
        return bool(self.pages) and self.pages[-1].start == self._length

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)
