"""How well passages bear out a sentence: late interaction in the other direction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.query import piece_weights
from assistant.writing.evidence import Readable
from index import late
from index.index import Index
from index.lexical import Word
from index.types import Span

MORE = 0.1  # of coverage, that one more sentence must add to be part of what bears it out

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A sentence to be borne out; n is the number of its word pieces.

    tokens: (n, d) float32, unit rows. weights: (n,) float32, summing to 1. pieces: (n,) where each
    stands in `text`.
    """

    text: str
    tokens: Floats
    weights: Floats
    pieces: list[Span]

    def rows(self, word: Word) -> list[int]:
        """The rows of a word's pieces."""
        return [i for i, piece in enumerate(self.pieces) if word.start < piece.end <= word.end]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """What one passage says of a claim.

    matches: (n,) each piece's best similarity in the passage; -1 where the passage has no pieces.
    sentences: the passage's sentences that bear the claim out, as document offsets, best first.
    nearest: (n,) the character, as a document offset, at which each piece's best match begins.
    """

    passage: Readable
    matches: Floats
    sentences: tuple[Span, ...]
    nearest: NDArray[np.int64]


def claim(index: Index, text: str) -> Claim:
    """Encode a sentence; its word pieces weigh what a question's do.

    The model reads some 250 word pieces; what follows is left aside.
    """
    encoding = index.encoder.encode([text])[0]
    return Claim(
        text=text,
        tokens=encoding.tokens,
        weights=piece_weights(index, text, encoding),
        pieces=index.encoder.offsets([text])[0][: len(encoding.tokens)],
    )


def support(index: Index, claimed: Claim, passage: Readable) -> Support:
    """Hold a claim against a passage.

    A claim's piece is matched with the passage's pieces, which the model read in their context;
    what is hidden of the passage matches nothing. Of its sentences, the one that covers most of
    the claim bears it out, and each further one that adds at least 0.1 to the coverage.
    """
    stored = passage.stored
    offset = stored.passage.start
    pieces = index.encoder.offsets([stored.text])[0][: len(stored.signature)]
    if not pieces or not len(claimed.tokens):
        nothing = np.full(len(claimed.tokens), -1, np.float32)
        return Support(passage, nothing, (), np.full(len(nothing), offset))
    similarity = late.similarities(claimed.tokens, stored.signature[: len(pieces)])
    starts = np.array([piece.start for piece in pieces], np.int64)
    for start, end in passage.hidden:
        similarity[:, (starts >= start) & (starts < end)] = -1
    starts += offset
    return Support(
        passage=passage,
        matches=similarity.max(axis=1),
        sentences=_bearing(claimed, similarity, starts, passage.sentences),
        nearest=starts[similarity.argmax(axis=1)],
    )


def coverage(claimed: Claim, supports: Sequence[Support]) -> float:
    """The share of a claim that passages cover together: weighted MaxSim, at most 1."""
    if not supports or not len(claimed.tokens):
        return 0.0
    best = np.max([one.matches for one in supports], axis=0)
    return float(claimed.weights @ np.maximum(best, 0))


def _bearing(
    claimed: Claim, similarity: Floats, starts: NDArray[np.int64], sentences: Sequence[Span]
) -> tuple[Span, ...]:
    """Greedily the sentences that cover most of a claim together, the best one first."""
    columns = [(span, (starts >= span.start) & (starts < span.end)) for span in sentences]
    rows = {span: similarity[:, inside].max(axis=1) for span, inside in columns if inside.any()}
    chosen: list[Span] = []
    covered = np.zeros(len(claimed.tokens), np.float32)
    reached = 0.0
    while rows:
        best = max(rows, key=lambda span: float(claimed.weights @ np.maximum(covered, rows[span])))
        covered = np.maximum(covered, rows.pop(best))
        gained, reached = float(claimed.weights @ covered) - reached, reached
        if chosen and gained < MORE:
            break
        reached += gained
        chosen.append(best)
    return tuple(chosen)
