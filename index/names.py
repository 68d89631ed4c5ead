"""Names of files inside files, made fit to be shown and to be a path."""

import unicodedata

_LONGEST = 200  # characters of a part's name


class Names:
    """The names already given inside one container, so that none is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def safe(self, name: str) -> str:
        """A name without roots, "..", control characters or bidirectional overrides, and unique.

        >>> names = Names()
        >>> names.safe("../a/./b.txt"), names.safe("a/b.txt"), names.safe("")
        ('a/b.txt', 'a/b (2).txt', 'unnamed')
        """
        visible = "".join(
            character
            for character in name.replace("\\", "/")
            if unicodedata.category(character) not in ("Cc", "Cf", "Cs")
        )
        parts = [part.strip() for part in visible.split("/")]
        plain = "/".join(part for part in parts if part not in ("", ".", ".."))
        plain = plain[-_LONGEST:].lstrip("/") or "unnamed"
        stem, dot, ending = plain.rpartition(".")
        if not dot or "/" in ending:
            stem, dot, ending = plain, "", ""
        given, number = plain, 1
        while given in self._taken:
            number += 1
            given = f"{stem} ({number}){dot}{ending}"
        self._taken.add(given)
        return given
