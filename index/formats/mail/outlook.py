"""Outlook messages (MSG), read by the letter that they hold; messages in them become e-mails."""

import struct
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from typing import Any

from olefile import OleFileIO
from oxmsg.storage import Storage

from index.errors import UnreadableFile
from index.formats.mail import mime
from index.formats.mail.letter import Letter, html_blocks, plain_blocks
from index.formats.outline import Outline, Part

# Properties, by the numbers that MS-OXPROPS gives them.
_SUBJECT, _BODY, _HTML, _RTF, _CLASS = 0x0037, 0x1000, 0x1013, 0x1009, 0x001A
_HEADERS, _SUBMITTED, _DELIVERED = 0x007D, 0x0039, 0x0E06
_SENDER = ((0x0C1A, 0x0042), (0x5D01, 0x5D02, 0x0C1F, 0x0065))  # names, addresses
_PERSON = ((0x3001,), (0x39FE, 0x3003))
_RECIPIENT_TYPE = 0x0C15
_DISPLAYED = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
_DATA, _METHOD = 0x3701, 0x3705
_BY_REFERENCE = (2, 3, 4, 7)
_CODE_PAGES = (0x3FDE, 0x3FFD)
_TEXT, _TEXT8, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_STREAM = 2  # the kind of a compound file's entry that has bytes
_MAX_DEPTH = 6
_MAX_STEPS = 20_000_000
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read_outlook(data: bytes) -> Outline:
    """An Outlook message: its header lines, its text, and its attachments as parts.

    Raises UnreadableFile where it is broken or is another kind of file.
    """
    storage, is_whole = _storage(data)
    message = _Item(storage, is_inner=False)
    letter = _letter(message)
    if not is_whole:
        letter.notes.append("it is cut off or damaged: some of its text or files are missing")
    kind = message.text(_CLASS)
    if kind and not kind.upper().startswith(("IPM.NOTE", "REPORT.")):
        letter.notes.append(f"it is no message ({kind}): only its subject and text were read")
    letter.parts = []
    waiting = [("", message, 1)]
    while waiting:
        before, item, depth = waiting.pop()
        for number, attachment in enumerate(item.inside("__attach"), 1):
            inner = attachment.embedded()
            name = next(filter(None, map(attachment.text, _FILE_NAMES)), f"part {number}.bin")
            if inner is None or depth > _MAX_DEPTH:
                letter.parts.append(Part(before + name, attachment.content()))
                continue
            held = _letter(inner)
            name = (held.headers["Subject"].replace("/", "-")[:80] or f"message {number}") + ".eml"
            letter.parts.append(Part(before + name, inner.as_email(held)))
            waiting.append((f"{before}{name}/", inner, depth + 1))
    outline = Outline(title=letter.headers["Subject"])
    letter.write(outline)
    return outline.finish()


