"""The command line, run as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.llm_scripts import says
from tests.llm_server import LLMServer

KEY = "sk-planted-0123456789"
GULL = says(
    "The gull steals chips in Bri", "ghton. [1] ", "It stole 12 \x1b[31mchips. [1] ", "Go"
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli")
    (place / "docs").mkdir()
    (place / "docs" / "birds.md").write_text(
        "# Birds\n\nThe heron stands in the reeds. The gull steals chips in Brighton.\n"
    )
    return place


def _run(
    place: Path, *arguments: str, given: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOOTNOTE_FOLDER": str(place / "docs"), "PYTHONIOENCODING": "utf8"}
    environment |= more
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
        assert "give KIND:NAME, such as ollama:llama3.2, openai-like:NAME" in done.stderr


def test_what_a_model_writes_follows_the_quotations_and_what_fails_says_why(place: Path) -> None:
    question = "What does the gull steal?"
    with LLMServer(GULL) as server:
        model = ["--llm", "openai-like:wren", "--llm-url", server.openai]
        done = _run(place, "ask", question, *model, FOOTNOTE_LLM_KEY=KEY)
        chat = _run(place, "chat", *model, given=f"{question}\n\n", FOOTNOTE_LLM_KEY=KEY)
        assert [one.headers["authorization"] for one in server.requests] == [f"Bearer {KEY}"] * 2
    for run in (done, chat):
        assert run.returncode == 0, run.stderr
        quoted, _, prose = run.stdout.partition("Written by openai-like:wren, checked")
        assert "The gull steals chips in Brighton. [1]" in quoted
        assert "[1] birds.md, line 3" in quoted
        assert "\nThe gull steals chips in Brighton. [1]\n" in prose
        assert "~~It stole 12 �[31mchips. [1]~~ (" in prose
        assert "“12”" in prose
        for number in (1, 2):  # each sentence's own words, which need not be the quotation's
            rests = f"\n[1] of sentence {number}: birds.md, line 3, characters "
            assert rests in prose.partition("What its sentences rest on:")[2]
        assert prose.rstrip("\n> ").endswith("The gull steals chips in Brighton.”")
        assert KEY not in run.stdout + run.stderr
        assert "\x1b" not in run.stdout
    kept = [
        file for file in place.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()
    ]
    assert kept == []
