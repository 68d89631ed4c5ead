"""JSON and JSON Lines: values with the lines on which they stand."""

import json
import re
from dataclasses import dataclass, field

from index.errors import UnreadableFile
from index.formats.data.records import FEW_NUMBERS, Node, Records
from index.formats.outline import Outline
from index.formats.text.plain import decode

_MAX_DEPTH = 200
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:(?P<string>\"[^\"\\]*(?:\\.[^\"\\]*)*\")|(?P<mark>[{}\[\]:,])"
    r"|(?P<word>[^\s{}\[\]:,\"/]+)|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<end>\Z))",
    re.DOTALL,
)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|NaN")
_WORDS = ("true", "false", "null")


class _Invalid(Exception):
    """A text is no JSON. line: counted from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


@dataclass(slots=True)
class _Open:
    """An object or array that is not closed yet; key: of the member that comes next."""

    line: int
    is_list: bool
    members: list[tuple[str, Node]] = field(default_factory=list)
    key: str | None = None


def read(data: bytes) -> Outline:
    """A JSON file: a row a record or value, prose as paragraphs, each at its line and path.

    Keys may repeat, and comments and commas at the end are borne with. Raises UnreadableFile
    where it is broken or nested too deeply.
    """
    outline = Outline()
    records = Records(outline)
    try:
        roots = _parse(decode(data), 1)
    except _Invalid as error:
        raise UnreadableFile(
            f"broken: line {error.line} is not JSON ({error.what}); mend it, or save it as text"
        ) from error
    for root in roots:
        records.add(root, is_record=len(roots) > 1)
    outline.note = records.note()
    return outline.finish()


def read_lines(data: bytes) -> Outline:
    """A JSON Lines file, a record a line; a line that is none is named in the note."""
    outline = Outline()
    records = Records(outline)
    bad: list[int] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", decode(data)), 1):
        try:
            for root in _parse(line, number) if line.strip() else ():
                records.add(root, is_record=True)
        except _Invalid:
            bad.append(number)
    if bad and not outline.blocks:
        raise UnreadableFile(f"broken: line {bad[0]} is not JSON, nor is any other; save it again")
    outline.note = "; ".join(filter(None, [_bad_lines(bad), records.note()]))
    return outline.finish()


def load(data: bytes) -> object:
    """A JSON file as Python's values. Raises UnreadableFile where it is broken or too deep."""
    try:
        return json.loads(decode(data), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"broken: it is not JSON ({error}); save it again") from error


def _bad_lines(bad: list[int]) -> str:
    if not bad:
        return ""
    named = ", ".join(map(str, bad[:5])) + (" …" if len(bad) > 5 else "")
    return f"{len(bad):,} of its lines could not be read: line {named}"


def _parse(text: str, line: int) -> list[Node]:
    """The values of a text whose first line is `line`. Raises _Invalid."""
    roots: list[Node] = []
    stack: list[_Open] = []
    at = last = 0
    awaits_value = True
    while match := _TOKEN.match(text, at):
        kind = match.lastgroup or ""
        token = match[kind]
        line += text.count("\n", last, match.start(kind))
        last, at = match.start(kind), match.end()
        top = stack[-1] if stack else None
        if kind == "end":
            break
        if kind == "comment":
            continue
        if token == "," and top and not awaits_value:
            awaits_value = True
        elif token in ("}", "]") and kind == "mark":
            if not top or top.is_list != (token == "]") or top.key is not None:
                raise _Invalid(line, f"a {token} too many")
            stack.pop()
            awaits_value = _keep(roots, stack, _closed(top))
        elif not awaits_value and top:
            raise _Invalid(line, f"a comma is missing before {token[:40]}")
        elif top and not top.is_list and top.key is None:
            colon = _TOKEN.match(text, at)
            if kind != "string" or not colon or colon["mark"] != ":":
                raise _Invalid(line, f"no name: {token[:40]}")
            top.key, at = _string(token), colon.end()
        elif token in ("{", "["):
            if len(stack) >= _MAX_DEPTH:
                raise UnreadableFile(f"nested over {_MAX_DEPTH} values deep: flatten it")
            stack.append(_Open(line, token == "["))
        else:
            awaits_value = _keep(roots, stack, _leaf(kind, token, line))
    else:
        raise _Invalid(line, "a string or comment is never closed")
    if stack:
        raise _Invalid(line, f"it ends inside what line {stack[-1].line} begins")
    return roots


def _keep(roots: list[Node], stack: list[_Open], node: Node) -> bool:
    """Put a value where it belongs. Returns whether another may follow without a comma."""
    if not stack:
        roots.append(node)
        return True
    stack[-1].members.append((stack[-1].key or "", node))
    stack[-1].key = None
    return False


def _closed(top: _Open) -> Node:
    numbers = [member.numbers for _, member in top.members] if top.is_list else []
    if all(numbers) and sum(numbers) > FEW_NUMBERS:  # a map's coordinates may be all of a file
        return Node(top.line, "", (), True, False, sum(numbers))
    return Node(top.line, "", top.members, top.is_list, False, sum(numbers) if all(numbers) else 0)


def _leaf(kind: str, token: str, line: int) -> Node:
    if kind == "string":
        return Node(line, _string(token), is_text=True)
    is_number = bool(_NUMBER.fullmatch(token))
    if not is_number and token not in _WORDS:
        raise _Invalid(line, f"no value: {token[:40]}")
    return Node(line, token, numbers=int(is_number))


def _string(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(json.loads(token, strict=False))
    except ValueError:  # a \ before what needs none
        return token[1:-1]
