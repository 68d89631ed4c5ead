"""Packed bytes unpacked, never beyond the size they are said to have."""

import bz2
import lzma
import zipfile
import zlib
from io import BytesIO

from index.formats import room

ERRORS = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, MemoryError)
_LZMA_HEAD = 9  # two bytes of version, two of the properties' length, five of properties


def unpack(packed: memoryview, method: int, size: int) -> bytes:
    """A ZIP member's bytes, up to one more than `size`: a lie about it is seen, and is cheap.

    Raises one of ERRORS where they are damaged, NotImplementedError for a method not known here.
    """
    if method == zipfile.ZIP_STORED:
        content = bytes(packed[: size + 1])
    elif method == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-15).decompress(packed, size + 1)
    elif method == zipfile.ZIP_BZIP2:
        content = bz2.BZ2File(BytesIO(packed)).read(size + 1)
    elif method == zipfile.ZIP_LZMA:
        content = _lzma(packed, size)
    else:
        raise NotImplementedError(method)
    room.current().work -= len(content)
    return content


def _lzma(packed: memoryview, size: int) -> bytes:
    """LZMA as ZIP has it: its own head, and an end mark or none."""
    if len(packed) < _LZMA_HEAD or bytes(packed[2:4]) != b"\x05\x00":
        raise lzma.LZMAError("its properties are missing")
    properties, dictionary = packed[4], int.from_bytes(packed[5:9], "little")
    filters = [{
        "id": lzma.FILTER_LZMA1,
        "dict_size": max(4096, min(dictionary, size)),  # more would be room for nothing
        "lc": properties % 9,
        "lp": properties // 9 % 5,
        "pb": properties // 45,
    }]  # fmt: skip
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    return unpacker.decompress(packed[_LZMA_HEAD:], size + 1)
