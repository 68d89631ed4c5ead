"""How well the check of a model's sentences tells true statements from false ones."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.faults import FaultKind
from assistant.writing.checking import LEAST_COVERAGE, check
from assistant.writing.evidence import Readable, readable
from evaluation import report
from evaluation.bootstrap import interval
from evaluation.figures import Figure
from evaluation.files import write
from evaluation.metrics import Floats
from evaluation.opening import opened
from evaluation.source import Source
from evaluation.statements import FALSE, TRUE, Kind, Statement, statements
from evaluation.types import Dataset, DatasetError
from index.encoder import Encoder

_REASONS: tuple[FaultKind, ...] = (
    "not-covered", "word", "number", "name", "negation", "exchanged", "another", "opposite",
    "replaced", "reserve", "apart",
)  # fmt: skip
_THRESHOLDS = (0.40, 0.45, 0.50, 0.55, 0.60)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, how much of it is covered, and why it was struck; () where it stands."""

    statement: Statement
    coverage: float
    faults: tuple[FaultKind, ...]


def check_all(dataset: Dataset, encoder: Encoder, most: int | None = None) -> list[Checked]:
    """Every statement that can be made of a set, held against the documents that it cites.

    most: of each kind only so many, evenly spread. Raises DatasetError where none can be made.
    """
    made = _sample(statements(dataset), most)
    if not made:
        raise DatasetError(f"{dataset.name}: no statement can be made of its questions")
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = dataset.folder or write(dataset.documents, place / "documents")
        with opened((), folder, place / "stores", encoder) as (_, source):
            passages = _by_path(source)
            return [_checked(one, source, passages) for one in made]


def table(checked: Sequence[Checked]) -> str:
    """The share that is struck of each kind of statement, and for which reasons."""
    cells = [["statements", "number", "struck", *_REASONS]]
    for kind in (*TRUE, *FALSE):
        found = [one for one in checked if one.statement.kind == kind]
        if found:
            struck = _share([bool(one.faults) for one in found])
            shares = [_share([reason in one.faults for one in found]) for reason in _REASONS]
            cells.append(
                [
                    f"{'true' if kind in TRUE else 'false'}: {kind}",
                    str(len(found)),
                    report.cell("", struck),
                    *(report.number("", share.value) for share in shares),
                ]
            )
    return report.markdown(cells)


def by_halves(checked: Sequence[Checked]) -> str:
    """The same share in the two halves of the set: what is made of one question is in one half."""
    cells = [["statements", "half A", "half B"]]
    for name, kinds in (("true ones", TRUE), ("false ones", FALSE)):
        row = [f"{name}, struck"]
        for half in (0, 1):
            found = [
                bool(one.faults)
                for one in checked
                if one.statement.kind in kinds and one.statement.number % 2 == half
            ]
            row.append(report.cell("", _share(found)) if found else report.NONE)
        cells.append(row)
    return report.markdown(cells)


def by_threshold(checked: Sequence[Checked]) -> str:
    """What other thresholds of the coverage would strike, for that reason alone."""
    heads = [f"below {threshold:.2f}" for threshold in _THRESHOLDS]
    cells = [["statements", *heads]]
    for kind in (*TRUE, *FALSE):
        covered = np.array([one.coverage for one in checked if one.statement.kind == kind])
        if len(covered):
            shares = [report.number("", float((covered < at).mean())) for at in _THRESHOLDS]
            cells.append([kind, *shares])
    return report.markdown(cells)


def shown(dataset: Dataset, checked: Sequence[Checked]) -> str:
    """All of it, as the command prints it."""
    return "\n\n".join(
        [
            f"{dataset.name}: {len(checked)} statements; at least {LEAST_COVERAGE} to be covered",
            table(checked),
            by_halves(checked),
            by_threshold(checked),
        ]
    )


def _sample(made: Sequence[Statement], most: int | None) -> list[Statement]:
    kinds: dict[Kind, list[Statement]] = {}
    for one in made:
        kinds.setdefault(one.kind, []).append(one)
    kept = []
    for several in kinds.values():
        count = min(most or len(several), len(several))
        kept += [several[i * len(several) // count] for i in range(count)]
    return kept


def _by_path(source: Source) -> Mapping[str, list[Readable]]:
    found: dict[str, list[Readable]] = {}
    for passage in source.passages:
        found.setdefault(passage.path, []).append(readable(passage))
    return found


def _checked(one: Statement, source: Source, passages: Mapping[str, Sequence[Readable]]) -> Checked:
    """A statement that names the passages of its documents, less those that add nothing."""
    cited = [passage for path in one.paths for passage in passages.get(path, [])]
    given = {number: [passage] for number, passage in enumerate(cited, start=1)}
    found = check(source.assistant.index, one.text, list(given), given)
    idle = {word for fault in found.faults if fault.kind == "idle-mark" for word in fault.words}
    if idle:
        marks = [number for number in given if f"[{number}]" not in idle]
        found = check(source.assistant.index, one.text, marks, given)
    return Checked(one, found.coverage, tuple(fault.kind for fault in found.faults))


def _share(struck: Sequence[bool]) -> Figure:
    values = np.array(struck, float)

    def mean(weights: Floats) -> Floats:
        return np.asarray(weights @ values / weights.sum(axis=1), float)

    return Figure(float(values.mean()), *interval(mean, len(values)), len(values))
