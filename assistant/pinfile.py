"""The YAML file of pinned answers: added to at its end, all that people wrote in it is kept."""

import json
from pathlib import Path
from typing import Any

import yaml

from index import whole
from index.errors import PinError
from index.types import well_formed

_MAX_BYTES = 16 * 1024 * 1024
_HEAD = """\
# Answers that were found to be good, to be asked again after a change; see docs/pinning.md.
# python -m evaluation questions THIS_FILE --folder FOLDER says which of them have changed.
# Edit it as you like; new answers go to the end, so that `pinned` must stay the last key.
"""


def _parse(written: str, place: Path) -> Any:
    """A file of pinned answers as plain data.

    Raises PinError where it is no YAML, or holds an alias (of which a few lines can make millions).
    """
    try:
        if any(
            isinstance(event, yaml.AliasEvent) for event in yaml.parse(written, yaml.SafeLoader)
        ):
            raise PinError(f"{place} holds an alias (*name): write out what it stands for")
        return yaml.safe_load(written)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise PinError(
            f"{place}, line {line}: not YAML ({error.problem}): mend it; nothing was changed"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise PinError(
            f"{place} is YAML that cannot be read ({' '.join(str(error).split()):.200}): mend it; "
            f"nothing was changed"
        ) from error


def append(place: Path, entry: dict[str, Any]) -> None:
    """Add an entry to the end of a file, making it where there is none; all else in it stays.

    Raises PinError where it is there already or cannot be added, StoreError where the file cannot
    be written.
    """
    entry = json.loads(well_formed(json.dumps(entry, ensure_ascii=False)))
    old = _read(place)
    was = _parse(old, place)
    if was is not None and not isinstance(was, dict):
        raise PinError(f"{place} is no file of questions: move it away, or name another")
    pinned = (was or {}).get("pinned") or []
    if not isinstance(pinned, list):
        raise PinError(f"{place} has a `pinned` that is no list: make it one, or name another file")
    for number, one in enumerate(pinned, start=1):
        if isinstance(one, dict) and _key(one) == _key(entry):
            raise PinError(
                f"this question is pinned already, as number {number} in {place}: take that entry "
                f"out to pin the answer anew"
            )
    start = old if not old or old.endswith("\n") else f"{old}\n"
    for head, indent in (("", "  "), ("", ""), ("pinned:\n", "  ")):
        new = f"{start or _HEAD}{head}{_item(entry, indent)}"
        if _adds(new, was or {}, entry, place):
            whole.write(place, new.encode())
            return
    raise PinError(
        f"nothing can be added to the end of {place}: write `pinned` as its last key, with each "
        f"entry on lines of its own that begin with a dash"
    )


def _adds(new: str, was: dict[Any, Any], entry: dict[str, Any], place: Path) -> bool:
    """Whether the new text says what the old one did, and the entry."""
    try:
        found = _parse(new, place)
    except PinError:
        return False
    wanted = {**was, "pinned": [*(was.get("pinned") or []), entry]}
    return bool(found == wanted)


def _item(entry: dict[str, Any], indent: str) -> str:
    """An entry as an item of a YAML list, its texts in double quotes."""
    lines: list[str] = []
    for key, value in entry.items():
        lead = f"{indent}  " if lines else f"{indent}- "
        if key in ("quotes", "history"):
            lines.append(f"{lead}{key}:")
            for one in value:
                marks = ["- ", *["  "] * (len(one) - 1)]
                lines += [
                    f"{indent}    {mark}{name}: {_flow(one[name])}"
                    for mark, name in zip(marks, one, strict=True)
                ]
            if not value:
                lines[-1] += " []"
        else:
            lines.append(f"{lead}{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """A text in double quotes on one line, as YAML has them: any text comes back as it was."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _key(entry: dict[Any, Any]) -> tuple[object, ...]:
    """What makes two entries the same question."""
    return entry.get("question"), entry.get("history"), entry.get("documents"), entry.get("anyway")


def resolved(place: Path) -> Path:
    """The file that is written to: that which a link leads to."""
    return place.resolve() if place.is_symlink() else place


def _read(place: Path) -> str:
    """What the file holds, line ends as they are; "" where there is none."""
    try:
        with place.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise PinError(f"{place} is too large to add to: move it away, or name another")
        return data.decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise whole.unwritable(place, error) from error
    except UnicodeDecodeError as error:
        raise PinError(
            f"{place} is not UTF-8 text: save it as that; nothing was changed"
        ) from error
