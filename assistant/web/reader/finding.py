"""Words are found in a text whatever their case, their accents and the white space between them.

find.js does the same in the browser: what one finds the other finds.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, islice

import regex

# Accents, and the vowel signs of Arabic and Hebrew; not the marks that make another syllable.
_MARKS = regex.compile(r"(?V1)[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Hebrew}]]--[\u3099\u309a]]")
_ALIKE = {"ı": "i", "ß": "ss", "\u00ad": "", "\u200b": "", "’": "'", "‘": "'", "“": '"', "”": '"'}
_LEAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")  # parted by the end of a line alone


def find(text: str, wanted: str, most: int) -> list[int]:
    r"""Where the wanted words stand in the text: the offsets at which they begin, at most `most`.

    >>> find("Café au lait; CAFE\nAU LAIT", "cafe au", 10)
    [0, 14]
    """
    sought = _pattern(wanted)
    if sought is None:
        return []
    folded = [_fold(letter) for letter in text]
    starts = [match.start() for match in islice(sought.finditer("".join(folded)), most)]
    ends = list(accumulate(map(len, folded)))
    return [bisect_right(ends, start) for start in starts]


def _pattern(wanted: str) -> "regex.Pattern[str] | None":
    words = "".join(map(_fold, wanted)).split()
    if not words:
        return None
    return regex.compile(r"\s+".join(r"".join(map(_letter, word)) for word in words))


def _letter(letter: str) -> str:
    return rf"{letter}\s*" if _LEAN.match(letter) else regex.escape(letter)


@lru_cache(maxsize=1 << 16)
def _fold(letter: str) -> str:
    letter = _ALIKE.get(letter, letter)
    if letter.isascii():
        return letter.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", letter.lower()))
    return unicodedata.normalize("NFC", bare)
