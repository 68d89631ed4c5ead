"""Starting, watching and ending the processes that suffer."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from tests.torture.child import Order

ROOT = Path(__file__).resolve().parent.parent.parent
_MARK = "FOOTNOTE_TORTURE"  # in the environment of a child and of all that it starts
_PATIENCE = 120.0  # seconds


class Child:
    """One such process. `begin` lets it go; then it says where it is, until it ends."""

    def __init__(self, order: Order) -> None:
        self._mark = uuid4().hex
        self._said: list[tuple[float, str]] = []
        self._change = threading.Condition()
        self._is_over = False
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.child", json.dumps(asdict(order))],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", _MARK: self._mark},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._complaints: list[str] = []
        assert self._popen.stdout is not None
        assert self._popen.stderr is not None
        self._listeners = [
            threading.Thread(target=self._listen, args=(self._popen.stdout,), daemon=True),
            threading.Thread(
                target=self._complaints.extend, args=(self._popen.stderr,), daemon=True
            ),
        ]
        for listener in self._listeners:
            listener.start()
        self.began = 0.0

    @property
    def pid(self) -> int:
        return self._popen.pid

    def begin(self) -> None:
        """Once it is ready, let it go. Raises RuntimeError where it does not come so far."""
        if self.wait_for("ready") is None:
            raise RuntimeError(f"a child did not start: {self.end()[1]}")
        self.began = time.monotonic()
        assert self._popen.stdin is not None
        self._popen.stdin.write("\n")
        self._popen.stdin.flush()

    def wait_for(self, start: str, seconds: float = _PATIENCE) -> str | None:
        """The first line that begins so, once it is said; None if it is not, in that time."""
        until = time.monotonic() + seconds
        with self._change:
            while True:
                found = next((line for _, line in self._said if line.startswith(start)), None)
                left = until - time.monotonic()
                if found is not None or self._is_over or left <= 0:
                    return found
                self._change.wait(left)

    def since(self) -> float:
        """Seconds from its beginning to its last word."""
        return self._said[-1][0] - self.began

    @property
    def phase(self) -> str:
        """What it was at when it was last heard."""
        phases = [line[3:] for _, line in list(self._said) if line.startswith("at ")]
        return phases[-1] if phases else "opening"

    @property
    def acknowledged(self) -> set[str]:
        """The paths that it said are committed."""
        return {json.loads(line[4:]) for _, line in list(self._said) if line.startswith("ack ")}

    def told(self, start: str) -> dict[str, Any] | None:
        """The JSON after a line's first word, such as "done"; None where it was not said."""
        line = self.wait_for(start, 0)
        return None if line is None else json.loads(line[len(start) + 1 :])

    def signal(self, number: int) -> None:
        self._popen.send_signal(number)

    def kill(self) -> None:
        """SIGKILL, and what it still said is read. Raises RuntimeError where it failed before."""
        self._popen.kill()
        status, complaints = self.end()
        if status not in (0, -signal.SIGKILL):
            raise RuntimeError(f"a child ended by itself ({status}): {complaints}")

    def end(self) -> tuple[int, str]:
        """Close its stdin and wait for its end: its exit status (-9: killed), and its stderr."""
        assert self._popen.stdin is not None
        with suppress(BrokenPipeError):
            self._popen.stdin.close()
        try:
            status = self._popen.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            raise
        for listener in self._listeners:
            listener.join(10)
        return status, "".join(self._complaints)

    def orphans(self, seconds: float = 5.0) -> list[str]:
        """What it started and what still runs after so many seconds."""
        until = time.monotonic() + seconds
        while found := list(_marked(f"{_MARK}={self._mark}".encode())):
            if time.monotonic() > until:
                return found
            time.sleep(0.02)
        return []

    def _listen(self, stdout: IO[str]) -> None:
        for line in stdout:
            with self._change:
                self._said.append((time.monotonic(), line.rstrip("\n")))
                self._change.notify_all()
        with self._change:
            self._is_over = True
            self._change.notify_all()


def _marked(mark: bytes) -> Iterator[str]:
    """The processes with these bytes in their environment."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes():
                command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                yield f"{place.name}: {command[:200]}"
        except OSError:  # it has ended
            continue
