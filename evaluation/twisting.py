"""The same said the other way round, and two things in each other's places."""

import random

import regex

_HALVES = regex.compile(
    r"(?:,?\s(?:while|whereas|but)|;|,\sand)\s"
    r"(?=\p{Lu}|(?:the|an?|it|he|she|they|its|his|her|their|this|these|in)\s)"
)
_OPENS_SMALL = regex.compile(r"(?:The|An?|In|On|At|It|He|She|They|This|These)\b")
_RESERVE = regex.compile(r"\b(?:may|might|could|possibly|perhaps|allegedly) (?=\p{Ll})")
_FIT = 30  # characters of half a sentence that can stand first or last
# Common English words, each beside what says the reverse; the check has a list of its own.
_REVERSE = dict(
    pair.split("/")
    for pair in (
        "more/less most/least increased/decreased increase/decrease rose/fell higher/lower "
        "highest/lowest large/small larger/smaller largest/smallest first/last before/after "
        "early/late earlier/later above/below north/south northern/southern east/west "
        "eastern/western won/lost win/lose began/ended beginning/end opened/closed old/new "
        "oldest/newest long/short strong/weak good/bad better/worse best/worst positive/negative "
        "public/private internal/external male/female men/women father/mother son/daughter "
        "king/queen born/died always/never many/few maximum/minimum inside/outside common/rare "
        "success/failure supported/opposed accepted/rejected included/excluded allowed/forbade "
        "gained/lost bought/sold growth/decline upper/lower left/right rich/poor urban/rural "
        "ancient/modern major/minor natural/artificial friend/enemy winter/summer morning/evening"
    ).split()
)
_REVERSIBLE = regex.compile(rf"\b(?:{'|'.join(_REVERSE)})\b")


def halves_turned(text: str) -> str | None:
    """What is said first last, and last first; None where there are no two such halves.

    >>> first = "The bridge of Velm was built by the town in 1987"
    >>> halves_turned(f"{first}; Bo Lind dug the harbour of Velm in 1902.")
    'Bo Lind dug the harbour of Velm in 1902; the bridge of Velm was built by the town in 1987.'
    """
    for found in _HALVES.finditer(text):
        first, last = text[: found.start()], text[found.end() : -1]
        if min(len(first), len(last)) >= _FIT:
            if _OPENS_SMALL.match(first):
                first = first[0].lower() + first[1:]
            return f"{last[0].upper()}{last[1:]}{found.group()}{first}."
    return None


def exchanged(text: str, pattern: regex.Pattern[str], draw: random.Random) -> str | None:
    """Two of what a pattern finds in each other's places; None where there are no two.

    Between them stands a word of five letters or more: "A and B" would say the same.
    """
    found = list(pattern.finditer(text))
    pairs = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if a.group() != b.group() and regex.search(r"\p{Ll}{5,}", text[a.end() : b.start()])
    ]
    if not pairs:
        return None
    a, b = draw.choice(pairs)
    middle = text[a.end() : b.start()]
    return text[: a.start()] + b.group() + middle + a.group() + text[b.end() :]


def one_reversed(text: str, draw: random.Random) -> str | None:
    """A word that says the reverse in a common word's place; None where there is none."""
    found = list(_REVERSIBLE.finditer(text))
    if not found:
        return None
    old = draw.choice(found)
    return text[: old.start()] + _REVERSE[old.group()] + text[old.end() :]


def without_reserve(text: str) -> str | None:
    """A sentence for certain that is said with one "may" and the like; None of any other."""
    found = list(_RESERVE.finditer(text))
    if len(found) != 1:
        return None
    return text[: found[0].start()] + text[found[0].end() :]
