"""The sentences of the best passages, each with what it covers of the question."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asking import definition_asked, kind_asked
from assistant.matching import coverage, words_held
from assistant.query import Query
from assistant.retrieval import Ranked
from index import late
from index.encoder import Encoder
from index.types import Span

PASSAGES = 3  # whose sentences are looked at
UNLIKE, LIKE = 0.3, 0.8  # similarities: of another word; of the same thing in other words
CARRY = 0.75  # of what a sentence covers counts for the next one too
PASSAGE_SHARE = 0.05  # of the passage's score in a sentence's
COVERAGE_SHARE = 0.05  # of the share of the question's words that stand in a sentence
KIND_SHARE = 0.15  # for holding the kind of thing that is asked for: a number, a time
DEFINITION_SHARE = 0.1  # for defining the term that is asked for

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a ranked passage; n is the number of the query's tokens.

    span: offsets into the document. before: the sentence before it in the passage, under the same
    heading.
    matches: (n,) each token's best similarity to the sentence's own tokens.
    carried: (n,) the same, or 0.75 of what the sentences before it had carried, if that is more.
    places: (n,) the word piece of each match. pieces: the passage's, as offsets into its text.
    coverage: the share of the question's words, by idf, that it holds exactly or in other words,
    what the sentences before it held counting on in the same way.
    score: how well it answers, history and all; own_score: without the history.
    """

    ranked: Ranked
    span: Span
    text: str
    before: Span | None
    matches: Floats
    carried: Floats
    places: NDArray[np.int64]
    pieces: list[Span]
    coverage: float
    score: float
    own_score: float


def score_sentences(query: Query, ranked: Sequence[Ranked], encoder: Encoder) -> list[Sentence]:
    """The sentences of the three best passages.

    A sentence scores the weighted MaxSim of the question against its tokens, which the model read
    with the passage around them. What was said just before counts on: a text names its subject
    once and then says "it", so a sentence carries 0.75 of what the one before it covered, or of
    the title and the headings above it. To that comes a little for its passage's rank, for exact
    words, and for the kind of thing asked for.
    """
    return [found for one in ranked[:PASSAGES] for found in _sentences(query, one, encoder)]


class _Said:
    """What a passage has said of the question so far.

    carried: (n,) each token's best similarity; held: how surely each content word was said.
    """

    def __init__(self, query: Query, above: str) -> None:
        self.query = query
        self.above = words_held(query, above)
        self.carried = np.full(len(query.tokens), -1, np.float32)
        for stem in self.above:
            self.carried[list(query.rows.get(stem, ()))] = LIKE
        self.held = dict.fromkeys(self.above, 1.0)

    def begin(self, heading: str, matches: Floats) -> None:
        """A heading: what was said before it no longer counts, but for what stands above."""
        self.carried = matches
        self.held = dict.fromkeys(words_held(self.query, heading) | self.above, 1.0)

    def add(self, exact: Collection[str], matches: Floats) -> None:
        """A sentence: three quarters of what was said before counts on."""
        self.carried = np.maximum(matches, CARRY * self.carried)
        alike = _held_in_other_words(self.query, matches)
        self.held = {
            stem: max(float(stem in exact), alike[stem], CARRY * self.held.get(stem, 0.0))
            for stem in self.query.words
        }


def _sentences(query: Query, ranked: Ranked, encoder: Encoder) -> list[Sentence]:
    stored = ranked.stored
    offset = stored.passage.start
    pieces = encoder.offsets([stored.text])[0][: len(stored.signature)]
    similarity = late.similarities(query.tokens, stored.signature[: len(pieces)])
    starts = np.array([offset + piece.start for piece in pieces], np.int64)
    kind, definition = kind_asked(query.text), definition_asked(query.text)
    own_weights = query.weights_of_its_own
    said = _Said(query, f"{stored.title}\n{stored.passage.heading}")
    before: Span | None = None
    end = offset
    found = []
    for span in stored.passage.sentences:
        gap = stored.text[end - offset : span.start - offset]
        between = np.flatnonzero((starts >= end) & (starts < span.start))
        inside = np.flatnonzero((starts >= span.start) & (starts < span.end))
        end = span.end
        if len(between) and any(character.isalpha() for character in gap):
            said.begin(gap, similarity[:, between].max(axis=1))
            before = None
        if not len(inside):
            continue
        text = stored.text[span.start - offset : span.end - offset]
        own = similarity[:, inside]
        matches = own.max(axis=1)
        exact = words_held(query, text)
        said.add(exact, matches)
        beside = (
            PASSAGE_SHARE * ranked.score
            + COVERAGE_SHARE * coverage(query, dict.fromkeys(exact, 1.0))
            + (KIND_SHARE if kind is not None and kind.is_in(text) else 0.0)
            + (DEFINITION_SHARE if definition is not None and definition.search(text) else 0.0)
        )
        found.append(
            Sentence(
                ranked=ranked,
                span=span,
                text=text,
                before=before,
                matches=matches,
                carried=said.carried,
                places=inside[own.argmax(axis=1)],
                pieces=pieces,
                coverage=coverage(query, said.held),
                score=float(query.weights @ said.carried) + beside,
                own_score=float(own_weights @ said.carried) + beside,
            )
        )
        before = span
    return found


def _held_in_other_words(query: Query, matches: Floats) -> dict[str, float]:
    """How surely each content word's meaning is held, by its word pieces' mean match: 0 to 1."""
    shares = {}
    for stem in query.words:
        rows = query.rows.get(stem)
        likeness = float(matches[list(rows)].mean()) if rows else UNLIKE
        shares[stem] = min(1.0, max(0.0, (likeness - UNLIKE) / (LIKE - UNLIKE)))
    return shares
