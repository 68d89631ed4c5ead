"""docs/api.md: every example in it works, against the seeds."""

import ast
import json
import re
import subprocess
import sys

import httpx
import pytest
import yaml

from tests.conftest import ROOT

DOC = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
USUAL = "http://127.0.0.1:7860"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC, re.DOTALL)


COMMANDS = [line for block in blocks("console") for line in block.splitlines()]
CURLS = [line for line in COMMANDS if line.startswith("curl ")]


@pytest.mark.parametrize("command", CURLS, ids=range(len(CURLS)))
def test_each_curl_command_works(command: str, seeds: str) -> None:
    command = command.replace("curl ", "curl --silent --show-error --fail ", 1).replace(
        USUAL, seeds
    )
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if "data: " in done.stdout:
        assert done.stdout.endswith("data: [DONE]\n\n")
        assert "[1]" in done.stdout
    else:
        assert json.loads(done.stdout)


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.split()[1])
def test_each_program_works(block: str, seeds: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", block.replace(USUAL, seeds)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search(r"\[1\]", done.stdout)


def test_there_are_examples_and_all_are_run() -> None:
    assert (len(CURLS), len(blocks("python"))) == (5, 3)
    assert [line for line in COMMANDS if line not in CURLS] == ["python app.py seeds"]
    assert all(ast.parse(block) for block in blocks("python"))
    assert set(re.findall(r"```(\w+)", DOC)) == {"console", "python", "yaml", "json"}


def test_the_front_ends_settings_lead_to_the_models(seeds: str) -> None:
    (block,) = blocks("yaml")
    (endpoint,) = yaml.safe_load(block)["endpoints"]["custom"]
    listed = httpx.get(endpoint["baseURL"].replace(USUAL, seeds) + "/models").json()
    assert [model["id"] for model in listed["data"]] == endpoint["models"]["default"]


def test_the_error_that_it_shows_is_the_one_that_comes(seeds: str) -> None:
    (block,) = blocks("json")
    body = {"model": "gpt-5", "messages": [{"role": "user", "content": "Hello?"}]}
    told = httpx.post(f"{seeds}/v1/chat/completions", json=body)
    assert told.json() == json.loads(block)
