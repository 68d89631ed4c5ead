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
CONDENSED_SHARE = 1.0  # of the question as a model put it, against 1
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

    spoken: the text, and before it the previous question if it is elliptical, or after it the
    question as a model put it.
    tokens: (n, d) float32, unit rows: the word pieces of the question, of it as a model put it,
    then its history's. weights: (n,) float32, summing to 1; own: how many of the rows are not the
    history's.
    pooled: unit (d,) vectors to search by: the question alone, as put, then all together.
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


def understand(
    index: Index, question: str, history: Sequence[Turn] = (), condensed: str = ""
) -> Query:
    """Encode a question with the turn before it. No rewriting, no LLM.

    The question's tokens weigh by `piece_weights`. The last user turn's tokens and the last
    assistant turn's join with a total of 0.2 each against the question's 1, or less where it is
    elliptical; with less where they are of another subject.
    condensed: the question as a model put it so that it stands alone, "" for none; it joins with 1,
    and its words are the question's own.
    """
    before = {turn.role: turn.text for turn in history}
    asked, answered = before.get("user", ""), _spoken(before.get("assistant", ""))
    spoken = [question, condensed] if condensed else [question]
    past = [text for text in (asked, answered) if text.strip()]
    encodings = index.encoder.encode([*spoken, *past])
    total = index.catalog.count()
    words, background = lexical.content_words(question), lexical.content_words(asked)
    is_elliptical = not words or (
        len(words) == 1 and bool(background) and _POINTS_BACK.search(question) is not None
    )
    share = (POINTING_SHARE if words else EMPTY_SHARE) if is_elliptical else 1.0
    nearness = 1.0 if is_elliptical else _nearness(encodings[0], encodings[len(spoken) :])
    own_shares = [share, CONDENSED_SHARE][: len(spoken)]
    shares = [*own_shares, *(HISTORY_SHARE * nearness for _ in past)]
    groups = []
    for text, encoding, share in zip([*spoken, *past], encodings, shares, strict=True):
        groups.append(share * piece_weights(index, text, encoding))
    weights = np.concatenate(groups)
    joined = np.array(shares) @ np.stack([encoding.pooled for encoding in encodings])
    own_words = words
    if condensed:
        words, is_elliptical = words | lexical.content_words(condensed), False
    elif is_elliptical:
        words, background, spoken = background | words, {}, [asked, question]
    found = index.catalog.word_frequencies([*words, *background])
    counts = [len(encoding.tokens) for encoding in encodings[: len(own_shares)]]
    pooled = [encoding.pooled for encoding in encodings[: len(own_shares)]]
    return Query(
        text=question,
        spoken=tuple(spoken),
        tokens=np.concatenate([encoding.tokens for encoding in encodings]),
        weights=np.asarray(weights / (weights.sum() or 1.0), np.float32),
        own=sum(counts),
        pooled=(*pooled, *([_unit(joined)] if len(encodings) > 1 else [])),
        words=words,
        own_words=own_words,
        rows=_rows(index, [question, condensed][: len(counts)], counts),
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


def _nearness(question: Encoding, past: Sequence[Encoding]) -> float:
    """How much a question is on its history's subject, by the nearer turn's cosine: 0 to 1."""
    cosine = max((float(question.pooled @ one.pooled) for one in past), default=0.0)
    return min(1.0, max(0.0, (cosine - APART) / (TOGETHER - APART)))


def _rows(index: Index, texts: Sequence[str], counts: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """For each stem the word pieces, of each text's first `count`, that make up its first word."""
    found: dict[str, tuple[int, ...]] = {}
    ahead = 0
    for text, count in zip(texts, counts, strict=True):
        pieces = index.encoder.offsets([text])[0][:count]
        for word in lexical.words(text):
            rows = (ahead + i for i, p in enumerate(pieces) if word.start < p.end <= word.end)
            found.setdefault(word.stem, tuple(rows))
        ahead += count
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
