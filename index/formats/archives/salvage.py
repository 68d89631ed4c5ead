"""A ZIP archive without its end: the list of its members is made anew from their own heads."""

import struct

_HEAD = struct.Struct("<4s5H3L2H")  # before a member
_ENTRY = struct.Struct("<4s6H3L5H2L")  # in the list of members
_END = struct.Struct("<4s4H2LH")
_HAS_DESCRIPTOR = 0x8
_UNKNOWN = 0xFFFFFFFF
_MOST = 0xFFFF  # members that a list without extensions can have


def without_its_end(data: bytes) -> tuple[bytes, str] | None:
    """The whole members at an archive's start with a list of them, and the name of the cut one.

    The name is "" where the archive breaks off between two members. None where no member is whole.
    """
    entries: list[bytes] = []
    offset, lost = 0, ""
    while len(entries) < _MOST and data.startswith(b"PK\x03\x04", offset):
        if len(data) < offset + _HEAD.size:
            break
        _, version, flags, method, time, day, crc, packed, size, name_length, extra_length = (
            _HEAD.unpack_from(data, offset)
        )
        start = offset + _HEAD.size + name_length + extra_length
        name = data[offset + _HEAD.size : start - extra_length]
        extra = data[start - extra_length : start]
        after = start + packed
        if flags & _HAS_DESCRIPTOR and not packed:
            found = _descriptor(data, start)
            if found is None:
                lost = name.decode("utf-8", "replace")
                break
            crc, packed, size, after = found
        if after > len(data) or _UNKNOWN in (packed, size):
            lost = name.decode("utf-8", "replace")
            break
        entries.append(
            _ENTRY.pack(
                b"PK\x01\x02", version, version, flags, method, time, day, crc, packed, size,
                name_length, extra_length, 0, 0, 0, 0, offset,
            )
            + name + extra
        )  # fmt: skip
        offset = after
        if flags & _HAS_DESCRIPTOR and data.startswith(b"PK\x07\x08", offset):
            offset += 16
    if not entries:
        return None
    listed = b"".join(entries)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listed), offset, 0)
    return data[:offset] + listed + end, lost


def _descriptor(data: bytes, start: int) -> tuple[int, int, int, int] | None:
    """The checksum, the packed size, the size and the end of a member that says them after it."""
    at = start
    while (at := data.find(b"PK\x07\x08", at)) >= 0 and at + 16 <= len(data):
        crc, packed, size = struct.unpack_from("<3L", data, at + 4)
        if packed == at - start:
            return crc, packed, size, at
        at += 4
    return None
