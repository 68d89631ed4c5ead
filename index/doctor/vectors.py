"""Vectors against passages and against the model: every text has its own, and it is sound."""

import numpy as np
from numpy.typing import NDArray

from index import late
from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import SampledPassage, StoredCatalog, StoredVector
from index.encoder import Encoder, Encoding
from index.schema import vector_key

_SAMPLE = 8
_NORM = 5e-3  # how far float16 may take a norm from 1, with room
_ALIKE = 0.999  # cosine of a text's vector to itself, in bfloat16 and in float32
_OTHER_BITS = 0.02  # share of signs that may differ for the same reason


def check(catalog: StoredCatalog, encoder: Encoder, report: Report, pace: Pace) -> None:
    """Check every vector by itself, every passage's by its key, and a few by the model."""
    _check_keys(catalog, report, pace)
    sample = [
        one
        for one in catalog.sample(_SAMPLE)
        if isinstance(one.text, str)
        and one.id not in report.astray
        and one.file not in report.documents
    ]
    made = encoder.encode([one.text for one in sample])
    width = len(made[0].pooled) if made else None
    unused = 0
    for row in pace.over(catalog.stored_vectors(), "vectors"):
        report.vectors_held += 1
        complaint = _complaint(row, width, encoder.max_pieces)
        if complaint:
            report.vectors.add(row.id)
            report.add("vector", f"vector {row.id}: {complaint}")
        unused += not row.passages
    for one, encoding in zip(sample, made, strict=True):
        if one.vector_id not in report.vectors and not _is_made_of(one, encoding):
            report.sampled.add(one.vector_id)
            where, _ = catalog.text_of(one.id)
            report.add("vector", f"{where}: its vector is not what the model makes of it")
    if unused:
        report.notes.append(
            f"{unused:,} vectors are of no passage now: `python -m index compact` drops them"
        )


def _check_keys(catalog: StoredCatalog, report: Report, pace: Pace) -> None:
    for identity, file, text, key in pace.over(catalog.texts(), "passages"):
        if file in report.documents or not isinstance(text, str):
            continue  # it is read anew
        if key != vector_key(text):
            where, _ = catalog.text_of(identity)
            words = "has no vector" if key is None else "has the vector of another text"
            report.add("vector", f"{where}: it {words}")
            report.astray.add(identity)


def _is_made_of(stored: SampledPassage, made: Encoding) -> bool:
    """Whether what is stored of a sound vector is what the model makes of its text."""
    bits = late.pack(made.tokens)
    pooled = _floats(stored.vector)
    if pooled is None or len(stored.signature) != bits.size:
        return False
    if np.unique(made.pieces).astype(np.int32).tobytes() != stored.pieces:
        return False
    other = np.unpackbits(np.frombuffer(stored.signature, np.uint8) ^ bits.ravel())
    cosine = float(pooled @ made.pooled)
    return (cosine > _ALIKE or not made.pooled.any()) and (
        not other.size or float(other.mean()) < _OTHER_BITS
    )


def _complaint(row: StoredVector, width: int | None, most: int) -> str:
    """What is wrong with a vector, "" where nothing is."""
    vector = _floats(row.vector)
    if vector is None or (width is not None and len(vector) != width):
        return f"it is not of the model's width ({width})"
    bits = -(-len(vector) // 8)
    if not isinstance(row.signature, bytes) or len(row.signature) % bits:
        return "its signature is torn"
    if not isinstance(row.pieces, bytes) or len(row.pieces) % 4:
        return "its word pieces are torn"
    signs, pieces = len(row.signature) // bits, len(row.pieces) // 4
    if not min(signs, 1) <= pieces <= signs <= most:
        return f"it has {signs:,} signatures for {pieces:,} word pieces"
    norm = float(np.linalg.norm(vector))
    if not abs(norm - 1) < _NORM and (norm or signs):  # a text without words may have none
        return f"its length is {norm:.3f}, not 1"
    if not isinstance(row.key, bytes) or len(row.key) != 32:
        return "its key is torn"
    return ""


def _floats(blob: object) -> NDArray[np.float32] | None:
    if not isinstance(blob, bytes) or len(blob) % 2 or not blob:
        return None
    return np.frombuffer(blob, np.float16).astype(np.float32)
