"""Plain text, kept to the character: its offsets are those of the decoded file."""

import re
from itertools import chain, pairwise

from index.formats.outline import Outline
from index.formats.text.decoding import decode as decode
from index.types import Block

_BETWEEN = re.compile(r"\r?\n[ \t\r]*\n|\r[ \t]*\r")  # two paragraphs
ENUMERATOR = r"(?:\((?:[a-z]|\d{1,3}|[ivx]{1,5})\)|[a-z]\))"  # (a), (12), (iv), b)
_ITEM = re.compile(rf"^[ \t]*(?:[-*+•–]|\d{{1,3}}[.)]|{ENUMERATOR})[ \t]+\S", re.MULTILINE)
_UNDERLINE = re.compile(r"[ \t]*([=\-~])\1{2,}\s*")
_TITLE_LENGTH = 90


def read(data: bytes) -> Outline:
    """A plain text file as paragraphs, list items and, where marked as such, headings."""
    text = decode(data)
    blocks: list[Block] = []
    start = 0
    for gap in chain(_BETWEEN.finditer(text), [None]):
        paragraph = text[start : gap.start() if gap else len(text)]
        if words := paragraph.strip():
            first = start + paragraph.index(words[0])
            blocks.extend(_blocks(text, first, first + len(words)))
        start = gap.end() if gap else start
    blocks = _with_title(text, blocks)
    head = blocks[0] if blocks and blocks[0].kind == "heading" else None
    title = " ".join(text[head.start : head.end].split()) if head else ""
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
