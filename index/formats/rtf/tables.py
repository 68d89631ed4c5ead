"""What an RTF document says of itself before it begins: fonts, their code pages, styles."""

import re
from dataclasses import dataclass

from index.formats.office.word_text import symbol
from index.formats.rtf.tokens import SYMBOLS, codec_named, codec_of

_HEADING = re.compile(r"heading (\d)")


@dataclass(slots=True)
class State:
    """What a group sets and its end undoes.

    skips: how many characters stand in for one that is given by its number. outline: 0 to 8 for
    a heading. nesting: 0 outside tables, 1 in a cell, more in a table in a cell. group: the name
    of the group, where its words are no text.
    """

    unseen: bool = False
    hidden: bool = False
    skips: int = 1
    font: int = -1
    style: int = 0
    outline: int | None = None
    nesting: int = 0
    group: str = ""

    def set(self, word: str, number: int | None) -> bool:
        """Obey a control word; False for one that sets nothing here."""
        if word == "uc":
            self.skips = max(0, number or 0)
        elif word in ("v", "deleted"):
            self.hidden = number != 0
        elif word == "plain":
            self.hidden, self.font = False, -1
        elif word == "pard":
            self.style, self.outline, self.nesting = 0, None, 0
        elif word == "f":
            self.font = number or 0
        elif word == "s":
            self.style = number or 0
        elif word == "outlinelevel":
            self.outline = number
        elif word == "intbl":
            self.nesting = max(1, self.nesting)
        elif word == "itap":
            self.nesting = number or 0
        else:
            return False
        return True


class Tables:
    """The fonts and styles; codec: the code page of text in no font, or in one that has none."""

    def __init__(self) -> None:
        self.codec = "cp1252"
        self._codecs: dict[int, str] = {}
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._titles: set[int] = set()
        self._name = ""

    def set_code_page(self, font: int, word: str, number: int) -> None:
        """Take a font's code page from one of the words that say it."""
        self._codecs[font] = codec_of(number) if word == "fcharset" else codec_named(number)

    def define(self, state: State, text: str) -> None:
        """Take the name of a font or a style, which a semicolon ends."""
        self._name += text
        if not text.endswith(";"):
            return
        name, self._name = self._name.strip(" ;"), ""
        if state.group == "fonttbl":
            self._fonts[state.font] = name
            return
        named = _HEADING.match(name.lower())
        if name.lower() == "title":
            self._titles.add(state.style)
            self._levels[state.style] = 1
        elif named:
            self._levels[state.style] = max(1, int(named.group(1)))
        elif state.outline is not None:
            self._levels[state.style] = state.outline + 1 if 0 <= state.outline < 9 else 0

    def level(self, state: State) -> int:
        """The level of a heading, 1 to 6; 0 for any other paragraph."""
        level = self._levels.get(state.style, 0)
        if state.outline is not None:
            level = state.outline + 1 if 0 <= state.outline < 9 else 0
        return min(6, level)

    def is_title(self, state: State) -> bool:
        """Whether a paragraph is in the style of titles."""
        return state.style in self._titles

    def text(self, data: bytes, state: State) -> str:
        """Bytes in a state's font, as characters."""
        codec = self._codecs.get(state.font, "")
        if codec == SYMBOLS and state.group != "fonttbl":
            name = self._fonts.get(state.font, "")
            return "".join(symbol(byte, name) for byte in data)
        return data.decode(self.codec if codec in ("", SYMBOLS) else codec, "replace")

    def character(self, number: int, state: State) -> str:
        """A character given by its number."""
        if 0xF000 <= number <= 0xF0FF:
            return symbol(number, self._fonts.get(state.font, ""))
        return chr(number)
