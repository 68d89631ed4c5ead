"""FTS5 and the word pieces' counts against the passages, row by row.

A contentless index gives no text back. So each passage's words are indexed once more, some
passages at a time, in memory; what FTS5 holds of a passage in both places is added up to one
number, a sum of hashes, and only the numbers are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import numpy as np

from index import lexical
from index.doctor.pace import Pace
from index.doctor.report import Report
from index.doctor.stored import StoredCatalog
from index.errors import StoreDamaged

_AT_ONCE = 500  # passages indexed in memory
_ROWS = 5_000  # words between looks at whether to stop
T = TypeVar("T")


def check(catalog: StoredCatalog, report: Report, pace: Pace) -> None:
    """Compare the lexical index and the word pieces' counts with the passages."""
    sums, words, skipped = _wanted(catalog, report, pace)
    passages = set(sums)
    try:
        held = _take_off(catalog, sums, pace)
        totals = catalog.totals()
        lost = list(islice(catalog.unfindable(), _ROWS))
    except StoreDamaged as error:
        report.add("words", f"the lexical index cannot be read ({error.__cause__})")
        return _check_pieces(catalog, report, pace)
    for identity, rest in sums.items():
        if rest and identity not in skipped:
            _name(catalog, report, identity, identity in held, identity in passages)
    if not skipped and totals != (len(passages), words):
        report.add(
            "words",
            f"the lexical index counts {totals[0]:,} passages with {totals[1]:,} words, the "
            f"catalog has {len(passages):,} with {words:,}",
        )
    for stem in lost:
        report.add("words", f"the lexical index does not find its own word {stem!r}")
    _check_pieces(catalog, report, pace)


def _wanted(
    catalog: StoredCatalog, report: Report, pace: Pace
) -> tuple[defaultdict[int, int], int, set[int]]:
    """What should be held of each passage, how many words in all; passages not to be compared."""
    sums: defaultdict[int, int] = defaultdict(int)
    skipped: set[int] = set()
    words = 0
    scratch = lexical.scratch()
    rows = pace.over(catalog.texts(), "words of the passages")
    for batch in _batches(rows, _AT_ONCE):
        scratch.execute("BEGIN")
        for identity, file, text, _ in batch:
            sums[identity] = 0
            if file in report.documents or not isinstance(text, str):
                skipped.add(identity)
            else:
                lexical.add(scratch, identity, text)
        scratch.execute("COMMIT")
        for stem, identity, place in lexical.occurrences(scratch):
            sums[identity] += hash((stem, place))
            words += 1
        for identity, length in lexical.lengths(scratch):
            sums[identity] += hash(length)
        lexical.clear(scratch)
    scratch.close()
    return sums, words, skipped


def _take_off(catalog: StoredCatalog, sums: defaultdict[int, int], pace: Pace) -> set[int]:
    """Take what is held off what should be; the passages of which anything is held."""
    held: set[int] = set()
    for identity, length in catalog.lengths():
        held.add(identity)
        sums[identity] -= hash(length)
    for batch in pace.over(_batches(catalog.occurrences(), _ROWS), "words of the index"):
        for stem, identity, place in batch:
            sums[identity] -= hash((stem, place))
            held.add(identity)
    return held


def _name(
    catalog: StoredCatalog, report: Report, identity: int, is_held: bool, is_wanted: bool
) -> None:
    where, _ = catalog.text_of(identity)
    if not is_wanted:
        report.add("words", f"the lexical index holds a passage {identity} that is not there")
    elif not is_held:
        report.add("words", f"{where}: it is not in the lexical index")
    else:
        report.add("words", f"{where}: it has other words in the lexical index")


def _check_pieces(catalog: StoredCatalog, report: Report, pace: Pace) -> None:
    counts: Counter[int] = Counter()
    for row in pace.over(catalog.stored_vectors(), "word pieces"):
        if row.passages and isinstance(row.pieces, bytes) and not len(row.pieces) % 4:
            for piece in np.frombuffer(row.pieces, np.int32).tolist():
                counts[piece] += row.passages
    for piece, said in catalog.piece_counts():
        true = counts.pop(piece, 0)
        if said != true:
            report.add("words", f"word piece {piece} is counted {said} times, not {true}")
    for piece, true in counts.items():
        report.add("words", f"word piece {piece} is not counted, and stands in {true} passages")


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
