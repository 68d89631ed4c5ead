"""Whether a model's sentence stands: its marks, words, figures, names, denials, who did what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import regex

from assistant.faults import Fault
from assistant.writing.counted import missing_figures
from assistant.writing.denied import clauses, differing_denials
from assistant.writing.evidence import Readable
from assistant.writing.named import missing_names
from assistant.writing.relating import relation_faults
from assistant.writing.support import Claim, Support, claim, coverage, support
from index import lexical
from index.encoder import Encoder
from index.formats.outline import CELL
from index.index import Index

LEAST_COVERAGE = 0.5  # of a sentence, by the passages that it cites
LITERAL = 0.8  # of a sentence's words that its passages have, for it to be almost literal
LEAST_ALONE = 0.4  # of a sentence, by a passage whose mark adds nothing to the others
IDLE = 0.03  # of coverage, below which a further mark adds nothing
UNLIKE = 0.25  # similarity, below which a word is like nothing in a passage
CLAUSE_SHARE = 0.1  # of the weight of the clause that matches best, for a clause to count

_POINTS_BACK = regex.compile(
    r"\b(?:he|she|it|they|his|her|hers|its|their|him|them|this|these|those|we|our)\b",
    regex.IGNORECASE,
)
_POINTS_TO_A_TIME = regex.compile(
    r"\b(?:(?:that|this|the\ssame|the\sfollowing|the\snext)\s(?:year|month|day|week|date|decade|time"
    r"|season|century)|then|since\sthen|later|earlier|meanwhile)\b",
    regex.IGNORECASE,
)
# Words that a writer puts around what a passage says.
_TELLING = frozenset(
    lexical.stems(
        "according document passage text source state states mention mentioned describe described "
        "report reported note noted say says said explain explained provide information indicate"
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What a sentence was found to be.

    supports: by its marks, in their order, what the passages that they stand for say of it.
    """

    claimed: Claim
    supports: Mapping[int, Sequence[Support]]
    coverage: float
    faults: tuple[Fault, ...]


def check(
    index: Index,
    text: str,
    marks: Sequence[int],
    given: Mapping[int, Sequence[Readable]],
    strange: Sequence[str] = (),
) -> Check:
    """Hold a sentence against the passages that its marks name.

    text: without the marks. given: by their numbers, the passages that the model was given.
    strange: what looks like a mark and is none, as it was written.
    """
    named = dict.fromkeys(marks)
    unknown = (*(f"[{mark}]" for mark in named if mark not in given), *strange)
    claimed = claim(index, text)
    borne = {
        mark: tuple(support(index, claimed, passage) for passage in given[mark])
        for mark in named
        if mark in given
    }
    covered = coverage(claimed, [one for several in borne.values() for one in several])
    faults = [Fault("unknown-mark", tuple(dict.fromkeys(unknown)))] if unknown else []
    if not borne and not unknown:
        faults.append(Fault("no-mark"))
    if any(borne.values()):
        faults += _faults(index.encoder, claimed, borne, covered)
    return Check(claimed, borne, covered, tuple(faults))


def _faults(
    encoder: Encoder, claimed: Claim, borne: Mapping[int, Sequence[Support]], covered: float
) -> Iterator[Fault]:
    supports = [one for several in borne.values() for one in several]
    if covered < LEAST_COVERAGE:
        yield Fault("not-covered", coverage=covered, threshold=LEAST_COVERAGE)
    elif idle := _idle(claimed, borne, covered):
        yield Fault("idle-mark", idle)
    if words := _foreign_words(claimed, supports):
        yield Fault("word", words)
    # A part of a sentence has its figures and names of one source: else two could be mixed.
    parts = [claimed.text]
    if len(borne) > 1:
        parts = [claimed.text[start:end] for start, end in clauses(claimed.text)]
    figures: list[str] = []
    names: list[str] = []
    sources = [_source(several) for several in borne.values()]
    for part in parts:
        missing = [(missing_figures(part, a), missing_names(part, b)) for a, b in sources]
        fewest = min(missing, key=lambda one: len(one[0]) + len(one[1]))
        figures += fewest[0]
        names += fewest[1]
    if figures:
        yield Fault("number", tuple(dict.fromkeys(figures)))
    if names:
        yield Fault("name", tuple(dict.fromkeys(names)))
    if words := differing_denials(claimed.text, _bearing_clauses(claimed, supports)):
        yield Fault("negation", words)
    bearing = [_text(one, start, end) for one in supports for start, end in one.sentences]
    passages = [one.passage.text for one in supports]
    yield from relation_faults(encoder, claimed.text, bearing, passages)


