"""Near duplicates: documents most of whose word runs are the same. datasketch's door."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

_PERMUTATIONS = 128
_RUN = 5  # words
_ALIKE = 0.8  # of the runs
_BANDS, _ROWS = 16, 8  # two that share a band whole are compared: 19 in 20 at 0.8, all at 0.9
_FEWEST = 10  # runs: shorter texts are alike by chance
_BATCH = 10_000  # runs
_SEED = 1
_SCHEME: Literal["affine32"] = "affine32"


def minhash(words: list[str]) -> bytes:
    """The MinHash of a text's runs of five words, 128 numbers of 32 bits; b"" of a short text.

    words: in order, as search knows them. Source: Broder, On the resemblance and containment of
    documents (1997).
    """
    starts = range(len(words) - _RUN + 1)
    few: set[str] = set()
    for start in starts:
        few.add(" ".join(words[start : start + _RUN]))
        if len(few) == _FEWEST:
            break
    else:
        return b""
    from datasketch import MinHash

    made = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
    for first in starts[::_BATCH]:  # at once, a book's runs would take gigabytes
        batch = starts[first : first + _BATCH]
        made.update_batch(list({" ".join(words[i : i + _RUN]).encode() for i in batch}))
    return bytes(made.hashvalues.tobytes())


def near_duplicates(minhashes: Mapping[str, bytes]) -> dict[str, list[str]]:
    """For each document that has any, the documents that share about 80 % of its word runs."""
    if not any(minhashes.values()):
        return {}
    from datasketch import MinHash, MinHashLSH

    shared = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME).permutations
    made = {
        path: MinHash(
            seed=_SEED,
            scheme=_SCHEME,
            permutations=shared,
            hashvalues=np.frombuffer(packed, np.uint32),
        )
        for path, packed in minhashes.items()
        if packed
    }
    buckets = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
    for path, one in made.items():
        buckets.insert(path, one)
    near = {
        path: sorted(
            other
            for other in buckets.query(one)
            if other != path and one.jaccard(made[other]) >= _ALIKE
        )
        for path, one in made.items()
    }
    return {path: others for path, others in near.items() if others}
