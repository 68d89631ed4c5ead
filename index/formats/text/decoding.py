"""Bytes become text: in which encoding a file without a label is."""

import codecs
import re
import unicodedata
from itertools import chain

from charset_normalizer import from_bytes

from index.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 200_000  # bytes: what an encoding is guessed from
_CONTROLS = frozenset("Cc Cn Co Cs".split())
# The letters beyond a to z of a language: what code pages that tie are told apart by.
_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûüÿ", "äöüßé", "áéíñóúüªº", "ãáàâçéêíóôõúüªº", "àèéìíòóùú", "åäöéü",
        "æøåéóôè", "áðéíóúýþæö", "éëïöüóèê", "àçèéíïòóúü", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž",
        "ąćęłńóśźż", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıöşüâîû", "äöõüšž", "āčēģīķļņšūž",
        "ąčęėįšųūž",
    )
)  # fmt: skip
_SIGN_IN_WORD = re.compile("[a-z][¡-©«¬®-¶¸¹»-¿×÷][a-z]", re.IGNORECASE)
_HALF_KATAKANA = re.compile("[ｦ-ﾝ]{2}")  # what Cyrillic in KOI8 is taken for
_LATIN = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257")


def decode(data: bytes) -> str:
    """The text of a file in whatever encoding it is.

    Raises UnreadableFile where the bytes are no text at all.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data:
        return _decode_wide(data)
    if b"\x1b$B" in data or b"\x1b$@" in data:  # every byte of it is ASCII too
        try:
            return data.decode("iso2022_jp")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_page(data, error.start)


def _decode_wide(data: bytes) -> str:
    """A text of two or four bytes a character, told by where its zero bytes stand.

    A letter of Latin script has one at its end or its front, a space has in any script.
    """
    for encoding in _WIDE:
        width = 4 if "32" in encoding else 2
        high = width - 1 if encoding.endswith("le") else 0
        low = data[width - 1 - high :: width]
        if len(data) % width or len(data) < 4 * width or b"\x00" in low:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(character) in _CONTROLS and character not in "\t\n\r\f\v"
                   for character in text[: _SAMPLE // 4]):  # fmt: skip
            return text
    raise UnreadableFile(
        "binary content: this is not a text file, whatever its name says; rename it"
    )


def _decode_page(data: bytes, first: int) -> str:
    """A text in a code page. first: the index of a byte that is not UTF-8."""
    start = max(0, first - 2_000)
    sample = data[start : start + _SAMPLE]
    if start + _SAMPLE < len(data):  # end between two words: not inside a character
        sample = sample[: max(sample.rfind(b" "), sample.rfind(b"\n")) + 1] or sample
    guesses = from_bytes(sample)
    best = guesses.best()
    if best is None:
        raise UnreadableFile("its text encoding could not be recognised: save it as UTF-8")
    tied = [guess.encoding for guess in guesses
            if (guess.chaos, guess.coherence) == (best.chaos, best.coherence)]  # fmt: skip
    encoding = "cp1252" if "cp1252" in tied else best.encoding  # the commonest by far
    if _HALF_KATAKANA.search(str(best)) and _is_russian(sample.decode("koi8-r")):
        encoding = "koi8-r"
    if all(_is_latin(letter) for letter in _letters(sample, encoding)):
        fitting = (page for page in chain((encoding,), _LATIN) if _is_one_language(sample, page))
        encoding = next(fitting, encoding)
    return data.decode(encoding, errors="replace")


def _letters(sample: bytes, encoding: str) -> frozenset[str]:
    """The letters beyond ASCII of a text."""
    text = sample.decode(encoding, errors="replace")
    return frozenset(letter for letter in set(text) if letter > "\x7f" and letter.isalpha())


def _is_russian(text: str) -> bool:
    """Whether a text is in Cyrillic script, and more in small letters than in capitals."""
    small = len(re.findall("[а-яё]", text))
    return small > len(re.findall("[^\x00-\x7fа-яё]", text)) * 2


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_one_language(sample: bytes, encoding: str) -> bool:
    if _SIGN_IN_WORD.search(sample.decode(encoding, errors="replace")):
        return False
    letters = _letters(sample, encoding)
    return any(letters <= alphabet for alphabet in _ALPHABETS)
