"""The command line, run as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli")
    (place / "docs").mkdir()
    (place / "docs" / "birds.md").write_text(
        "# Birds\n\nThe heron stands in the reeds. The gull steals chips in Brighton.\n"
    )
    return place


def _run(place: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOOTNOTE_FOLDER": str(place / "docs"), "PYTHONIOENCODING": "utf8"}
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_ask_prints_the_answer_and_where_it_stands(place: Path) -> None:
    done = _run(place, "ask", "What does the gull steal?")
    assert done.returncode == 0, done.stderr
    assert "The gull steals chips in Brighton. [1]" in done.stdout
    assert "[1] birds.md, line 3, characters 38-72" in done.stdout


def test_ask_prints_json(place: Path) -> None:
    done = _run(place, "ask", "What does the gull steal?", "--json")
    answer = json.loads(done.stdout)
    assert answer["citations"][0]["quote"] == "The gull steals chips in Brighton."
    assert answer["refused"] is False


def test_chat_goes_on_until_an_empty_line(place: Path) -> None:
    done = _run(place, "chat", given="What does the gull steal?\nWho painted it?\n\nnever asked\n")
    assert done.returncode == 0, done.stderr
    assert "The gull steals chips in Brighton. [1]" in done.stdout
    assert done.stdout.count("\n> ") == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "x", "--folder", "nowhere"], "no folder 'nowhere'"),
        (["ask", "x", "--model", "nope"], "known are 'all-MiniLM-L6-v2'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], message: str, place: Path
) -> None:
    done = _run(place, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_model_of_no_known_kind_is_said_before_the_folder_is_read(place: Path) -> None:
    for command in (["ask", "What?"], ["chat"]):
        done = _run(place, *command, "--folder", str(place / "none"), "--llm", "gpt-4")
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "give KIND:NAME, of these kinds: ollama:llama3.2, openai-like:NAME" in done.stderr
