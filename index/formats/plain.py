"""Plain text, kept to the character: its offsets are those of the decoded file."""

import codecs
import re
from itertools import pairwise

from charset_normalizer import from_bytes

from index.errors import UnreadableFile
from index.formats.outline import Outline
from index.types import Block

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARAGRAPH = re.compile(r"\S(?:(?!\r?\n[ \t\r]*\n|\r[ \t]*\r)[\s\S])*", re.UNICODE)
ENUMERATOR = r"(?:\((?:[a-z]|\d{1,3}|[ivx]{1,5})\)|[a-z]\))"  # (a), (12), (iv), b)
_ITEM = re.compile(rf"^[ \t]*(?:[-*+•–]|\d{{1,3}}[.)]|{ENUMERATOR})[ \t]+\S", re.MULTILINE)
_UNDERLINE = re.compile(r"[ \t]*([=\-~])\1{2,}\s*")
_TITLE_LENGTH = 90


def decode(data: bytes) -> str:
    """The text of a file in whatever encoding it is.

    Raises UnreadableFile where the bytes are no text at all.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data:
        raise UnreadableFile("binary content: this is not a text file, whatever its name says")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guesses = from_bytes(data)
        guess = guesses.best()
        if guess is None:
            raise UnreadableFile(
                "its text encoding could not be recognised: save it as UTF-8"
            ) from None
        for other in guesses:  # Latin code pages often tie: cp1252 is the commonest by far
            tied = (other.chaos, other.coherence) == (guess.chaos, guess.coherence)
            if tied and other.encoding == "cp1252":
                return str(other)
        return str(guess)


def read(data: bytes) -> Outline:
    """A plain text file as paragraphs, list items and, where marked as such, headings."""
    text = decode(data)
    blocks: list[Block] = []
    for match in _PARAGRAPH.finditer(text):
        end = match.start() + len(match.group().rstrip())
        blocks.extend(_blocks(text, match.start(), end))
    blocks = _with_title(text, blocks)
    first = blocks[0] if blocks and blocks[0].kind == "heading" else None
    title = " ".join(text[first.start : first.end].split()) if first else ""
    return Outline.exact(text, blocks, title)


def _blocks(text: str, start: int, end: int) -> list[Block]:
    paragraph = text[start:end]
    first, _, rest = paragraph.partition("\n")
    underline = _UNDERLINE.fullmatch(rest)
    if underline:
        level = 1 if underline.group(1) == "=" else 2
        return [Block("heading", start, start + len(first.rstrip()), level)]
    starts = [start + match.start() for match in _ITEM.finditer(paragraph)]
    if not starts:
        return [Block("paragraph", start, end)]
    bounds = [*starts, end]
    blocks = [Block("paragraph", start, starts[0])] if starts[0] > start else []
    blocks += [Block("item", a, b) for a, b in pairwise(bounds)]
    return [_trimmed(text, block) for block in blocks]


def _trimmed(text: str, block: Block) -> Block:
    body = text[block.start : block.end]
    start = block.start + len(body) - len(body.lstrip())
    return Block(block.kind, start, block.start + len(body.rstrip()), block.level)


def _with_title(text: str, blocks: list[Block]) -> list[Block]:
    """A short first line that ends in no stop and has more text under it is the title."""
    if len(blocks) < 2 or blocks[0].kind != "paragraph":
        return blocks
    first = blocks[0]
    line = text[first.start : first.end]
    if "\n" in line or len(line) > _TITLE_LENGTH or line[-1] in ".!?…:;,。！？":
        return blocks
    return [Block("heading", first.start, first.end, 1), *blocks[1:]]
