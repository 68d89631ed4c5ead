"""Names of files inside files, made fit to be shown and to be a path."""

import unicodedata
from collections import defaultdict

_LONGEST = 200  # characters of a part's name
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Names:
    """The names already given inside one file, at any depth, so that none is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._given: defaultdict[str, int] = defaultdict(lambda: 1)

    def safe(self, name: str, under: str = "") -> str:
        """A name without roots, "..", control characters or bidirectional overrides, and unique.

        under: the path of the file it is inside of, put before it.

        >>> names = Names()
        >>> names.safe("../a/./b.txt"), names.safe("a/b.txt"), names.safe("")
        ('a/b.txt', 'a/b (2).txt', 'unnamed')
        >>> names.safe("a/b.txt", under="c.zip")
        'c.zip/a/b.txt'
        """
        plain = _plain(name)
        stem, dot, ending = plain.rpartition(".")
        if not stem or stem.endswith("/") or "/" in ending:
            stem, dot, ending = plain, "", ""
        before = f"{under}/" if under else ""
        wanted = given = before + plain
        while given in self._taken:
            self._given[wanted] += 1  # remembered: a thousand namesakes are not counted anew
            given = f"{before}{stem} ({self._given[wanted]}){dot}{ending}"
        self._taken.add(given)
        return given


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFC", name[-4 * _LONGEST :]).replace("\\", "/")
    visible = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)
    return _steps(_steps(visible)[-_LONGEST:]) or "unnamed"  # a cut can leave a ".." behind


def _steps(name: str) -> str:
    steps = [step.strip() for step in name.split("/")]
    return "/".join(step for step in steps if step not in ("", ".", ".."))
