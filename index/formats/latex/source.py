"""LaTeX before it is parsed: what would mislead the parser is hidden, its lines are counted."""

import re
from bisect import bisect_left

from index.formats.latex.macros import HEADINGS

VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|B?Verbatim|lstlisting|minted|alltt|comment|filecontents\*?)\}(.*?)"
    r"\\end\{\1\}", re.DOTALL
)  # fmt: skip
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand\*?\{?|def)\\([A-Za-z]+)\}?[ \t]*\{([^{}\\#]{0,300})\}"
)
_DEFINED_AT_LENGTH = re.compile(
    r"\\(?:def|let|gdef|edef)\\[A-Za-z@]+[^{}\n]{0,80}"
    r"(?:\{(?:[^{}\n]|\{[^{}\n]*\}){0,500}\})?[ \t]*$",
    re.MULTILINE,
)


def hidden(source: str) -> str:
    """The source with programs and definitions hidden, every character at its place."""
    return VERBATIM.sub(_masked, _DEFINED_AT_LENGTH.sub(_commented, source))


def _masked(match: re.Match[str]) -> str:
    """A program between its begin and end, hidden from the parser; its length stays."""
    start, end = match.start(2) - match.start(), match.end(2) - match.start()
    return match.group()[:start] + re.sub(r"[^\n]", "x", match.group(2)) + match.group()[end:]


def _commented(match: re.Match[str]) -> str:
    """A definition, which pylatexenc cannot take for one, as a comment of the same length."""
    return "%" * len(match.group())


class Source:
    """The file: its text, its lines, and what its author defined."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.defined = dict(_DEFINITION.findall(text))
        used = (n for n, name in enumerate(HEADINGS) if re.search(rf"\\{name}\b", text))
        self.top = next(used, 0)
        self.is_titled = bool(re.search(r"\\title\b", text))

    def line(self, position: int) -> int:
        """The line, counted from 1, of a character."""
        return 1 + bisect_left(self.breaks, position)
