"""What a sentence says of one name and its sources of another: who does it, and of whom it is."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass

import regex

from assistant.writing.mentions import PREPOSITIONS, Mention, mentions
from index import lexical
from index.lexical import Word

_BE = frozenset("is are was were be been being am".split())
_AUXILIARY = _BE | frozenset(
    "has have had having do does did will would can could may might must shall should".split()
)
_BESIDE = frozenset(
    "also then now later first still not never ever always often only already soon once".split()
)
_VERB_ENDING = regex.compile(r"(?<!er)(?:s|ed)$")
_BELONGING = frozenset("of to for against from with about by".split())
_ARTICLES = frozenset(("the", "a", "an"))
_GENITIVE = regex.compile(r"['’]")
_LIST = regex.compile(r"(?:[\s,&/]|\b(?:and|or|the|as|well)\b|\b[\p{Lu}\p{N}][\p{L}\p{N}'’.-]*)*+")


@dataclass(frozen=True, slots=True)
class _Role:
    """What is said of a name.

    said: the stem of its verb and "active" or "passive", or that of the noun before it and the
    preposition between, of "the mayor of Velm".
    """

    name: Mention
    said: tuple[str, str]


def said_of_another(
    text: str, sources: Sequence[str], held: Set[str], known: Collection[str] = ()
) -> tuple[str, ...]:
    """The name of which the sources say what the text says of one of its own; () if there is none.

    Only where the passages name that one, too, and the sources say this nowhere of it, be it in a
    list. sources: the sentences that bear the text out. held: the stems of their passages' words.
    known: those of names.

    >>> sources = ["Ost denies that Velm was sold."]
    >>> said_of_another("Velm denies it.", sources, ["velm"])
    ('Ost',)
    >>> sources = ["Velm and Ost deny that it was sold."]
    >>> said_of_another("Velm denies it.", sources, ["velm"])
    ()
    """
    there = [(source, mentions(source, known)) for source in sources]
    roles = [(source, found, role) for source, found in there for role in _roles(source, found)]
    for own in _roles(text, mentions(text, known)):
        if not own.name.stems <= held:
            continue
        holders = [
            (source, found, role.name) for source, found, role in roles if role.said == own.said
        ]
        if holders and not any(_fits(own.name, *where) for where in holders):
            return (holders[0][2].text,)
    return ()


def _fits(name: Mention, source: str, found: Collection[Mention], holder: Mention) -> bool:
    """Whether the holder is the name, or stands in one list with it."""
    for one in found:
        if _is_one(name, one):
            first, last = sorted((one, holder), key=lambda each: each.start)
            if one is holder or _LIST.fullmatch(source, first.end, last.start):
                return True
    return False


def _is_one(name: Mention, other: Mention) -> bool:
    """Whether both may be one: of names of several words, one word will do."""
    return other.kind == "name" and bool(name.stems & other.stems)


def _roles(text: str, found: Sequence[Mention]) -> Iterator[_Role]:
    words = lexical.words(text)
    for one in found:
        if one.kind != "name":
            continue
        before = [word for word in words if word.end <= one.start]
        while before and before[-1].text.lower() in _ARTICLES:
            before.pop()
        placing = before[-1].text.lower() if before else ""
        if placing in _BELONGING and len(before) > 1:
            noun = before[-2]
            if not noun.is_common and "," not in text[noun.end : one.start]:
                yield _Role(one, (noun.stem, placing))
        if placing not in PREPOSITIONS and (verb := _verb(text, one, found, words)):
            yield _Role(one, verb)


def _verb(
    text: str, name: Mention, found: Sequence[Mention], words: Sequence[Word]
) -> tuple[str, str] | None:
    """The verb right behind a name, but for auxiliaries: its stem, and "passive" or "active"."""
    if _GENITIVE.search(name.text) or _GENITIVE.match(text, name.end):
        return None
    behind = [word for word in words if word.start >= name.end]
    end, auxiliaries = name.end, set[str]()
    for i, word in enumerate(behind):
        plain = word.text.lower()
        if text[end : word.start].strip():
            return None
        end = word.end
        if plain in _AUXILIARY:
            auxiliaries.add(plain)
        elif plain not in _BESIDE and not plain.endswith("ly"):
            is_verb = not word.is_common and (auxiliaries or _VERB_ENDING.search(word.text))
            is_named = any(one.start <= word.start < one.end for one in found)
            is_turned = i + 1 < len(behind) and behind[i + 1].text.lower() == "by"
            if not is_verb or is_named or (is_turned and not auxiliaries & _BE):
                return None
            return word.stem, "passive" if auxiliaries & _BE else "active"
    return None
