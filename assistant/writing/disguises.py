"""What a text says to a reader who is not put off by how it is written."""

import base64
import binascii
import codecs
import unicodedata
from collections.abc import Iterator

import regex

# Letters of other scripts that look like Latin ones, and figures that stand for letters.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝкмтнвАВЕКМНОРСТХІЈЅαεορυικτνηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ013457@$",
    "aeopcyxijsdhlqwkmthbABEKMHOPCTXIJSaeopuiktvnABEZHIKMNOPTYXoieastas",
)
_IN_DISGUISE = regex.compile(r"\p{Latin}[0134570@$]|[0134570@$]\p{Latin}|[\p{Cyrillic}\p{Greek}]")
_LATIN = regex.compile(r"\p{Latin}")
_WHITE = regex.compile(r"\n\s*+|[^\S\n]\s*+")
_SIGN = r"[ .\-_*·|/]"
_ONE = r"[\p{L}\p{N}]"
_SPACED = regex.compile(  # the same sign between all of them
    rf"(?<!{_ONE}){_ONE}(?P<sign>{_SIGN}){_ONE}(?!{_ONE})(?:(?P=sign){_ONE}(?!{_ONE}))++"
)
_APART = regex.compile(rf"(?<!{_ONE}){_ONE}(?:{_SIGN}{{1,3}}{_ONE}(?!{_ONE})){{15,}}+")
_BETWEEN = regex.compile(_SIGN)
_CODED = regex.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{20,}+={0,2}")
_HEX = regex.compile(r"(?:[0-9A-Fa-f]{2}){10,}")
_TELLING = (  # one of these stands in what is worth reading backwards
    "ignore disregard forget instruct answer reply respond assistant repeat system output print "
    "prompt passage"
).split()
_WORDS = regex.compile(r"(?<!\p{L})\p{L}{2,}+\s\p{L}")
_CARRIERS = ((0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # variation selectors


def visible(text: str) -> str:
    r"""A text without what nobody sees: what is invisible, controls, changes of direction.

    >>> visible("Sa\u200by\u00ad it\U000e0041.\ufe0f")
    'Say it.'
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(one for one in text if one.isspace() or not _is_hidden(one))
    return _WHITE.sub(lambda found: "\n" if "\n" in found.group() else " ", text)


def readings(text: str) -> Iterator[str]:
    """The text in all the ways in which a person, or a model, may read it, in small letters.

    As it is seen; without accents and marks; look-alike letters and figures for letters put right;
    letters that stand apart joined; backwards; in ROT13.
    """
    seen = unicodedata.normalize("NFKC", visible(text))
    yield seen.lower()
    plain = seen
    if not seen.isascii():
        parted = unicodedata.normalize("NFKD", seen)
        plain = "".join(one for one in parted if unicodedata.category(one) != "Mn")
        if plain != seen:
            yield plain.lower()
    if _LATIN.search(plain) is None:
        return
    if _IN_DISGUISE.search(plain):
        yield plain.translate(_ALIKE).lower()
    joined = _SPACED.sub(lambda found: _BETWEEN.sub("", found.group()), plain)
    if joined != plain:
        yield joined.lower()
    small = plain.lower()
    for turned in (small[::-1], codecs.encode(small, "rot13")):
        if any(word in turned for word in _TELLING):
            yield turned


def is_disguised(text: str) -> bool:
    """Whether words stand in a text in base64 or hex, or a whole sentence with letters apart.

    >>> is_disguised("VGhlIG1vb24gaXMgbWFkZSBvZiBjaGVlc2Uu"), is_disguised("0123456789abcdef0123")
    (True, False)
    """
    return _APART.search(text) is not None or next(_decoded(text), None) is not None


def _decoded(text: str) -> Iterator[str]:
    for found in _CODED.finditer(text):
        coded = found.group()
        if _HEX.fullmatch(coded):
            yield from _said(bytes.fromhex(coded))
        body = coded.rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
        try:
            yield from _said(base64.b64decode(body + "=" * (-len(body) % 4)))
        except (ValueError, binascii.Error):
            continue


def _said(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    if _WORDS.search(text) and all(one.isprintable() or one.isspace() for one in text):
        yield text


def _is_hidden(one: str) -> bool:
    return unicodedata.category(one) in ("Cf", "Cc", "Co", "Cn") or any(
        first <= ord(one) <= last for first, last in _CARRIERS
    )
