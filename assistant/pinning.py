"""Answers that people judged: a good one is pinned as a test, a bad one is kept with its question.

A pinned answer is an entry of a YAML file that people may edit: `python -m evaluation questions`
reruns it. See docs/pinning.md.
"""

import hashlib
import json
import os
import threading
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.pinfile import append, resolved
from assistant.settings import Settings
from assistant.types import Answer, Turn
from index.errors import PinError
from index.types import FileState, well_formed
from index.whole import unwritable

if TYPE_CHECKING:
    from assistant.assistant import Assistant

PINNED, THUMBS_DOWN = "pinned.yaml", "thumbs-down.jsonl"  # in the store
SETTINGS = ("candidates", "evidence", "statements", "threshold")  # what an answer depends on

_writing = threading.Lock()


def pin(
    assistant: "Assistant",
    answer: Answer,
    history: Sequence[Turn] = (),
    documents: Collection[str] | None = None,
    file: Path | None = None,
) -> Path:
    """Keep an answer, or a refusal that was right, as a test; returns the file.

    history, documents: what the question was asked with. file: None is `pinned.yaml` in the store.
    What stands in the file stays as it is, to the byte.
    Raises PinError where the question is empty or pinned already, or where the file is such that
    nothing can be added to its end; StoreError where it cannot be written.
    """
    if not answer.question.strip():
        raise PinError("an empty question cannot be pinned")
    place = resolved(file or assistant.index.store / PINNED)
    entry = entry_of(assistant, answer, history, documents)
    with _writing:
        append(place, entry)
    return place


def keep_thumb_down(
    assistant: "Assistant",
    answer: Answer,
    history: Sequence[Turn] = (),
    documents: Collection[str] | None = None,
) -> Path:
    """Keep a question with the answer that was no good, as a line of JSON; returns the file.

    Raises StoreError where it cannot be written.
    """
    place = assistant.index.store / THUMBS_DOWN
    record = {
        "question": answer.question,
        "time": _now(),
        "documents": None if documents is None else sorted(_listed(documents)),
        "history": [turn._asdict() for turn in history],
        "answer": answer.to_dict(),
    }
    line = well_formed(json.dumps(record, ensure_ascii=False)).encode()
    with _writing:
        try:
            with place.open("ab+") as out:
                size = out.seek(0, os.SEEK_END)
                if size and (out.seek(size - 1), out.read(1))[1] != b"\n":
                    line = b"\n" + line  # the last one was broken off
                out.write(line + b"\n")
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise unwritable(place, error) from error
    return place


def entry_of(
    assistant: "Assistant",
    answer: Answer,
    history: Sequence[Turn] = (),
    documents: Collection[str] | None = None,
) -> dict[str, Any]:
    """What is pinned of an answer, as plain data: see docs/pinning.md for its keys."""
    entry: dict[str, Any] = {"question": answer.question}
    last = {turn.role: turn for turn in history}  # no more of it is looked at
    if last:
        entry["history"] = [{t.role: t.text} for t in history if t is last[t.role]]
    if documents is not None:
        entry["documents"] = sorted(_listed(documents))
    if answer.is_unsure:
        entry["anyway"] = True
    if answer.refused:
        entry["refused"] = True
    else:
        entry["quotes"] = [
            {
                "file": citation.path,
                "quote": citation.quote,
                "characters": [citation.start, citation.end],
                "sha256": citation.sha256,
            }
            for citation in answer.citations
        ]
    encoder = assistant.index.encoder
    entry["model"] = {"name": encoder.name, "fingerprint": encoder.fingerprint}
    entry["settings"] = settings_of(assistant.settings)
    entry["folder"] = folder_digest(assistant.documents())
    entry["time"] = _now()
    return entry


def settings_of(settings: Settings) -> dict[str, float]:
    """The settings that an answer depends on, by name."""
    return {name: getattr(settings, name) for name in SETTINGS}


def folder_digest(states: Sequence[FileState]) -> str:
    """A digest of all that is answered from: the same for the same files by the same names."""
    lines = sorted(f"{state.sha256} {state.path}" for state in states if state.indexed)
    return hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()


def _listed(documents: Collection[str]) -> list[str]:
    return [documents] if isinstance(documents, str) else list(documents)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
