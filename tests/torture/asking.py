"""What an index answers, in a form that can be compared, and whether it is true."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import Answer, Assistant, Settings
from index.index import Index

Place = tuple[str, int, int, str]  # path, start, end, quote
_ALL = 5000
_THRESHOLD = 0.45  # of confidence: at this a letter counter answers about half of the questions


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered to one question: the places cited or, of a refusal, the nearest ones."""

    question: str
    refused: bool
    places: tuple[Place, ...]
    confidence: float

    def differs(self, other: "Said", most: float = 1e-3) -> bool:
        """Whether a person would see another answer, or the confidence is another."""
        same = (self.refused, self._quoted()) == (other.refused, other._quoted())
        return not same or abs(self.confidence - other.confidence) > most

    def _quoted(self) -> list[str]:
        """The words alone: where two files say the same, either may be cited, and first."""
        return sorted(place[-1] for place in self.places)

    def short(self) -> str:
        """For a complaint."""
        places = " ".join(f"{path} [{start}:{end}]" for path, start, end, _ in self.places)
        return f"{'refused' if self.refused else 'answered'} {self.confidence:.6f} {places}"


def answers(index: Index, questions: Sequence[str]) -> tuple[list[Said], list[str]]:
    """What an index answers to each question, and every citation that is not as it says."""
    has_meaning = index.encoder.name not in ("letters", "others")
    threshold = Settings().threshold if has_meaning else _THRESHOLD
    # All passages: which of two that rank alike is left out goes by the order of reading.
    assistant = Assistant(index, Settings(candidates=_ALL, threshold=threshold))
    said, wrong = [], []
    for question in questions:
        with index.snapshot():
            answer = assistant.ask(question)
            wrong += unverified(assistant, answer)
        cited = answer.citations or answer.nearest
        places = tuple((one.path, one.start, one.end, one.quote) for one in cited)
        said.append(Said(question, answer.refused, places, answer.confidence))
    return said, wrong


def other_answers(said: Sequence[Said], wanted: Sequence[Said]) -> list[str]:
    """The questions that are answered otherwise, and how."""
    return [
        f"{one.question}: {one.short()}, not {two.short()}"
        for one, two in zip(said, wanted, strict=True)
        if one.differs(two)
    ]


def unverified(assistant: Assistant, answer: Answer) -> list[str]:
    """The citations whose words do not stand where they say; inside a snapshot."""
    wrong = []
    for one in (*answer.citations, *answer.nearest):
        document = assistant.document(one.path)
        if document.text[one.start : one.end] != one.quote or document.sha256 != one.sha256:
            wrong.append(f"{one.path} [{one.start}:{one.end}] is not {one.quote[:40]!r}")
    return wrong
