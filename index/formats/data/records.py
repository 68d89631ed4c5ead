"""Nested data as text: a record is a row, what does not fit one has a heading of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.formats.outline import CELL, Outline

_LONG = 200  # characters: a value of more is prose, and not part of a row
_MOST_VALUES, _MOST_CHARACTERS = 40, 800  # of one row
FEW_NUMBERS = 16  # of a list that is shown
_BLOB = 2_000  # characters without a space: data, such as a picture
_TITLES = ("title", "headline", "subject", "heading", "name", "label")
_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")


@dataclass(slots=True)
class Node:
    """A value, at a line counted from 1: a text, or members, each with its key.

    is_list: whether the members are numbered and their keys say nothing. is_text: whether it is a
    string. numbers: how many numbers it holds, at any depth, if it is made of nothing else.
    """

    line: int
    text: str = ""
    members: Sequence[tuple[str, "Node"]] | None = None
    is_list: bool = False
    is_text: bool = False
    numbers: int = 0


class Records:
    """Adds nodes to an outline; counts the numbers of long lists, and encoded data, left out."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.numbers = self.lists = self.blobs = 0

    def add(self, root: Node, path: str = "", is_record: bool = False) -> None:
        """Add a value. Of an object, what fits a line comes first, then what has a heading.

        path: of the value in its file, "" for all of it. is_record: whether it is one of many.
        """
        stack = [(path, "", root, 1, not is_record and root.numbers <= FEW_NUMBERS)]
        while stack:
            path, name, node, level, is_apart = stack.pop()
            place = f"line {node.line}" + (f", {path}" if path else "")
            if not is_apart and (cells := self._flat(name, node)) is not None:
                row = CELL.join(f"{key}: {value}" if key else value for key, value in cells)
                self.outline.add("row", row, place=place)
                self._count(node)
                continue
            title = _title(node) or path
            if node.members is None:
                self._prose(name, node, level, place)
                continue
            if title:
                self.outline.add("heading", title, min(6, level), place)
            stack.extend(reversed(self._steps(path, node, level + bool(title))))

    def note(self) -> str:
        """What was not shown, as a sentence; "" where nothing was left out."""
        said = []
        if self.lists:
            said.append(f"{self.numbers:,} numbers in {self.lists:,} long lists are only counted")
        if self.blobs:
            strings = "string" if self.blobs == 1 else "strings"
            said.append(f"without {self.blobs:,} long {strings} of encoded data")
        return "; ".join(said)

    def _steps(self, path: str, node: Node, level: int) -> list[tuple[str, str, Node, int, bool]]:
        """The members with their paths and names, and whether each needs more than a row."""
        members = node.members or ()
        fits = [self._flat(key, member) is not None for key, member in members]
        if node.is_list:
            # A row would seem to belong to the heading of the one before it.
            alike = all(fits)
            return [(f"{path}[{n}]", "", m, level, not alike and m.members is not None)
                    for n, (_, m) in enumerate(members)]  # fmt: skip
        prose = sum(member.members is None for (_, member), fit in zip(members, fits, strict=True)
                    if not fit)  # fmt: skip
        steps = [(_joined(path, key), key if fit or prose > 1 else "", m, level, not fit)
                 for (key, m), fit in zip(members, fits, strict=True)]  # fmt: skip
        return sorted(steps, key=lambda step: step[4])

    def _prose(self, name: str, node: Node, level: int, place: str) -> None:
        """Add a long string as paragraphs, under a heading if it has a name."""
        if len(node.text) > _BLOB and node.text.isascii() and not re.search(r"\s", node.text):
            self.blobs += 1
            return
        if name:
            self.outline.add("heading", name, min(6, level), place)
        for paragraph in re.split(r"\n[ \t]*\n", node.text):
            self.outline.add("paragraph", " ".join(paragraph.split()), place=place)

    def _flat(self, name: str, node: Node) -> list[tuple[str, str]] | None:
        """The names and values of what fits a row; None of what does not."""
        found: list[tuple[str, str]] = []
        stack, size = [(name, node)], 0
        while stack:
            name, part = stack.pop()
            if part.members is None:
                text = part.text
            elif part.numbers > FEW_NUMBERS:
                text = f"{part.numbers:,} numbers"
            elif part.is_list:
                if any(member.members is not None for _, member in part.members[:_MOST_VALUES]):
                    return None
                text = ", ".join(member.text for _, member in part.members[:_MOST_CHARACTERS])
                size += len(part.members)
            else:
                stack.extend((_joined(name, key), member) for key, member in reversed(part.members))
                if len(stack) > _MOST_VALUES:
                    return None
                continue
            size += len(text) + len(name)
            long = part.members is None and (len(text) > _LONG or "\n" in text.strip())
            if long or size > _MOST_CHARACTERS or len(found) >= _MOST_VALUES:
                return None
            if text.strip():
                found.append((name, " ".join(text.split())))
        return found

    def _count(self, node: Node) -> None:
        stack = [node]
        while stack:
            part = stack.pop()
            if part.numbers > FEW_NUMBERS:
                self.numbers += part.numbers
                self.lists += 1
            elif not part.is_list:
                stack.extend(member for _, member in part.members or ())


def _title(node: Node) -> str:
    """What an object calls itself, if it says so in a few words."""
    if node.is_list:
        return ""
    named = {key.lower(): member.text for key, member in (node.members or ())[:_MOST_VALUES]
             if member.is_text and len(member.text) <= _LONG}  # fmt: skip
    words = next((named[key] for key in _TITLES if named.get(key, "").strip()), "")
    return " ".join(words.split())


def _joined(path: str, key: str) -> str:
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f'{path}["{key}"]'
