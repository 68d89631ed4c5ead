"""E-mails and mailboxes: who wrote to whom and when, the text, and the files that came with it."""

import re
from mimetypes import MimeTypes

from index.errors import UnreadableFile
from index.formats import alive
from index.formats.mail import mime
from index.formats.mail.letter import HEADERS, Letter, html_blocks, plain_blocks, unflowed
from index.formats.mail.mime import Entity
from index.formats.outline import Outline, Part

_MAX_DEPTH = 30  # of parts in parts
_START = re.compile(
    rb"From (?:(?<=\AFrom )|(?<=\n\nFrom )|(?<=\n\r\nFrom ))"
    rb"[^\n]*\d:\d\d[^\n]*\n(?=[!-9;-~]+[ \t]*:)"
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_EXPECTED = {"from", "to", "date", "subject", "received", "message-id", "mime-version", "sender"}
_SHOWN = ("text/plain", "text/enriched", "text/rfc822-headers", "message/delivery-status")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature",
               "application/x-pkcs7-signature")  # fmt: skip
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_TYPES = MimeTypes()  # Python's own table, whatever this machine has


def read_message(data: bytes) -> Outline:
    """An e-mail: its header lines, its text, and its attachments as parts.

    Raises UnreadableFile where it has no header of an e-mail.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    entity = mime.parse(data)
    if not _EXPECTED & {name for name, _ in entity.fields}:
        raise UnreadableFile(
            "mislabelled: it does not begin as an e-mail does (From, Date, Subject); rename it"
        )
    letter = read_letter(entity)
    outline = Outline(title=letter.headers["Subject"])
    letter.write(outline)
    return outline.finish()


def read_mailbox(data: bytes) -> Outline:
    """A mailbox (mbox, RFC 4155): a page a message, all their attachments as parts.

    Raises UnreadableFile where it does not begin as a mailbox does.
    """
    data = data.lstrip()
    outline = Outline(unit="message")
    starts = list(_START.finditer(data))
    if not starts or starts[0].start() > 0:
        raise UnreadableFile(
            "mislabelled: it does not begin as a mailbox does, with a line such as "
            "“From name@example.org Mon Mar  2 10:15:00 2026”; rename it"
        )
    ends = [match.start() for match in starts[1:]] + [len(data)]
    for number, (match, end) in enumerate(zip(starts, ends, strict=True), 1):
        alive.tick()
        message = data[match.end() : end]
        if b">From " in message:
            message = _ESCAPED.sub(rb"\1", message)
        letter = read_letter(mime.parse(message))
        outline.add_page(number, letter.headers["Subject"])
        letter.write(outline, f"{number}/")
    outline.title = ""  # the first message's subject is not the mailbox's name
    return outline.finish()


def read_letter(entity: Entity) -> Letter:
    """A message from its MIME entity."""
    letter = _Reader().read(entity, 0)
    letter.headers = {name: entity.header(name.lower()) for name in HEADERS}
    return letter


class _Reader:
    """Walks the parts of one message; it counts them, and those that have no name."""

    def __init__(self) -> None:
        self.unnamed = 0
        self.parts_left = mime.MAX_PARTS

    def read(self, entity: Entity, depth: int) -> Letter:
        """The text and the files of an entity and of all its parts."""
        letter = Letter()
        if entity.type.startswith("multipart/"):
            parts, is_whole = entity.parts()
            self.parts_left -= len(parts)
            if parts and depth >= _MAX_DEPTH:
                letter.notes.append(f"parts nested over {_MAX_DEPTH} deep were not read")
            elif self.parts_left < 0:
                letter.notes.append(f"it has over {mime.MAX_PARTS:,} parts, which were not read")
            elif parts:
                self._read_parts(entity, [self._child(entity, p, depth) for p in parts], letter)
                if not is_whole:
                    letter.notes.append("it is cut off: its last part has no end; get it whole")
            else:
                plain_blocks(mime.decode(entity.content), letter)
        elif entity.is_attached or not self._show(entity, letter):
            letter.parts.append(self._part(entity))
        return letter

    def _child(self, parent: Entity, part: Entity, depth: int) -> tuple[Entity, Letter]:
        named = any(name == "content-type" for name, _ in part.fields)
        if parent.type == "multipart/digest" and not named:
            part = Entity([*part.fields, ("content-type", b"message/rfc822")], part.body)
        elif parent.type == "multipart/encrypted":
            rest = dict(part.fields).get("content-type", b"").partition(b";")[2]
            sealed = (_SEALED[0] + ";").encode() + rest
            part = Entity([("content-type", sealed), *part.fields], part.body)
        return part, self.read(part, depth + 1)

    def _read_parts(
        self, entity: Entity, read: list[tuple[Entity, Letter]], letter: Letter
    ) -> None:
        """Join what the parts hold; of alternatives, one text is shown and all files are kept."""
        chosen = _choice(read) if entity.type == "multipart/alternative" else None
        for _, part in read:
            if chosen is None or part is chosen:
                letter.blocks += part.blocks
            letter.parts += part.parts
            letter.notes += part.notes

    def _show(self, entity: Entity, letter: Letter) -> bool:
        """Add an entity's text to the letter; False where it is no text to be shown."""
        if entity.type == "text/html":
            html_blocks(entity.text if entity.charset else entity.content, letter)
        elif entity.type in _SHOWN or entity.type.startswith("text/x-"):
            text = entity.text
            if entity.parameter("format").lower() == "flowed":
                text = unflowed(text, entity.parameter("delsp").lower() == "yes")
            plain_blocks(text, letter)
        else:
            return False
        return True

    def _part(self, entity: Entity) -> Part:
        name = entity.filename
        if not name and entity.type == "message/rfc822":
            name = mime.parse(entity.content).header("subject").replace("/", "-")[:80]
            name = f"{name}.eml" if name else ""
        if not name:
            self.unnamed += 1
            ending = ".eml" if entity.type == "message/rfc822" else _TYPES.guess_extension(
                entity.type) or ".bin"  # fmt: skip
            name = f"part {self.unnamed}{ending}"
        if entity.type in _SIGNATURES:
            return Part(name, "a digital signature: there is no text in it")
        if entity.type in _SEALED:
            return Part(name, "encrypted or sealed: save the message decrypted")
        if entity.type == "message/external-body":
            return Part(name, "kept elsewhere, and not fetched: save the file itself")
        return Part(name, entity.content)


def _choice(read: list[tuple[Entity, Letter]]) -> Letter:
    """The plain text of alternatives, unless another says over twice as much."""
    richest = max(read, key=lambda one: one[1].words)[1]
    for entity, letter in read:
        if entity.type == "text/plain" and 2 * letter.words >= richest.words:
            return letter
    return richest
