"""Words are found in a text whatever their case, their accents and the white space between them.

find.js does the same in the browser: what one finds the other finds.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice

import regex

# Accents, and the vowel signs of Arabic and Hebrew; not the marks that make another syllable.
_MARKS = regex.compile(r"(?V1)[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Hebrew}]]--[\u3099\u309a]]")
_ALIKE = {"ı": "i", "ß": "ss", "\u00ad": "", "\u200b": "", "’": "'", "‘": "'", "“": '"', "”": '"'}
_STRETCH = 100_000  # characters that are looked through at once
_LONGEST = 5_000  # characters of what is found
_LEAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")  # parted by the end of a line alone


def find(text: str, wanted: str, most: int) -> list[int]:
    r"""Where the wanted words stand in the text: the offsets at which they begin, at most `most`.

    >>> find("Café au lait; CAFE\nAU LAIT", "cafe au", 10)
    [0, 14]
    """
    sought = _pattern(wanted)
    if sought is None:
        return []
    return list(islice(_places(text, sought), most))


def _places(text: str, sought: "regex.Pattern[str]") -> Iterator[int]:
    """Stretch by stretch: a text of 200 MiB is never folded whole."""
    after = 0  # what was found ends here
    for begin in range(0, len(text), _STRETCH):
        folded = [_fold(letter) for letter in text[begin : begin + _STRETCH + _LONGEST]]
        ends = list(accumulate(map(len, folded)))
        for match in sought.finditer("".join(folded)):
            start = begin + bisect_right(ends, match.start())
            if start >= begin + _STRETCH:
                break
            if start >= after:
                after = begin + bisect_right(ends, match.end() - 1) + 1
                yield start


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
