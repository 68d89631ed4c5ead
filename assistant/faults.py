"""What is wrong with a model's sentence, and what happened to its prose: as data and in English."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "no-mark",
    "unknown-mark",
    "idle-mark",
    "gone",
    "not-covered",
    "word",
    "number",
    "name",
    "negation",
    "exchanged",
    "another",
    "opposite",
    "replaced",
    "reserve",
    "apart",
    "unfinished",
]
NoteKind = Literal[
    "nothing",
    "none-stands",
    "nonsense",
    "slow",
    "cut-off",
    "endless",
    "unreachable",
    "elsewhere",
    "busy",
    "refused",
    "failed",
    "trimmed",
    "withheld",
    "too-small",
    "stopped",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a model's sentence does not stand; `str` of it is the reason in English.

    words: what the cited passages do not bear out (words, figures, names, negations), or the marks
    of nothing that was given, as it was written; of "exchanged" the two that stand in each other's
    places, of "another" the one of whom the sources say it, of "opposite" and
    "replaced" the word and the sources' own, of "reserve" those of the sources, of "apart" a label
    and a figure.
    coverage, threshold: how much of the sentence the cited passages cover and how much they must,
    of "not-covered" alone.
    """

    kind: FaultKind
    words: tuple[str, ...] = ()
    coverage: float = 0.0
    threshold: float = 0.0

    @property
    def percent(self) -> tuple[int, int]:
        """`coverage` and `threshold` for people: what is too little never looks enough."""
        needed = round(100 * self.threshold)
        return max(0, min(int(100 * self.coverage), needed - 1)), needed

    def __str__(self) -> str:
        """A sentence for people."""
        named = ", ".join(f"“{word}”" for word in self.words)
        match self.kind:
            case "no-mark":
                return "It names no source."
            case "unknown-mark":
                return f"It names a source that was not given: {' '.join(self.words)}."
            case "idle-mark":
                return f"It names a source that says nothing of it: {' '.join(self.words)}."
            case "gone":
                return "Its source is no longer there."
            case "not-covered":
                reached, needed = self.percent
                return (
                    f"Its sources say too little of this: {reached}% of it is found in them, and "
                    f"at least {needed}% must be."
                )
            case "word":
                return f"Its sources say nothing like: {named}."
            case "number":
                return f"Its sources do not give these figures or dates: {named}."
            case "name":
                return f"Its sources do not name: {named}."
            case "negation":
                return f"It and its sources differ in what they deny: {named}."
            case "exchanged":
                return f"Its sources have these the other way round: {named}."
            case "another":
                return f"Its sources say this of another: {named}."
            case "replaced":
                return f"Its sources have another word in this place: {named}."
            case "reserve":
                return f"Its sources say this with a reserve: {named}."
            case "opposite":
                return f"It says the opposite of its sources: {named}."
            case "apart":
                return f"The table of its source does not put these together: {named}."
            case "unfinished":
                return "It breaks off."


@dataclass(frozen=True, slots=True)
class Note:
    """What happened to a model's prose; `str` of it is the sentence in English.

    model: its name as it was given. address: of its server, without keys; "" if it has none.
    seconds: how long was waited. status: the server's HTTP status. given, of: how many passages
    the model was given of those that there are. advice: what to do next, a sentence; may be "".
    """

    kind: NoteKind
    model: str
    address: str = ""
    seconds: float = 0.0
    status: int = 0
    given: int = 0
    of: int = 0
    advice: str = ""

    def __str__(self) -> str:
        """A sentence or two for people."""
        return f"{self._happened()} {self.advice}".strip()

    def _happened(self) -> str:
        at = f" at {self.address}" if self.address else ""
        match self.kind:
            case "nothing":
                return f"{self.model} finds no answer in these passages."
            case "none-stands":
                return f"No sentence of {self.model} stands in the passages."
            case "nonsense":
                return f"What {self.model}{at} sent is no answer."
            case "slow":
                return f"{self.model}{at} was silent for {self.seconds:.0f} s and was given up."
            case "cut-off":
                return f"{self.model}{at} broke off."
            case "endless":
                return f"{self.model} did not come to an end and was stopped."
            case "unreachable":
                return f"{self.model} could not be reached{at}."
            case "elsewhere":
                return f"{self.model}{at} hands on what it is given: nothing was sent."
            case "busy":
                what = f" (HTTP {self.status})" if self.status else ""
                return f"{self.model}{at} is busy{what}."
            case "refused":
                return f"The server{at} refuses to run {self.model} (HTTP {self.status})."
            case "failed":
                what = f" (HTTP {self.status})" if self.status else ""
                return f"{self.model}{at} failed{what}."
            case "trimmed":
                return f"{self.model} was given {self.given} of {self.of} passages: no more fit."
            case "withheld":
                return (
                    f"Some of these passages give orders to a machine: {self.model} did not get "
                    f"that part, and nothing can rest on it."
                )
            case "too-small":
                return f"Not one passage fits into what {self.model} can read."
            case "stopped":
                return f"{self.model} was stopped."
