"""The bytes of a file inside a file, found again by what it was called and by its digest."""

from collections.abc import Sequence

from index.documents import MAX_DEPTH
from index.folder import digest
from index.formats import room
from index.formats.outline import Part
from index.formats.table import format_of
from index.names import Names


def find(
    path: str, wanted: str, data: bytes, sha256: str, passwords: Sequence[str] = ()
) -> bytes | None:
    """The bytes of the file `wanted` inside another; None where it is not or no longer in it.

    path, data: of the file that holds it. wanted: its path, beginning with `path`. sha256: of
    its bytes, in hex.
    """
    with room.within(room.Room()):
        for _ in range(MAX_DEPTH):
            parts = _parts(path, data, passwords)
            for part in parts:
                if isinstance(part.data, bytes) and digest(part.data) == sha256:
                    return part.data
            inner = _holder(path, wanted, parts)
            if inner is None:
                return None
            path, data = inner
    return None


def _parts(path: str, data: bytes, passwords: Sequence[str]) -> list[Part]:
    format_ = format_of(path)
    if format_ is None:
        return []
    try:
        return format_.read(data, passwords).parts
    except MemoryError:
        raise
    except Exception:  # a hostile file can make its library raise anything
        return []


def _holder(path: str, wanted: str, parts: Sequence[Part]) -> tuple[str, bytes] | None:
    """Which of the files inside a file is the one that holds the wanted one."""
    names = Names()
    for part in parts:
        name = names.safe(part.name, under=path)
        if isinstance(part.data, bytes) and wanted.startswith(name + "/"):
            return name, part.data
    return None
