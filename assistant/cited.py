"""A citation: where words stand."""

from dataclasses import dataclass

from index.types import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of a statement stand: a fact that anyone can check.

    start, end: character offsets into `assistant.document(path).text`, whose slice is `quote`.
    sha256: of the file's bytes when it was read.
    page: counted from 1, None where the format has no pages.
    place: where in the file it stands, in words: "page 3", "sheet 1 “Costs”, A7:D7", "line 12".
    score: how well the quoted sentence covers the question; higher is better.
    marks: spans inside [start, end), as document offsets, of the words that matched.
    before: the place of the sentence before, where the quote leans on it; it is not cited.
    """

    number: int
    path: str
    title: str
    sha256: str
    page: int | None
    start: int
    end: int
    quote: str
    score: float
    marks: tuple[Span, ...] = ()
    before: Span | None = None
    place: str = ""

    @property
    def where(self) -> str:
        """The place as a terminal shows it: "report.pdf, page 3, characters 10-52"."""
        place = f", {self.place}" if self.place else ""
        return f"{self.path}{place}, characters {self.start}-{self.end}"
