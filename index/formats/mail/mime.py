"""MIME: a message or a part of one, its header fields in words and its content in bytes."""

import base64
import binascii
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from functools import cached_property

from index.errors import UnreadableFile
from index.formats.text import plain

_BLANK_LINE = re.compile(rb"(?:\A|\n)\r?\n")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_ENCODED = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
# What senders call one thing and mean the wider other by, or have no codec in Python for.
_CHARSETS = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "unicode-1-1-utf-7": "utf-7",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
_LONGEST_FIELD = 100_000
_LONGEST_PARAMETERS = 10_000  # Python takes the square of their length to read them
MAX_PARTS = 10_000  # of one message
_LF, _CR = b"\n\r"


def decode(data: bytes, charset: str = "") -> str:
    """The text that bytes are in a charset; where that is unknown or untrue, a guess."""
    name = charset.strip().strip("\"'").lower()
    name = _CHARSETS.get(name, name)
    if name and name.replace("-", "_") not in _NO_CHARSETS:
        try:
            if name == "cp1252":
                return data.decode("utf-8" if _is_utf8(data) else name)
            return data.decode(name)
        except (LookupError, ValueError):
            pass
        if name in ("utf-8", "utf8"):  # true but for a few damaged characters
            text = data.decode("utf-8", "replace")
            if 20 * text.count("\ufffd") < sum(character > "\x7f" for character in text):
                return text
    try:
        return plain.decode(data.replace(b"\x00", b""))
    except UnreadableFile:
        return data.decode("latin-1")


@dataclass(frozen=True, eq=False)
class Entity:
    """A message, or a part of one: header fields in the order of the file, and the body as it is.

    fields: names in small letters, values unfolded. body: a view, for parts nest in parts.
    """

    fields: Sequence[tuple[str, bytes]]
    body: memoryview

    def header(self, name: str) -> str:
        """The words of a header's first field of that name, "" without one."""
        value = next((value for known, value in self.fields if known == name), b"")
        return words(value[:_LONGEST_FIELD])

    @cached_property
    def type(self) -> str:
        """The content type in small letters, such as "text/plain"."""
        return self._declared.get_content_type()

    @property
    def charset(self) -> str:
        """The charset that it says its text is in, or ""."""
        return self.parameter("charset")

    @property
    def is_attached(self) -> bool:
        """Whether it is to be kept beside the text rather than shown in it."""
        said = self.header("content-disposition").partition(";")[0].strip().lower()
        return said == "attachment" or bool(self.filename and said != "inline")

    @cached_property
    def filename(self) -> str:
        """The name that it has as a file, or ""."""
        try:
            name = self._declared.get_filename() or ""
        except (LookupError, ValueError, TypeError):
            name = ""
        return " ".join(words(name.encode("utf-8", "surrogateescape")).split())

    def parameter(self, name: str) -> str:
        """A parameter of the content type, or ""."""
        try:
            value = self._declared.get_param(name)
        except (LookupError, ValueError, TypeError):
            return ""
        return (value[2] if isinstance(value, tuple) else value or "").strip()

    @cached_property
    def content(self) -> bytes:
        """The body as it was before it was encoded for the way; damaged, as it is."""
        encoding = self.header("content-transfer-encoding").strip().lower()
        try:
            if encoding == "base64":
                return _base64(self.body)
            if encoding == "quoted-printable":
                return quopri.decodestring(self.body)
            if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
                return _uudecoded(self.body)
        except (binascii.Error, ValueError):
            pass
        return bytes(self.body)

    @property
    def text(self) -> str:
        """The content as text, its lines ending in a line feed."""
        return decode(self.content, self.charset).replace("\r\n", "\n").replace("\r", "\n")

    def parts(self) -> tuple[list["Entity"], bool]:
        """A multipart's parts, up to one more than MAX_PARTS, and whether the last one ends."""
        boundary = self.parameter("boundary").encode("utf-8", "surrogateescape")
        if not boundary:
            return [], False
        line = re.compile(b"--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
        found: list[Entity] = []
        start: int | None = None
        for match in line.finditer(self.body):
            end = match.start()
            if end and self.body[end - 1] != _LF:
                continue
            end -= (end > 0) + (end > 1 and self.body[end - 2] == _CR)
            if start is not None:
                found.append(parse(self.body[start : max(start, end)]))
            if match.group(1) or len(found) > MAX_PARTS:
                return found, True
            after = match.end()
            start = after + 1 + (after < len(self.body) and self.body[after] == _CR)
        if start is not None:
            found.append(parse(self.body[start:]))
        return found, False

    @cached_property
    def _declared(self) -> Message:
        message = Message()
        for name, value in self.fields:
            if name in ("content-type", "content-disposition") and name not in message:
                said = value[:_LONGEST_PARAMETERS].decode("utf-8", "surrogateescape")
                message[name] = " ".join(said.split())
        return message


def parse(data: bytes | memoryview) -> Entity:
    """An entity from its bytes. A line of its header that is no field costs only itself."""
    view = memoryview(data)
    blank = _BLANK_LINE.search(view)
    head_end, body_start = (blank.start() + 1, blank.end()) if blank else (len(view), len(view))
    head, body = bytes(view[:head_end]), view[body_start:]
    fields: list[tuple[str, list[bytes]]] = []
    is_field = False
    for line in head.splitlines():
        if line[:1] in (b" ", b"\t"):
            if is_field:
                fields[-1][1].append(line)
            continue
        match = _FIELD.match(line)
        is_field = match is not None
        if match:
            fields.append((match.group(1).decode("ascii").lower(), [match.group(2)]))
    return Entity([(name, b"".join(lines).strip()) for name, lines in fields], body)


def words(value: bytes) -> str:
    """A header's value as people read it, in one line: encoded words (RFC 2047) decoded.

    >>> words(b"=?utf-8?q?Caf=C3=A9?= =?utf-8?q?_Holm?= opens")
    'Café Holm opens'
    """
    text = decode(value, "us-ascii")
    said: list[str] = []
    charset, packed, after = "", b"", 0
    for match in _ENCODED.finditer(text):
        between = text[after : match.start()]
        after = match.end()
        if charset and not between.strip() and match.group(1).lower() == charset:
            packed += _word(match)  # a character may be cut in two between them
            continue
        said.append(decode(packed, charset) if charset else "")
        said.append(between if between.strip() or not charset else "")
        charset, packed = match.group(1).lower(), _word(match)
    said.append(decode(packed, charset) if charset else "")
    return " ".join(_CONTROLS.sub("", "".join(said) + text[after:]).split())


def _word(match: re.Match[str]) -> bytes:
    data = match.group(3).encode("utf-8")
    if match.group(2) in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return _base64(data)
    except (binascii.Error, ValueError):
        return match.group().encode("utf-8")


def _base64(data: bytes | memoryview) -> bytes:
    """Base64 with whatever is not of its alphabet left out, and with its end made up for."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", bytes(data).partition(b"=")[0])
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))


def _uudecoded(data: memoryview) -> bytes:
    lines = iter(bytes(data).splitlines())
    for line in lines:
        if line.startswith(b"begin "):
            break
    return b"".join(binascii.a2b_uu(line) for line in lines if line.strip() not in (b"", b"end"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
