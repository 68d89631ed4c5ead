"""Harm done on purpose in the processes that read and draw: a program is run as they start."""

import os
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

HARM = """
import ctypes, os, sys, time

def harm(what):
    if what == "hang":
        time.sleep(600)
    elif what == "segfault":
        ctypes.string_at(1)
    elif what == "eat":
        held = bytearray(1 << 36)

def lie(data):
    for number in range(3, 20):
        try:
            os.write(number, data)
        except OSError:
            pass
"""


def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> Path:
    """Have a program run by every Python that is started; its folder."""
    place = tmp_path / "evil"
    place.mkdir()
    (place / "sitecustomize.py").write_text(HARM + program)  # Python runs one of that name
    monkeypatch.syspath_prepend(place)
    return place


def python_path(evil: Path) -> str:
    """PYTHONPATH for a process that is to start such processes in its turn."""
    return os.pathsep.join([str(evil), str(ROOT)])


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(process: int, within: float = 5.0) -> bool:
    """Whether a process comes to its end. within: seconds."""
    end = time.monotonic() + within
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(process)
