"""What is expected of a file, gathered while it is written."""

from dataclasses import dataclass, field

CELL = " | "


@dataclass(frozen=True, slots=True)
class Made:
    """A file and what a perfect reader must say of it.

    data: its bytes. kind: what its name says it is, "" for what is of no known kind.
    text: the document's, to the character; "" where there is none. unit and pages: what its pages
    are called and how many it has. spots: sentences, each once in the text, with their places.
    reason: how what is said of it begins: why it is not read or, if `text` is not empty, what of
    it is not. parts: the files inside it, by name. language: of the text, None where it is not
    said. ending: of its name. unlocked: what must be said of it once its password is known.
    """

    data: bytes
    kind: str
    ending: str
    text: str = ""
    unit: str = "page"
    pages: int = 0
    spots: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    parts: tuple[tuple[str, "Made"], ...] = ()
    language: str | None = None
    unlocked: "Made | None" = None


@dataclass
class Written:
    """The text of a file in blocks, as they are joined in the index.

    A blank line parts two blocks, a line's end two items, rows or lines of code; a page begins
    after a blank line.
    """

    unit: str = "page"
    pages: list[str] = field(default_factory=list)
    spots: list[tuple[str, str]] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _was_close: bool = False
    _is_fresh: bool = True

    @property
    def text(self) -> str:
        return "".join(self._texts)

    def page(self, name: str = "", number: int = 0) -> None:
        """Begin a page, the next unless it has another number."""
        if self._texts:
            self._texts.append("\n\n")
        number = number or len(self.pages) + 1
        self.pages.append(f"{self.unit} {number}" + (f" “{name}”" if name else ""))
        self._is_fresh = True

    def add(
        self,
        text: str,
        place: str = "",
        *sentences: str,
        close: bool = False,
        is_found: bool = True,
    ) -> None:
        """Add a block; close: whether it stands in a list or table.

        place: inside its page. sentences: what is to be found there, all of it unless told.
        is_found: False for what stands in the text elsewhere too.
        """
        if not self._is_fresh:
            self._texts.append("\n" if close and self._was_close else "\n\n")
        self._texts.append(text)
        self._was_close, self._is_fresh = close, False
        page = self.pages[-1:]
        where = ", ".join([*page, *([place] if place else [])])
        if is_found:
            self.spots += [(sentence, where) for sentence in sentences or (text,)]

    def row(self, cells: tuple[str, ...] | list[str], place: str = "") -> None:
        """Add a row of a table; its last cell is to be found."""
        self.add(CELL.join(cells), place, cells[-1], close=True)

    def made(self, data: bytes, kind: str, ending: str, **more: object) -> Made:
        """The file, with all that was gathered."""
        return Made(
            data, kind, ending, self.text, self.unit, len(self.pages), tuple(self.spots),
            **more,  # type: ignore[arg-type]
        )  # fmt: skip


class Lines:
    """The lines of a text file; each knows its number."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.spots: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def put(self, *lines: str) -> str:
        """Write lines; the place of the first: "line 3"."""
        place = f"line {len(self.lines) + 1}"
        self.lines += lines
        return place

    def say(self, sentence: str, pattern: str = "{}", path: str = "") -> None:
        """Write a line that holds a sentence; path: what its place is called beside the line."""
        place = self.put(pattern.format(sentence))
        self.spots.append((sentence, f"{place}, {path}" if path else place))

    def kept(
        self,
        kind: str,
        ending: str,
        encoding: str = "utf-8",
        newline: str = "\n",
        language: str | None = None,
    ) -> Made:
        """A file whose text in the index is its own."""
        text = self.text.replace("\n", newline)
        return Made(
            text.encode(encoding), kind, ending, text, "line", 0, tuple(self.spots),
            language=language,
        )  # fmt: skip
