"""Evidence becomes quotations: the sentences that cover a question best, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asking import kind_asked
from assistant.retrieval import Query, Ranked, coverage
from index import late, lexical
from index.encoder import Encoder
from index.types import FileState, Span

PASSAGES = 3  # quoted from
PASSAGE_SHARE = 0.05  # of the passage's z-score in a sentence's
COVERAGE_SHARE = 0.05  # of the share of the question's words that stand in a sentence
KIND_SHARE = 0.15  # for holding the kind of thing that is asked for: a number, a time
SENTENCE_SHARE = 0.3  # of a sentence's own score in what it adds
LEAST_GAIN = 0.24  # of the best sentence's score, for one more sentence
LEAST_MATCH = 0.3  # similarity of a word that is lit up
HEAVY = 0.5  # of the mean weight, for a question's word to light one up

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence chosen to be quoted, as offsets into its document.

    score: how well it covers the question; marks: the words in it that matched.
    """

    ranked: Ranked
    span: Span
    score: float
    marks: tuple[Span, ...]

    @property
    def quote(self) -> str:
        """The words themselves."""
        begin = self.ranked.stored.passage.start
        return self.ranked.stored.text[self.span.start - begin : self.span.end - begin]


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    ranked: Ranked
    span: Span
    text: str
    matches: Floats
    places: NDArray[np.int64]
    pieces: list[Span]
    score: float
    own_score: float


def choose(query: Query, ranked: Sequence[Ranked], encoder: Encoder, most: int) -> list[Quotation]:
    """At most `most` sentences: the best, then those that add most to it.

    A sentence scores the weighted MaxSim of the question against its own tokens, which the model
    read with the passage around them, and a little of its passage's rank. One more is taken while
    what it newly covers, and a share of its own score, are worth it; never the same words twice.
    What these cover of the history counts for nothing: that was said before.
    """
    sentences = [
        sentence for one in ranked[:PASSAGES] for sentence in _sentences(query, one, encoder)
    ]
    if not sentences:
        return []
    chosen = [max(sentences, key=lambda sentence: sentence.score)]
    least = LEAST_GAIN * chosen[0].own_score
    covered = chosen[0].matches
    weights = query.weights_of_its_own
    while len(chosen) < most:
        said = {_folded(sentence.text) for sentence in chosen}
        rest = [sentence for sentence in sentences if _folded(sentence.text) not in said]
        gains = [
            float(weights @ (np.maximum(covered, sentence.matches) - covered))
            + SENTENCE_SHARE * sentence.own_score
            for sentence in rest
        ]
        if not gains or max(gains) < least:
            break
        chosen.append(rest[int(np.argmax(gains))])
        covered = np.maximum(covered, chosen[-1].matches)
    return [Quotation(one.ranked, one.span, one.score, _marks(query, one)) for one in chosen]


def confidence(query: Query, ranked: Sequence[Ranked], quotations: Sequence[Quotation]) -> float:
    """How surely the documents speak of what was asked; 0 without evidence.

    It is the best passage's, and half of it where a number is asked for and none is quoted.
    """
    best = max((one.confidence for one in ranked), default=0.0)
    return best / 2 if lacks_number(query, quotations) else best


def lacks_number(query: Query, quotations: Sequence[Quotation]) -> bool:
    """Whether the question asks for a number that none of its best sentences holds."""
    kind = kind_asked(query.text)
    if kind is None or not kind.is_number:
        return False
    return not any(kind.is_in(one.quote) for one in quotations)


def reasons(
    query: Query,
    quotations: Sequence[Quotation],
    sure: float,
    threshold: float,
    unread: Sequence[FileState],
) -> tuple[str, ...]:
    """Why the documents don't say, in sentences for people.

    quotations: the best sentences there were; sure: the confidence that they reach.
    """
    if not query.text.strip():
        return ("The question is empty.",)
    found: list[str] = []
    if not quotations:
        found.append("There are no passages to answer from.")
    else:
        if not query.words:
            found.append("The question has no word to look for, only very common ones.")
        found.append(
            f"No passage covers the question well enough: the nearest reaches a confidence of "
            f"{sure:.2f}, and an answer needs {threshold:.2f}."
        )
        if lacks_number(query, quotations):
            found.append("The question asks for a number, and the nearest sentences hold none.")
        if query.unknown:
            words = ", ".join(f"“{word[:40]}”" for word in query.unknown[:12])
            found.append(f"These words of the question stand nowhere in the documents: {words}.")
    if unread:
        names = ", ".join(f"{state.path} ({state.reason})" for state in unread[:5])
        more = f" and {len(unread) - 5} more" if len(unread) > 5 else ""
        found.append(f"These files could not be read and may say it: {names}{more}.")
    return tuple(found)


def _sentences(query: Query, ranked: Ranked, encoder: Encoder) -> list[_Sentence]:
    stored = ranked.stored
    pieces = encoder.offsets([stored.text])[0][: len(stored.signature)]
    similarity = late.similarities(query.tokens, stored.signature[: len(pieces)])
    offset = stored.passage.start
    starts = np.array([offset + piece.start for piece in pieces], np.int64)
    kind = kind_asked(query.text)
    own_weights = query.weights_of_its_own
    found = []
    for span in stored.passage.sentences:
        inside = np.flatnonzero((starts >= span.start) & (starts < span.end))
        if not len(inside):
            continue
        text = stored.text[span.start - offset : span.end - offset]
        own = similarity[:, inside]
        matches = own.max(axis=1)
        beside = (
            PASSAGE_SHARE * ranked.score
            + COVERAGE_SHARE * coverage(query, text)
            + (KIND_SHARE if kind is not None and kind.is_in(text) else 0.0)
        )
        found.append(
            _Sentence(
                ranked=ranked,
                span=span,
                text=text,
                matches=matches,
                places=inside[own.argmax(axis=1)],
                pieces=pieces,
                score=float(query.weights @ matches) + beside,
                own_score=float(own_weights @ matches) + beside,
            )
        )
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(query: Query, sentence: _Sentence) -> tuple[Span, ...]:
    """The words on which the question's heavy tokens matched best, and the question's own."""
    offset = sentence.ranked.stored.passage.start
    hit = {
        sentence.pieces[place]
        for place, match, weight in zip(
            sentence.places[: query.own], sentence.matches, query.weights, strict=False
        )
        if weight >= HEAVY * query.weights[: query.own].mean() and match >= LEAST_MATCH
    }
    return tuple(
        Span(sentence.span.start + word.start, sentence.span.start + word.end)
        for word in lexical.words(sentence.text)
        if not word.is_common
        and (
            word.stem in query.words
            or any(
                piece.start + offset < sentence.span.start + word.end
                and sentence.span.start + word.start < piece.end + offset
                for piece in hit
            )
        )
    )
