"""Data files read with care: each value knows its line, so that a fault can be pointed at."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evaluation.types import DatasetError
from index.types import well_formed

Key = str | int
_ONE_OF = {
    "data": "article",
    "paragraphs": "paragraph",
    "qas": "question",
    "answers": "answer",
    "questions": "question",
    "history": "turn",
    "answered": "answered question",
    "refused": "refused question",
    "followups": "follow-up",
    "pinned": "pinned answer",
    "quotes": "quote",
}


class Source(Protocol):
    """A parsed file that can tell on which line a value stands."""

    @property
    def file(self) -> Path:
        """The file's name, for messages."""
        ...

    def line(self, keys: tuple[Key, ...]) -> int:
        """The line, counted from 1, of the value that the keys lead to."""
        ...


@dataclass(frozen=True, slots=True)
class Value:
    """A value somewhere in a file; every way of taking it raises DatasetError if it is not so."""

    it: Any
    source: Source
    keys: tuple[Key, ...] = ()

    def error(self, what: str) -> DatasetError:
        """The fault of this value in one sentence: file, line, place, what is wrong."""
        place = _words(self.keys)
        at = f"{self.source.file}, line {self.source.line(self.keys)}: "
        return DatasetError(at + (f"{place} {what}" if place else what))

    def find(self, key: str) -> "Value | None":
        """A field of an object, None where it lacks it or has null."""
        if not isinstance(self.it, dict):
            raise self.error(f"is not an object with fields but {_kind(self.it)}")
        found = self.it.get(key)
        return None if found is None else Value(found, self.source, (*self.keys, key))

    def get(self, key: str) -> "Value":
        """A field that an object must have."""
        found = self.find(key)
        if found is None:
            raise self.error(f"lacks {key!r}")
        return found

    def each(self) -> "Iterator[Value]":
        """The values of a list."""
        if not isinstance(self.it, list):
            raise self.error(f"is not a list but {_kind(self.it)}")
        return (Value(one, self.source, (*self.keys, i)) for i, one in enumerate(self.it))

    def text(self, may_be_empty: bool = False) -> str:
        """A text; lone surrogates in it become U+FFFD, its length stays."""
        if not isinstance(self.it, str):
            raise self.error(f"is not a text but {_kind(self.it)}")
        if not (may_be_empty or self.it.strip()):
            raise self.error("is empty")
        return well_formed(self.it)

    def integer(self) -> int:
        """A whole number."""
        if isinstance(self.it, bool) or not isinstance(self.it, int):
            raise self.error(f"is not a whole number but {_kind(self.it)}")
        return self.it

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.it, bool):
            raise self.error(f"is not true or false but {_kind(self.it)}")
        return self.it

    def optional_text(self, key: str) -> str:
        """A field's text, "" where there is none."""
        found = self.find(key)
        return found.text(may_be_empty=True) if found else ""


def read_text(file: Path) -> str:
    """A file's text. Raises DatasetError where there is none, or none in UTF-8."""
    if file.is_dir():
        raise DatasetError(f"{file} is a folder: name the file in it")
    try:
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DatasetError(f"{file} cannot be read ({reason})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise DatasetError(f"{file}, line {line}: not UTF-8 text") from error


def read_json(file: Path) -> Value:
    """A file that is one JSON value."""
    return _parse(file, read_text(file), 1)


def read_json_lines(file: Path) -> Iterator[Value]:
    """A file with one JSON value a line; blank lines are passed over."""
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if line.strip():
            yield _parse(file, line, number)


@dataclass(frozen=True, slots=True)
class _Json:
    file: Path
    written: str
    first_line: int

    def line(self, keys: tuple[Key, ...]) -> int:
        return self.first_line + self.written.count("\n", 0, _offset(self.written, keys))


def _parse(file: Path, written: str, first_line: int) -> Value:
    try:
        return Value(json.loads(written), _Json(file, written, first_line))
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise DatasetError(
            f"{file}, line {line}, column {error.colno}: not JSON ({error.msg})"
        ) from error
    except (ValueError, RecursionError) as error:
        raise DatasetError(
            f"{file}, line {first_line}: JSON that cannot be read: {error}"
        ) from error


def _offset(written: str, keys: tuple[Key, ...]) -> int:
    """Where in JSON text the value stands that the keys lead to; of well-formed text only."""
    decode, at = json.JSONDecoder().raw_decode, _skip(written, 0)
    for key in keys:
        at = _skip(written, at + 1)  # behind the bracket
        if isinstance(key, int):
            for _ in range(key):
                at = _skip(written, _skip(written, decode(written, at)[1]) + 1)
            continue
        while True:
            name, at = decode(written, at)
            at = _skip(written, _skip(written, at) + 1)  # behind the colon
            if name == key:
                break
            at = _skip(written, _skip(written, decode(written, at)[1]) + 1)
    return at


def _skip(written: str, at: int) -> int:
    while at < len(written) and written[at] in " \t\r\n":
        at += 1
    return at


def _words(keys: tuple[Key, ...]) -> str:
    """A path of keys in words: article 0, paragraph 2, 'context'."""
    parts: list[str] = []
    for i, key in enumerate(keys):
        follows = keys[i + 1] if i + 1 < len(keys) else None
        if isinstance(key, int):
            list_ = keys[i - 1] if i else ""
            parts.append(f"{_ONE_OF.get(str(list_), f'{list_!r} number')} {key}")
        elif not isinstance(follows, int):
            parts.append(repr(key))
    return ", ".join(parts)


def _kind(value: object) -> str:
    shown = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    if value is None:
        return "null"
    return shown.get(type(value), f"{value!r:.40}")
