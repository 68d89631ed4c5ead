"""Where the time goes: starting up and one question, each beside the floor it cannot go below."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from assistant import Assistant
from evaluation.types import DatasetError

_ROOT = Path(__file__).parent.parent
_LONGEST_WAIT = 120  # seconds


def of_folder(folder: Path) -> str:
    """`measure` with a question on each of the folder's documents."""
    with Assistant.open(folder) as assistant:
        titles = [state.title for state in assistant.documents() if state.indexed]
    if not titles:
        raise DatasetError(f"{folder} holds no document that can be read")
    return measure(folder, [f"What is said of {title}?" for title in titles])


def measure(folder: Path, questions: Sequence[str], rounds: int = 5) -> str:
    """Both tables, in Markdown: seconds of a second start, median milliseconds of a question.

    folder: documents to index; questions: asked in turn, `rounds` times over.
    """
    with tempfile.TemporaryDirectory() as place:
        store = Path(place, "index")
        with Assistant.open(folder, store) as assistant:
            steps = _question(assistant, questions, rounds)
        starts = {
            "import gradio (floor of the page)": _run("-c", "import gradio"),
            "page, first served byte": _first_byte(folder, store),
            "import sentence_transformers (floor of an answer)": _run(
                "-c", "import sentence_transformers"
            ),
            "python -m assistant ask": _run(
                "-m", "assistant", "ask", questions[0], "--folder", str(folder),
                "--store", str(store),
            ),
        }  # fmt: skip
    return "\n\n".join(
        [
            _table("second start", "seconds", starts, 1),
            _table("one question", "ms, median", steps, 1),
        ]
    )


def _question(assistant: Assistant, questions: Sequence[str], rounds: int) -> dict[str, float]:
    assistant.warm()
    every = [question for _ in range(rounds) for question in questions]
    timings = [assistant.ask(question).timings for question in every]
    floor = []
    for question in every:
        began = perf_counter()
        assistant.index.encoder.encode([question])
        floor.append(1000 * (perf_counter() - began))
    steps = {"one forward pass of the model (floor)": statistics.median(floor)}
    for step in timings[0]:
        steps[step.replace("_", " ")] = statistics.median(timing[step] for timing in timings)
    return steps


def _run(*arguments: str) -> float:
    began = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _first_byte(folder: Path, store: Path) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = perf_counter()
    server = subprocess.Popen(
        [sys.executable, "app.py", str(folder), "--store", str(store), "--port", str(port)],
        cwd=_ROOT,
        env=os.environ,
        stdout=subprocess.DEVNULL,
    )
    try:
        while perf_counter() - began < _LONGEST_WAIT:
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    page.read(1)
                return perf_counter() - began
            except (URLError, OSError):
                sleep(0.02)
    finally:
        server.terminate()
        server.wait()
    raise TimeoutError("the page did not answer")


def _table(what: str, unit: str, rows: dict[str, float], digits: int) -> str:
    width = max(len(row) for row in (*rows, what))
    lines = [f"| {what:{width}} | {unit:>10} |", f"|{'-' * (width + 2)}|{'-' * 11}:|"]
    lines += [f"| {row:{width}} | {value:>10.{digits}f} |" for row, value in rows.items()]
    return "\n".join(lines)
