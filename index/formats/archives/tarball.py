"""TAR archives, packed or not, read from front to end: their members as files of their own."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from io import BytesIO
from typing import IO, Any, cast

from index.errors import UnreadableFile
from index.formats import alive, room
from index.formats.archives.archive import CUT, LINK, MAX_MEMBERS, Fitting, closed, is_hidden
from index.formats.outline import Outline

_DAMAGE = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, MemoryError)
_CHUNK = 1024 * 1024
_MAX_HEAD = 64 * 1024  # bytes of what comes before a member: long names and the like
_CUT_OFF = "the archive is cut off or damaged: only the files before that place could be read"
_SPENT = "only its beginning was read: over 1 GiB would have to be unpacked; unpack it"


def read_tar(data: bytes) -> Outline:
    """A TAR archive, also one packed by gzip, bzip2 or xz: no text, a part a member, in order.

    Raises UnreadableFile where it holds no files or is broken from the start.
    """
    forward = _Forward(_unpacked(data))
    outline, fitting, hidden, members = Outline(), Fitting(), 0, 0
    try:
        archive = _open(forward)
        while member := archive.next():
            archive.members.clear()  # or it would keep the heads of them all
            members += 1
            alive.tick()
            if members > MAX_MEMBERS:
                raise UnreadableFile(
                    f"too many files: over {MAX_MEMBERS:,} in one archive; unpack it"
                )
            name = member.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            if member.isdir():
                continue
            if is_hidden(name):
                hidden += 1
                continue
            content = _refusal(member) or fitting.refusal(member.size)
            outline.parts.append(fitting.part(name, content or _content(archive, member, forward)))
        if forward.last != bytes(512):  # the end of an archive is a block of zeros
            outline.note = _CUT_OFF
    except _Spent:
        outline.note = _SPENT
    except _DAMAGE as error:
        if not outline.parts:
            raise UnreadableFile(
                f"broken: it cannot be read as a TAR archive ({error}); get it anew"
            ) from error
        outline.note = _CUT_OFF
    return closed(outline, hidden)


def _unpacked(data: bytes) -> IO[bytes]:
    opened = BytesIO(data)
    if data.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=opened))
    if data.startswith(b"BZh"):
        return bz2.BZ2File(opened)
    if data.startswith((b"\xfd7zXZ\x00", b"\x5d\x00\x00")):
        return lzma.LZMAFile(opened)
    return opened


def _refusal(member: tarfile.TarInfo) -> str:
    if member.islnk():
        return f"another name of a file of this archive ({member.linkname[:100]!r}), read as that"
    if member.issym():
        return f"{LINK} ({member.linkname[:100]!r})"
    if not member.isfile():
        return "no plain file but a device or a pipe: there is nothing in it to read"
    return ""


def _open(forward: "_Forward") -> Any:
    return tarfile.open(fileobj=cast(IO[bytes], forward), mode="r:", encoding="utf-8", errorlevel=2)


def _content(archive: Any, member: tarfile.TarInfo, forward: "_Forward") -> bytes | str:
    forward.is_in_head = False
    try:
        content: bytes = archive.extractfile(member).read(member.size)
    except _DAMAGE:
        return CUT
    finally:
        forward.is_in_head = True
    return content if len(content) == member.size else CUT


class _Spent(Exception):
    """All that may be unpacked of one file has been."""


class _Forward:
    """A packed file that is read once, from front to end: no head can send it back in a circle.

    last: what was read last. is_in_head: whether what is read next is no member's content; the
    longer a head is, the more it counts, for reading one can take the square of its length.
    """

    def __init__(self, unpacked: IO[bytes]) -> None:
        self.unpacked = unpacked
        self.position = 0
        self.last = b""
        self.is_in_head = True
        self.room = room.current()

    def tell(self) -> int:
        return self.position

    def seek(self, position: int) -> int:
        if position < self.position:
            raise tarfile.ReadError("a head in it points backwards")
        while self.position < position and self._take(min(_CHUNK, position - self.position)):
            alive.tick()
        return self.position

    def read(self, size: int) -> bytes:
        if self.is_in_head:
            if size > _MAX_HEAD:
                raise tarfile.ReadError("a head in it is too long")
            self.room.work -= size * size // 64
        self.last = self._take(size)
        return self.last

    def _take(self, size: int) -> bytes:
        if size > self.room.work:
            raise _Spent
        content = self.unpacked.read(size)
        self.room.work -= len(content)
        self.position += len(content)
        return content
