"""A question and the turn before it become a query: weighted token vectors and content words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.types import REFUSAL, Turn
from index import lexical
from index.encoder import Encoding
from index.index import Index

HISTORY_SHARE = 0.2  # of the previous question, and of the previous answer, against 1
APART, TOGETHER = 0.05, 0.15  # cosines of a question and its history: the share is none, is whole
EMPTY_SHARE = 0.1  # of a question without a content word, not 1
POINTING_SHARE = 0.4  # of one with a single content word that points back ("Who said that?")
COMMON_SHARE = 0.5  # of a stop word's or a stop's weight

_MARK = re.compile(r"\s*\[\d+\]")
_POINTS_BACK = re.compile(
    r"\b(?:that|this|these|those|it|its|they|them|their|he|him|his|she|her)\b", re.I
)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index understands it.

    spoken: the text, and before it the previous question if it is elliptical.
    tokens: (n, d) float32, unit rows: the question's word pieces, then its history's.
    weights: (n,) float32, summing to 1; own: how many of the rows are the question's.
    pooled: unit (d,) vectors to search by: the question alone, then with its history.
    words: the content words of what is spoken, stem -> word; own_words: those of the question.
    rows: the rows of tokens that a content word's first place in the question takes.
    background: the previous question's other content words.
    rarity: the idf of every word's stem. unknown: the words that stand nowhere.
    is_elliptical: whether it has no content word, or one and a word that points back ("Who said
    that?").
    """

    text: str
    spoken: tuple[str, ...]
    tokens: Floats
    weights: Floats
    own: int
    pooled: tuple[Floats, ...]
    words: dict[str, str]
    own_words: dict[str, str]
    rows: dict[str, tuple[int, ...]]
    background: dict[str, str]
    rarity: dict[str, float]
    unknown: tuple[str, ...]
    is_elliptical: bool

    @property
    def weights_of_its_own(self) -> Floats:
        """The weights without the history's, summing to 1; all of them if it is elliptical."""
        if self.is_elliptical:
            return self.weights
        own = np.where(np.arange(len(self.weights)) < self.own, self.weights, 0)
        return np.asarray(own / (own.sum() or 1.0), np.float32)


def understand(index: Index, question: str, history: Sequence[Turn] = ()) -> Query:
    """Encode a question with the turn before it. No rewriting, no LLM.

    The question's tokens weigh by `piece_weights`. The
    last user turn's tokens and the last assistant turn's join with a total of 0.2 each against
    the question's 1, or less where it is elliptical; with less where they are of another subject.
    """
    before = {turn.role: turn.text for turn in history}
    asked, answered = before.get("user", ""), _spoken(before.get("assistant", ""))
    texts = [question, *(text for text in (asked, answered) if text.strip())]
    encodings = index.encoder.encode(texts)
    total = index.catalog.count()
    words, background = lexical.content_words(question), lexical.content_words(asked)
    is_elliptical = not words or (
        len(words) == 1 and bool(background) and _POINTS_BACK.search(question) is not None
    )
    share = (POINTING_SHARE if words else EMPTY_SHARE) if is_elliptical else 1.0
    past = HISTORY_SHARE * (1.0 if is_elliptical else _nearness(encodings))
    shares = [share, past, past][: len(texts)]
    groups = []
    for text, encoding, share in zip(texts, encodings, shares, strict=True):
        groups.append(share * piece_weights(index, text, encoding))
    weights = np.concatenate(groups)
    joined = np.array(shares) @ np.stack([encoding.pooled for encoding in encodings])
    own_words = words
    if is_elliptical:
        words, background = background | words, {}
    found = index.catalog.word_frequencies([*words, *background])
    return Query(
        text=question,
        spoken=(asked, question) if is_elliptical else (question,),
        tokens=np.concatenate([encoding.tokens for encoding in encodings]),
        weights=np.asarray(weights / (weights.sum() or 1.0), np.float32),
        own=len(encodings[0].tokens),
        pooled=(encodings[0].pooled, *([_unit(joined)] if len(texts) > 1 else [])),
        words=words,
        own_words=own_words,
        rows=_rows(index, question, len(encodings[0].tokens)),
        background={stem: word for stem, word in background.items() if stem not in words},
        rarity={stem: lexical.idf(total, holding) for stem, holding in found.items()},
        unknown=tuple(word for stem, word in words.items() if not found[stem]),
        is_elliptical=is_elliptical,
    )


def piece_weights(index: Index, text: str, encoding: Encoding) -> Floats:
    """How much each of a text's word pieces weighs: (n,) float32, summing to 1.

    The square root of its idf over the passages; of stop words and stops half of that.
    """
    frequencies = index.catalog.piece_frequencies([int(piece) for piece in encoding.pieces])
    total = index.catalog.count()
    rarity = [lexical.idf(total, frequencies[int(piece)]) for piece in encoding.pieces]
    common = _common_pieces(index, text, len(rarity))
    weights = np.sqrt(rarity) * np.where(common, COMMON_SHARE, 1.0)
    return np.asarray(weights / (weights.sum() or 1.0), np.float32)


def _nearness(encodings: Sequence[Encoding]) -> float:
    """How much a question is on its history's subject, by the nearer turn's cosine: 0 to 1."""
    question, *past = encodings
    cosine = max((float(question.pooled @ one.pooled) for one in past), default=0.0)
    return min(1.0, max(0.0, (cosine - APART) / (TOGETHER - APART)))


def _rows(index: Index, question: str, count: int) -> dict[str, tuple[int, ...]]:
    """For each stem the word pieces, of the first `count`, that make up its first word."""
    pieces = index.encoder.offsets([question])[0][:count]
    found: dict[str, tuple[int, ...]] = {}
    for word in lexical.words(question):
        rows = (i for i, piece in enumerate(pieces) if word.start < piece.end <= word.end)
        found.setdefault(word.stem, tuple(rows))
    return found


def _common_pieces(index: Index, text: str, count: int) -> list[bool]:
    """For each of a text's first word pieces whether it is of a stop word or no word at all."""
    words = [word for word in lexical.words(text) if not word.is_common]
    starts = [word.start for word in words]
    common = []
    for piece in index.encoder.offsets([text])[0][:count]:
        before = bisect_left(starts, piece.end) - 1
        common.append(before < 0 or words[before].end <= piece.start)
    return common


def _spoken(answer: str) -> str:
    """What an answer said of the subject: nothing, if it was a refusal, and no marks."""
    return "" if answer.startswith(REFUSAL) else _MARK.sub("", answer)


def _unit(vector: NDArray[np.floating]) -> Floats:
    return np.asarray(vector / (np.linalg.norm(vector) or 1.0), np.float32)
