"""Runs a sync over malformed files, and holds what it did against what it may do."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.catalog import Catalog
from index.process import Limits
from index.types import FileState
from tests.conftest import ROOT
from tests.malformed.bombs import SECRET
from tests.malformed.good import word
from tests.malformed.making import GOOD, Made

MOST_MEMORY = 3 << 30  # bytes of the process that syncs, LetterCounts and all
_LONGEST = 240.0  # seconds for a file, its reading, cutting, embedding and storing
_MACHINE = re.compile(
    r"\b\w+(?:Error|Exception|Warning)\b|Traceback|NoneType|object at 0x|<class|\bNone\b|errno"
    r"|\[Errno|site-packages|/tmp/|\.py\b.*line|b'|\\x[0-9a-f]{2}|[\x00-\x1f]",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:save|get|open|rename|split|unpack|give|install|mend|flatten|export|run|unlock|remove"
    r"|shorten|convert|see)\b"
)
_FLAT = {"text", "code", "csv"}  # formats that add no word and join none
_WORD = re.compile(r"[A-Za-z]{5,}")
_LONGEST_REASON = 300


@dataclass
class Result:
    """What came of a run.

    wrong, states: by path. seconds: a file took, by path. faults: sentences; none if all is well.
    """

    made: Made
    states: dict[str, FileState]
    said: dict[str, Any]
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Server:
    """A server on this machine that nothing may ask; it counts who does."""

    def __init__(self) -> None:
        self.asked = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                self._socket.accept()[0].close()
            except OSError:
                return
            self.asked += 1

    def close(self) -> None:
        self._socket.close()


@contextmanager
def listening() -> Iterator[Server]:
    """A server for as long as the files are read."""
    server = Server()
    try:
        yield server
    finally:
        server.close()


def run(folder: Path, store: Path, made: Made, limits: Limits, timeout: float) -> Result:
    """Sync the folder in a process of its own and judge all that it did."""
    good = {f"{GOOD}/{kind}{ending}": word(kind) for kind, (ending, _) in made.good.items()}
    order = {"folder": str(folder), "store": str(store), "limits": asdict(limits), "words": good}
    process = subprocess.run(
        [sys.executable, "-m", "tests.malformed.child", json.dumps(order)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if process.returncode or process.stderr:
        fault = f"exit status {process.returncode}: {process.stderr[-3_000:]}"
        return Result(made, {}, {}, faults=[fault])
    said = json.loads(process.stdout)
    catalog = Catalog(Path(said["catalog"]))
    try:
        result = Result(made, {state.path: state for state in catalog.states()}, said)
        for path, seconds in said["seconds"].items():
            relative = os.path.relpath(bytes.fromhex(path), os.fsencode(folder))
            result.seconds[relative.decode(errors="backslashreplace")] = seconds
        _judge(result, folder, catalog, limits)
    finally:
        catalog.close()
    return result


def _judge(result: Result, folder: Path, catalog: Catalog, limits: Limits) -> None:
    fault, said, states = result.faults.append, result.said, result.states
    for what in ("complete", "current"):
        if not said[what]:
            fault(f"the sync is not {what}")
    if said["embedded_again"] or said["read_again"]:
        fault(f"a second sync embedded {said['embedded_again']}, read {said['read_again'][:5]}")
    for path, is_found in said["found"].items():
        if not is_found:
            reason = states[path].reason if path in states else "it is not there"
            fault(f"{path}: a good file is not found ({reason})")
    if said["memory"] > MOST_MEMORY:
        fault(f"the sync took {said['memory'] >> 20:,} MiB of memory")
    if said["reader_memory"] > limits.memory:
        fault(f"the reader took {said['reader_memory'] >> 20:,} MiB of memory")
    for path, seconds in result.seconds.items():
        if seconds > _LONGEST:
            fault(f"{path}: took {seconds:.0f} seconds")
    for path in result.made.wrong:
        if path not in states:
            fault(f"{path}: not in the account")
    passages = _passages(catalog)
    for state in states.values():
        wrong = result.made.wrong.get(state.container or state.path)
        for complaint in [*_of_reason(state, folder), *_of_text(state, folder, catalog, passages)]:
            fault(f"{state.path} ({wrong}): {complaint}")


def _of_reason(state: FileState, folder: Path) -> Iterator[str]:
    """What is wrong with what is said of a file."""
    reason = state.reason
    if not reason:
        if not state.indexed and not state.same_as and not state.kind:
            yield "neither read nor named"
        return
    said = reason.replace(Path(state.path).name, "")
    if match := _MACHINE.search(said):
        yield f"its reason is no sentence for people ({match.group()!r}): {reason}"
    if str(ROOT) in reason or str(folder) in reason or sys.prefix in reason:
        yield f"its reason tells of this machine: {reason}"
    if len(reason) > _LONGEST_REASON and not state.indexed:
        yield f"its reason has {len(reason):,} characters: {reason[:400]}"
    if len(reason) > 1_000:
        yield f"its note has {len(reason):,} characters: {reason[:400]}"
    if state.is_unread and not _ADVICE.search(reason) and not reason.startswith("empty: "):
        yield f"its reason does not say what to do: {reason}"


def _of_text(
    state: FileState, folder: Path, catalog: Catalog, passages: dict[int, list[int]]
) -> Iterator[str]:
    """What is wrong with what was read of a file."""
    if not state.indexed:
        return
    document = catalog.document(state.path)
    at = 0
    (number,) = catalog.document_ids([state.path])[:1]
    for passage in catalog.passages(passages[number]):
        if passage.passage.start != at:
            yield f"a passage begins at {passage.passage.start:,} and not at {at:,}"
        at = passage.passage.end
    if at != len(document.text):
        yield f"its passages end at {at:,} of {len(document.text):,}"
    if SECRET in document.text or "root:x:0:0" in document.text:
        yield "it holds another file's words"
    if len(state.title) > _LONGEST_REASON:
        yield f"its title has {len(state.title):,} characters"
    places = sum(len(block.place) for block in document.blocks)
    if places > 10 * len(document.text) + 100_000:
        yield f"its places take {places:,} characters, its text {len(document.text):,}"
    if state.container:
        return
    if len(document.text) > 100 * state.size + 10_000:
        yield f"it says {len(document.text):,} characters, of {state.size:,} bytes"
    if state.kind in _FLAT:
        yield from _made_up(document.text, _file(folder, state.path))


def _made_up(text: str, data: bytes | None) -> Iterator[str]:
    """Words of a text that do not stand in its file."""
    if data is None or b"\0" in data:
        return
    held = set(_WORD.findall(data.decode("latin-1")))
    made_up = [one for one in dict.fromkeys(_WORD.findall(text)) if one not in held]
    if made_up:
        yield f"it says what its file does not: {made_up[:5]}"


def _file(folder: Path, path: str) -> bytes | None:
    try:
        return (folder / path).read_bytes()
    except (OSError, ValueError):
        return None


def _passages(catalog: Catalog) -> dict[int, list[int]]:
    """The ids of each document's passages, by the document's id."""
    found: dict[int, list[int]] = {}
    for passage, document, _ in catalog.passage_vectors().tolist():
        found.setdefault(document, []).append(passage)
    return found
