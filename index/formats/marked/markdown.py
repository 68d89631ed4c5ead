"""Markdown, by way of HTML: what its page would show, each block at its line of the source."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.formats.marked.markup import INLINE, LINE, SKIPPED, Place, add_html
from index.formats.outline import Outline
from index.formats.text.plain import ENUMERATOR, decode
from index.types import BlockKind

# CommonMark knows "1." and "-", not "(a)": a contract's points would be one paragraph.
_LETTERED = re.compile(rf" {{0,3}}{ENUMERATOR}[ \t]+\S")
# CommonMark takes a note of one word for the address of a link and does not show it.
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?\n)\+\+\+)[ \t]*"
    r"(?:\n|\Z)",
    re.DOTALL,
)
_ENTRY = re.compile(r"(?P<key>[\w.-]+)[ \t]*[:=](?:[ \t]+(?P<value>.*))?$")
_TOLD = frozenset("subtitle author authors date keywords tags subject lang".split())
_PROSE = frozenset("title description abstract summary excerpt".split())
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[^<>]*>?")
_SHOWN = INLINE | frozenset(
    "address article aside audio base blockquote body br button canvas caption center col colgroup "
    "dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html input legend li link main map math menu meta nav ol "
    "optgroup option p param picture pre search section select source summary table tbody td "
    "tfoot th thead tr track ul video".split()
)


def read(data: bytes) -> Outline:
    """A Markdown file (CommonMark with tables), as the text a reader of the page would see.

    Of its front matter the title names it, and what tells people something (author, date,
    description) is text; the rest of it, settings for programs, is furniture.
    """
    source = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    outline = Outline()
    front = _FRONT_MATTER.match(source)
    matter = (front.group("yaml") or front.group("toml") or "") if front else ""
    start = 0
    if front and _ENTRY.match(matter.lstrip().split("\n", 1)[0]):
        _add_front_matter(outline, matter.split("\n"))
        start = front.end()
    before = source.count("\n", 0, start)
    add_markdown(outline, source[start:], lambda line: f"line {line + before}")
    return outline.finish()


def add_markdown(outline: Outline, source: str, place: Place) -> None:
    """Add the blocks of a Markdown text. place: what to call the place of a line of it."""
    environment = {"source": source.lower()}
    tokens = _parser().parse(_with_plain_marks(source), environment)
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type not in ("inline", "html_block"):
            token.attrSet(LINE, str(token.map[0] + (2 if token.type == "fence" else 1)))
    add_html(outline, _parser().renderer.render(tokens, _parser().options, environment), place)


def _add_front_matter(outline: Outline, lines: list[str]) -> None:
    """Add each entry as a block, the lines that go on with it in it."""
    key, words, first = "", "", 0
    for number, line in enumerate([*lines, "end:"], 2):
        entry = _ENTRY.match(line)
        if not entry and line.strip():
            words = f"{words} {line.strip()}"
        elif entry:
            kind: BlockKind = "row" if key in _TOLD else "furniture"
            kind = "paragraph" if key in _PROSE else kind
            outline.add(kind, re.sub(r": [|>][-+]? ", ": ", words), place=f"line {first}")
            key, words, first = entry.group("key").lower(), line.rstrip(), number
            if key == "title" and entry.group("value"):
                outline.title = entry.group("value").strip().strip("\"'")


def _with_plain_marks(body: str) -> str:
    lines = body.split("\n")
    in_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and _LETTERED.match(line):
            lines[number] = f"- {line}"
        elif not in_code and _NOTE.match(line):
            lines[number] = line.replace("[", "\\[", 1)
    return "\n".join(lines)


@cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    rules: dict[str, Callable[..., str]] = {
        "html_inline": _inline_html, "html_block": _html_block, "image": _image
    }  # fmt: skip
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _inline_html(self: Any, tokens: list[Token], index: int, *_: Any) -> str:
    """A tag of HTML as it is; anything else in angle brackets, such as <path>, as text."""
    return _TAG.sub(lambda tag: _shown(tag, _SHOWN), tokens[index].content)


def _html_block(self: Any, tokens: list[Token], index: int, _: Any, environment: Any) -> str:
    token = tokens[index]
    # A script that never ends would swallow all that follows.
    closed = {
        name for name in SKIPPED | {"textarea", "title"} if f"</{name}" in environment["source"]
    }
    content = _TAG.sub(lambda tag: _shown(tag, _SHOWN | closed), token.content)
    return f'<wbr {LINE}="{(token.map or [0])[0] + 1}">{content}'


def _shown(tag: re.Match[str], known: frozenset[str] | set[str]) -> str:
    return tag.group() if tag.group(1).lower() in known else escape(tag.group(), quote=False)


def _image(self: Any, tokens: list[Token], index: int, *_: Any) -> str:
    """A picture as the words that stand for it."""
    return escape(tokens[index].content, quote=False)
