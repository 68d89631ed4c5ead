"""What goes into the catalog: documents cut into passages, files left out, vectors of texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.types import Document, Passage


class PassageVectors(NamedTuple):
    """What is kept of a text of m word pieces that the model has read.

    pooled: (d,) float32, L2 norm 1. bits: (m, d / 8) uint8, see `late.pack`. pieces: (m,) int32.
    """

    pooled: NDArray[np.float32]
    bits: NDArray[np.uint8]
    pieces: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Cut:
    """A document as it goes into the catalog: cut into passages, whose vectors are staged.

    container: the file that it is inside of, "" for a file on the disk. size: of its file, bytes.
    language: ISO 639-1 or "". minhash: see `index.near`.
    """

    document: Document
    size: int
    passages: Sequence[Passage]
    container: str = ""
    language: str = ""
    minhash: bytes = b""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that gives no passages: not read for a reason, a container, or the same as another."""

    path: str
    sha256: str
    size: int
    reason: str = ""
    kind: str = ""
    container: str = ""
    same_as: str = ""
