"""AsciiDoc's marks inside a paragraph, taken away: the words as a reader sees them."""

import re

_LONGEST = 100_000  # characters of a paragraph whose marks are looked for
_MOST_SPENT = 5_000_000  # characters that attributes may add to a document
_SPAN = r"(?P<text>\S(?:[^\n]|\n){0,300}?)"
_BOUNDED = [(mark, re.escape(mark)) for mark in "*_`#"]
_ROLE = r"(?:\[[^\]\n]{0,100}\])?"
_NAMED = {
    "nbsp": "\xa0", "empty": "", "sp": " ", "plus": "+", "amp": "&", "lt": "<", "gt": ">",
    "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°",
    "asterisk": "*", "tilde": "~", "caret": "^", "backtick": "`", "startsb": "[", "endsb": "]",
    "vbar": "|", "backslash": "\\", "two-colons": "::", "zwsp": "\u200b", "wj": "\u2060",
    "blank": "", "cpp": "C++", "brvbar": "¦", "two-semicolons": ";;",
}  # fmt: skip
_FOOTNOTE = re.compile(r"footnote(?:ref)?:[\w-]{0,80}\[(?P<text>(?:[^\]\\]|\\.)*)\]")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\(\(\([^()\n]{0,300}\)\)\)|indexterm:\[[^\]]*\]", ""),
        (r"\(\(([^()\n]{1,300})\)\)|indexterm2:\[([^\]]*)\]", r"\1\2"),
        (r"\[\[[\w:.-]{1,200}(?:,[^\]\n]{0,200})?\]\]|anchor:[\w:.-]{1,200}\[[^\]\n]*\]", ""),
        (r"<<[^<>\n,]{1,300},\s*([^<>]{1,300})>>", r"\1"),
        (r"<<#?([^<>\n,]{1,300})>>", r"\1"),
        (r"menu:([^\[\n]{1,100})\[([^\]\n]*)\]", r"\1 > \2"),
        (r"(?:kbd|btn|stem|latexmath|asciimath|pass):[a-z,]{0,20}\[((?:[^\]\\]|\\.)*)\]", r"\1"),
        (r"image:[^\s:\[][^\s\[]{0,500}\[\"?([^\],\"]*)[^\]]*\]|icon:[\w-]{1,80}\[[^\]]*\]", r"\1"),
        (r"(?:link|xref|mailto):(?:\+\+)?[^\s\[]{1,2000}?(?:\+\+)?"
         r"\[([^\],]{1,2000}?)\^?(?:,[^\]]*)?\]", r"\1"),
        (r"(?:link|mailto|xref):([^\s\[]{1,2000})\[\]", r"\1"),
        (r"\b(?:https?|ftp|irc)://[^\s\[\]]{1,2000}\[([^\]]{1,2000}?)\^?(?:,[\w-]+=[^\]]*)?\]",
         r"\1"),
        (r"\b((?:https?|ftp|irc)://[^\s\[\]]{1,2000})\[\]", r"\1"),
        (rf'"`{_SPAN}`"', r"“\g<text>”"),
        (rf"'`{_SPAN}`'", r"‘\g<text>’"),
        (rf"``{_SPAN}''", r"“\g<text>”"),
        *((rf"{_ROLE}{mark}{mark}{_SPAN}{mark}{mark}", r"\g<text>") for _, mark in _BOUNDED),
        *((rf"(?<![\w{mark}\\]){_ROLE}{mark}(?!{mark}){_SPAN}(?<=\S){mark}(?![\w{mark}])",
           r"\g<text>") for _, mark in _BOUNDED),
        (r"\^(\S{1,100}?)\^", r"\1"),
        (r"~(\S{1,100}?)~", r"\1"),
        (r" \+(?=\n|$)", ""),
        (r"(?<=\w)--(?=\w)", "—"),
        (r"(?<=\s)--(?=\s)", "—"),
        (r"\.\.\.", "…"),
        (r"\(C\)", "©"),
        (r"\(R\)", "®"),
        (r"\(TM\)", "™"),
        (r"\\(?=[*_`#\[{<^~(\\])", ""),
    )
)  # fmt: skip
_PASSED = re.compile(r"(\+{1,3})(?! )([^\n]{1,300}?)(?<! )\1(?!\w)")
_REFERENCE = re.compile(r"(?<!\\)\{([\w-]{1,80})\}")


class Inline:
    """Takes the marks away; attributes: what {name} stands for, as the document defines it."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.spent = 0

    def define(self, name: str, value: str) -> None:
        """Say what {name} stands for from here on; what it refers to itself is put in once."""
        self.attributes[name.lower()] = self.expand(value)[:1_000]

    def expand(self, text: str) -> str:
        """A text with its attributes put in, as long as they do not make it explode."""

        def value(match: re.Match[str]) -> str:
            name = match.group(1).lower()
            found = self.attributes.get(name, _NAMED.get(name))
            if found is None or self.spent > _MOST_SPENT:
                return match.group()
            self.spent += len(found)
            return found

        return _REFERENCE.sub(value, text)

    def plain(self, text: str) -> tuple[str, list[str]]:
        """The words of a paragraph, and of its footnotes."""
        text = self.expand(text)
        if len(text) > _LONGEST:
            return text, []
        notes = [self._strip(note.replace("\\]", "]")) for note in _notes(text)]
        return self._strip(_FOOTNOTE.sub("", text)), [note for note in notes if note]

    def _strip(self, text: str) -> str:
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(match.group(2))
            return f"\x00{len(kept) - 1}\x00"

        text = _PASSED.sub(keep, text.replace("\x00", ""))
        for pattern, new in _RULES:
            text = pattern.sub(new, text)
        text = re.sub("\x00(\\d+)\x00", lambda match: kept[int(match.group(1))], text)
        return " ".join(text.split())


def _notes(text: str) -> list[str]:
    return [match.group("text") for match in _FOOTNOTE.finditer(text)]
