"""An encoder that remembers: the same passage in many small folders is read by the model once."""

from collections.abc import Sequence

from index.encoder import Encoder, Encoding
from index.types import Span


class Memo:
    """Another encoder's encodings, kept by text for as long as this object lives."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._encodings: dict[str, Encoding] = {}
        self._offsets: dict[str, list[Span]] = {}

    @property
    def name(self) -> str:
        """The other encoder's."""
        return self.encoder.name

    @property
    def fingerprint(self) -> str:
        """The other encoder's: the vectors are equal."""
        return self.encoder.fingerprint

    @property
    def max_pieces(self) -> int:
        """The other encoder's."""
        return self.encoder.max_pieces

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """An Encoding for each text, in order; the model reads what it has not read before."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._encodings]
        if missing:
            fresh = self.encoder.encode(missing)
            self._encodings.update(zip(missing, fresh, strict=True))
        return [self._encodings[text] for text in texts]

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        """The character spans of each text's word pieces."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._offsets]
        if missing:
            self._offsets.update(zip(missing, self.encoder.offsets(missing), strict=True))
        return [self._offsets[text] for text in texts]
