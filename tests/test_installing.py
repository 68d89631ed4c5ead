"""A program elsewhere finds Footnote as the examples' page says: installed, or named by a path."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "examples" / "README.md").read_text("utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The page's program, in a folder of its own, with places that there are."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    for place, real in {"papers": ROOT / "seeds", "index": tmp_path / "store"}.items():
        code = code.replace(f"/path/to/{place}", str(real))
    assert "/path/to/" not in code
    file = tmp_path / "elsewhere" / "program.py"
    file.parent.mkdir()
    file.write_text(code, "utf-8")
    return file


def said(python: str | Path, program: Path, **variables: str) -> str:
    """What the program prints, run where it stands."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [python, program.name], cwd=program.parent, env={**bare, "PYTHONUTF8": "1", **variables},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_installed_from_where_it_is(program: Path, tmp_path: Path) -> None:
    """In an environment that has the libraries already, so that nothing is fetched."""
    assert "\npip install -e /path/to/footnote\n" in README
    repository = tmp_path / "footnote"
    for part in ("assistant", "index"):
        shutil.copytree(ROOT / part, repository / part)
    for part in ("pyproject.toml", "requirements.txt", "README.md"):
        shutil.copy(ROOT / part, repository)
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    named = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([python, "-c", named], text=True).strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index",
         "--no-build-isolation", "--no-deps", "--disable-pip-version-check", "-e", repository],
        check=True, env={**os.environ, "PYTHONWARNINGS": ""},
    )  # fmt: skip
    (about,) = site.glob("footnote-*.dist-info/METADATA")
    wanted = re.findall(r"^([\w-]+)[=<>]", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert re.findall(r"^Requires-Dist: ([\w-]+)", about.read_text(), re.MULTILINE) == wanted
    assert "Hakan Fidan is the foreign minister of Turkey. [1]" in said(python, program)


def test_it_is_named_by_a_path(program: Path) -> None:
    assert "PYTHONPATH=/path/to/footnote /path/to/footnote/.venv/bin/python program.py" in README
    lines = said(sys.executable, program, PYTHONPATH=str(ROOT)).splitlines()
    assert [line.partition(" ")[0] in os.listdir(ROOT / "seeds") for line in lines[:3]] == [
        True
    ] * 3
    assert lines[3] == "Hakan Fidan is the foreign minister of Turkey. [1]"
