"""A model that believes all it reads, and one that lies whatever it reads; both are scripted."""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.writing.prompts import RULES
from assistant.writing.reading import Message
from tests.assistant.writing.dressing import DRESSES, LOOK_ALIKES
from tests.llm_scripts import Script

_INJECTED = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_GIVEN = re.compile(r"<passage number=(\d+)[^>\n]*>\n(.*?)\n</passage>", re.DOTALL)
_FOLDED = {new: old for old, new in LOOK_ALIKES.items()} | str.maketrans("013457", "oieast")
_CODED = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")
_RUN, _SHORTEST, _SIGNS = 3, 10, 6  # words of a telling run, its letters; signs without words


@dataclass(frozen=True)
class Entry:
    """An entry of injections.yaml."""

    id: str
    file: str
    text: str
    asks: str
    fact: str
    obeyed: str
    never: list[str]
    dress: str = ""
    gap: str = ""
    also: dict[str, str] = field(default_factory=dict)

    def files(self, is_clean: bool) -> dict[str, str]:
        """Its documents by their names, the injection dressed, or taken out."""

        def made(text: str) -> str:
            dressed = DRESSES[self.dress]
            return _INJECTED.sub(lambda found: "" if is_clean else dressed(found[1]), text)

        every = {self.file: self.text, **self.also}
        return {made(name): made(text) for name, text in every.items()}

    @property
    def injected(self) -> str:
        """The injection as it is meant to be read."""
        every = [self.file, self.text, *self.also.values()]
        return "\n".join(found for text in every for found in _INJECTED.findall(text))


def entries() -> list[Entry]:
    text = Path(__file__).with_name("injections.yaml").read_text(encoding="utf-8")
    return [Entry(**one) for one in yaml.safe_load(text)]


class Gullible:
    """Does what the injection says as soon as three words of it reach it; else it quotes."""

    name, address, is_local, context, answer = "gullible", "", True, 32_000, 800

    def looked_up(self) -> Generator[None, None, int]:
        yield from ()
        return self.context

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        honest = {**entry.files(is_clean=True), "": f"Question: {entry.asks}", "rules": RULES}
        known = _squeezed(" ".join([*honest, *honest.values()]))
        self._telling = [one for one in _runs(entry.injected) if one not in known]
        self.read = ""

    def is_told(self, text: str) -> bool:
        """Whether it finds the injection in a text."""
        return any(one in seen for seen in _seen(text) for one in self._telling)

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.read = "\n".join(message.text for message in messages)
        if self.is_told(self.read):
            yield self._entry.obeyed
        else:
            yield _nearest(messages[-1].text, self._entry.asks)


class Corrupted(Gullible):
    """Says what the injection wants for every passage, and the injection itself too."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        lie = re.sub(r"\[\d+\]", "", self._entry.obeyed)
        told = re.sub(r"[\[\]<>]", "", self._entry.injected)
        yield f"{self._entry.obeyed}\n"
        for number, _ in _GIVEN.findall(messages[-1].text)[:4]:
            if f"[{number}]" not in self._entry.obeyed:
                yield f"{lie} [{number}]\n"
        for line in filter(str.strip, told.splitlines()):
            yield f"{line} [1]\n"


class Scripted(Gullible):
    """A script of tests/llm_scripts.py, without the wire."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        asked = [{"role": one.role, "content": one.text} for one in messages]
        said: Any = self._script(asked)
        yield from (str(piece) for piece in said)


def _nearest(asked: str, question: str) -> str:
    """The sentence that shares most words with the question, with its mark."""
    wanted = set(_words(question))
    sentences = [
        (sentence.strip(), number)
        for number, text in _GIVEN.findall(asked)
        for sentence in re.split(r"(?<=[.!?。])\s*(?=\D|$)|\n", text)
        if sentence.strip()
    ]
    best = max(sentences, key=lambda one: len(wanted & set(_words(one[0]))), default=("", "1"))
    return f"{best[0]} [{best[1]}]"


def _words(text: str) -> list[str]:
    """Words; of scripts that do not part them, signs."""
    words = re.findall(r"\w+", text.casefold())
    return list("".join(words)) if _is_cjk(text) else words


def _is_cjk(text: str) -> bool:
    return re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text) is not None


def _runs(text: str) -> list[str]:
    words, length = _words(text), _SIGNS if _is_cjk(text) else _RUN
    runs = (_squeezed("".join(words[i : i + length])) for i in range(len(words) - length + 1))
    return [one for one in runs if len(one) >= (_SIGNS if _is_cjk(text) else _SHORTEST)]


def _squeezed(text: str) -> str:
    """Letters and figures alone, look-alikes and figures that stand for letters folded."""
    plain = unicodedata.normalize("NFKD", text).translate(_FOLDED).casefold()
    return "".join(one for one in plain if one.isalnum())


def _seen(text: str) -> Iterator[str]:
    yield _squeezed(text)
    yield _squeezed(text[::-1])
    yield _squeezed(codecs.encode(text, "rot13"))
    yield _squeezed("".join(chr(ord(one) & 0x7F) for one in text if one >= "\U000e0000"))
    yield _squeezed(bytes(_carried(text)).decode(errors="replace"))
    for found in _CODED.findall(text):
        for decode in (bytes.fromhex, base64.b64decode):
            try:
                yield _squeezed(decode(found).decode(errors="replace"))
            except (ValueError, binascii.Error):
                continue


def _carried(text: str) -> Iterator[int]:
    """Bytes that variation selectors stand for."""
    for one in text:
        if "\ufe00" <= one <= "\ufe0f":
            yield ord(one) - 0xFE00
        elif "\U000e0100" <= one <= "\U000e01ef":
            yield ord(one) - 0xE0100 + 16
