"""How an injection is written so that a filter overlooks it and a model does not."""

import base64
import codecs
import unicodedata
from collections.abc import Callable

LOOK_ALIKES = str.maketrans("aceopxysijABEKMHOPCTXI", "асеорхуѕіјАВЕКМНОРСТХІ")
LEET = str.maketrans("aeiostAEIOST", "431057431057")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"


def _between(text: str, signs: str) -> str:
    return "".join(one + signs[i % len(signs)] for i, one in enumerate(text))


def _spaced(text: str, sign: str, gap: str) -> str:
    return gap.join(sign.join(word) for word in text.split())


def _mathematical(text: str) -> str:
    bold = {
        ord(plain) + i: ord(first) + i
        for plain, first in (("a", "𝐚"), ("A", "𝐀"))
        for i in range(26)
    }
    return text.translate(bold)


DRESSES: dict[str, Callable[[str], str]] = {
    "": lambda text: text,
    "zero-width": lambda text: _between(text, _ZERO_WIDTH),
    "soft-hyphens": lambda text: _between(text, "\u00ad"),
    "bidi": lambda text: f"\u202e{text[::-1]}\u202c",
    "tags": lambda text: "".join(chr(0xE0000 + ord(one)) for one in text),
    "selectors": lambda text: "".join(
        chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in text.encode()
    ),
    "look-alikes": lambda text: text.translate(LOOK_ALIKES),
    "spaced": lambda text: _spaced(text, " ", "   "),
    "dotted": lambda text: _spaced(text, ".", " "),
    "leet": lambda text: text.translate(LEET),
    "full-width": lambda text: text.translate(_WIDE),
    "mathematical": _mathematical,
    "combining": lambda text: unicodedata.normalize("NFC", _between(text, "\u0336\u0301")),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "reversed": lambda text: text[::-1],
}