class _Item:
    """A message, a recipient or an attachment: its properties, each read for itself."""

    def __init__(self, storage: Any, is_inner: bool = True, head: int = 8) -> None:
        self.storage = storage
        self.numbers: dict[int, bytes] = {}
        try:
            stream = storage.properties_stream_bytes
        except KeyError:
            stream = b""
        for at in range(head if is_inner else 32, len(stream) - 15, 16):
            _, number, _, value = struct.unpack_from("<HHI8s", stream, at)
            self.numbers.setdefault(number, value)

    def raw(self, number: int, kind: int) -> bytes:
        """A property's bytes, b"" where it has none."""
        try:
            data: bytes = self.storage.property_stream_bytes(number, kind)
        except KeyError:
            return b""
        return data

    def text(self, number: int) -> str:
        """A property's text, "" where it has none."""
        if wide := self.raw(number, _TEXT):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return mime.decode(self.raw(number, _TEXT8).rstrip(b"\0"), self.charset())

    def charset(self) -> str:
        """The charset of its 8-bit texts, as Python calls it, or ""."""
        pages = [self.number(page) for page in _CODE_PAGES]
        page = next((page for page in pages if page), 0)
        return {0: "", 65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1"}.get(
            page, f"iso-8859-{page - 28590}" if 28591 < page < 28606 else f"cp{page}"
        )

    def number(self, number: int) -> int:
        """A property's whole number, 0 where it has none."""
        return int.from_bytes(self.numbers.get(number, b"")[:4], "little")

    def date(self, number: int) -> str:
        """A property's time as an e-mail would have it, "" where it has none."""
        ticks = int.from_bytes(self.numbers.get(number, b""), "little")  # of 100 ns
        try:
            moment = _EPOCH + timedelta(microseconds=ticks // 10)
            return format_datetime(moment.replace(microsecond=0)) if ticks else ""
        except (OverflowError, ValueError):
            return ""

    def person(self, which: tuple[tuple[int, ...], tuple[int, ...]]) -> str:
        """A name and an address, as in the header of an e-mail."""
        name, address = (next(filter(None, map(self.text, numbers)), "") for numbers in which)
        if "@" not in address:  # else a path in its sender's directory, which says nothing
            return name
        return f"{name} <{address}>" if name and name != address else address

    def inside(self, start: str) -> list["_Item"]:
        """Its recipients ("__recip") or attachments ("__attach"), in their order."""
        held = [one for one in self.storage.storages if one.name.startswith(start)]
        return [_Item(one) for one in sorted(held, key=lambda one: one.name)]

    def embedded(self) -> "_Item | None":
        """The message that an attachment is, None for one that is a file."""
        name = f"__substg1.0_{_DATA:04X}{_OBJECT:04X}"
        for held in self.storage.storages:
            if held.name == name and any("__properties" in s.name for s in held.streams):
                return _Item(held, head=24)
        return None

    def content(self) -> bytes | str:
        """An attachment's bytes, or why they cannot be had."""
        if data := self.raw(_DATA, _BINARY):
            return data
        if self.number(_METHOD) in _BY_REFERENCE:
            return "kept elsewhere, and not fetched: save the file itself"
        if self.storage.storages:
            return "an object of another program: open the message, and save it as a file"
        return b""

    def as_email(self, letter: Letter) -> bytes:
        """A message as an e-mail without its attachments: the same words in the same order."""
        lines = [f"{name}: {value}" for name, value in letter.headers.items() if value]
        html = _html(self)
        text = self.text(_BODY)
        kind = "plain" if text.strip() or not html else "html"
        lines += [
            f"Content-Type: text/{kind}; charset=utf-8",
            "",
            text if kind == "plain" else html,
        ]
        return "\n".join(lines).encode("utf-8", "replace")


def _letter(message: _Item) -> Letter:
    letter = Letter()
    sent = mime.parse(message.text(_HEADERS).encode("utf-8", "replace"))
    people: dict[int, list[str]] = {}
    for recipient in message.inside("__recip"):
        who = recipient.person(_PERSON)
        people.setdefault(recipient.number(_RECIPIENT_TYPE) & 3 or 1, []).append(who)
    letter.headers["From"] = sent.header("from") or message.person(_SENDER)
    for kind, (name, displayed) in enumerate(_DISPLAYED.items(), 1):
        listed = ", ".join(filter(None, people.get(kind, [])))
        letter.headers[name] = listed or message.text(displayed)
    letter.headers["Date"] = (
        sent.header("date") or message.date(_SUBMITTED) or message.date(_DELIVERED)
    )
    letter.headers["Subject"] = message.text(_SUBJECT) or sent.header("subject")
    for name, value in letter.headers.items():
        letter.headers[name] = " ".join(value.split())
    text, html = message.text(_BODY), _html(message)
    if text.strip():
        plain_blocks(text.replace("\r\n", "\n").replace("\r", "\n"), letter)
    elif html:
        html_blocks(html, letter)
    elif message.raw(_RTF, _BINARY):
        letter.notes.append("its text is kept as RTF only, which was not read: save it as HTML")
    return letter


def _html(message: _Item) -> str:
    data = message.raw(_HTML, _BINARY)
    return mime.decode(data, message.charset()) if data else message.text(_HTML)


def _storage(data: bytes) -> tuple[Any, bool]:
    """What a compound file holds, and whether all of that is there.

    Raises UnreadableFile where its tables cannot be true.
    """
    broken = UnreadableFile("broken: it cannot be read as an Outlook message; save it anew")
    if len(data) < 512:
        raise broken
    (shift,) = struct.unpack_from("<H", data, 30)
    tables, small_tables = (struct.unpack_from("<I", data, at)[0] for at in (44, 64))
    sectors = len(data) >> shift if shift in (9, 12) else 0
    # A table of sectors can be a circle, which is followed for as long as it is said to be.
    if tables > (sectors * 4 >> shift) + 2 or small_tables > sectors:
        raise broken
    try:
        with OleFileIO(BytesIO(data)) as compound:
            entries = [entry for entry in compound.direntries if entry is not None]
            widest = max(len(entry.kids) for entry in entries)
            said = sum(entry.size for entry in entries if entry.entry_type == _STREAM)
            if said > len(data) or compound.root.size > len(data):
                raise broken
            if len(entries) * widest > _MAX_STEPS:
                raise UnreadableFile("too large: it has too many attachments; save them apart")
            storage = Storage.from_ole(compound)
    except UnreadableFile:
        raise
    except Exception as error:  # olefile raises whatever a broken table leads it to
        raise broken from error
    if not any("__properties" in stream.name for stream in storage.streams):
        raise UnreadableFile("mislabelled: it is an old office document and no message; rename it")
    return storage, _bytes(storage) >= said


def _bytes(storage: Any) -> int:
    inner = sum(_bytes(one) for one in storage.storages)
    return inner + sum(len(stream.bytes_) for stream in storage.streams)
