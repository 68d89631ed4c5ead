"""Malformed files, the short form: each is read or named, and its neighbours are read.

`python -m tests.malformed` is the long form; docs/malformed.md has what it came to.
"""

import pytest

from index.process import Limits
from tests.malformed.bombs import SECRET
from tests.malformed.checking import Result, listening, run
from tests.malformed.making import SHORT, malformed, put

LIMITS = Limits(quiet=10.0, total=60.0, memory=2 << 30)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    work = tmp_path_factory.mktemp("malformed")
    (work / "secret.txt").write_text(SECRET)
    (work / "folder").mkdir()
    with listening() as server:
        files = malformed(SHORT, 1, work / "secret.txt", server.port)
        found = run(work / "folder", work / "store", put(work / "folder", files), LIMITS, 300)
        assert server.asked == 0
    return found


def test_no_malformed_file_does_harm(result: Result) -> None:
    assert result.faults == []


def test_what_can_be_read_of_them_is_read_and_the_rest_is_named(result: Result) -> None:
    states = [result.states[path] for path in result.made.wrong]
    assert len(states) >= SHORT.files
    assert 0.2 < sum(state.is_unread for state in states) / len(states) < 0.8


def test_nothing_waits_longer_than_its_limit(result: Result) -> None:
    assert max(result.seconds.values()) < LIMITS.total
