"""A file is written in one step: whoever reads meanwhile, or after a crash, finds old or new."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from index.errors import StoreError


def write(path: Path, data: bytes) -> None:
    """Put the bytes in the place of what a file holds; its permissions stay.

    Raises StoreError where it cannot be written; the old one stands then.
    """
    fresh: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        fresh = Path(name)
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        os.replace(fresh, path)
    except OSError as error:
        if fresh is not None:
            with suppress(OSError):
                fresh.unlink()
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> StoreError:
    """What a person is told of a file that cannot be written."""
    return StoreError(
        f"{path} cannot be written ({error.strerror}): make room, or allow writing there; "
        f"nothing was changed"
    )
