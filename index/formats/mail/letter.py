"""A letter's header lines and its text as blocks: what e-mails of every format have."""

import codecs
import re
from dataclasses import dataclass, field

from index.errors import UnreadableFile
from index.formats.marked.markup import read_html
from index.formats.outline import Outline, Part
from index.types import BlockKind

_QUOTE = re.compile(r"(?:>[ \t]?)*")
_FLOWED_QUOTE = re.compile(r">*")
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+\S")
_SIGNATURE = "-- "
HEADERS = ("From", "To", "Cc", "Bcc", "Date", "Subject")


@dataclass
class Letter:
    """What a message holds: header lines by name, blocks of its text, files, what is not read.

    blocks: kind, text and heading level.
    """

    headers: dict[str, str] = field(default_factory=dict)
    blocks: list[tuple[BlockKind, str, int]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """About how many words its text has."""
        return sum(len(text.split()) for _, text, _ in self.blocks)

    def write(self, outline: Outline, before: str = "") -> None:
        """Add it to an outline; `before` is put before the names of its files."""
        subject = self.headers.get("Subject", "")
        outline.add("heading", subject, 1, "header")
        for name in HEADERS:
            if self.headers.get(name):
                outline.add("row", f"{name}: {self.headers[name]}", 0, "header")
        for number, (kind, text, level) in enumerate(self.blocks, 1):
            outline.add(kind, text, level, f"paragraph {number}")
        outline.parts += [Part(before + part.name, part.data) for part in self.parts]
        notes = dict.fromkeys([outline.note, *self.notes] if outline.note else self.notes)
        outline.note = "; ".join(notes)


def html_blocks(html: str | bytes, letter: Letter, above: int = 1) -> str:
    """Add the blocks of an HTML text to a letter, its headings `above` levels lower.

    Returns what the text calls itself, if anything.
    """
    data = codecs.BOM_UTF8 + html.encode("utf-8", "replace") if isinstance(html, str) else html
    try:
        page = read_html(data)
    except UnreadableFile as error:
        letter.notes.append(f"its text could not be read: {error.reason}")
        return ""
    text = page.text
    for block in page.blocks:
        level = min(6, block.level + above) if block.level else 0
        letter.blocks.append((block.kind, text[block.start : block.end], level))
    letter.parts += page.parts
    letter.notes += [page.note] if page.note else []
    return page.title


def plain_blocks(text: str, letter: Letter) -> None:
    """Add the paragraphs and list items of a plain text to a letter.

    A paragraph ends at an empty line, before the signature, and where the quoting of an earlier
    message begins or ends.
    """
    paragraph: list[str] = []
    kind: BlockKind = "paragraph"
    depth = 0

    def close() -> None:
        nonlocal kind
        if paragraph:
            letter.blocks.append((kind, "\n".join(paragraph), 0))
        paragraph.clear()
        kind = "paragraph"

    for line in text.split("\n"):
        match = _QUOTE.match(line)
        quote = match.group().count(">") if match else 0
        is_empty = not line.strip(" \t>")
        if is_empty or quote != depth:
            close()
        depth = quote
        if is_empty:
            continue
        if line == _SIGNATURE:
            close()
        elif not quote and _ITEM.match(line):
            close()
            kind = "item"
        paragraph.append(line.rstrip())
    close()


def unflowed(text: str, delete_space: bool) -> str:
    """A text of format=flowed (RFC 3676) with its paragraphs joined."""
    joined: list[list[str]] = []
    flows, before = False, ""
    for line in text.split("\n"):
        match = _FLOWED_QUOTE.match(line)
        quote = match.group() if match else ""
        words = line[len(quote) :].removeprefix(" ")
        if flows and quote == before and words != _SIGNATURE:
            joined[-1].append(words)
        else:
            joined.append([f"{quote} {words}" if quote else words])
        flows, before = words.endswith(" ") and words != _SIGNATURE, quote
        if flows and delete_space:
            joined[-1][-1] = joined[-1][-1][:-1]
    return "\n".join("".join(pieces) for pieces in joined)
