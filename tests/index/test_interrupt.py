"""Ctrl-C: heeded nicely, and, where nobody heeds it, hard."""

import signal

import pytest

from tests.index.conftest import start_python

HEEDED = """
from index.interrupt import stop_on_interrupt
with stop_on_interrupt() as stop:
    print("ready", flush=True)
    stop.wait()
    print("came to rest", flush=True)
print("went on", flush=True)
"""
UNHEEDED = """
from index.interrupt import stop_on_interrupt
try:
    with stop_on_interrupt() as stop:
        print("ready", flush=True)
        while True:
            pass
except KeyboardInterrupt:
    print("interrupted", stop.is_set(), flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("code", "said"),
    [(HEEDED, "came to rest\nwent on\n"), (UNHEEDED, "interrupted True\n")],
    ids=["heeded", "unheeded"],
)
def test_who_heeds_it_ends_nicely_who_does_not_is_interrupted(
    code: str, said: str, number: int
) -> None:
    process = start_python("-c", code)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    printed, complaints = process.communicate(timeout=30)
    assert (printed, complaints, process.returncode) == (said, "", 0)