def _idle(
    claimed: Claim, borne: Mapping[int, Sequence[Support]], covered: float
) -> tuple[str, ...]:
    """The marks of passages that neither say the sentence nor add to what the others say of it."""
    idle = []
    for mark, own in borne.items():
        others = [one for other, several in borne.items() if other != mark for one in several]
        adds = covered - coverage(claimed, others)
        if others and adds < IDLE and coverage(claimed, own) < LEAST_ALONE:
            idle.append(f"[{mark}]")
    return tuple(idle)


def _source(supports: Sequence[Support]) -> tuple[str, str]:
    """What one source gives figures from, and what it gives names from."""
    said = "\n".join(said for one in supports for said in _said(one))
    dated = "\n".join(said for one in supports for said in _leant_on(one, _POINTS_TO_A_TIME))
    above = "\n".join(said for one in supports for said in _leant_on(one, _POINTS_BACK))
    before = "\n".join(said for one in supports for said in _before(one))
    return f"{dated}\n{said}", f"{above}\n{before}\n{said}"


def _foreign_words(claimed: Claim, supports: Sequence[Support]) -> tuple[str, ...]:
    """The words of an almost literal sentence that its passages have nothing like.

    Of a sentence in words of its own such a word tells nothing.
    """
    held = {stem for one in supports for stem in lexical.stems(_whole(one))}
    best = np.max([one.matches for one in supports], axis=0)
    words = [word for word in lexical.words(claimed.text) if not word.is_common]
    foreign = [word for word in words if word.stem not in held]
    if len(words) - len(foreign) < LITERAL * len(words):
        return ()
    return tuple(
        word.text
        for word in foreign
        if word.stem not in _TELLING
        and (rows := claimed.rows(word))
        and float(best[rows].mean()) < UNLIKE
    )


def _whole(one: Support) -> str:
    """A passage with what stands above it."""
    return f"{_above(one)}\n{one.passage.text}"


def _above(one: Support) -> str:
    """What stands above a passage: the title, the headings."""
    stored = one.passage.stored
    return f"{stored.title}\n{stored.passage.heading}"


def _said(one: Support) -> Iterator[str]:
    """The sentences that bear a claim out, and what stands above them."""
    yield _above(one)
    if CELL in one.passage.text:
        yield one.passage.text  # a row is understood with its table
    yield from (_text(one, span.start, span.end) for span in one.sentences)


def _leant_on(one: Support, pointing: regex.Pattern[str]) -> Iterator[str]:
    """What stands in the passage before those of the sentences that point back to it."""
    for span in one.sentences:
        if pointing.search(_text(one, span.start, span.end)):
            yield _text(one, one.passage.stored.passage.start, span.start)


def _before(one: Support) -> Iterator[str]:
    """The sentence before each of those sentences."""
    every = one.passage.sentences
    for span in one.sentences:
        if i := every.index(span):
            yield _text(one, every[i - 1].start, every[i - 1].end)


def _text(one: Support, start: int, end: int) -> str:
    offset = one.passage.stored.passage.start
    return one.passage.text[start - offset : end - offset]


def _bearing_clauses(claimed: Claim, supports: Sequence[Support]) -> list[str]:
    """The clauses in which the best matches of a claim's words stand: those that say the same."""
    best = max(supports, key=lambda one: float(claimed.weights @ one.matches))
    found: list[tuple[float, str]] = []
    for sentence in sorted(best.sentences):
        said = _text(best, sentence.start, sentence.end)
        for clause in clauses(said):
            start = sentence.start + clause.start
            inside = (best.nearest >= start) & (best.nearest < start + clause.end - clause.start)
            weight = float(claimed.weights[inside] @ np.maximum(best.matches[inside], 0))
            found.append((weight, said[clause.start : clause.end]))
    most = max((weight for weight, _ in found), default=0.0)
    return [clause for weight, clause in found if weight > 0 and weight >= CLAUSE_SHARE * most]
