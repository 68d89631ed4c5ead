"""The examples do what they say: each is run as its own text tells a person to run it."""

import csv
import io
import os
import queue
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.lookups import FolderLookup
from tests.conftest import ROOT
from tests.llm_scripts import says
from tests.llm_server import LLMServer

EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
VERIFY = ROOT / "examples" / "verify_answer.py"
PATIENCE = 120.0


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    store = tmp_path_factory.mktemp("examples") / "index"
    return {**os.environ, "FOOTNOTE_STORE": str(store), "PYTHONUTF8": "1"}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def answer(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m assistant ask --json` prints."""
    file = tmp_path_factory.mktemp("answer") / "answer.json"
    words = re.findall(r"\$ python -m (assistant .*) > answer.json", VERIFY.read_text("utf-8"))
    done = run(environment, *shlex.split(words[0]))
    assert done.returncode == 0, done.stderr
    file.write_text(done.stdout, "utf-8")
    return file


def told(path: Path) -> tuple[list[str], str]:
    """The command of an example's own text, as words, and how a line of its output begins."""
    command, line = re.findall(r"\$ python -m (examples\..*)\n +(.*)\n", path.read_text("utf-8"))[0]
    return shlex.split(command), line.removesuffix("...")


@pytest.mark.parametrize(
    "name", ["ask_once", "questions_to_csv", "verify_answer", "llamaindex_evaluate"]
)
def test_an_example_prints_what_it_says_it_prints(
    name: str, environment: dict[str, str], answer: Path
) -> None:
    words, line = told(ROOT / "examples" / f"{name}.py")
    assert words[0] == f"examples.{name}"
    done = run(environment, *(str(answer) if word == answer.name else word for word in words))
    assert done.returncode == 0, done.stderr
    assert line in done.stdout
    assert len(line) > 40
    if name == "llamaindex_evaluate":
        rates = dict(re.findall(r"^(\w+): ([\d.]+)$", done.stdout, re.MULTILINE))
        assert float(rates["hit_rate"]) == 1
        assert float(rates["mrr"]) >= 0.75
        assert "no passage holds the words of 'How do I boil an egg?'" in done.stdout
        assert done.stdout.count("the chat was given, first: ") == 4


def test_there_are_five_and_the_list_names_them() -> None:
    listed = (ROOT / "examples" / "README.md").read_text("utf-8")
    assert len(EXAMPLES) == 5
    for path in EXAMPLES:
        assert f"]({path.name})" in listed
        assert " ".join(told(path)[0][:1]) in listed
    links = re.findall(r"\]\(([\w./-]+)\)", listed)
    assert not [link for link in links if not (ROOT / "examples" / link).exists()]


def test_a_bad_row_does_not_stop_the_others(environment: dict[str, str], tmp_path: Path) -> None:
    questions = tmp_path / "odd.csv"
    questions.write_bytes(
        b"\xef\xbb\xbfid,question,note\n"
        b"1,Who is Hakan Fidan?,\n"
        b"2\n"
        b'3,"=How do I boil\nan egg?",\n'
        b"4,\xff\xfe\x00?,a,b,c\n"
        b"5," + b"x" * 200_000 + b",\n"
        b"6,Which country made the S-400?,\n"
    )
    done = run(environment, "examples.questions_to_csv", str(questions))
    assert done.returncode == 0, done.stderr
    csv.field_size_limit(1 << 20)
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    outcomes: dict[str, str] = {}
    for row in rows:
        outcomes.setdefault(row["question"][:40], row["outcome"])
    assert list(outcomes.values()) == [
        "answered", "error", "refused", "refused", "refused", "answered",
    ]  # fmt: skip
    assert rows[-1]["question"] == "Which country made the S-400?"
    assert "'=How do I boil\nan egg?" in outcomes
    with FolderLookup([ROOT / "seeds"]) as lookup:
        for row in rows:
            if row["outcome"] == "answered":
                document = lookup.document(row["file"])
                assert document.text[int(row["start"]) : int(row["end"])] == row["quote"]
                assert row["page"] in ("", str(document.page_at(int(row["start"]))))
            else:
                assert row["why"]
                assert not row["quote"]


def test_words_that_no_longer_stand_are_told(
    environment: dict[str, str], answer: Path, tmp_path: Path
) -> None:
    (tmp_path / "glossary.pdf").write_bytes(b"Nothing of it.")
    done = run(environment, "examples.verify_answer", str(answer), "--folder", str(tmp_path))
    assert done.returncode == 1
    assert "[1] gone: glossary.pdf" in done.stdout


def test_a_model_is_asked_only_where_its_prose_is_shown_and_that_is_verified_too(
    environment: dict[str, str], tmp_path: Path
) -> None:
    folder, questions, file = tmp_path / "birds", tmp_path / "asked.txt", tmp_path / "answer.json"
    folder.mkdir()
    (folder / "birds.txt").write_text("The gull flew over the harbour in 1931.")
    question = "When did the gull fly over the harbour?"
    questions.write_text(question)
    among = ("--folder", str(folder))
    with LLMServer(says("The gull flew over the harbour in 1931. [1]")) as server:
        writing = {
            **environment,
            "FOOTNOTE_STORE": str(tmp_path / "store"),
            "FOOTNOTE_LLM": "openai-like:wren",
            "FOOTNOTE_LLM_URL": server.openai,
        }
        table = run(writing, "examples.questions_to_csv", str(questions), *among)
        assert "answered" in table.stdout, table.stderr
        assert server.requests == []
        once = run(writing, "examples.ask_once", question, *among)
        assert "\nWritten by openai-like:wren, checked" in once.stdout, once.stderr
        file.write_text(run(writing, "assistant", "ask", question, *among, "--json").stdout)
        assert len(server.requests) == 2
    done = run(environment, "examples.verify_answer", str(file), *among)
    assert "[1] unchanged: birds.txt" in done.stdout, done.stderr
    assert "[s1-1] unchanged: birds.txt" in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["examples.verify_answer", "nope.json"], "no file 'nope.json'"),
        (["examples.ask_once", "Who?", "--folder", "nope"], "nope"),
    ],
)
def test_what_is_not_there_is_a_sentence(
    environment: dict[str, str], words: list[str], sentence: str
) -> None:
    done = run(environment, *words)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_watched_folder_is_answered_from_anew_until_it_is_ended(
    environment: dict[str, str], tmp_path: Path
) -> None:
    words, line = told(ROOT / "examples" / "watch_folder.py")
    assert words == [
        "examples.watch_folder", "What does American law forbid Turkey?", "--folder", "seeds",
    ]  # fmt: skip
    assert line.startswith("American law")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "harbour.txt").write_text("The lighthouse of the harbour is painted red.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", words[0], "What colour is the lighthouse?", "--folder", str(folder),
         "--store", str(tmp_path / "store")],
        cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    assert process.stderr is not None
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout])
    reader.start()
    with process:
        try:
            _await(lines, "painted red. [1]")
            # What is written before the watch has begun is not seen: write it until it is.
            end = time.monotonic() + PATIENCE
            for shade in range(1_000):
                text = f"The lighthouse of the harbour is painted blue, shade {shade}.\n"
                (folder / "harbour.txt").write_text(text)
                if _comes(lines, "painted blue, shade", 5):
                    break
                assert time.monotonic() < end, "no change was seen"
            (folder / "harbour.txt").unlink()
            _await(lines, "The documents don't say.")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        reader.join()
        assert "Traceback" not in process.stderr.read()
    assert (tmp_path / "store").is_dir()
    assert [*lines.queue][-1] == "ended\n"


def _await(lines: queue.Queue[str], words: str) -> None:
    assert _comes(lines, words, PATIENCE), f"it never said {words!r}"


def _comes(lines: queue.Queue[str], words: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if words in lines.get(timeout=0.2):
                return True
        except queue.Empty:
            continue
    return False
