"""Words cut by a hyphen at a line's end: which are whole again without it, and which keep it."""

import re
from collections.abc import Iterable

from index.formats.pdf.runs import SOFT_HYPHEN

HYPHENS = f"-{SOFT_HYPHEN}\u2010"
_LONGEST = 100  # characters of a word
_LAST = re.compile(rf"([^\W_]+(?:[-\u2010][^\W_]+)*)[{HYPHENS}]$")
_FIRST = re.compile(r"([^\W_]+)(?:[-\u2010][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_COMPOUND = {"self", "non", "ex", "well", "half", "cross", "so", "all"}
_AND = set("and or nor to but und oder bis sowie et ou y o e en of".split())


class Hyphens:
    """Decides by the words that stand elsewhere in the document's lines, uncut.

    lines: all of its printed lines; they are read when the first hyphen asks for them.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._words: set[str] | None = None

    def gap(self, before: str, after: str) -> tuple[bool, str]:
        """Whether a line's last hyphen goes, and what stands between it and the next line.

        A hyphen after a letter or digit and before one is the word's own or the printer's. It
        goes where the word occurs elsewhere without it; it stays where the word occurs with it.
        Else it goes between small letters (of a script that has no other, too), unless the first
        part is one that compounds are made of ("self-"), and stays with capitals and digits
        ("S-400", "Anglo-Saxon"). Before "and" and its like it hangs: "short- and long-term". A
        soft hyphen between other than letters is shown as "-", which is as long.
        """
        if before[-1] not in HYPHENS:
            return False, " "
        first = _LAST.search(before[-_LONGEST:])
        second = _FIRST.match(after)
        if not first or not second:
            return False, " "
        head, tail = first.group(1), second.group(1)
        if tail.lower() in _AND and before[-1] != SOFT_HYPHEN:
            return False, " "
        words = self._known()
        part = _WORD.findall(head)[-1].rsplit("-", 1)[-1]
        if (part + tail).lower() in words:
            return True, ""
        if f"{head}-{tail}".lower() in words or part.lower() in _COMPOUND:
            return False, ""
        return _is_small(before[-2]) and _is_small(after[0]), ""

    def _known(self) -> set[str]:
        if self._words is None:
            self._words = set()
            for line in self._lines:
                found = [word.lower().replace("\u2010", "-") for word in _WORD.findall(line)]
                self._words.update(found[1:-1])
        return self._words


def _is_small(character: str) -> bool:
    return character.isalpha() and character == character.lower()
