"""The torture harness in short: a few kills, a full disk, a race of each kind.

`make torture` is the long form; see docs/torture.md.
"""

import pytest

from tests.torture import full, kill, race
from tests.torture.tally import FAULTS, Tally, tables


def check(tally: Tally, rounds: int) -> None:
    """Nothing is wrong, and as many rounds were played and mended as should be."""
    assert tally.faults == []
    assert [tally.counts[column] for column in FAULTS] == [0] * len(FAULTS)
    assert (tally.counts["rounds"], tally.counts["mended by itself"]) == (rounds, rounds)


@pytest.mark.parametrize(("kind", "kills"), [("sync", 2), ("rebuild", 1), ("serve", 1)])
def test_a_killed_process_loses_nothing_and_the_next_start_mends_the_rest(
    kind: str, kills: int
) -> None:
    tally = kill.run(kill.Lane(kind, seed=kills, kills=kills, files=8))
    check(tally, kills)
    assert sum(tally.phases.values()) == kills


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_lost() -> None:
    tally = full.run(1, [1000], files=20)
    if any(note.startswith("skipped") for note in tally.notes):
        pytest.skip(tally.notes[0])
    check(tally, 1)
    assert tally.counts["refused with a sentence"] == 1


@pytest.mark.parametrize("kind", race.KINDS)
def test_a_race_ends_as_if_one_had_gone_alone(kind: str) -> None:
    tally = race.run(kind, seed=2, rounds=1, files=8)
    check(tally, 1)
    assert tally.counts["refused with a sentence"] == (kind != "readers")


def test_a_fault_is_counted_told_and_shown_in_the_table() -> None:
    tally = Tally("kill: sync")
    tally.fault("lost", "seed 1, sync 2", "a.txt was acknowledged, and has nothing")
    tally.phases["committing"] += 1
    assert tally.faults == ["seed 1, sync 2: lost: a.txt was acknowledged, and has nothing"]
    assert Tally.from_json(tally.to_json()) == tally
    lines = list(tables([tally]))
    assert lines[2] == "| kill: sync | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert lines[-1] == "| committing | 1 |"
