"""The README: what it tells people to type works, and the files that it names are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _commands() -> list[str]:
    lines = "\n".join(_blocks("console")).splitlines()
    return [command for line in lines if (command := line.split("  #")[0].strip())]


def _environment(store: Path) -> dict[str, str]:
    return {**os.environ, "FOOTNOTE_STORE": str(store), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "index"


def test_the_five_lines_of_python_answer(store: Path) -> None:
    (block,) = _blocks("python")
    assert len(block.strip().splitlines()) == 5
    code = block.replace('open("seeds")', f'open("seeds", {str(store)!r})')
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=_environment(store), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search(r"American law.* \[1\]", done.stdout)


@pytest.mark.parametrize("command", [c for c in _commands() if c.startswith("python")])
def test_each_command_works(command: str, store: Path) -> None:
    arguments = re.findall(r'"([^"]*)"|(\S+)', command)
    words = [quoted or plain for quoted, plain in arguments][1:]
    if words[1] == "index":
        words += ["--store", str(store)]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=_environment(store), input="\n",
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_each_make_target_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = {command.split()[1] for command in _commands() if command.startswith("make")}
    assert {"run", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0


def test_each_file_that_it_points_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    for link in links:
        assert (ROOT / link).is_file(), link


def test_ci_runs_the_readmes_test_command() -> None:
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


def test_no_page_of_the_repository_names_a_registry_or_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.md", "*.py", "*.toml", "*.txt", "Makefile", ".ci/run"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    hosts = "|".join(["py" + "pi", "python" + "hosted", "npm" + "js"])
    named = re.compile(rf"({hosts})\.(org|com)")
    for name in listed.stdout.splitlines():
        assert not named.search((ROOT / name).read_text(encoding="utf-8")), name
