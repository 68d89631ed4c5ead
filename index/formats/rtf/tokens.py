"""RTF, taken apart: control words, braces, and bytes of text in one code page or another."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\"
)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "big5", 80: "euc_kr", 81: "mac_arabic",
    83: "mac_greek", 84: "mac_cyrillic", 85: "mac_turkish", 88: "mac_latin2", 89: "mac_latin2",
    128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOLS = "symbols"  # the "code page" of fonts whose letters are signs
_SYMBOL_CHARSET = 2


class Token(NamedTuple):
    """One piece of an RTF file.

    kind: "{", "}", "word" (a control word), "sign" (a control symbol), "hex" (a byte written as
    two digits), or "text". value: its name, or its bytes. number: a control word's, if it has one.
    """

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The pieces of an RTF file; binary data is left out."""
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        word, number, digits, sign, brace, text = match.groups()
        if word:
            amount = int(number) if number else None
            if word == b"bin":
                position += max(0, amount or 0)
            else:
                yield Token("word", word.decode(), amount)
        elif digits:
            yield Token("hex", data=bytes.fromhex(digits.decode()))
        elif sign:
            yield Token("sign", sign.decode("latin-1"))
        elif brace:
            yield Token(brace.decode())
        elif text:
            yield Token("text", data=text)


def codec_of(charset: int) -> str:
    """The code page of a font's character set; "" where it is not known."""
    return SYMBOLS if charset == _SYMBOL_CHARSET else _CHARSETS.get(charset, "")


def codec_named(number: int) -> str:
    """The code page of a number; cp1252 where there is none of that number."""
    name = {65001: "utf-8", 10000: "mac_roman"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
