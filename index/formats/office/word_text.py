"""What a paragraph of Word's XML says, and what hangs on it: boxes, notes, comments, pictures."""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"

# What nobody sees on the page: deleted words, codes of fields, settings, readings of characters.
_UNSEEN = {W + name for name in (
    "del moveFrom delText instrText delInstrText pPr rPr rt rubyPr sdtPr sdtEndPr fldData tblPr "
    "tblGrid sectPr").split()}  # fmt: skip
_AS_TEXT = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
    _A + "br": "\n", _A + "p": " ", _M + "den": "/", _M + "rad": "√",
}  # fmt: skip
_SYMBOLS = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅",
}  # fmt: skip
_WINGDINGS = {
    0xA8: "☐",
    0x6F: "☐",
    0xFE: "☑",
    0xFD: "☒",
    0xFC: "✓",
    0xFB: "✗",
    0xE0: "→",
    0xA7: "•",
}


@dataclass(slots=True)
class Words:
    """A paragraph's text and what it holds besides, in order.

    boxes: the contents of text boxes. notes: ("footnote" or "endnote", id). comments: ids.
    charts, diagrams: ids of relationships. pictures, objects: how many it shows.
    """

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0


def is_on(element: Any) -> bool:
    """Whether a switch of Word's is there and not turned off."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def parts_of(element: Any) -> list[Any]:
    """An element's children; of an alternative, the first one only, as Word of today shows it."""
    if element.tag != _MC + "AlternateContent":
        return [child for child in element if isinstance(child.tag, str)]
    for name in ("Choice", "Fallback"):
        choice = element.find(_MC + name)
        if choice is not None and len(choice):
            return list(choice)
    return []


def words_of(paragraph: Any) -> Words:
    """What a paragraph says and holds, deleted and hidden words left out."""
    words, texts = Words(), list[str]()
    left = parts_of(paragraph)[::-1]
    while left:
        element = left.pop()
        tag = element.tag
        if tag in _UNSEEN or (tag == W + "r" and _is_hidden(element)):
            continue
        if tag in (W + "t", _M + "t", _A + "t"):
            texts.append(element.text or "")
        elif tag == W + "sym":
            texts.append(_symbol(element))
        elif tag == W + "txbxContent":
            words.boxes.append(element)
        elif tag == W + "object":
            words.objects += 1
        else:
            texts.append(_AS_TEXT.get(tag, ""))
            _note(element, words)
            left.extend(parts_of(element)[::-1])
    words.text = tidy("".join(texts))
    return words


def tidy(text: str) -> str:
    """A text without soft hyphens and needless white space; its line breaks stay."""
    lines = (" ".join(line.split()) for line in text.replace("\xad", "").split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def _note(element: Any, words: Words) -> None:
    """Note what an element shows that is no text of its own."""
    tag = element.tag
    if tag in (W + "footnoteReference", W + "endnoteReference"):
        words.notes.append((tag[len(W) :].removesuffix("Reference"), element.get(W + "id", "")))
    elif tag == W + "commentReference":
        words.comments.append(element.get(W + "id", ""))
    elif tag == _CHART:
        words.charts.append(element.get(R + "id", ""))
    elif tag == _DIAGRAM:
        words.diagrams.append(element.get(R + "dm", ""))
    elif tag in (_PICTURE, _V + "imagedata"):
        words.pictures += 1


def _is_hidden(run: Any) -> bool:
    properties = run.find(W + "rPr")
    return properties is not None and is_on(properties.find(W + "vanish"))


def _symbol(element: Any) -> str:
    try:
        number = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return symbol(number, element.get(W + "font", ""))


def symbol(number: int, font: str) -> str:
    """A character given by its number in a font of symbols; U+FFFD where that is not known."""
    if not (0xF000 <= number <= 0xF0FF or number <= 0xFF):
        return chr(number) if number <= 0x10FFFF else ""
    low = number & 0xFF
    is_wingdings = "wing" in font.lower()
    plain = chr(low) if 0x20 <= low < 0x7F and not is_wingdings else "\ufffd"
    return (_WINGDINGS if is_wingdings else _SYMBOLS).get(low, plain)
