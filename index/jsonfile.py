"""Small JSON files that people's choices are kept in: written whole or not at all, never lost."""

import json
from pathlib import Path
from typing import Any

from index import whole
from index.errors import StoreError

_MAX_BYTES = 16 * 1024 * 1024


def load(path: Path) -> Any:
    """What a file holds, None where there is none.

    Raises ValueError where it is no JSON or far too large, OSError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(data) > _MAX_BYTES:
        raise ValueError("it is far too large")
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def save(path: Path, content: Any) -> None:
    """Write a file in one step: whoever reads meanwhile, or after a crash, finds old or new.

    Raises StoreError where it cannot be written; the old one stands then.
    """
    whole.write(path, json.dumps(content, ensure_ascii=True, indent=1).encode())


def put_aside(path: Path) -> Path:
    """Give a file that is of no use another name, so that nothing in it is lost; returns that.

    Raises StoreError where it cannot be renamed.
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    try:
        return path.rename(aside)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read and cannot be put aside ({error.strerror}): move it away"
        ) from error
