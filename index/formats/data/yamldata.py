"""YAML, kept to the character: its lines, each with the path of its value; nothing is built."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from index.formats.outline import Outline
from index.formats.text.plain import decode
from index.types import Block, BlockKind

_MAX_DEPTH = 200
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"[ \t]*#+[ \t]*(?=[^\s#])")
_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet: its path, and the key or number that is next."""

    path: str
    is_list: bool
    number: int = 0
    key: str | None = None


def read(data: bytes) -> Outline:
    """A YAML file as it is: a value a line, comments and strings over several lines as prose.

    Only the parser's events are read: no object is made and no alias followed. From where it is
    no YAML on, lines have no paths, and the note says so.
    """
    text = decode(data)
    paths: dict[int, str] = {}
    prose: dict[int, int] = {}  # from the first to the last line of a string
    note = title = ""
    try:
        for path, event in _values(text):
            if event.start_mark is None or event.end_mark is None:
                continue
            first, last = event.start_mark.line + 1, event.end_mark.line + 1
            paths.setdefault(first, path)
            if isinstance(event, yaml.ScalarEvent) and last > first:
                is_block = event.style in ("|", ">")
                first, last = first + is_block, last - (event.end_mark.column == 0)
                prose[first] = max(first, last)
                paths.setdefault(first, path)
            elif isinstance(event, yaml.ScalarEvent) and path == "title":
                title = " ".join(event.value.split())
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" from line {mark.line + 1} on" if mark else ""
        note = f"it is no valid YAML{where}: its lines are read as they stand"
    outline = Outline.exact(text, list(_blocks(text, paths, prose)), title)
    outline.note = note
    return outline


def _values(text: str) -> Iterator[tuple[str, yaml.Event]]:
    """Each value's path, such as staff[0].name, and its event. Raises yaml.YAMLError."""
    stack: list[_Open] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        path = ""
        is_value = True
        if stack and stack[-1].is_list:
            path = f"{stack[-1].path}[{stack[-1].number}]"
            stack[-1].number += 1
        elif stack and stack[-1].key is None:
            is_value = False
            stack[-1].key = event.value if isinstance(event, yaml.ScalarEvent) else "?"
        elif stack:
            path = _joined(stack[-1].path, stack[-1].key or "")
            stack[-1].key = None
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= _MAX_DEPTH:
                raise yaml.YAMLError("nested too deeply")
            stack.append(_Open(path, isinstance(event, yaml.SequenceStartEvent)))
        elif is_value:
            yield path, event


def _joined(path: str, key: str) -> str:
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f'{path}["{key[:80]}"]'


def _blocks(text: str, paths: dict[int, str], prose: dict[int, int]) -> Iterator[Block]:
    lines = [match.span() for match in _LINE.finditer(text)]
    number = 1
    while number <= len(lines):
        start, end = lines[number - 1]
        last = number
        comment = _COMMENT.match(text, start, end)
        place = paths.get(number, "")
        if number in prose:
            last = min(prose[number], len(lines))
        elif comment:
            start = comment.end()
            while last < len(lines) and _COMMENT.match(text, *lines[last]):
                last += 1
        words = text[start : lines[last - 1][1]]
        if words.strip():
            start += len(words) - len(words.lstrip())
            is_prose = number in prose or comment is not None
            kind: BlockKind = "paragraph" if is_prose else "code"
            yield Block(kind, start, start + len(words.strip()), 0, place)
        number = last + 1
