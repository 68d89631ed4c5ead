"""An encoder whose vectors a person can work out: how often each letter stands in a word."""

from collections.abc import Sequence

import numpy as np

from index.encoder import Encoding
from index.lexical import words
from index.types import Span

DIMENSION = 32  # the 26 letters, then a few that are never counted


class LetterCounts:
    """Each word is one piece; its vector counts its letters; a text's vector is their mean."""

    name = "letters"
    fingerprint = "letters-1"

    def __init__(self, max_pieces: int = 40) -> None:
        self.max_pieces = max_pieces
        self.texts_encoded = 0

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        return [[Span(word.start, word.end) for word in words(text)] for text in texts]

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self.texts_encoded += len(texts)
        return [self._encode(text) for text in texts]

    def _encode(self, text: str) -> Encoding:
        found = [word.text.lower() for word in words(text)][: self.max_pieces]
        tokens = np.array([_unit(word) for word in found], np.float32).reshape(-1, DIMENSION)
        pooled = tokens.mean(axis=0) if len(tokens) else np.zeros(DIMENSION, np.float32)
        length = np.linalg.norm(pooled)
        pieces = np.array([sum(map(ord, word)) for word in found], np.int32)
        return Encoding((pooled / (length or 1)).astype(np.float32), tokens, pieces)


def _unit(word: str) -> np.ndarray:
    counts = np.zeros(DIMENSION, np.float32)
    for letter in word:
        counts[ord(letter) - ord("a") if "a" <= letter <= "z" else 26] += 1
    return counts / (np.linalg.norm(counts) or 1)
