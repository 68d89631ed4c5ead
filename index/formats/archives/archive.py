"""ZIP archives: their members as files of their own, or why each cannot be read."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pyzipper

from index.errors import UnreadableFile
from index.folder import MAX_BYTES
from index.formats import alive, room
from index.formats.archives import unpacking
from index.formats.archives.salvage import without_its_end
from index.formats.outline import Outline, Part

MAX_MEMBERS = 200_000
LINK = "a link inside the archive, which is not followed: add the file that it leads to"
CUT = "broken: the archive is cut off inside it; get it whole"
_LOCKED = "encrypted: give its password with --passwords FILE (one a line), or unpack it"
_NO_KEY = (
    "encrypted: none of the passwords given opens it; add its own to the file of --passwords, "
    "or unpack it"
)
_WRONG = "broken: its bytes do not match its checksum; get the archive anew"
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of a member
_CHUNK = 4096  # of packed bytes at a time, which bzip2 can make 90 MB of
_UNICODE_PATH = 0x7075


def read_zip(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """A ZIP archive: no text, a part a member, in the archive's order.

    Raises UnreadableFile where it holds no files or is broken throughout.
    """
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise UnreadableFile(f"too many files: over {MAX_MEMBERS:,} in one archive; unpack it")
    outline, lost = Outline(), ""
    members = _members(data)
    if members is None:
        saved = without_its_end(data)
        members = _members(saved[0]) if saved else None
        if saved is None or members is None:
            raise UnreadableFile(
                "broken: it is cut off or damaged, and no file in it is whole; get it anew"
            )
        data, lost = saved
        outline.note = (
            "the archive is cut off or damaged: only the files before that place could be read"
        )
    members = [member for member in members if not _is_folder(member)]
    names = [_name(member) for member in members]
    shown = [not is_hidden(name) for name in names]
    opener = _Opener(data, passwords)
    fitting = Fitting()
    for member, name in ((m, n) for m, n, s in zip(members, names, shown, strict=True) if s):
        refusal = fitting.refusal(member.file_size) or _refusal(member)
        content = refusal or opener.open(member)
        outline.parts.append(fitting.part(name, content))
        alive.tick()
    if lost:
        outline.parts.append(Part(lost, CUT))
    return closed(outline, shown.count(False))


def _members(data: bytes) -> list[zipfile.ZipInfo] | None:
    """What an archive lists, None where its list is missing or damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError):
        return None


def is_hidden(name: str) -> bool:
    """Whether a member is one that a file manager would not show, or a Mac's by-product."""
    steps = name.replace("\\", "/").split("/")
    return "__MACOSX" in steps or any(step.startswith(".") and step.strip(".") for step in steps)


def closed(outline: Outline, hidden: int) -> Outline:
    """An archive's outline with its hidden files counted in the note.

    Raises UnreadableFile where there are no parts.
    """
    if not outline.parts and outline.note:
        raise UnreadableFile(outline.note)
    if hidden:
        files = "1 hidden file" if hidden == 1 else f"{hidden:,} hidden files"
        said = f"{files} in it {'was' if hidden == 1 else 'were'} not read"
        outline.note = f"{outline.note}; {said}" if outline.note else said
    if not outline.parts:
        raise UnreadableFile(f"empty: {outline.note or 'there are no files in this archive'}")
    return outline.finish()


class Fitting:
    """Counts an archive's members against the room that is left."""

    def __init__(self) -> None:
        self.room = room.current()
        self.files, self.bytes = self.room.files, self.room.bytes

    def refusal(self, size: int) -> str:
        """Why a member of so many bytes is not to be unpacked; "" where it is."""
        if self.files <= 0:
            return f"too many files: over {room.MAX_PARTS:,} inside one file; unpack it"
        if size > self.bytes or self.room.work <= 0:
            limit = MAX_BYTES // 1024**2
            return f"too large: over {limit} MiB inside one file; unpack it"
        return ""

    def part(self, name: str, content: bytes | str) -> Part:
        """A member as a part, counted."""
        self.files -= 1
        self.bytes -= len(content) if isinstance(content, bytes) else 0
        return Part(name, content)


class _Opener:
    """Unpacks members; the password that opened the last one is tried first."""

    def __init__(self, data: bytes, passwords: Sequence[str]) -> None:
        self.data = data
        self.keys = list(dict.fromkeys(key for p in passwords for key in _keys(p)))
        self.locked: dict[int, Any] = {}

    def open(self, member: zipfile.ZipInfo) -> bytes | str:
        """A member's bytes, or why they cannot be had."""
        if member.flag_bits & _ENCRYPTED:
            return self._unlocked(member) if self.keys else _LOCKED
        try:
            packed = self._packed(member)
        except struct.error:
            return CUT
        if len(packed) < member.compress_size:
            return CUT
        try:
            content = unpacking.unpack(packed, member.compress_type, member.file_size)
        except NotImplementedError:
            return f"packed in a way that cannot be read (method {member.compress_type}): unpack it"
        except unpacking.ERRORS as error:
            return f"broken: it cannot be unpacked ({error}); get the archive anew"
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            return _WRONG
        return content

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        name, extra = struct.unpack_from("<HH", self.data, member.header_offset + 26)
        start = member.header_offset + 30 + name + extra
        return memoryview(self.data)[start : start + member.compress_size]

    def _unlocked(self, member: zipfile.ZipInfo) -> bytes | str:
        for key in self.keys:
            try:
                if not self.locked:
                    archive = pyzipper.AESZipFile(BytesIO(self.data))
                    self.locked = {one.header_offset: (archive, one) for one in archive.infolist()}
                archive, same = self.locked[member.header_offset]
                with archive.open(same, pwd=key) as opened:
                    content = _read(opened, member.file_size)
            except NotImplementedError:
                return "encrypted or packed in a way that cannot be read: unpack it"
            except Exception:  # a wrong password can look like any damage
                continue
            self.keys.remove(key)
            self.keys.insert(0, key)
            return content
        return _NO_KEY


def _read(opened: Any, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := opened.read(_CHUNK)):
        room.current().work -= len(chunk)
        size -= len(chunk)
        chunks.append(chunk)
        alive.tick()
    return b"".join(chunks)


def _refusal(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "no plain file: there is nothing in it to read"
    return ""


def _is_folder(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith(("/", "\\")) and not member.file_size


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; one that is UTF-8 without saying so, as Macs write it, is read as that."""
    raw = member.orig_filename
    if member.flag_bits & _UTF8:
        return raw
    extra = member.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and field[:1] == b"\x01":
            old = struct.pack("<I", zlib.crc32(raw.encode("cp437", "replace")))
            if field[1:5] == old:
                return field[5:].decode("utf-8", "replace")
        extra = extra[4 + size :]
    try:
        return raw.encode("cp437").decode("utf-8")
    except UnicodeError:
        return raw


def _keys(password: str) -> list[bytes]:
    """A password's bytes; older programs put them in the code page of DOS."""
    return [password.encode("utf-8", "surrogateescape"), password.encode("cp437", "ignore")]
